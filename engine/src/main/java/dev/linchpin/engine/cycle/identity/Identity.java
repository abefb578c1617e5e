package dev.linchpin.engine.cycle.identity;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Finds the HubSpot records that rows without one may belong to. */
public final class Identity {
    private static final int PENDING_RECORDS = 500;

    private final Environment environment;
    private final ObjectMapping mapping;
    private final List<String> properties;

    public Identity(Environment environment, ObjectMapping mapping, List<String> properties) {
        this.environment = environment;
        this.mapping = mapping;
        this.properties = properties;
    }

    /**
     * Candidates by row key text: live records whose id the row names, or else that share an identity field with it. Whether
     * a candidate is free is not known yet.
     */
    public Map<String, Map<HubSpotId, HubSpotRecord>> candidates(Collection<Row> rows, Lane lane) {
        var found = new HashMap<String, Map<HubSpotId, HubSpotRecord>>();
        byKnownId(rows, lane, found);
        byFields(rows, lane, found);
        return found;
    }

    private void byFields(Collection<Row> rows, Lane lane, Map<String, Map<HubSpotId, HubSpotRecord>> found) {
        for (var name : mapping.identity()) {
            var field = mapping.field(name);
            var open = rows.stream()
                    .filter(row -> !found.containsKey(row.key().value())
                            && !field.type().matchKey(row.value(name)).isEmpty())
                    .toList();
            if (!open.isEmpty()) {
                byField(field, open, lane, found);
            }
        }
    }

    /** The live ones of these records, which HubSpot named, as candidates of their rows; by row key text. */
    public Map<String, Map<HubSpotId, HubSpotRecord>> named(Map<RowKey, HubSpotId> records, Lane lane) {
        var read = environment.hubspot().read(ReadRequest.byId(mapping.type(), records.values(), properties), lane);
        var found = new HashMap<String, Map<HubSpotId, HubSpotRecord>>();
        records.forEach((row, id) -> {
            var record = read.get(id.value());
            if (record != null) {
                found.put(row.value(), Map.of(record.id(), record));
            }
        });
        return found;
    }

    /** Live records that share an identity field with these rows, by row key text. */
    public Map<String, Map<HubSpotId, HubSpotRecord>> alike(Collection<Row> rows, Lane lane) {
        var found = new HashMap<String, Map<HubSpotId, HubSpotRecord>>();
        byFields(rows, lane, found);
        return found;
    }

    private void byKnownId(Collection<Row> rows, Lane lane, Map<String, Map<HubSpotId, HubSpotRecord>> found) {
        var known = rows.stream().map(Row::hubspotId).filter(Objects::nonNull).toList();
        if (known.isEmpty()) {
            return;
        }
        var records = environment.hubspot().read(ReadRequest.byId(mapping.type(), known, properties), lane);
        for (var row : rows) {
            var id = row.hubspotId();
            var record = id == null ? null : records.get(id.value());
            if (record != null) {
                add(found, row, record);
            }
        }
    }

    private void byField(Field field, List<Row> rows, Lane lane, Map<String, Map<HubSpotId, HubSpotRecord>> found) {
        var byKey =
                rows.stream().collect(Collectors.groupingBy(row -> field.type().matchKey(row.value(field.name()))));
        recordsHolding(field, byKey.keySet(), lane).forEach((key, records) -> {
            for (var row : byKey.getOrDefault(key, List.of())) {
                records.forEach(record -> add(found, row, record));
            }
        });
    }

    private Map<String, List<HubSpotRecord>> recordsHolding(Field field, Collection<String> keys, Lane lane) {
        if (mapping.isUnique(field.name())) {
            // Strongly consistent; of contacts, secondary addresses included.
            var answer = environment
                    .hubspot()
                    .read(ReadRequest.byUniqueProperty(mapping.type(), field.property(), keys, properties), lane);
            var records = new HashMap<String, List<HubSpotRecord>>();
            answer.forEach((key, record) -> records.put(key, List.of(record)));
            return records;
        }
        // The search index lags: it only proposes, and records seen by other feeds but not linked yet are proposed too.
        var proposed = new LinkedHashMap<HubSpotId, HubSpotRecord>();
        environment
                .hubspot()
                .search(mapping.type(), field.property(), keys, properties, lane)
                .forEach(record -> proposed.put(record.id(), record));
        var pending = environment.store().inTransaction(tx -> tx.recordHalves(mapping.type(), PENDING_RECORDS));
        var ids = new LinkedHashSet<>(proposed.keySet());
        pending.stream().map(Link::record).filter(Objects::nonNull).forEach(ids::add);
        if (ids.isEmpty()) {
            return Map.of();
        }
        return environment.hubspot().read(ReadRequest.byId(mapping.type(), ids, properties), lane).values().stream()
                .collect(Collectors.groupingBy(
                        record -> field.type().matchKey(field.type().read(record.property(field.property())))));
    }

    private static void add(Map<String, Map<HubSpotId, HubSpotRecord>> found, Row row, HubSpotRecord record) {
        found.computeIfAbsent(row.key().value(), _ -> new LinkedHashMap<>()).put(record.id(), record);
    }
}
