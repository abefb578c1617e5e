package dev.linchpin.server.loops;

import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.store.OwnershipLostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures of loops in one line each. When ten loops meet the same wall, one tells it, and again only after a while of
 * peace or an hour later; and when that loop is past it, it tells that too. Thread-safe.
 */
final class Complaints {
    private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
    private static final Duration PEACE = Duration.ofMinutes(5);
    private static final Duration REMINDER = Duration.ofHours(1);
    private static final int LONGEST = 300;

    private record Told(Instant at, Instant lastSeen) {}

    private final InstantSource clock;
    private final Map<String, Told> told = new HashMap<>();
    private final Set<String> tellers = new HashSet<>();

    Complaints(InstantSource clock) {
        this.clock = clock;
    }

    void about(String loop, Throwable failure) {
        if (isNews(loop, describe(failure))) {
            LOG.warn("{}: {} - trying again until it works", loop, describe(failure));
        }
        LOG.debug("{} failed", loop, failure);
    }

    void over(String loop) {
        if (wasTold(loop)) {
            LOG.info("{}: works again", loop);
        }
    }

    synchronized boolean isNews(String loop, String line) {
        var now = clock.instant();
        told.values().removeIf(entry -> entry.lastSeen().plus(PEACE).isBefore(now));
        var before = told.get(line);
        var isNews = before == null || before.at().plus(REMINDER).isBefore(now);
        told.put(line, new Told(before == null || isNews ? now : before.at(), now));
        if (isNews) {
            tellers.add(loop);
        }
        return isNews;
    }

    private synchronized boolean wasTold(String loop) {
        return tellers.remove(loop);
    }

    /** Messages of databases quote values, which may be personal data: their codes have to do. */
    static String describe(Throwable failure) {
        if (failure instanceof HubSpotException hubSpot) {
            return shortened(String.valueOf(hubSpot.getMessage()));
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                if (isAway(sql)) {
                    return "the database cannot be reached";
                }
                return "the database refused (state " + sql.getSQLState() + ", code " + sql.getErrorCode() + ")";
            }
        }
        if (failure instanceof DatabaseException database) {
            return shortened(String.valueOf(database.getMessage()));
        }
        if (failure instanceof OwnershipLostException lost) {
            return shortened(String.valueOf(lost.getMessage()));
        }
        // Messages of unknown origin may hold anything.
        var frames = failure.getStackTrace();
        return failure.getClass().getName() + (frames.length == 0 ? "" : " at " + frames[0]);
    }

    /** No connection comes about or it broke (class 08), or the server is shutting down or starting (57P01 to 57P03). */
    private static boolean isAway(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return failure instanceof SQLTransientConnectionException || state.startsWith("08") || state.startsWith("57P0");
    }

    private static String shortened(String text) {
        var line = text.lines().findFirst().orElse("");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
