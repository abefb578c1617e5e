package dev.linchpin.engine.feed;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.RecordPage;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Searches HubSpot for records modified since the last search, less an overlap, because the search index lags behind the
 * records. The watermark is in HubSpot's time and moves only when a whole pass is through. What it finds that no event has
 * told is noted for the {@link Referee}.
 */
public final class Poll implements Loop {
    /** For so long after the start, polls follow each other closely: what happened just before may not be indexed yet. */
    private static final Duration CATCHING_UP = Duration.ofMinutes(1);

    private static final Duration CLOSELY = Duration.ofSeconds(10);
    private static final Duration LOAD_BEGINS = Duration.ofSeconds(1);

    private final Environment environment;
    private final ObjectMapping mapping;
    private final Instant startedAt;
    private Instant nextAt;
    private @Nullable Pass pass;

    /**
     * A pass under way.
     *
     * @param from what it reads from
     * @param afterId the id it has reached
     * @param reached the watermark so far
     * @param latest the latest modification seen
     * @param began when it began, by our clock
     * @param lag what was known of the index's lag then
     */
    private record Pass(Instant from, String afterId, Instant reached, Instant latest, Instant began, SearchLag lag) {
        Pass next(String id, Instant seen) {
            return new Pass(from, id, reached, seen, began, lag);
        }
    }

    public Poll(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
        this.startedAt = environment.now();
        this.nextAt = startedAt;
    }

    @Override
    public String name() {
        return "poll " + mapping.type();
    }

    /** How far polls have read is kept under this name, as HubSpot's time. */
    public static String watermark(ObjectMapping mapping) {
        return "poll:" + mapping.type();
    }

    /** What is known of the index's lag is kept under this name. */
    private static String lag(ObjectMapping mapping) {
        return "lag:" + mapping.type();
    }

    /** A feed that missed something wants a poll from long before: it is kept under this name until begun. */
    private static String asked(ObjectMapping mapping) {
        return "poll-asked:" + mapping.type();
    }

    private static Optional<Instant> asked(Function<String, Optional<String>> positions, ObjectMapping mapping) {
        return positions.apply(asked(mapping)).filter(text -> !text.isEmpty()).map(Instant::parse);
    }

    /** Has everything looked for again that was modified at or after a moment of HubSpot's; soon, whatever the interval. */
    static void ask(Transaction tx, ObjectMapping mapping, Instant from) {
        var earlier = asked(tx::watermark, mapping);
        if (earlier.isEmpty() || from.isBefore(earlier.get())) {
            tx.watermark(asked(mapping), from.toString());
        }
    }

    @Override
    public Duration step() {
        if (pass == null) {
            pass = begin().orElse(null);
        }
        return pass == null ? pause() : read(pass);
    }

    /** What may be asked for is looked for between polls, too. */
    private Duration pause() {
        var left = Duration.between(environment.now(), nextAt);
        var soon = left.compareTo(CLOSELY) > 0 ? CLOSELY : left;
        return soon.isPositive() ? soon : LOAD_BEGINS;
    }

    private Duration read(Pass current) {
        var page = environment.hubspot().modifiedSince(mapping.type(), current.from(), current.afterId(), Lane.POLL);
        var marked = environment.store().inTransaction(tx -> mark(tx, page));
        if (marked > 0) {
            environment.listener().on(new EngineEvent.Marked(mapping.type()));
        }
        var latest = current.latest();
        for (var record : page.records()) {
            environment.ownWrites().shown(mapping.type(), record.id(), record.updatedAt());
            latest = record.updatedAt().isAfter(latest) ? record.updatedAt() : latest;
        }
        if (page.next() != null) {
            pass = current.next(page.next(), latest);
            return Duration.ZERO;
        }
        end(current, latest);
        return pause();
    }

    private void end(Pass ended, Instant latest) {
        var now = environment.now();
        // What was modified while the pass went on may have been behind it: the next one begins where this one began.
        var safe = latest.minus(Duration.between(ended.began(), now));
        var reached = safe.isAfter(ended.reached()) ? safe : ended.reached();
        var lag = environment
                .ownWrites()
                .oldest(mapping.type(), now)
                .filter(at -> at.isBefore(ended.began()))
                .map(at -> ended.lag().missing(Duration.between(at, ended.began()), now))
                .orElse(ended.lag());
        environment.store().inTransaction(tx -> {
            tx.watermark(watermark(mapping), reached.toString());
            if (!lag.equals(ended.lag())) {
                tx.watermark(lag(mapping), lag.position());
            }
            return true;
        });
        pass = null;
        var feeds = environment.settings().feeds();
        environment
                .listener()
                .on(new EngineEvent.Polled(mapping.type(), lag.now(now), lag.overlap(feeds.pollOverlap(), now)));
        var catchingUp = now.isBefore(startedAt.plus(CATCHING_UP));
        var every = catchingUp && feeds.pollEvery().compareTo(CLOSELY) > 0 ? CLOSELY : feeds.pollEvery();
        nextAt = now.plus(every);
    }

    /** Empty when it is not time yet, or the load has not begun, which sets the first watermark. */
    private Optional<Pass> begin() {
        var now = environment.now();
        var feeds = environment.settings().feeds();
        var isDue = feeds.on().contains(Feed.POLLING) && !now.isBefore(nextAt);
        if (!isDue && asked(environment.store().glance()::watermark, mapping).isEmpty()) {
            return Optional.empty();
        }
        return environment.store().inTransaction(tx -> {
            var asked = asked(tx::watermark, mapping);
            var reached = tx.watermark(watermark(mapping)).map(Instant::parse);
            if (reached.isEmpty() || (!isDue && asked.isEmpty())) {
                return Optional.<Pass>empty();
            }
            var lag = tx.watermark(lag(mapping)).map(SearchLag::parse).orElse(SearchLag.NONE);
            var from = reached.get();
            if (asked.isPresent()) {
                tx.watermark(asked(mapping), "");
                if (asked.get().isBefore(from)) {
                    // Kept with the watermark, so that a pass which is broken off begins there again.
                    from = asked.get();
                    tx.watermark(watermark(mapping), from.toString());
                }
            }
            return Optional.of(new Pass(from.minus(lag.overlap(feeds.pollOverlap(), now)), "", from, from, now, lag));
        });
    }

    /** Marks what is not just as Linchpin last read or wrote it. */
    private int mark(Transaction tx, RecordPage page) {
        var links = tx.linksByRecord(
                mapping.type(), page.records().stream().map(HubSpotRecord::id).toList());
        var marks = new ArrayList<Mark>();
        var found = new HashMap<HubSpotId, Instant>();
        for (var record : page.records()) {
            var link = links.get(record.id());
            var known = link != null && link.isWhole() && record.updatedAt().equals(link.hubspotUpdatedAt());
            if (!known) {
                marks.add(new Mark.OfRecord(mapping.type(), record.id(), Cause.POLL));
                found.put(record.id(), record.updatedAt());
            }
        }
        tx.mark(marks);
        if (environment.settings().feeds().on().stream().anyMatch(Feed::isFast)) {
            tx.announcements().found(mapping.type(), found);
        }
        return marks.size();
    }
}
