package dev.linchpin.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps a warning that comes again and again, because what it is about lasts, to one line: it is told again after a while of
 * peace, or once an hour.
 */
final class Repetitions extends TurboFilter {
    private static final long PEACE = Duration.ofMinutes(5).toNanos();
    private static final long REMINDER = Duration.ofHours(1).toNanos();
    private static final int REMEMBERED = 200;

    private record Told(long at, long lastSeen) {}

    /** What was told longest ago is forgotten first: forgetting costs a line, remembering all would cost the memory. */
    private final Map<String, Told> told = new LinkedHashMap<>();

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            @Nullable Object @Nullable [] parameters,
            @Nullable Throwable failure) {
        if (level != Level.WARN || format == null || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL;
        }
        var text = logger.getName() + " " + format + Arrays.toString(parameters);
        return isNews(text, System.nanoTime()) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    synchronized boolean isNews(String text, long now) {
        var before = told.remove(text);
        var isNews = before == null || now - before.lastSeen() > PEACE || now - before.at() > REMINDER;
        told.put(text, new Told(before == null || isNews ? now : before.at(), now));
        if (told.size() > REMEMBERED) {
            told.remove(told.keySet().iterator().next());
        }
        return isNews;
    }
}
