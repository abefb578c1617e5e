package dev.linchpin.simulator.crm.pipelines;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stages that records of a type go through. Immutable.
 *
 * @param id unique within the account
 * @param stages in their order
 * @param createdAt milliseconds; 0 for HubSpot's own
 */
public record Pipeline(String id, String label, int displayOrder, List<Stage> stages, long createdAt, long updatedAt) {

    /** Puts the stages in their order. */
    public Pipeline {
        stages = stages.stream()
                .sorted(Comparator.comparingInt(Stage::displayOrder).thenComparing(Stage::label))
                .toList();
    }

    /** The stage with that id, or null. */
    public @Nullable Stage stage(String stageId) {
        return stages.stream()
                .filter(stage -> stage.id().equals(stageId))
                .findFirst()
                .orElse(null);
    }

    /** The same pipeline with other stages, changed at that moment. */
    public Pipeline with(List<Stage> others, long at) {
        return new Pipeline(id, label, displayOrder, others, createdAt, at);
    }

    /** The stages other than that one. */
    public Stream<Stage> without(String stageId) {
        return stages.stream().filter(stage -> !stage.id().equals(stageId));
    }
}
