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
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks through the whole account, live records and recycle bin, for records that a read by id did not find. Only a complete
 * sweep counts: every page answered, ids strictly ascending, begun after the read. Rests unless something is missing.
 */
public final class AbsenceSweep implements Loop {
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Environment environment;
    private final ObjectMapping mapping;
    private @Nullable Pass pass;
    private Instant notBefore = Instant.MIN;

    /** A sweep under way. */
    private record Pass(Instant beganAt, boolean archived, String after, String lastId) {}

    public AbsenceSweep(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
    }

    @Override
    public String name() {
        return "absence sweep " + mapping.type();
    }

    @Override
    public Duration step() {
        var current = pass == null ? begin() : pass;
        // A page that is not answered ends the pass.
        pass = null;
        if (current == null) {
            return IDLE;
        }
        var page = environment
                .hubspot()
                .list(mapping.type(), List.of(), current.after(), current.archived(), Lane.BACKGROUND);
        var ids = page.records().stream().map(HubSpotRecord::id).toList();
        if (!areAscending(current.lastId(), ids)) {
            return rest();
        }
        mark(Cause.POLL, tx -> {
            var links = new ArrayList<>(tx.absences().found(mapping.type(), ids));
            if (current.archived()) {
                links.addAll(tx.absences().absorbed(mapping.type(), ArchiveSweep.survivors(page)));
            }
            return links;
        });
        pass = next(current, page, ids);
        return pass == null ? finish(current) : Duration.ZERO;
    }

    private @Nullable Pass begin() {
        var now = environment.now();
        var wanted = !now.isBefore(notBefore) && environment.store().glance().awaitsSweep(mapping.type());
        return wanted ? new Pass(now, false, "", "") : null;
    }

    private static @Nullable Pass next(Pass current, RecordPage page, List<HubSpotId> ids) {
        var last = ids.isEmpty() ? current.lastId() : ids.getLast().value();
        if (page.next() != null) {
            return new Pass(current.beganAt(), current.archived(), page.next(), last);
        }
        return current.archived() ? null : new Pass(current.beganAt(), true, "", "");
    }

    private Duration finish(Pass complete) {
        mark(Cause.RECONCILIATION, tx -> tx.absences().swept(mapping.type(), complete.beganAt()));
        return rest();
    }

    private void mark(Cause cause, Function<Transaction, List<Long>> links) {
        var marked = environment.store().inTransaction(tx -> {
            var found = links.apply(tx);
            tx.mark(found.stream().map(link -> new Mark.OfLink(link, cause)).toList());
            return found.size();
        });
        if (marked > 0) {
            environment.listener().on(new EngineEvent.Marked(mapping.type()));
        }
    }

    private Duration rest() {
        notBefore = environment.now().plus(environment.settings().feeds().sweepEvery());
        return IDLE;
    }

    private static boolean areAscending(String last, List<HubSpotId> ids) {
        var previous = last;
        for (var id : ids) {
            if (!isBelow(previous, id.value())) {
                return false;
            }
            previous = id.value();
        }
        return true;
    }

    /** HubSpot's ids are numbers without leading zeros. */
    private static boolean isBelow(String one, String other) {
        return one.length() != other.length() ? one.length() < other.length() : one.compareTo(other) < 0;
    }
}
