package dev.linchpin.simulator.crm;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants as HubSpot writes them: ISO-8601 in UTC, always with milliseconds. */
public final class Timestamps {

    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** The instant as text. */
    public static String iso(long millis) {
        return ISO.format(Instant.ofEpochMilli(millis));
    }
}
