package dev.linchpin.hubspot.records;

import dev.linchpin.engine.hubspot.HubSpot;
import dev.linchpin.engine.hubspot.HubSpotRecord;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReadRequest;
import dev.linchpin.hubspot.call.ApiCall;
import dev.linchpin.hubspot.call.ApiPaths;
import dev.linchpin.hubspot.call.Problems;
import dev.linchpin.hubspot.call.Reader;
import dev.linchpin.hubspot.call.Reply;
import dev.linchpin.hubspot.failure.Failure;
import dev.linchpin.hubspot.failure.Failures;
import dev.linchpin.hubspot.json.Json;
import dev.linchpin.hubspot.transport.HttpAnswer;
import dev.linchpin.hubspot.types.StandardTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads any number of records by id or by a unique property, in as few calls as HubSpot allows. A key that HubSpot refuses
 * (an address that is none) counts as not found, and does not keep the others from being read.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/using-object-apis">Object APIs, batch read</a>
 */
final class BatchReader {
    /** After so many refused keys and not one success, it is not the keys that are wrong. */
    private static final int HOPELESS = 3;

    private final Reader reader;
    private final RecordJson json;
    private final int batchWithHistory;

    BatchReader(Reader reader, RecordJson json, int batchWithHistory) {
        this.reader = reader;
        this.json = json;
        this.batchWithHistory = batchWithHistory;
    }

    /** Record ids are numbers; anything else in an id column would only poison the batch. */
    static boolean mayBeId(String key) {
        return !key.isEmpty() && key.length() <= 20 && key.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    Map<String, HubSpotRecord> read(ReadRequest request, Lane lane) {
        var keys = request.keys().stream()
                .filter(key -> request.idProperty() == null ? mayBeId(key) : !key.isBlank())
                .toList();
        var size = request.historyOf().isEmpty() ? HubSpot.BATCH : batchWithHistory;
        var run = new Run(request, lane);
        for (var from = 0; from < keys.size(); from += size) {
            run.read(keys.subList(from, Math.min(from + size, keys.size())));
        }
        run.finish();
        return run.join.found();
    }

    /** One reading: its keys may take several calls. Confined to the calling thread. */
    private final class Run {
        private final ReadRequest request;
        private final Lane lane;
        private final ReadJoin join;
        private final List<Failure> refused = new ArrayList<>();
        private boolean succeeded;

        private Run(ReadRequest request, Lane lane) {
            this.request = request;
            this.lane = lane;
            this.join = new ReadJoin(request.idProperty());
        }

        private void read(List<String> keys) {
            var call = call(keys);
            switch (reader.call(call, lane)) {
                case Reply.Success(var answer) -> {
                    succeeded = true;
                    take(keys, call, answer);
                }
                case Reply.Failed(Failure.Missing _) -> succeeded = true;
                case Reply.Failed(Failure.Invalid invalid) -> isolate(keys, invalid);
                case Reply.Failed(var failure) -> throw Problems.of(failure);
            }
        }

        private void isolate(List<String> keys, Failure.Invalid invalid) {
            var accused = invalid.blame().ids();
            var innocent = keys.stream().filter(key -> !accused.contains(key)).toList();
            if (keys.size() == 1 || innocent.isEmpty()) {
                refused.add(invalid);
                if (!succeeded && refused.size() >= HOPELESS) {
                    throw Problems.of(invalid);
                }
            } else if (innocent.size() < keys.size()) {
                read(innocent);
            } else {
                read(keys.subList(0, keys.size() / 2));
                read(keys.subList(keys.size() / 2, keys.size()));
            }
        }

        private void finish() {
            if (!succeeded && !refused.isEmpty()) {
                throw Problems.of(refused.getFirst());
            }
        }

        private void take(List<String> keys, ApiCall call, HttpAnswer answer) {
            try {
                var results = json.results(answer.body());
                for (var error : results.errors()) {
                    switch (Failures.ofItem(error)) {
                        case Failure.Missing _, Failure.Invalid _ -> {}
                        // Anything else says nothing about whether the record is there.
                        case Failure failure -> throw Problems.of(failure);
                    }
                }
                join.add(keys, results.records());
            } catch (UnreadableAnswer unreadable) {
                throw Problems.unreadable(call, unreadable);
            }
        }

        private ApiCall call(List<String> keys) {
            var body = Json.object();
            Json.putTexts(body, "properties", propertiesWithKeys());
            if (!request.historyOf().isEmpty()) {
                Json.putTexts(body, "propertiesWithHistory", historiesWithMerges());
            }
            if (request.idProperty() != null) {
                body.put("idProperty", request.idProperty());
            }
            var inputs = body.putArray("inputs");
            keys.forEach(key -> inputs.addObject().put("id", key));
            var path = ApiPaths.objects(request.type()) + "/batch/read" + (request.archived() ? "?archived=true" : "");
            // Told apart, because with histories a batch is half as large, and mostly an audit.
            var route =
                    request.type().name() + "/batch/read" + (request.historyOf().isEmpty() ? "" : " with history");
            return ApiCall.query(route, path, body);
        }

        /** A merge joins the histories of two records: to tell their entries apart takes the time of the merge. */
        private Set<String> historiesWithMerges() {
            var histories = new TreeSet<>(request.historyOf());
            histories.add(ReadJoin.ABSORBED_IDS);
            return histories;
        }

        /** What is wanted, and what the answers are told apart by. */
        private Set<String> propertiesWithKeys() {
            var properties = new TreeSet<>(request.properties());
            var idProperty = request.idProperty();
            if (idProperty != null) {
                properties.add(idProperty);
                if (idProperty.equals(ReadJoin.EMAIL)) {
                    properties.add(ReadJoin.OTHER_EMAILS);
                }
            }
            if (StandardTypes.isMergeable(request.type())) {
                properties.add(ReadJoin.ABSORBED_IDS);
            }
            return properties;
        }
    }
}
