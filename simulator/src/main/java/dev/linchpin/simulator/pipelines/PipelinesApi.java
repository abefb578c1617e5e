package dev.linchpin.simulator.pipelines;

import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.pipelines.Pipeline;
import dev.linchpin.simulator.crm.pipelines.PipelineChange;
import dev.linchpin.simulator.crm.pipelines.Stage;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls about pipelines and stages. Deleting is for good: what is archived over the API cannot be listed or restored
 * (observed by the Kalup project).
 *
 * <p>Source: HubSpot docs, "Pipelines" (developers.hubspot.com/docs/api-reference/latest/crm/pipelines/guide).
 */
public final class PipelinesApi {

    private final Crm crm;
    private final PipelineRules rules;

    /** Serves the account. */
    public PipelinesApi(Crm crm, SettingsStore settings) {
        this.crm = crm;
        this.rules = new PipelineRules(crm, settings);
    }

    /** Its routes. */
    public List<Route> routes() {
        String all = "/crm/pipelines/{type}";
        String one = all + "/{pipeline}";
        String stages = one + "/stages";
        String stage = stages + "/{stage}";
        return List.of(
                Route.of("GET", all, Access.READ_DEFINITIONS, this::list),
                Route.of("POST", all, Access.WRITE_DEFINITIONS, this::create),
                Route.of("GET", one, Access.READ_DEFINITIONS, this::read),
                Route.of("PUT", one, Access.WRITE_DEFINITIONS, this::replace),
                Route.of("PATCH", one, Access.WRITE_DEFINITIONS, this::update),
                Route.of("DELETE", one, Access.WRITE_DEFINITIONS, this::delete),
                Route.of("GET", one + "/audit", Access.READ_DEFINITIONS, this::audit),
                Route.of("GET", stages, Access.READ_DEFINITIONS, this::listStages),
                Route.of("POST", stages, Access.WRITE_DEFINITIONS, this::createStage),
                Route.of("GET", stage, Access.READ_DEFINITIONS, this::readStage),
                Route.of("PUT", stage, Access.WRITE_DEFINITIONS, this::updateStage),
                Route.of("PATCH", stage, Access.WRITE_DEFINITIONS, this::updateStage),
                Route.of("DELETE", stage, Access.WRITE_DEFINITIONS, this::deleteStage),
                Route.of("GET", stage + "/audit", Access.READ_DEFINITIONS, this::auditStage));
    }

    private SimulatedResponse list(Call call) {
        return collection(crm.catalogue(type(call)).pipelines().all().stream().map(PipelineJson::render));
    }

    private SimulatedResponse read(Call call) {
        return SimulatedResponse.ok(PipelineJson.render(require(crm.catalogue(type(call)), call)));
    }

    private SimulatedResponse create(Call call) {
        ObjectType type = type(call);
        ObjectNode body = call.body();
        return crm.redefine(type, (catalogue, now) -> {
            rules.checkNew(catalogue, body);
            Pipeline pipeline = PipelineDraft.pipeline(type, body, null, rules::takeId, now);
            put(catalogue, pipeline, null, "CREATE", call, now);
            return SimulatedResponse.json(201, PipelineJson.render(pipeline));
        });
    }

    private SimulatedResponse replace(Call call) {
        ObjectType type = type(call);
        ObjectNode body = call.body();
        return crm.redefine(type, (catalogue, now) -> {
            Pipeline before = require(catalogue, call);
            rules.checkReplacement(catalogue, before, body);
            Predicate<Stage> dropped = stage -> !PipelineDraft.stageIds(body).contains(stage.id());
            rules.checkUse(
                    call, catalogue, before.stages().stream().filter(dropped).toList());
            Pipeline after = PipelineDraft.pipeline(type, body, before, rules::takeId, now);
            put(catalogue, after, null, "UPDATE", call, now);
            return SimulatedResponse.ok(PipelineJson.render(after));
        });
    }

    private SimulatedResponse update(Call call) {
        ObjectNode body = call.body();
        refuseArchived(body);
        return crm.redefine(type(call), (catalogue, now) -> {
            Pipeline before = require(catalogue, call);
            rules.checkLabel(catalogue, before, Json.optionalText(body, "label"));
            String label = Json.optionalText(body, "label");
            Pipeline after = new Pipeline(
                    before.id(),
                    label == null ? before.label() : label,
                    body.path("displayOrder").asInt(before.displayOrder()),
                    before.stages(),
                    before.createdAt(),
                    now);
            put(catalogue, after, null, "UPDATE", call, now);
            return SimulatedResponse.ok(PipelineJson.render(after));
        });
    }

    private SimulatedResponse delete(Call call) {
        return crm.redefine(type(call), (catalogue, now) -> {
            Pipeline pipeline = require(catalogue, call);
            rules.checkUse(call, catalogue, pipeline.stages());
            if (!catalogue.type().isCustom() && catalogue.pipelines().all().size() == 1) {
                throw ApiError.invalid(
                                "The last pipeline of " + catalogue.type().name() + " cannot be deleted")
                        .exception();
            }
            catalogue.pipelines(
                    catalogue.pipelines().without(pipeline.id()).after(change(pipeline, null, "DELETE", call, now)));
            return SimulatedResponse.noContent();
        });
    }

    private SimulatedResponse audit(Call call) {
        String id = require(crm.catalogue(type(call)), call).id();
        return audit(
                call, change -> change.stageId() == null && change.pipelineId().equals(id));
    }

