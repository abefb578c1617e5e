package dev.linchpin.server.config;

import dev.linchpin.server.spelling.NearMiss;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns a setting's text into its value, or says what was expected. */
final class Readers {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*(ms|s|m|h|d)");

    private Readers() {}

    static Function<String, Integer> number(int least, int most) {
        return text -> {
            var expected = "expected a whole number from " + least + " to " + most;
            try {
                var number = Integer.parseInt(text);
                require(number >= least && number <= most, expected);
                return number;
            } catch (NumberFormatException notANumber) {
                throw new IllegalArgumentException(expected, notANumber);
            }
        };
    }

    static double share(String text) {
        var expected = "expected a share above 0 and at most 1, such as 0.9";
        try {
            var share = Double.parseDouble(text);
            require(share > 0 && share <= 1, expected);
            return share;
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(expected, notANumber);
        }
    }

    static Function<String, Duration> duration(Duration least) {
        return text -> {
            var matcher = DURATION.matcher(text);
            require(matcher.matches(), "expected a duration such as 250ms, 30s, 5m, 1h or 1d");
            var milliseconds = Double.parseDouble(matcher.group(1))
                    * switch (matcher.group(2)) {
                        case "ms" -> 1;
                        case "s" -> 1_000;
                        case "m" -> 60_000;
                        case "h" -> 3_600_000;
                        default -> 86_400_000;
                    };
            var duration = Duration.ofMillis(Math.round(milliseconds));
            require(duration.compareTo(least) >= 0, "expected at least " + inWords(least));
            return duration;
        };
    }

    static URI httpUrl(String text) {
        try {
            var url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            var isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            require(isHttp && url.getHost() != null, "expected an http:// or https:// URL");
            return url;
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("expected an http:// or https:// URL", malformed);
        }
    }

    /** Origins with commas between them, as browsers write them; or {@code none}. */
    static List<String> origins(String text) {
        return text.strip().equals("none")
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(Readers::origin)
                        .distinct()
                        .toList();
    }

    private static String origin(String text) {
        var expected =
                "expected origins such as https://dashboard.example.com, without a path, with commas between them";
        try {
            var url = new URI(text.toLowerCase(Locale.ROOT));
            var isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            var host = url.getHost();
            require(isHttp && host != null, expected);
            var port = url.getPort() < 0 || url.getPort() == (url.getScheme().equals("http") ? 80 : 443)
                    ? ""
                    : ":" + url.getPort();
            var bare = url.getScheme() + "://" + host;
            var isBare = List.of(bare, bare + ":" + url.getPort()).contains(url.toString());
            require(isBare, expected);
            return bare + port;
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException(expected, malformed);
        }
    }

    /** Accepts what hosting services put into {@code DATABASE_URL}, too. */
    static String jdbcUrl(String text) {
        if (Stream.of("jdbc:sqlite:", "jdbc:postgresql:", "jdbc:mariadb:").anyMatch(text::startsWith)) {
            return text;
        }
        if (text.startsWith("postgres://") || text.startsWith("postgresql://")) {
            return fromUri(text, "postgresql");
        }
        if (text.startsWith("mariadb://")) {
            return fromUri(text, "mariadb");
        }
        if (text.matches("(jdbc:)?mysql:.*")) {
            throw new IllegalArgumentException(
                    "MySQL is not supported, for it lacks insert ... returning; if the server is"
                            + " MariaDB, begin the URL with jdbc:mariadb:");
        }
        throw new IllegalArgumentException("expected a jdbc:sqlite:, jdbc:postgresql: or jdbc:mariadb: URL");
    }

    /** {@code postgres://user:password@host:5432/name?options}, credentials as the driver's own parameters. */
    private static String fromUri(String text, String product) {
        try {
            var uri = new URI(text);
            require(uri.getHost() != null && uri.getPath().length() > 1, "expected " + product + "://host/database");
            var parameters = new ArrayList<String>();
            if (uri.getRawUserInfo() != null) {
                var parts = uri.getRawUserInfo().split(":", 2);
                parameters.add("user=" + parts[0]);
                if (parts.length == 2) {
                    parameters.add("password=" + parts[1]);
                }
            }
            if (uri.getRawQuery() != null) {
                parameters.add(uri.getRawQuery());
            }
            var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            var query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
            return "jdbc:" + product + "://" + uri.getHost() + port + uri.getRawPath() + query;
        } catch (URISyntaxException malformed) {
            // Without the cause: its message repeats the URL, which may hold a password.
            throw new IllegalArgumentException("expected " + product + "://host/database");
        }
    }

    /** One of an enum's constants, written in lower case with dashes. */
    static <E extends Enum<E>> Function<String, E> oneOf(Class<E> type) {
        return text -> {
            var words = words(type);
            var index = words.indexOf(text.toLowerCase(Locale.ROOT).replace('_', '-'));
            require(index >= 0, "expected one of " + String.join(", ", words) + NearMiss.hint(text, words));
            return type.getEnumConstants()[index];
        };
    }

    /** Words separated by commas, or {@code none}. */
    static <E extends Enum<E>> Function<String, List<E>> severalOf(Class<E> type) {
        var one = oneOf(type);
        return text -> text.strip().equals("none")
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .map(one)
                        .distinct()
                        .toList();
    }

    /** Some of an enum's constants, with commas between them; at least one. */
    static <E extends Enum<E>> Function<String, Set<E>> setOf(Class<E> type) {
        var one = oneOf(type);
        return text -> {
            var chosen = new TreeSet<E>();
            Pattern.compile("[,\\s]+")
                    .splitAsStream(text)
                    .filter(word -> !word.isEmpty())
                    .map(one)
                    .forEach(chosen::add);
            require(!chosen.isEmpty(), "expected at least one of " + String.join(", ", words(type)));
            return chosen;
        };
    }

    static LocalTime timeOfDay(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("expected a time of day such as 02:00", malformed);
        }
    }

    static ZoneId timeZone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("expected a time zone such as UTC or Europe/Berlin", unknown);
        }
    }

    static <E extends Enum<E>> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Readers::word).toList();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Secret secret(String text) {
        return new Secret(text);
    }

    /** A key that could be guessed is worse than none, because it looks safe. */
    static Secret adminKey(String text) {
        require(text.length() >= 16, "expected at least 16 characters");
        return new Secret(text);
    }

    static String plain(String text) {
        return text;
    }

    private static String inWords(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    private static void require(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(expected);
        }
    }
}
