package dev.linchpin.simulator.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the dates in a file are written (HubSpot docs, "Imports"). */
enum DateOrder {
    /** The default. */
    MONTH_DAY_YEAR,
    /** As in most of the world. */
    DAY_MONTH_YEAR,
    /** As in ISO 8601. */
    YEAR_MONTH_DAY;

    private static final Pattern THREE_NUMBERS = Pattern.compile("(\\d{1,4})[-/.](\\d{1,2})[-/.](\\d{1,4})");
    private static final Pattern EXACT = Pattern.compile("-?\\d{9,17}|\\d{4}-\\d{2}-\\d{2}T.*");

    /** The day in ISO 8601, a value that needs no such reading as it is, or null for what is no date. */
    @Nullable String iso(String text) {
        if (EXACT.matcher(text).matches()) {
            return text;
        }
        Matcher matcher = THREE_NUMBERS.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        int first = Integer.parseInt(matcher.group(1));
        int second = Integer.parseInt(matcher.group(2));
        int third = Integer.parseInt(matcher.group(3));
        try {
            LocalDate day = switch (this) {
                case MONTH_DAY_YEAR -> LocalDate.of(third, first, second);
                case DAY_MONTH_YEAR -> LocalDate.of(third, second, first);
                case YEAR_MONTH_DAY -> LocalDate.of(first, second, third);
            };
            return day.toString();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
