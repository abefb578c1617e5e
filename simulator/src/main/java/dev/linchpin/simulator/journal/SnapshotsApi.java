package dev.linchpin.simulator.journal;

import dev.linchpin.simulator.access.Scopes;
import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.limits.Quota;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Snapshots of records, which go into the journal some time later with the values that the records had when they were asked
 * for. The newest 10,000 are remembered.
 *
 * <p>Source: HubSpot docs, "Webhooks journal"; OpenAPI: Webhooks Journal, for states and error codes.
 */
final class SnapshotsApi {

    private static final int REMEMBERED = 10_000;

    private final Journal journal;
    private final Agenda agenda;
    private final Crm crm;
    private final SimulatorClock clock;
    private final long portalId;
    private final Map<String, Snapshot> snapshots = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Snapshot> eldest) {
            return size() > REMEMBERED;
        }
    });

    /**
     * @param initiatedAt milliseconds
     * @param step milliseconds that it is pending, and then again in progress
     * @param errorCode why it failed; null if it did not
     */
    private record Snapshot(
            String id,
            long appId,
            long initiatedAt,
            long step,
            @Nullable String errorCode) {

        long completedAt() {
            return initiatedAt + 2 * step;
        }
    }

    SnapshotsApi(Journal journal, Agenda agenda, Crm crm, SimulatorClock clock, long portalId) {
        this.journal = journal;
        this.agenda = agenda;
        this.crm = crm;
        this.clock = clock;
        this.portalId = portalId;
    }

    List<Route> routes() {
        Access read = Access.anyOf("developer.webhooks_journal.snapshots.read");
        Access write = Access.anyOf("developer.webhooks_journal.snapshots.write");
        return Stream.of(
                        Route.of("POST", "/webhooks-journal/snapshots/crm", write, this::create)
                                .counting(Quota.JOURNAL_SNAPSHOTS),
                        Route.of("GET", "/webhooks-journal/journal/status/{id}", read, this::status)
                                .counting(Quota.JOURNAL),
                        Route.of("GET", "/webhooks-journal/journal-local/status/{id}", read, this::status)
                                .counting(Quota.JOURNAL))
                .toList();
    }

    void clear() {
        snapshots.clear();
    }

    /** What somebody wants a snapshot of. */
    private record Request(String portal, ObjectType type, long objectId, List<String> properties) {}

    private SimulatedResponse create(Call call) {
        App app = call.app();
        JsonNode inputs = call.body().path("snapshotRequests");
        if (app == null || !inputs.isArray()) {
            throw ApiError.invalid("Invalid input JSON: some required fields were not set: [snapshotRequests]")
                    .exception();
        }
        var requests = new ArrayList<Request>();
        for (JsonNode input : inputs.values()) {
            Request request = read(input);
            Scopes.requireRead(app, request.type());
            requests.add(request);
        }
        ObjectNode json = Json.object();
        ArrayNode responses = json.putArray("snapshotResponses");
        for (Request request : requests) {
            ObjectNode response = responses.addObject();
            response.put("portalId", Long.parseLong(request.portal()));
            response.put("objectTypeId", request.type().typeId());
            response.put("objectId", request.objectId());
            response.put("snapshotStatusId", take(app, request).id());
        }
        return SimulatedResponse.ok(json);
    }

    private Request read(JsonNode input) {
        String portal = Json.requiredText(input, "portalId");
        String id = Json.requiredText(input, "objectId");
        if (!portal.matches("\\d{1,18}") || !id.matches("\\d{1,18}")) {
            throw ApiError.invalid("portalId and objectId must be numbers").exception();
        }
        return new Request(
                portal,
                crm.types().named(Json.requiredText(input, "objectTypeId")),
                Long.parseLong(id),
                input.path("properties")
                        .valueStream()
                        .map(name -> name.asString(""))
                        .toList());
    }

    private Snapshot take(App app, Request request) {
        StoredRecord record = crm.live(request.type(), request.objectId());
        boolean here = request.portal().equals(Long.toString(portalId));
        var snapshot = new Snapshot(
                journal.uuid(),
                app.appId(),
                clock.millis(),
                journal.settings().snapshotStep().toMillis(),
                !here ? "PERMISSION_DENIED" : record == null ? "VALIDATION_ERROR" : null);
        snapshots.put(snapshot.id(), snapshot);
        if (here && record != null && isWanted(app.appId(), request.type())) {
            agenda.at(snapshot.completedAt(), due -> {
                ObjectNode entry = journal.entries().snapshot(app, request.type(), record, request.properties(), due);
                journal.add(app.appId(), entry, due);
            });
        }
        return snapshot;
    }

    private boolean isWanted(long appId, ObjectType type) {
        return !journal.settings().snapshotsNeedSubscription()
                || journal.with(
                        appId,
                        known -> known.subscriptions().values().stream()
                                .anyMatch(subscription ->
                                        subscription.wants(Subject.OBJECT, type.typeId(), Action.SNAPSHOT)));
    }

    private SimulatedResponse status(Call call) {
        App app = call.app();
        Snapshot snapshot = snapshots.get(call.variable("id"));
        if (app == null || snapshot == null || snapshot.appId() != app.appId()) {
            throw ApiError.objectNotFound(call.variable("id")).exception();
        }
        String state = state(snapshot, clock.millis());
        ObjectNode json = Json.object();
        json.put("id", snapshot.id());
        json.put("status", state);
        json.put("initiatedAt", snapshot.initiatedAt());
        if (clock.millis() >= snapshot.completedAt()) {
            json.put("completedAt", snapshot.completedAt());
        }
        if (state.equals("FAILED")) {
            json.put("errorCode", snapshot.errorCode());
            json.put("message", "The snapshot could not be taken");
        }
        return SimulatedResponse.ok(json);
    }

    private String state(Snapshot snapshot, long now) {
        if (now < snapshot.initiatedAt() + snapshot.step()) {
            return "PENDING";
        }
        if (now < snapshot.completedAt()) {
            return "IN_PROGRESS";
        }
        if (now >= snapshot.completedAt() + journal.settings().retention().toMillis()) {
            return "EXPIRED";
        }
        return snapshot.errorCode() == null ? "SUCCESS" : "FAILED";
    }
}
