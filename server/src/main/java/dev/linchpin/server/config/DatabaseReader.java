package dev.linchpin.server.config;

import dev.linchpin.server.config.Environment.Variable;
import java.util.List;
import java.util.Optional;

/** Which database: by a URL, or by the variables that people who come from other connectors have set for MariaDB. */
final class DatabaseReader {
    private static final int HIGHEST_PORT = 65_535;

    private DatabaseReader() {}

    static DatabaseSettings read(ValueReader values, Environment environment, List<Problem> problems) {
        var poolSize = values.get(Keys.DATABASE_POOL_SIZE);
        var user = values.find(Keys.DATABASE_USER);
        var password = values.find(Keys.DATABASE_PASSWORD);
        var isInParts =
                Optional.<Variable>empty().or(() -> environment.get("DB_HOST")).or(() -> environment.get("DB_NAME"));
        if (values.has(Keys.DATABASE_URL) || isInParts.isEmpty()) {
            return new DatabaseSettings(values.get(Keys.DATABASE_URL), user, password, poolSize);
        }
        var name = text(environment, "DB_NAME");
        if (name.isEmpty()) {
            problems.add(new Problem(
                    isInParts.get().where(),
                    "names a MariaDB server, but no variable names the database on it; set DB_NAME, or DATABASE_URL"
                            + " instead"));
        }
        var host = environment.get("DB_HOST").map(Variable::text).orElse("localhost");
        return new DatabaseSettings(
                "jdbc:mariadb://" + host + port(environment, problems) + "/" + name.orElse(""),
                user == null ? text(environment, "DB_USER").orElse(null) : user,
                password == null
                        ? text(environment, "DB_PASSWORD").map(Secret::new).orElse(null)
                        : password,
                poolSize);
    }

    private static Optional<String> text(Environment environment, String variable) {
        return environment.get(variable).map(Variable::text);
    }

    private static String port(Environment environment, List<Problem> problems) {
        var port = environment.get("DB_PORT");
        if (port.isEmpty()) {
            return "";
        }
        try {
            return ":" + Readers.number(1, HIGHEST_PORT).apply(port.get().text());
        } catch (IllegalArgumentException unsuitable) {
            problems.add(new Problem(port.get().where(), String.valueOf(unsuitable.getMessage())));
            return "";
        }
    }
}
