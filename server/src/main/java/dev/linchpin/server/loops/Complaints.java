package dev.linchpin.server.loops;

import dev.linchpin.engine.hubspot.HubSpotException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs failures of loops in one line each. When ten loops meet the same wall, it is told once a minute. Thread-safe. */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final int LONGEST = 300;

    private final InstantSource clock;
    private final Map<String, Instant> told = new HashMap<>();

    Complaints(InstantSource clock) {
        this.clock = clock;
    }

    void about(String loop, Throwable failure, Duration pause) {
        var line = describe(failure);
        if (isNews(line)) {
            LOG.warn("{}: {} - trying again in {} s", loop, line, Math.max(1, pause.toSeconds()));
        }
        LOG.debug("{} failed", loop, failure);
    }

    private synchronized boolean isNews(String line) {
        var now = clock.instant();
        told.values().removeIf(at -> at.plus(SILENCE).isBefore(now));
        return told.putIfAbsent(line, now) == null;
    }

    /** Messages of databases quote values, which may be personal data: their codes have to do. */
    static String describe(Throwable failure) {
        if (failure instanceof HubSpotException hubSpot) {
            return shortened(String.valueOf(hubSpot.getMessage()));
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return "the database refused (state " + sql.getSQLState() + ", code " + sql.getErrorCode() + ")";
            }
        }
        return shortened(failure.toString());
    }

    private static String shortened(String text) {
        var line = text.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
