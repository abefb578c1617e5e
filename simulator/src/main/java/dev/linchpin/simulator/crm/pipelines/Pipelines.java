package dev.linchpin.simulator.crm.pipelines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pipelines of one object type, with quick ways to find a stage. Immutable. */
public final class Pipelines {

    /** No pipelines. */
    static final Pipelines NONE = new Pipelines(List.of());

    private final List<Pipeline> all;
    private final List<PipelineChange> history;
    private final Map<String, Pipeline> byId = new HashMap<>();
    private final Map<String, Pipeline> byStage = new HashMap<>();

    Pipelines(List<Pipeline> all) {
        this(all, List.of());
    }

    private Pipelines(List<Pipeline> all, List<PipelineChange> history) {
        this.all = List.copyOf(all);
        this.history = history;
        for (Pipeline pipeline : all) {
            byId.put(pipeline.id(), pipeline);
            pipeline.stages().forEach(stage -> byStage.put(stage.id(), pipeline));
        }
    }

    /** All of them, the oldest first. */
    public List<Pipeline> all() {
        return all;
    }

    /** The pipeline with that id, or null. */
    public @Nullable Pipeline find(String id) {
        return byId.get(id);
    }

    /** The pipeline that has the stage, or null. */
    public @Nullable Pipeline ofStage(String stageId) {
        return byStage.get(stageId);
    }

    /** The stage with that id, or null. */
    public @Nullable Stage stage(@Nullable String stageId) {
        Pipeline pipeline = stageId == null ? null : byStage.get(stageId);
        return pipeline == null || stageId == null ? null : pipeline.stage(stageId);
    }

    /** The same with a pipeline added, or in place of the one with its id. */
    public Pipelines with(Pipeline pipeline) {
        var pipelines = new ArrayList<>(all);
        pipelines.replaceAll(other -> other.id().equals(pipeline.id()) ? pipeline : other);
        if (!byId.containsKey(pipeline.id())) {
            pipelines.add(pipeline);
        }
        return new Pipelines(pipelines, history);
    }

    /** The same without that pipeline. */
    public Pipelines without(String id) {
        return new Pipelines(
                all.stream().filter(pipeline -> !pipeline.id().equals(id)).toList(), history);
    }

    /** The same, remembering that this was done. */
    public Pipelines after(PipelineChange change) {
        var changes = new ArrayList<>(history);
        changes.addFirst(change);
        return new Pipelines(all, List.copyOf(changes));
    }

    /** What was done, the latest first. */
    public List<PipelineChange> history() {
        return history;
    }
}
