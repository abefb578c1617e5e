package dev.linchpin.engine.mirror;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineListener;
import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.mirror.Position.Pass;
import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mirrors the records of one type. The first run reads everything. Each later one takes in what was modified since, and from
 * time to time what was archived; and once a day everything is read again between the runs, for what slipped through.
 */
final class RecordsWork implements Work {
    private static final Logger log = LoggerFactory.getLogger(RecordsWork.class);

    /** HubSpot shows no more results of one search; so many are searched for without asking what listing would cost. */
    private static final long WINDOW = 10_000;

    private final MirrorSettings settings;
    private final HubSpot hubspot;
    private final MirrorStore store;
    private final Clock clock;
    private final EngineListener listener;
    private Set<String> complained = Set.of();
    private @Nullable MirrorTable table;
    private @Nullable Changes changes;

    /** Whether the run under way reads everything, and where; between runs another pass may be under way. */
    private boolean passing;

    /** Where the next page of the recycle bin begins; null when it is not looked through. */
    private @Nullable String archive;

    /** Whether the pass under way finds nothing but what slipped through. */
    private boolean proving;

    private long read;
    private long slipped;

    RecordsWork(MirrorSettings settings, HubSpot hubspot, MirrorStore store, Clock clock, EngineListener listener) {
        this.settings = settings;
        this.hubspot = hubspot;
        this.store = store;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public String name() {
        return settings.type().name();
    }

    @Override
    public Position begin(Position position, Instant now) {
        var lacking = prepare();
        var isFirst = position.watermark() == null;
        var begun = position;
        var isPassDue = isFirst || isDue(position.passedAt(), settings.passEvery(), now);
        if (lacking || (begun.pass() == null && isPassDue)) {
            begun = beginPass(begun, now, !isFirst && !lacking);
        }
        var target = Objects.requireNonNull(table);
        passing = isFirst;
        var isSweepDue =
                settings.archived() != OnRecordArchived.UNLINK && isDue(position.sweptAt(), settings.sweepEvery(), now);
        archive = !isFirst && isSweepDue ? "" : null;
        var watermark = position.watermark();
        changes = watermark == null
                ? null
                : new Changes(hubspot, store, clock, target, watermark.minus(settings.buffer()));
        return begun;
    }

    private Position beginPass(Position position, Instant now, boolean proves) {
        read = 0;
        slipped = 0;
        proving = proves;
        var begun = position.beginPass(now);
        store.reached(name(), begun);
        return begun;
    }

    private static boolean isDue(@Nullable Instant last, Duration every, Instant now) {
        return last == null || !last.plus(every).isAfter(now);
    }

    /** Whether the table lacks rows or values, because it, or a column, was just made. */
    private boolean prepare() {
        var catalogue = hubspot.properties(settings.type());
        var left = new HashSet<>(MirrorTable.leftOut(settings, catalogue));
        if (!left.equals(complained)) {
            complained = Set.copyOf(left);
            left.forEach(name -> log.warn(
                    "HubSpot's property '{}' on {} is not mirrored: Linchpin has a column of that name",
                    name,
                    settings.type()));
        }
        var wanted = MirrorTable.of(settings, catalogue);
        var lacking = store.prepare(wanted);
        table = wanted;
        return lacking;
    }

    @Override
    public Step step(Position position, Instant beganAt, Instant now) {
        var under = position.pass();
        if (passing) {
            return under == null ? end(position) : pass(position, under, now);
        }
        var search = changes;
        if (search != null && !search.isDone()) {
            return changes(search, position, beganAt, now);
        }
        return archive != null ? sweep(archive, position, beganAt) : end(position);
    }

    private Step pass(Position position, Pass under, Instant now) {
        var page = new Passage(hubspot, store, clock, Objects.requireNonNull(table)).step(under, told(position));
        read += page.read();
        slipped += page.slipped();
        var reached = page.latest() == null ? position : position.seen(page.latest(), now);
        var next = page.pass();
        reached = next == null ? reached.endPass(under) : reached.passing(next);
        store.reached(name(), reached);
        if (position.watermark() == null) {
            listener.on(new EngineEvent.LoadProgress(settings.type(), read, next == null));
        }
        if (next == null && proving) {
            log.info("All {} {} were read: {} rows differed of which no search had told", read, name(), slipped);
            listener.on(new EngineEvent.MirrorProved(settings.type(), read, slipped));
        }
        return new Step(reached, page.tally(), true);
    }

    /** What was modified before must have been found by an earlier search. */
    private @Nullable Instant told(Position position) {
        var watermark = position.watermark();
        return watermark == null ? null : watermark.minus(settings.buffer());
    }

    private Step changes(Changes search, Position position, Instant beganAt, Instant now) {
        return switch (search.step(WINDOW)) {
            case Changes.Page.TooMany(var found) -> {
                log.info(
                        "{} {} were modified: all are listed, which takes less time than searching",
                        found,
                        settings.type());
                passing = true;
                archive = null;
                changes = null;
                // One that is under way began before, and says nothing of what was modified since.
                yield new Step(beginPass(position, now, false), Tally.NOTHING, true);
            }
            case Changes.Page.Taken(var tally) -> {
                var latest = search.latest();
                var reached = latest == null ? position : position.seen(latest, now);
                if (!search.isDone()) {
                    yield new Step(reached, tally, true);
                }
                var whole = tally.plus(search.retry());
                reached = reached.changesTaken(beganAt);
                store.reached(name(), reached);
                yield new Step(reached, whole, true);
            }
        };
    }

    private Step sweep(String after, Position position, Instant beganAt) {
        var target = Objects.requireNonNull(table);
        var page = hubspot.list(settings.type(), List.of(), after, true, Lane.BACKGROUND);
        var ids = new ArrayList<>(Missing.absorbed(page.records()));
        page.records().stream().map(HubSpotRecord::id).forEach(ids::add);
        var tally = new Missing(hubspot, store, clock, Lane.BACKGROUND).gone(target, ids);
        archive = page.next();
        var reached = position;
        if (page.next() == null) {
            reached = position.swept(beganAt);
            store.reached(name(), reached);
        }
        return new Step(reached, tally, true);
    }

    private Step end(Position position) {
        changes = null;
        passing = false;
        return new Step(position, Tally.NOTHING, false);
    }

    @Override
    public long rows() {
        return table == null ? 0 : store.rows(table);
    }

    @Override
    public String problem() {
        var refusal = table == null ? null : store.refusal(table);
        return refusal == null ? "" : refusal;
    }

    @Override
    public Position between(Position position, Instant now) {
        var under = position.pass();
        if (under == null) {
            return position;
        }
        if (table == null) {
            prepare();
        }
        return pass(position, under, now).position();
    }
}
