package dev.linchpin.engine.cycle.identity;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Looks up the identity of created records once more, when HubSpot's search index has caught up: what somebody else made just
 * before could not be found at the time, and nothing in HubSpot keeps two such records apart. Thread-safe.
 */
public final class Doubles {
    private static final int PORTION = 50;

    /** While a double is there: people merge or delete it in HubSpot. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final Environment environment;
    private final ObjectMapping mapping;
    private final Identity identity;

    public Doubles(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
        this.identity = new Identity(environment, mapping, mapping.properties());
    }

    private record Due(List<Link> links, Map<RowKey, Row> rows) {}

    /** Looks up a portion of what is due; answers whether there may be more. */
    public boolean look() {
        if (!environment.store().glance().hasChecks(mapping.type(), environment.now())) {
            return false;
        }
        var due = environment.store().inTransaction(tx -> {
            var links = tx.identities().checksDue(mapping.type(), environment.now(), PORTION);
            return new Due(
                    links,
                    tx.rows(
                            mapping,
                            links.stream()
                                    .map(Link::row)
                                    .filter(Objects::nonNull)
                                    .toList()));
        });
        if (due.links().isEmpty()) {
            return false;
        }
        var alike = identity.alike(due.rows().values(), Lane.BACKGROUND);
        var journal = environment.store().inTransaction(tx -> conclude(tx, due, alike));
        journal.events().forEach(environment.listener()::on);
        return due.links().size() == PORTION;
    }

    private Journal conclude(Transaction tx, Due due, Map<String, Map<HubSpotId, HubSpotRecord>> alike) {
        var journal = new Journal(environment.now());
        var ids = due.links().stream().map(Link::id).toList();
        var apart = tx.identities().apart(ids);
        var known = new HashMap<Long, Conflict>();
        tx.identities().aboutRecord(ids).forEach(conflict -> known.put(conflict.linkId(), conflict));
        var done = new ArrayList<Long>();
        var again = new ArrayList<Long>();
        for (var link : tx.links(ids).values()) {
            var row = link.row();
            var others = new HashMap<>(row == null ? Map.of() : alike.getOrDefault(row.value(), Map.of()));
            others.remove(link.record());
            var conflict = known.get(link.id());
            if (others.isEmpty() || apart.contains(link.id())) {
                done.add(link.id());
                if (conflict != null && conflict.kind() == Conflict.Kind.DOUBLE) {
                    journal.agree(tx, mapping.type(), List.of(conflict));
                }
            } else {
                again.add(link.id());
                if (conflict == null) {
                    open(tx, journal, link, others.keySet());
                }
            }
        }
        tx.identities().checked(done);
        tx.identities().checkAt(again, environment.now().plus(AGAIN));
        tx.journal(journal.entries());
        return journal;
    }

    private void open(Transaction tx, Journal journal, Link link, Collection<HubSpotId> others) {
        var owners = tx.linksByRecord(mapping.type(), others);
        var names = others.stream()
                .map(id -> {
                    var owner = owners.get(id);
                    return id + (owner == null || owner.row() == null ? "" : " (row " + owner.row() + ")");
                })
                .sorted()
                .collect(Collectors.joining(", "));
        var detail =
                "Record " + link.record() + " was created for row " + link.row() + ", and HubSpot also holds record "
                        + names + " with the same " + String.join(" or ", mapping.identity())
                        + ": merge them in HubSpot, or keep both";
        tx.open(new Conflict(
                0,
                link.id(),
                Conflict.Kind.DOUBLE,
                "",
                Value.BLANK,
                Value.BLANK,
                Value.BLANK,
                1,
                environment.now(),
                detail));
        journal.record(link, Cause.RECONCILIATION, Side.HUBSPOT, Action.CONFLICT, detail);
        journal.event(new EngineEvent.ConflictOpened(mapping.type(), ""));
    }
}
