package dev.linchpin.engine.transform;

import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.Transform;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/** Rows hold days or moments (in UTC where they name no zone) as texts of a format of the user's own. */
public final class DateFormat implements Transform {
    private static final List<String> DAYS = List.of("2026-11-22", "1969-12-31", "0984-02-03", "2000-02-29");
    private static final List<String> MOMENTS =
            List.of("2026-11-22T13:14:15.678Z", "1969-12-31T23:59:59.999Z", "2000-02-29T00:00:00Z");

    private final String pattern;
    private final DateTimeFormatter formatter;

    /**
     * @param pattern in the letters of {@link DateTimeFormatter}
     * @throws IllegalArgumentException when there is no such pattern
     */
    public DateFormat(String pattern) {
        this.pattern = pattern;
        // A year of an era, as "y" is, is no day by itself.
        this.formatter = DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    @Override
    public String read(String stored) {
        if (stored.isBlank()) {
            return "";
        }
        try {
            return switch (formatter.parseBest(
                    stored.strip(), OffsetDateTime::from, LocalDateTime::from, LocalDate::from)) {
                case OffsetDateTime moment -> moment.toInstant().toString();
                case LocalDateTime moment -> moment.toInstant(ZoneOffset.UTC).toString();
                case LocalDate day -> day.toString();
                default -> throw new DateTimeException("neither a day nor a moment");
            };
        } catch (DateTimeException otherwise) {
            throw new IllegalArgumentException("expected a date like " + pattern);
        }
    }

    @Override
    public String write(String value) {
        try {
            return value.isEmpty()
                    ? ""
                    : formatter.format(
                            value.length() == 10
                                    ? LocalDate.parse(value)
                                    : Instant.parse(value).atOffset(ZoneOffset.UTC));
        } catch (DateTimeException otherwise) {
            throw new IllegalArgumentException("it is no date that can be written like " + pattern);
        }
    }

    @Override
    public boolean isLossless(FieldType type) {
        return switch (type) {
            case DATE -> DAYS.stream().allMatch(this::readsBack);
            case DATETIME -> MOMENTS.stream().allMatch(this::readsBack);
            case TEXT, EMAIL, DOMAIN, NUMBER, BOOLEAN, ENUMERATION, OPTION_SET -> false;
        };
    }

    private boolean readsBack(String value) {
        try {
            return read(write(value)).equals(value);
        } catch (IllegalArgumentException unsuitable) {
            return false;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DateFormat format && format.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return "date " + pattern;
    }
}
