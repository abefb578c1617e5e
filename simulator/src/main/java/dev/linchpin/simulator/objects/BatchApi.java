package dev.linchpin.simulator.objects;

import dev.linchpin.simulator.access.Scopes;
import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.BatchAnswer;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.associations.LinkWriter;
import dev.linchpin.simulator.associations.Links;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.WriteSession;
import dev.linchpin.simulator.crm.Written;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.records.RecordId;
import dev.linchpin.simulator.crm.records.StoredRecord;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.ApiException;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.settings.Behaviour;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about up to 100 records at once.
 *
 * <p>Source: HubSpot docs, "Using object APIs"; changelog "simplifying-batch-update-response-codes-for-crm-v3-apis" for the
 * partial answers of update and upsert.
 */
final class BatchApi {

    private final Crm crm;
    private final SettingsStore settings;
    private final RecordFinder finder;
    private final Links links;
    private final SimulatorClock clock;
    private final SplittableRandom random;

    /** Serves the account; the seed decides the order of results. */
    BatchApi(Crm crm, SettingsStore settings, RecordFinder finder, Links links, SimulatorClock clock, long seed) {
        this.crm = crm;
        this.settings = settings;
        this.finder = finder;
        this.links = links;
        this.clock = clock;
        this.random = new SplittableRandom(seed);
    }

    List<Route> routes() {
        String batch = "/crm/objects/{type}/batch/";
        return List.of(
                Route.of("POST", batch + "read", Access.READ_RECORDS, this::read)
                        .reading(),
                Route.of("POST", batch + "create", Access.WRITE_RECORDS, this::create),
                Route.of("POST", batch + "update", Access.WRITE_RECORDS, this::update),
                Route.of("POST", batch + "upsert", Access.WRITE_RECORDS, this::upsert),
                Route.of("POST", batch + "archive", Access.WRITE_RECORDS, this::archive));
    }

    private SimulatedResponse read(Call call) {
        ObjectType type = type(call);
        ObjectNode body = call.body();
        String idProperty = Json.optionalText(body, "idProperty");
        boolean archived = call.flag("archived");
        List<String> histories = names(body, "propertiesWithHistory");
        List<JsonNode> inputs = inputs(call);
        if (!histories.isEmpty() && inputs.size() > behaviour().historyPageMaximum()) {
            throw ApiError.invalid(
                            "The maximum number of inputs supported in a batch request for property histories is "
                                    + behaviour().historyPageMaximum()
                                    + ". Please reduce the number of items and try again")
                    .exception();
        }
        RecordJson view = RecordJson.selecting(
                        crm.catalogue(type), AnswerForm.of(settings, crm), names(body, "properties"), histories)
                .readableBy(call.app());
        var answer = new BatchAnswer(clock.millis());
        var seen = new HashSet<Long>();
        for (JsonNode input : inputs) {
            String id = Json.requiredText(input, "id");
            StoredRecord record = archived ? archived(type, id) : live(type, idProperty, id);
            if (record == null) {
                answer.addMissing(id);
            } else if (seen.add(record.id())) {
                answer.add(view.render(record));
            }
        }
        return reply(answer, 200, type);
    }

    private @Nullable StoredRecord archived(ObjectType type, String id) {
        Long number = RecordId.parse(id);
        return number == null ? null : crm.archived(type, number);
    }

    private @Nullable StoredRecord live(ObjectType type, @Nullable String idProperty, String id) {
        StoredRecord record = finder.find(type, idProperty, id);
        Long number = RecordId.parse(id);
        boolean followed =
                record != null && finder.identity(type, idProperty) == null && number != null && number != record.id();
        return followed && !behaviour().batchReadFollowsMergedIds() ? null : record;
    }

    private SimulatedResponse create(Call call) {
        ObjectType type = type(call);
        List<BatchInput> inputs = BatchInput.creations(inputs(call));
        boolean partial = BatchInput.allTraced(inputs);
        boolean required = ObjectsApi.enforcesRequired(behaviour(), type, call.version());
        Steps steps = session -> {
            LinkWriter linking = links.writing(session);
            return input -> {
                WriteSession.Plan plan = session.planCreation(type, input.properties(), required);
                LinkWriter.Planned linked = linking.planNew(type, input.associations());
                return () -> {
                    Written written = session.apply(plan);
                    linked.apply(written.record().id());
                    return written;
                };
            };
        };
        return run(call, type, inputs, partial, steps, 201, false);
    }

    private SimulatedResponse update(Call call) {
        ObjectType type = type(call);
        List<BatchInput> inputs = BatchInput.changes(inputs(call));
        boolean enforced = ObjectsApi.enforcesRequired(behaviour(), type, call.version());
        Steps steps = session -> input -> {
            StoredRecord record = finder.requireForWriting(type, input.idProperty(), input.id());
            WriteSession.Plan plan = session.planUpdate(type, record, input.properties(), enforced);
            return () -> session.apply(plan);
        };
        return run(call, type, inputs, !behaviour().invalidInputFailsBatch(), steps, 200, false);
    }

    private SimulatedResponse upsert(Call call) {
        ObjectType type = type(call);
        List<BatchInput> inputs = BatchInput.changes(inputs(call));
        boolean required = ObjectsApi.enforcesRequired(behaviour(), type, call.version());
        Steps steps = session -> input -> {
            WriteSession.Plan plan = planUpsert(session, type, input, required);
            return () -> session.apply(plan);
        };
        return run(call, type, inputs, !behaviour().invalidInputFailsBatch(), steps, 200, true);
    }

