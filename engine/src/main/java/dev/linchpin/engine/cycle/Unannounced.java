package dev.linchpin.engine.cycle;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.identity.Identity;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Attempt;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Finds the records of creates whose answer was lost and that carry no {@code linchpin_id}: among the records that no row has
 * yet, those whose history says that Linchpin wrote just what the create sent.
 */
final class Unannounced {
    private static final int PENDING_RECORDS = 500;

    private final Environment environment;
    private final ObjectMapping mapping;
    private final Identity identity;
    private final List<String> properties;

    Unannounced(Environment environment, ObjectMapping mapping, Identity identity, List<String> properties) {
        this.environment = environment;
        this.mapping = mapping;
        this.identity = identity;
        this.properties = properties;
    }

    /** The records found, by the number under which Linchpin keeps the create. */
    Map<String, HubSpotRecord> find(List<Claim> intents, Lane lane) {
        var attempted = new TreeSet<String>();
        intents.forEach(claim -> claim.attempts().stream()
                .map(Attempt::field)
                .filter(mapping.fields()::containsKey)
                .forEach(name -> attempted.add(mapping.field(name).property())));
        var ids = free(candidates(intents, lane));
        if (ids.isEmpty()) {
            return Map.of();
        }
        var request = ReadRequest.byId(mapping.type(), ids, properties).withHistoryOf(attempted);
        var records = environment.hubspot().read(request, lane).values();
        var found = new HashMap<String, HubSpotRecord>();
        var used = new HashSet<HubSpotId>();
        for (var claim : intents) {
            // Of creates that sent the same, any may have any of the records.
            records.stream()
                    .filter(record -> !used.contains(record.id()) && isOf(claim, record))
                    .findFirst()
                    .ifPresent(record -> {
                        used.add(record.id());
                        found.put(Objects.requireNonNull(claim.link().linchpinId()), record);
                    });
        }
        return found;
    }

    /** Records that other feeds have seen without a row, and those that hold the identity that was sent. */
    private Collection<HubSpotId> candidates(List<Claim> intents, Lane lane) {
        var ids = new LinkedHashSet<HubSpotId>();
        environment.store().inTransaction(tx -> tx.recordHalves(mapping.type(), PENDING_RECORDS)).stream()
                .map(Link::record)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        identity.alike(intents.stream().map(this::asSent).toList(), lane)
                .values()
                .forEach(alike -> ids.addAll(alike.keySet()));
        return ids;
    }

    private Row asSent(Claim claim) {
        var values = new HashMap<String, Value>();
        mapping.fields().keySet().forEach(name -> values.put(name, Value.BLANK));
        claim.attempts().forEach(attempt -> values.put(attempt.field(), attempt.sent()));
        return new Row(Objects.requireNonNull(claim.link().row()), values, null);
    }

    private Collection<HubSpotId> free(Collection<HubSpotId> ids) {
        var links = environment.store().inTransaction(tx -> tx.linksByRecord(mapping.type(), ids));
        return ids.stream()
                .filter(id -> !links.containsKey(id) || links.get(id).row() == null)
                .toList();
    }

    private boolean isOf(Claim claim, HubSpotRecord record) {
        var settlement = Settlement.of(mapping, claim.attempts(), new RecordState.Live(record), environment.now());
        var sent = claim.attempts().stream().map(Attempt::field).toList();
        return !sent.isEmpty() && settlement.bases().keySet().containsAll(sent);
    }
}