    private SimulatedResponse listStages(Call call) {
        return collection(
                require(crm.catalogue(type(call)), call).stages().stream().map(PipelineJson::render));
    }

    private SimulatedResponse readStage(Call call) {
        Pipeline pipeline = require(crm.catalogue(type(call)), call);
        return SimulatedResponse.ok(PipelineJson.render(requireStage(pipeline, call)));
    }

    private SimulatedResponse createStage(Call call) {
        ObjectType type = type(call);
        ObjectNode body = call.body();
        return crm.redefine(type, (catalogue, now) -> {
            Pipeline pipeline = require(catalogue, call);
            rules.checkNewStage(catalogue, Json.optionalText(body, "stageId"));
            Stage draft = PipelineDraft.stage(type, body, null, "", now);
            checked(type, pipeline, draft);
            Stage stage =
                    PipelineDraft.stage(type, body, null, draft.id().isEmpty() ? rules.takeId() : draft.id(), now);
            Pipeline after = pipeline.with(checked(type, pipeline, stage), now);
            put(catalogue, after, stage.id(), "CREATE", call, now);
            return SimulatedResponse.json(201, PipelineJson.render(requireStage(after, stage.id())));
        });
    }

    private SimulatedResponse updateStage(Call call) {
        ObjectType type = type(call);
        ObjectNode body = call.body();
        refuseArchived(body);
        return crm.redefine(type, (catalogue, now) -> {
            Pipeline pipeline = require(catalogue, call);
            Stage before = requireStage(pipeline, call);
            if (call.request().method().equals("PUT")) {
                Json.requiredText(body, "label");
                Json.requiredText(body, "displayOrder");
            }
            Stage stage = PipelineDraft.stage(type, body, before, before.id(), now);
            Pipeline after = pipeline.with(checked(type, pipeline, stage), now);
            put(catalogue, after, stage.id(), "UPDATE", call, now);
            return SimulatedResponse.ok(PipelineJson.render(requireStage(after, stage.id())));
        });
    }

    /** The pipeline's stages with that one among them; of two at one place, the one that was there stays before it. */
    private static List<Stage> checked(ObjectType type, Pipeline pipeline, Stage stage) {
        var stages = new ArrayList<>(pipeline.without(stage.id()).toList());
        stages.add(stage);
        PipelineDraft.checkLabels(stages);
        PipelineDraft.checkCount(type, stages);
        return PipelineDraft.placed(stages);
    }

    /** Whatever is not there is as good as deleted: the answer is 204 (observed by the Kalup project). */
    private SimulatedResponse deleteStage(Call call) {
        return crm.redefine(type(call), (catalogue, now) -> {
            Pipeline pipeline = catalogue.pipelines().find(call.variable("pipeline"));
            Stage stage = pipeline == null ? null : pipeline.stage(call.variable("stage"));
            if (pipeline == null || stage == null) {
                return SimulatedResponse.noContent();
            }
            rules.checkUse(call, catalogue, List.of(stage));
            List<Stage> rest = pipeline.without(stage.id()).toList();
            PipelineDraft.checkCount(catalogue.type(), rest);
            put(catalogue, pipeline.with(rest, now), stage.id(), "DELETE", call, now);
            return SimulatedResponse.noContent();
        });
    }

    private SimulatedResponse auditStage(Call call) {
        String id = requireStage(require(crm.catalogue(type(call)), call), call).id();
        return audit(call, change -> id.equals(change.stageId()));
    }

    private SimulatedResponse audit(Call call, Predicate<PipelineChange> wanted) {
        return collection(crm.catalogue(type(call)).pipelines().history().stream()
                .filter(wanted)
                .map(change -> PipelineJson.render(change, crm.portalId())));
    }

    private void put(
            Catalogue catalogue, Pipeline pipeline, @Nullable String stageId, String action, Call call, long now) {
        rules.checkChangeable(catalogue);
        catalogue.pipelines(catalogue.pipelines().with(pipeline).after(change(pipeline, stageId, action, call, now)));
    }

    private static PipelineChange change(
            Pipeline pipeline, @Nullable String stageId, String action, Call call, long now) {
        return new PipelineChange(
                pipeline.id(),
                stageId,
                action,
                now,
                call.app() == null ? 0 : call.app().userId(),
                Json.text(PipelineJson.render(pipeline)));
    }

    private static void refuseArchived(ObjectNode body) {
        if (body.has("archived")) {
            throw ApiError.invalid("archived can be set only to restore what is archived")
                    .exception();
        }
    }

    private static Pipeline require(Catalogue catalogue, Call call) {
        String id = call.variable("pipeline");
        Pipeline pipeline = catalogue.pipelines().find(id);
        if (pipeline == null) {
            throw PipelineErrors.missing(id).exception();
        }
        return pipeline;
    }

    private static Stage requireStage(Pipeline pipeline, Call call) {
        return requireStage(pipeline, call.variable("stage"));
    }

    private static Stage requireStage(Pipeline pipeline, String id) {
        Stage stage = pipeline.stage(id);
        if (stage == null) {
            throw PipelineErrors.missing(id).exception();
        }
        return stage;
    }

    private static SimulatedResponse collection(Stream<ObjectNode> entries) {
        ObjectNode json = Json.object();
        var results = json.putArray("results");
        entries.forEach(results::add);
        return SimulatedResponse.ok(json);
    }

    private ObjectType type(Call call) {
        return crm.types().named(call.variable("type"));
    }
}
