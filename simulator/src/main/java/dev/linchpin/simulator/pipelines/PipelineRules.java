package dev.linchpin.simulator.pipelines;

import dev.linchpin.simulator.api.Call;
import dev.linchpin.simulator.crm.Crm;
import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.crm.definitions.DefinitionSettings;
import dev.linchpin.simulator.crm.definitions.Property;
import dev.linchpin.simulator.crm.pipelines.Pipeline;
import dev.linchpin.simulator.crm.pipelines.Pipelines;
import dev.linchpin.simulator.crm.pipelines.Stage;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.settings.SettingsStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What may not be done to pipelines.
 *
 * <p>Source: HubSpot docs, "Pipelines"; which ids clash was observed by the Kalup project: those of pipelines across the account,
 * those of stages within their object type.
 */
final class PipelineRules {

    private static final List<String> CHECKS =
            List.of("validateReferencesBeforeDelete", "validateDealStageUsagesBeforeDelete");

    private final Crm crm;
    private final SettingsStore settings;

    PipelineRules(Crm crm, SettingsStore settings) {
        this.crm = crm;
        this.settings = settings;
    }

    String takeId() {
        return Long.toString(crm.takeDefinitionId());
    }

    /** Refuses pipelines for types that have none, or whose pipelines are HubSpot's alone. */
    void checkChangeable(Catalogue catalogue) {
        ObjectType type = catalogue.type();
        if (!type.isCustom() && catalogue.find(type.stageProperty()) == null) {
            throw ApiError.invalid("Pipelines of " + type.name() + " cannot be changed")
                    .exception();
        }
    }

    void checkNew(Catalogue catalogue, JsonNode body) {
        checkChangeable(catalogue);
        checkLabel(catalogue, null, Json.optionalText(body, "label"));
        checkStages(catalogue, null, PipelineDraft.stageIds(body));
        String id = Json.optionalText(body, "pipelineId");
        if (id != null && catalogue.pipelines().find(id) != null) {
            throw PipelineErrors.idTaken(id).exception();
        }
        for (ObjectType other : crm.types().all()) {
            Pipeline taken =
                    id == null ? null : crm.catalogue(other).pipelines().find(id);
            if (taken != null) {
                throw PipelineErrors.stageTaken(
                                taken.stages().stream().map(Stage::id).toList())
                        .exception();
            }
        }
        int limit = catalogue.type().name().equals("orders")
                ? 50
                : settings.get(DefinitionSettings.SECTION).pipelinesPerType();
        if (catalogue.pipelines().all().size() > limit) {
            throw ApiError.invalid("The limit of " + limit + " pipelines has been reached")
                    .exception();
        }
    }

    void checkReplacement(Catalogue catalogue, Pipeline before, JsonNode body) {
        checkLabel(catalogue, before, Json.optionalText(body, "label"));
        checkStages(catalogue, before, PipelineDraft.stageIds(body));
    }

    /** Two pipelines of a type do not share a label, whatever the case. */
    void checkLabel(Catalogue catalogue, @Nullable Pipeline own, @Nullable String label) {
        for (Pipeline other : catalogue.pipelines().all()) {
            if (label != null
                    && other.label().equalsIgnoreCase(label)
                    && (own == null || !own.id().equals(other.id()))) {
                throw PipelineErrors.labelTaken(label).exception();
            }
        }
    }

    private static void checkStages(Catalogue catalogue, @Nullable Pipeline own, List<String> ids) {
        var seen = new HashSet<String>();
        List<String> taken = ids.stream()
                .filter(id -> !seen.add(id) || isElsewhere(catalogue.pipelines(), own, id))
                .toList();
        if (!taken.isEmpty()) {
            throw PipelineErrors.stageTaken(taken).exception();
        }
    }

    private static boolean isElsewhere(Pipelines pipelines, @Nullable Pipeline own, String stageId) {
        Pipeline holder = pipelines.ofStage(stageId);
        return holder != null && (own == null || !holder.id().equals(own.id()));
    }

    void checkNewStage(Catalogue catalogue, @Nullable String id) {
        checkChangeable(catalogue);
        if (id != null && catalogue.pipelines().ofStage(id) != null) {
            throw PipelineErrors.stageIdInUse(id).exception();
        }
    }

    /** Refuses to delete stages that live records are in, unless the caller may say and says otherwise. */
    void checkUse(Call call, Catalogue catalogue, List<Stage> stages) {
        checkChangeable(catalogue);
        DefinitionSettings known = settings.get(DefinitionSettings.SECTION);
        boolean byDefault =
                known.pipelineDeletionChecksByDefault() && call.version().enforcesWriteValidation();
        boolean asked = CHECKS.stream().anyMatch(call::flag);
        boolean declined = CHECKS.stream().anyMatch(check -> "false".equals(call.parameter(check)))
                && known.pipelineCheckCanBeSkipped();
        Property property = catalogue.find(catalogue.type().stageProperty());
        if (property == null || !(asked || (byDefault && !declined))) {
            return;
        }
        List<String> ids = stages.stream().map(Stage::id).toList();
        var users = new ArrayList<Long>();
        crm.forEachLive(catalogue.type(), record -> {
            String stage = record.value(property.slot());
            if (stage != null && ids.contains(stage)) {
                users.add(record.id());
            }
        });
        if (!users.isEmpty()) {
            throw PipelineErrors.inUse(ids, users).exception();
        }
    }
}
