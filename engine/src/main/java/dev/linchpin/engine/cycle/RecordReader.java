package dev.linchpin.engine.cycle;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.store.Claim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads the HubSpot side of claims by id, and finds out what became of records that are not there. */
final class RecordReader {
    private final Environment environment;
    private final ObjectMapping mapping;
    private final List<String> properties;

    RecordReader(Environment environment, ObjectMapping mapping) {
        this.environment = environment;
        this.mapping = mapping;
        this.properties = new ArrayList<>(mapping.properties());
        this.properties.add(Environment.LINCHPIN_ID);
    }

    List<String> properties() {
        return properties;
    }

    /**
     * What stands behind each claimed record id. Records with attempts come with the history of every attempted field.
     *
     * @param fresh records that were read a moment ago and need no second read, unless their history is wanted
     */
    Map<HubSpotId, RecordState> read(Collection<Claim> claims, Map<HubSpotId, HubSpotRecord> fresh, Lane lane) {
        var states = new HashMap<HubSpotId, RecordState>();
        var plain = new LinkedHashSet<HubSpotId>();
        var withHistory = new LinkedHashSet<HubSpotId>();
        for (var claim : claims) {
            var id = claim.link().record();
            if (id == null) {
                continue;
            }
            if (!claim.attempts().isEmpty()) {
                withHistory.add(id);
            } else {
                var listed = fresh.get(id);
                if (listed != null && isFresh(listed, claim)) {
                    states.put(id, new RecordState.Live(listed));
                } else {
                    plain.add(id);
                }
            }
        }
        var attempted = attempted(claims);
        readLive(plain, List.of(), lane, states);
        readLive(withHistory, attempted, lane, states);
        var absent = new LinkedHashSet<HubSpotId>(plain);
        absent.addAll(withHistory);
        absent.removeAll(states.keySet());
        if (!absent.isEmpty()) {
            readAbsent(absent, attempted, lane, states);
        }
        return states;
    }

    /** The properties whose history tells what became of writes to them. */
    private List<String> attempted(Collection<Claim> claims) {
        var shown = mapping.shownInHubSpot();
        return claims.stream()
                .flatMap(claim -> claim.attempts().stream())
                .map(attempt -> shown.get(attempt.field()))
                .filter(Objects::nonNull)
                .map(Field::property)
                .distinct()
                .sorted()
                .toList();
    }

    /** A listing may have been overtaken by a cycle that has read or written the record since. */
    private static boolean isFresh(HubSpotRecord read, Claim claim) {
        var known = claim.link().hubspotUpdatedAt();
        return known == null || !read.updatedAt().isBefore(known);
    }

    /** Reads live records once more, now with the history of these fields. */
    Map<HubSpotId, RecordState> readWithHistory(Collection<HubSpotId> ids, Collection<String> fields, Lane lane) {
        var states = new HashMap<HubSpotId, RecordState>();
        var wanted = fields.stream().map(name -> mapping.field(name).property()).toList();
        readLive(ids, wanted, lane, states);
        return states;
    }

    /**
     * What of these is in the recycle bin.
     *
     * @param claims whose attempts their histories tell about
     */
    Map<HubSpotId, RecordState> readArchived(Collection<HubSpotId> ids, Collection<Claim> claims, Lane lane) {
        var states = new HashMap<HubSpotId, RecordState>();
        if (!ids.isEmpty()) {
            var request = ReadRequest.byId(mapping.type(), ids, properties)
                    .withHistoryOf(attempted(claims))
                    .inArchive();
            environment
                    .hubspot()
                    .read(request, lane)
                    .forEach((key, record) -> states.put(new HubSpotId(key), new RecordState.Archived(record)));
        }
        return states;
    }

    private void readLive(
            Collection<HubSpotId> ids, List<String> historyOf, Lane lane, Map<HubSpotId, RecordState> states) {
        if (ids.isEmpty()) {
            return;
        }
        var request = ReadRequest.byId(mapping.type(), ids, properties).withHistoryOf(historyOf);
        environment.hubspot().read(request, lane).forEach((key, record) -> {
            var asked = new HubSpotId(key);
            states.put(
                    asked,
                    record.id().equals(asked) ? new RecordState.Live(record) : new RecordState.MergedInto(record));
        });
    }

    /** A deletion is believed only of records that HubSpot lists as archived now; a merged one answers to its old id. */
    private void readAbsent(
            Collection<HubSpotId> ids, List<String> historyOf, Lane lane, Map<HubSpotId, RecordState> states) {
        var request = ReadRequest.byId(mapping.type(), ids, properties)
                .withHistoryOf(historyOf)
                .inArchive();
        environment
                .hubspot()
                .read(request, lane)
                .forEach((key, record) -> states.put(new HubSpotId(key), new RecordState.Archived(record)));
        for (var id : ids) {
            if (!states.containsKey(id)) {
                var answer = environment.hubspot().readOne(mapping.type(), id, properties, lane);
                states.put(
                        id,
                        answer.<RecordState>map(record -> record.id().equals(id)
                                        ? new RecordState.Live(record)
                                        : new RecordState.MergedInto(withHistory(record, historyOf, lane)))
                                .orElseGet(RecordState.Unknown::new));
            }
        }
    }

    /** Only a batch read tells the history; it may be one of those that do not follow merged ids. */
    private HubSpotRecord withHistory(HubSpotRecord record, List<String> historyOf, Lane lane) {
        if (historyOf.isEmpty()) {
            return record;
        }
        var request = ReadRequest.byId(mapping.type(), List.of(record.id()), properties)
                .withHistoryOf(historyOf);
        return environment
                .hubspot()
                .read(request, lane)
                .getOrDefault(record.id().value(), record);
    }
}
