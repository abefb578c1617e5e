package dev.linchpin.engine.cycle;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.Tombstone;
import dev.linchpin.engine.store.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows that records without a row may belong to, looked up for a whole batch at once.
 *
 * @param tombstones of the records themselves, and of those that were merged into them
 * @param byLinchpinId links that the records' {@code linchpin_id} names
 * @param givenUp creates that the records' {@code linchpin_id} names, whose rows were deleted before anything came of them
 * @param absorbed links of records that were merged into them
 * @param matchingRows rows that name a record, were left by one that was merged into it, or else have its identity
 * @param linksOfRows whom those rows belong to
 * @param twins records that share an identity with another of the batch
 * @param apart links that a person has set apart
 */
record RecordMatches(
        Map<HubSpotId, Tombstone> tombstones,
        Map<String, Link> byLinchpinId,
        Map<String, Tombstone> givenUp,
        Map<HubSpotId, Link> absorbed,
        Map<HubSpotId, List<Row>> matchingRows,
        Map<RowKey, Link> linksOfRows,
        Set<HubSpotId> twins,
        Set<Long> apart) {

    /** Of the records that are there now. */
    static RecordMatches of(
            Transaction tx, ObjectMapping mapping, Collection<Claim> claims, Collection<HubSpotRecord> live) {
        var ids = live.stream().map(HubSpotRecord::id).toList();
        var linchpinIds = live.stream()
                .map(record -> record.property(Environment.LINCHPIN_ID))
                .filter(Objects::nonNull)
                .toList();
        var absorbed = live.stream()
                .flatMap(record -> record.absorbed().stream())
                .distinct()
                .toList();
        var matching = new HashMap<HubSpotId, List<Row>>();
        var twins = new HashSet<HubSpotId>();
        for (var row : tx.rowsNaming(mapping, ids)) {
            // An id that the row already knows is stronger than anything that only looks alike.
            matching.computeIfAbsent(Objects.requireNonNull(row.hubspotId()), _ -> new ArrayList<>())
                    .add(row);
        }
        var tombstones = new HashMap<>(tx.tombstonesByRecord(mapping.type(), absorbed));
        var outlived = tx.rows(
                mapping,
                tombstones.values().stream()
                        .filter(Tombstone::isOutlived)
                        .map(Tombstone::row)
                        .toList());
        for (var record : live) {
            record.absorbed().stream()
                    .map(tombstones::get)
                    .filter(tombstone -> tombstone != null && tombstone.isOutlived())
                    .map(tombstone -> outlived.get(tombstone.row()))
                    .filter(Objects::nonNull)
                    .forEach(row -> matching.computeIfAbsent(record.id(), _ -> new ArrayList<>())
                            .add(row));
        }
        tombstones.putAll(tx.tombstonesByRecord(mapping.type(), ids));
        matchByIdentity(tx, mapping, live, matching, twins);
        var rowKeys = matching.values().stream()
                .flatMap(List::stream)
                .map(Row::key)
                .distinct()
                .toList();
        var linksOfRows = tx.linksByRow(mapping.type(), rowKeys);
        var inQuestion = Stream.concat(claims.stream().map(Claim::link), linksOfRows.values().stream());
        return new RecordMatches(
                tombstones,
                tx.linksByLinchpinId(mapping.type(), linchpinIds),
                tx.identities().givenUp(mapping.type(), linchpinIds),
                tx.linksByRecord(mapping.type(), absorbed),
                matching,
                linksOfRows,
                twins,
                tx.identities().apart(inQuestion.map(Link::id).toList()));
    }

    /** Rows that have what identifies a record, for those that no row is known of otherwise: the first field that finds one tells. */
    private static void matchByIdentity(
            Transaction tx,
            ObjectMapping mapping,
            Collection<HubSpotRecord> live,
            Map<HubSpotId, List<Row>> matching,
            Set<HubSpotId> twins) {
        for (var name : mapping.identity()) {
            var field = mapping.field(name);
            var keys = new LinkedHashMap<String, List<HubSpotId>>();
            for (var record : live) {
                var key = field.type().matchKey(field.type().read(record.property(field.property())));
                if (!key.isEmpty() && !matching.containsKey(record.id())) {
                    keys.computeIfAbsent(key, _ -> new ArrayList<>()).add(record.id());
                }
            }
            if (keys.isEmpty()) {
                continue;
            }
            var alike = new HashMap<HubSpotId, List<Row>>();
            keys.values().stream().filter(same -> same.size() > 1).forEach(twins::addAll);
            for (var row : tx.rowsMatching(mapping, name, keys.keySet())) {
                for (var id : keys.getOrDefault(field.type().matchKey(row.value(name)), List.of())) {
                    alike.computeIfAbsent(id, _ -> new ArrayList<>()).add(row);
                }
            }
            matching.putAll(alike);
        }
    }

    /** Whether anything here speaks of the record, or the record of anything here. */
    boolean concern(HubSpotRecord record) {
        return tombstones.containsKey(record.id())
                || matchingRows.containsKey(record.id())
                || record.property(Environment.LINCHPIN_ID) != null
                || !record.absorbed().isEmpty();
    }

    /** What was left of the row's link when its record was archived, or the one that it was merged into. */
    @Nullable Tombstone ended(HubSpotRecord record, Row row) {
        return Stream.concat(Stream.of(record.id()), record.absorbed().stream())
                .map(tombstones::get)
                .filter(tombstone -> tombstone != null
                        && (record.id().equals(tombstone.record()) || row.key().equals(tombstone.row())))
                .findFirst()
                .orElse(null);
    }
}
