package dev.linchpin.simulator.pipelines;

import dev.linchpin.simulator.crm.pipelines.Pipeline;
import dev.linchpin.simulator.crm.pipelines.Stage;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Pipelines and stages that a call asks for. Pure.
 *
 * <p>Source: HubSpot docs, "Pipelines"; how places and labels are kept apart was observed by the Kalup project.
 */
final class PipelineDraft {

    private static final Set<String> MANY_STAGES = Set.of("deals", "tickets");

    private PipelineDraft() {}

    /**
     * A whole pipeline.
     *
     * @param before what it replaces; stages that keep their ids keep their time of creation
     * @param ids makes up ids; asked only once nothing else can be refused
     */
    static Pipeline pipeline(
            ObjectType type, JsonNode body, @Nullable Pipeline before, Supplier<String> ids, long now) {
        String label = Json.requiredText(body, "label");
        int order = order(body, null);
        JsonNode sent = body.get("stages");
        if (sent == null || !sent.isArray() || sent.isEmpty()) {
            throw PipelineErrors.noStage().exception();
        }
        var stages = new ArrayList<Stage>();
        for (JsonNode entry : sent.values()) {
            stages.add(stage(type, entry, kept(before, entry), "", now));
        }
        checkLabels(stages);
        checkCount(type, stages);
        stages.replaceAll(stage -> stage.id().isEmpty() ? identified(stage, ids.get()) : stage);
        String id = before != null ? before.id() : chosen(body, "pipelineId", ids);
        return new Pipeline(id, label, order, placed(stages), before == null ? now : before.createdAt(), now);
    }

    private static @Nullable Stage kept(@Nullable Pipeline before, JsonNode entry) {
        String id = Json.optionalText(entry, "stageId");
        Stage present = before == null || id == null ? null : before.stage(id);
        return present == null ? null : new Stage(present.id(), "", 0, Map.of(), present.createdAt(), 0);
    }

    private static String chosen(JsonNode body, String key, Supplier<String> ids) {
        String id = Json.optionalText(body, key);
        return id == null || id.isBlank() ? ids.get() : id;
    }

    /** The ids that a pipeline's stages are to have, as far as the call says. */
    static List<String> stageIds(JsonNode body) {
        return body.path("stages")
                .valueStream()
                .map(stage -> Json.optionalText(stage, "stageId"))
                .filter(id -> id != null && !id.isBlank())
                .map(String::valueOf)
                .toList();
    }

    /**
     * One stage.
     *
     * @param before what it changes; null for a new one
     * @param id of a new one that does not say it
     */
    static Stage stage(ObjectType type, JsonNode body, @Nullable Stage before, String id, long now) {
        String label = before == null || before.label().isEmpty() ? null : before.label();
        String sent = Json.optionalText(body, "label");
        String chosen = Json.optionalText(body, "stageId");
        return new Stage(
                before != null ? before.id() : chosen == null || chosen.isBlank() ? id : chosen,
                label == null ? Json.requiredText(body, "label") : sent == null ? label : sent,
                order(body, label == null ? null : before),
                StageMetadata.of(type, body.get("metadata"), before == null ? Map.of() : before.metadata()),
                before == null ? now : before.createdAt(),
                now);
    }

    private static Stage identified(Stage stage, String id) {
        return new Stage(
                id, stage.label(), stage.displayOrder(), stage.metadata(), stage.createdAt(), stage.updatedAt());
    }

    private static int order(JsonNode body, @Nullable Stage before) {
        JsonNode node = body.get("displayOrder");
        if (node == null || node.isNull()) {
            if (before != null) {
                return before.displayOrder();
            }
            throw ApiError.invalid("Invalid input JSON: some required fields were not set: [displayOrder]")
                    .exception();
        }
        if (!node.isIntegralNumber() || node.intValue() < 0) {
            throw ApiError.invalid("Invalid value for displayOrder: " + node).exception();
        }
        return node.intValue();
    }

    /** Stages at places of their own: two at one place renumber all of them. */
    static List<Stage> placed(List<Stage> stages) {
        List<Stage> sorted = stages.stream()
                .sorted(Comparator.comparingInt(Stage::displayOrder))
                .toList();
        if (sorted.stream().map(Stage::displayOrder).distinct().count() == sorted.size()) {
            return sorted;
        }
        var renumbered = new ArrayList<Stage>();
        sorted.forEach(stage -> renumbered.add(stage.at(renumbered.size())));
        return renumbered;
    }

    /** Refuses two stages with one label, whatever the case. */
    static void checkLabels(List<Stage> stages) {
        var seen = new HashSet<String>();
        for (Stage stage : stages) {
            if (!seen.add(stage.label().strip().toLowerCase(Locale.ROOT))) {
                throw PipelineErrors.stageLabelTaken(stage.label()).exception();
            }
        }
    }

    /** Refuses a pipeline without stages, with too many, or without an end where it must have one. */
    static void checkCount(ObjectType type, List<Stage> stages) {
        if (stages.isEmpty()) {
            throw PipelineErrors.noStage().exception();
        }
        int maximum = type.isCustom() || MANY_STAGES.contains(type.name()) ? 100 : 30;
        if (stages.size() > maximum) {
            throw ApiError.invalid("A pipeline of " + type.name() + " can have up to " + maximum + " stages")
                    .exception();
        }
        if (type.name().equals("tickets") && stages.stream().noneMatch(Stage::isClosed)) {
            throw PipelineErrors.noClosedStage().exception();
        }
    }
}
