package dev.linchpin.simulator.exchange;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Instants as HubSpot writes them: ISO-8601 in UTC, always with milliseconds. */
public final class Timestamps {

    private Timestamps() {}

    /** The instant as text. Written by hand because every record answers four of them. */
    public static String iso(long millis) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(millis, 1_000L), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24);
        pad(text, time.getYear(), 4).append('-');
        pad(text, time.getMonthValue(), 2).append('-');
        pad(text, time.getDayOfMonth(), 2).append('T');
        pad(text, time.getHour(), 2).append(':');
        pad(text, time.getMinute(), 2).append(':');
        pad(text, time.getSecond(), 2).append('.');
        return pad(text, (int) Math.floorMod(millis, 1_000L), 3).append('Z').toString();
    }

    private static StringBuilder pad(StringBuilder text, int number, int width) {
        int bound = 1;
        for (int i = 1; i < width; i++) {
            bound *= 10;
        }
        for (; bound > 1 && number < bound; bound /= 10) {
            text.append('0');
        }
        return text.append(number);
    }
}
