package dev.linchpin.hubspot.records;

import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.engine.hubspot.RecordPage;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.account.OwnApp;
import dev.linchpin.hubspot.call.ApiCall;
import dev.linchpin.hubspot.call.ApiPaths;
import dev.linchpin.hubspot.call.Problems;
import dev.linchpin.hubspot.call.Reader;
import dev.linchpin.hubspot.call.Reply;
import dev.linchpin.hubspot.failure.Failure;
import dev.linchpin.hubspot.types.StandardTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that reads records. Thread-safe; blocks.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/using-object-apis">Object APIs</a>
 */
public final class RecordQueries {
    private final Reader reader;
    private final int page;
    private final RecordJson json;
    private final BatchReader batches;
    private final RecordSearch search;

    /**
     * @param ownApp tells our own entries in histories from others
     * @param batchWithHistory records a call when history is asked for, which HubSpot bounds lower than other reads
     * @param page records a page of a listing
     */
    public RecordQueries(Reader reader, OwnApp ownApp, int batchWithHistory, int page) {
        this.reader = reader;
        this.page = page;
        this.json = new RecordJson(ownApp);
        this.batches = new BatchReader(reader, json, batchWithHistory);
        this.search = new RecordSearch(reader, json, batches);
    }

    /** @see dev.linchpin.engine.hubspot.HubSpot#read */
    public Map<String, HubSpotRecord> read(ReadRequest request, Lane lane) {
        return batches.read(request, lane);
    }

    /** @see dev.linchpin.engine.hubspot.HubSpot#modifiedSince */
    public RecordPage modifiedSince(ObjectType type, Instant from, String afterId, Lane lane) {
        return search.modifiedSince(type, from, afterId, lane);
    }

    /** How many live records of the type the search index knows. */
    public long count(ObjectType type, Lane lane) {
        return search.count(type, lane);
    }

    /** @see dev.linchpin.engine.hubspot.HubSpot#search */
    public List<HubSpotRecord> search(
            ObjectType type, String property, Collection<String> values, List<String> properties, Lane lane) {
        return search.search(type, property, values, properties, lane);
    }

    /** @see dev.linchpin.engine.hubspot.HubSpot#list */
    public RecordPage list(ObjectType type, List<String> properties, String after, boolean archived, Lane lane) {
        var place = ApiPaths.objects(type)
                + "?limit=" + page
                + (after.isEmpty() ? "" : "&after=" + ApiPaths.encoded(after))
                + (archived ? "&archived=true" : "");
        var wanted = new ArrayList<>(properties);
        if (archived && StandardTypes.isMergeable(type)) {
            // A record that was merged into an archived one answers to no read by id: only that one tells of it.
            wanted.add(ReadJoin.ABSORBED_IDS);
        }
        var path = place + propertiesParameter("&", wanted);
        if (path.length() <= ApiPaths.LONGEST) {
            var results = page(ApiCall.get(type.name(), path), lane);
            return new RecordPage(results.records(), results.next());
        }
        var ids = page(ApiCall.get(type.name(), place + "&properties=hs_object_id"), lane);
        return new RecordPage(readInOrder(type, ids.records(), properties, archived, lane), ids.next());
    }

    /** A list of names that does not fit into a URL fits into a body. Records that are gone by then drop out. */
    private List<HubSpotRecord> readInOrder(
            ObjectType type, List<HubSpotRecord> found, List<String> properties, boolean archived, Lane lane) {
        var request =
                ReadRequest.byId(type, found.stream().map(HubSpotRecord::id).toList(), properties);
        var read = batches.read(archived ? request.inArchive() : request, lane);
        var records = new ArrayList<HubSpotRecord>(found.size());
        for (var record : found) {
            var complete = read.get(record.id().value());
            // Merged since the listing: the survivor has, or will have, its own place in the list.
            if (complete != null && complete.id().equals(record.id())) {
                records.add(complete);
            }
        }
        return records;
    }

    /** @see dev.linchpin.engine.hubspot.HubSpot#readOne */
    public Optional<HubSpotRecord> readOne(ObjectType type, HubSpotId id, List<String> properties, Lane lane) {
        if (!BatchReader.mayBeId(id.value())) {
            return Optional.empty();
        }
        var place = ApiPaths.objects(type) + "/" + ApiPaths.encoded(id.value());
        var path = place + propertiesParameter("?", properties);
        if (path.length() <= ApiPaths.LONGEST) {
            return one(ApiCall.get(type.name() + "/{id}", path), lane);
        }
        return one(ApiCall.get(type.name() + "/{id}", place), lane)
                .flatMap(found ->
                        Optional.ofNullable(batches.read(ReadRequest.byId(type, List.of(found.id()), properties), lane)
                                .get(found.id().value())));
    }

    private Optional<HubSpotRecord> one(ApiCall call, Lane lane) {
        return switch (reader.call(call, lane)) {
            case Reply.Success(var answer) -> Optional.of(read(call, answer.body(), json::record));
            case Reply.Failed(Failure.Missing _) -> Optional.empty();
            case Reply.Failed(var failure) -> throw Problems.of(failure);
        };
    }

    private RecordResults page(ApiCall call, Lane lane) {
        return read(call, reader.answer(call, lane).body(), json::results);
    }

    private static <T> T read(ApiCall call, byte[] body, Function<byte[], T> how) {
        try {
            return how.apply(body);
        } catch (UnreadableAnswer unreadable) {
            throw Problems.unreadable(call, unreadable);
        }
    }

    private static String propertiesParameter(String separator, List<String> properties) {
        return properties.isEmpty() ? "" : separator + "properties=" + ApiPaths.encoded(String.join(",", properties));
    }
}
