package dev.linchpin.engine.model;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a field's values are read into canonical form and compared across the two sides.
 *
 * <p>Text that does not fit the type (a word in a number column, which SQLite allows) is kept as it is: the other side then
 * refuses it with its own message, which reaches the row's owner as a dead letter. Reading it is never an error.
 */
public enum FieldType {
    TEXT {
        @Override
        String canonical(String raw) {
            return raw;
        }
    },
    /** HubSpot stores addresses in lower case, without surrounding blanks. */
    EMAIL {
        @Override
        String canonical(String raw) {
            return raw;
        }

        @Override
        String comparable(String canonical) {
            return canonical.strip().toLowerCase(Locale.ROOT);
        }
    },
    /** HubSpot stores a bare host name: no scheme, no {@code www.}, no path, lower case. */
    DOMAIN {
        @Override
        String canonical(String raw) {
            return raw;
        }

        @Override
        String comparable(String canonical) {
            var host = canonical.strip().toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "");
            host = host.replaceFirst("[/?#].*$", "");
            return host.replaceFirst("^www\\.", "");
        }
    },
    NUMBER {
        @Override
        String canonical(String raw) {
            var number = new BigDecimal(raw.strip());
            if (Math.abs((long) number.scale()) + number.precision() > LONGEST_NUMBER) {
                // Written out, "1e2147483647" would fill the memory; no side stores such a number.
                throw new NumberFormatException("too long");
            }
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        }
    },
    BOOLEAN {
        @Override
        String canonical(String raw) {
            return switch (raw.strip().toLowerCase(Locale.ROOT)) {
                case "true", "t", "1", "yes" -> "true";
                case "false", "f", "0", "no" -> "false";
                default -> raw;
            };
        }
    },
    /** A day without a zone, {@code YYYY-MM-DD}; HubSpot also writes midnight UTC in milliseconds. */
    DATE {
        @Override
        String canonical(String raw) {
            var text = raw.strip();
            if (isMilliseconds(text)) {
                return LocalDate.ofInstant(Instant.ofEpochMilli(Long.parseLong(text)), ZoneOffset.UTC)
                        .toString();
            }
            return text.startsWith(NO_DAY)
                    ? ""
                    : LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text)
                            .toString();
        }
    },
    /** A moment in UTC with milliseconds, HubSpot's own resolution. A text without a zone is taken as UTC. */
    DATETIME {
        @Override
        String canonical(String raw) {
            return raw.startsWith(NO_DAY)
                    ? ""
                    : instant(raw.strip().replace(' ', 'T'))
                            .truncatedTo(ChronoUnit.MILLIS)
                            .toString();
        }

        private static Instant instant(String text) {
            if (isMilliseconds(text)) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }
            if (text.length() == 10) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            var hasZone = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
            if (!hasZone) {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            }
            // PostgreSQL prints a zone of whole hours as "+00".
            var shortZone = text.length() > 3 && "+-".indexOf(text.charAt(text.length() - 3)) >= 0;
            return OffsetDateTime.parse(shortZone ? text + ":00" : text).toInstant();
        }
    },
    ENUMERATION {
        @Override
        String canonical(String raw) {
            return raw;
        }
    },
    /** A set of options, written {@code a;b;c}; HubSpot does not keep their order. */
    OPTION_SET {
        @Override
        String canonical(String raw) {
            return Arrays.stream(raw.split(";"))
                    .map(String::strip)
                    .filter(option -> !option.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .collect(Collectors.joining(";"));
        }
    };

    private static final int LONGEST_NUMBER = 1_000;

    /** What MariaDB keeps where there is none. */
    private static final String NO_DAY = "0000-00-00";

    abstract String canonical(String raw);

    String comparable(String canonical) {
        return canonical;
    }

    /** Reads what one side holds. Idempotent: reading a canonical text gives the same value. */
    public Value read(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return Value.BLANK;
        }
        try {
            return Value.of(canonical(raw));
        } catch (NumberFormatException | DateTimeException unreadable) {
            return Value.of(raw);
        }
    }

    /** Whether two values of different sides mean the same, as far as HubSpot's own normalisation of this type goes. */
    public boolean same(Value one, Value other) {
        return one.equals(other) || comparable(one.text()).equals(comparable(other.text()));
    }

    /**
     * The text by which records are matched on this field: equal for all spellings that HubSpot stores alike, and empty for
     * what nothing can be matched by.
     */
    public String matchKey(Value value) {
        return comparable(value.text());
    }

    /** Epoch milliseconds; the length keeps plain years apart from them. */
    private static boolean isMilliseconds(String text) {
        var digits = text.startsWith("-") ? text.substring(1) : text;
        return digits.length() > 8 && digits.chars().allMatch(Character::isDigit);
    }
}