    private WriteSession.Plan planUpsert(WriteSession session, ObjectType type, BatchInput input, boolean required) {
        Property identity = finder.identity(type, input.idProperty());
        if (identity == null) {
            return session.planUpdate(
                    type, finder.requireForWriting(type, null, input.id()), input.properties(), required);
        }
        if (identity.name().equals("email")
                && !behaviour().partialUpsertByEmail()
                && !input.properties().containsKey("email")) {
            throw ApiError.invalid(
                            "Partial upserts are not supported with idProperty email: email is not among the properties")
                    .exception();
        }
        StoredRecord record = finder.find(type, identity.name(), input.id());
        if (record != null) {
            return session.planUpdate(type, record, input.properties(), required);
        }
        var properties = new LinkedHashMap<String, @Nullable String>(input.properties());
        properties.putIfAbsent(identity.name(), input.id());
        return session.planCreation(type, properties, required);
    }

    private SimulatedResponse archive(Call call) {
        ObjectType type = type(call);
        var ids = new ArrayList<String>();
        for (JsonNode input : inputs(call)) {
            ids.add(Json.requiredText(input, "id"));
        }
        return crm.write(call.source(), session -> {
            var records = new ArrayList<StoredRecord>();
            for (String id : ids) {
                StoredRecord record = finder.findForWriting(type, null, id);
                if (record == null && !behaviour().batchArchiveIgnoresUnknown()) {
                    throw ApiError.objectNotFound(id).exception();
                }
                if (record != null && records.stream().noneMatch(other -> other.id() == record.id())) {
                    records.add(record);
                }
            }
            records.forEach(record -> session.enter(type, record));
            records.forEach(record -> session.archive(type, record));
            return SimulatedResponse.noContent();
        });
    }

    /** Plans the write for an input, which is then known to succeed. */
    @FunctionalInterface
    private interface Step {
        Supplier<Written> plan(BatchInput input);
    }

    /** The steps of one session. */
    @FunctionalInterface
    private interface Steps {
        Step within(WriteSession session);
    }

    private record Outcome(
            BatchInput input,
            @Nullable Written written,
            @Nullable ApiError error) {}

    private SimulatedResponse run(
            Call call,
            ObjectType type,
            List<BatchInput> inputs,
            boolean partial,
            Steps steps,
            int status,
            boolean tellsNew) {
        long startedAt = clock.millis();
        Catalogue catalogue = crm.catalogue(type);
        inputs.forEach(input ->
                Scopes.requireWrite(call.app(), catalogue, input.properties().keySet()));
        List<Outcome> outcomes = crm.write(
                call.source(),
                session -> partial ? each(inputs, steps.within(session)) : all(inputs, steps.within(session)));
        Behaviour behaviour = behaviour();
        var view = new WrittenJson(catalogue, AnswerForm.of(settings, crm), call.app());
        var answer = new BatchAnswer(startedAt);
        for (Outcome outcome : outcomes) {
            Written written = outcome.written();
            ApiError error = outcome.error();
            if (written != null) {
                ObjectNode json = view.render(written);
                if (tellsNew) {
                    json.put("new", written.created());
                }
                if (outcome.input().traceId() != null && (status == 201 || behaviour.echoTraceIds())) {
                    json.put("objectWriteTraceId", outcome.input().traceId());
                }
                answer.add(json);
            } else if (error != null && error.status() == 404) {
                answer.addMissing(outcome.input().id());
            } else if (error != null) {
                answer.add(outcome.input().about(error));
            }
        }
        return reply(answer, status, type);
    }

    private static List<Outcome> each(List<BatchInput> inputs, Step step) {
        var outcomes = new ArrayList<Outcome>(inputs.size());
        for (BatchInput input : inputs) {
            try {
                outcomes.add(new Outcome(input, step.plan(input).get(), null));
            } catch (ApiException e) {
                outcomes.add(new Outcome(input, null, e.error()));
            }
        }
        return outcomes;
    }

    private static List<Outcome> all(List<BatchInput> inputs, Step step) {
        var plans = new ArrayList<Supplier<Written>>(inputs.size());
        for (BatchInput input : inputs) {
            plans.add(step.plan(input));
        }
        var outcomes = new ArrayList<Outcome>(inputs.size());
        for (int i = 0; i < inputs.size(); i++) {
            outcomes.add(new Outcome(inputs.get(i), plans.get(i).get(), null));
        }
        return outcomes;
    }

    private SimulatedResponse reply(BatchAnswer answer, int status, ObjectType type) {
        RandomGenerator own;
        synchronized (random) {
            own = random.split();
        }
        return answer.toResponse(status, type.singular(), behaviour().shuffleBatchResults(), own, clock.millis());
    }

    private static List<String> names(ObjectNode body, String key) {
        JsonNode node = body.get(key);
        return node == null || !node.isArray()
                ? List.of()
                : node.values().stream().map(JsonNode::asString).toList();
    }

    private List<JsonNode> inputs(Call call) {
        List<JsonNode> inputs = call.inputs();
        if (inputs.isEmpty() && behaviour().emptyBatchIsRefused()) {
            throw ApiError.invalid("A batch needs at least one input").exception();
        }
        return inputs;
    }

    private ObjectType type(Call call) {
        return crm.types().named(call.variable("type"));
    }

    private Behaviour behaviour() {
        return settings.get().behaviour();
    }
}
