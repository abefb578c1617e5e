package dev.linchpin.engine.feed;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.cycle.Environment;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.RecordPage;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Searches HubSpot for records modified since the last search, less an overlap, because the search index lags behind the
 * records. The watermark is in HubSpot's time and moves only when a whole pass is through.
 */
public final class Poll implements Loop {
    /** For so long after the start, polls follow each other closely: what happened just before may not be indexed yet. */
    private static final Duration CATCHING_UP = Duration.ofMinutes(1);

    private static final Duration CLOSELY = Duration.ofSeconds(10);

    private final Environment environment;
    private final ObjectMapping mapping;
    private final Instant startedAt;
    private @Nullable Pass pass;

    /** A pass under way: what it reads from, the id it has reached, the latest modification seen, and when it began. */
    private record Pass(Instant from, String afterId, Instant reached, Instant latest, Instant began) {}

    public Poll(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
        this.startedAt = environment.now();
    }

    @Override
    public String name() {
        return "poll " + mapping.type();
    }

    static String watermark(ObjectMapping mapping) {
        return "poll:" + mapping.type();
    }

    @Override
    public Duration step() {
        var current = pass == null ? begin() : pass;
        if (current == null) {
            // The load has not begun: it sets the first watermark.
            return Duration.ofSeconds(1);
        }
        var page = environment.hubspot().modifiedSince(mapping.type(), current.from(), current.afterId(), Lane.POLL);
        var marked = environment.store().inTransaction(tx -> mark(tx, page));
        if (marked > 0) {
            environment.listener().on(new EngineEvent.Marked(mapping.type()));
        }
        var latest = page.records().stream()
                .map(HubSpotRecord::updatedAt)
                .reduce(current.latest(), (one, other) -> one.isAfter(other) ? one : other);
        if (page.next() != null) {
            pass = new Pass(current.from(), page.next(), current.reached(), latest, current.began());
            return Duration.ZERO;
        }
        // What was modified while the pass went on may have been behind it: the next one begins where this one began.
        var safe = latest.minus(Duration.between(current.began(), environment.now()));
        var reached = safe.isAfter(current.reached()) ? safe : current.reached();
        environment.store().inTransaction(tx -> {
            tx.watermark(watermark(mapping), reached.toString());
            return true;
        });
        pass = null;
        var every = environment.settings().feeds().pollEvery();
        var catchingUp = environment.now().isBefore(startedAt.plus(CATCHING_UP));
        return catchingUp && every.compareTo(CLOSELY) > 0 ? CLOSELY : every;
    }

    private @Nullable Pass begin() {
        var since = environment.store().inTransaction(tx -> tx.watermark(watermark(mapping)));
        return since.map(Instant::parse)
                .map(reached -> new Pass(
                        reached.minus(environment.settings().feeds().pollOverlap()),
                        "",
                        reached,
                        reached,
                        environment.now()))
                .orElse(null);
    }

    /** Marks what is not just as Linchpin last read or wrote it. */
    private int mark(Transaction tx, RecordPage page) {
        var links = tx.linksByRecord(
                mapping.type(), page.records().stream().map(HubSpotRecord::id).toList());
        var marks = new ArrayList<Mark>();
        for (var record : page.records()) {
            var link = links.get(record.id());
            var known = link != null && link.isWhole() && record.updatedAt().equals(link.hubspotUpdatedAt());
            if (!known) {
                marks.add(new Mark.OfRecord(mapping.type(), record.id(), Cause.POLL));
            }
        }
        tx.mark(marks);
        return marks.size();
    }
}
