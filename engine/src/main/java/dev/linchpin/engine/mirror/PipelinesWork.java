package dev.linchpin.engine.mirror;

import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReferenceData;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.ReferenceTable;
import dev.linchpin.engine.store.References.Part;
import dev.linchpin.engine.store.Store;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mirrors the pipelines and stages of one type: few enough to be compared at once. */
final class PipelinesWork implements Work {
    private final ObjectType type;
    private final ReferenceTable pipelines;
    private final ReferenceTable stages;
    private final ReferenceData hubspot;
    private final Store store;
    private boolean done;
    private long found;

    PipelinesWork(ObjectType type, ReferenceData hubspot, Store store) {
        this.type = type;
        this.pipelines = ReferenceTable.mirroredPipelines(type);
        this.stages = ReferenceTable.mirroredStages(type);
        this.hubspot = hubspot;
        this.store = store;
    }

    @Override
    public String name() {
        return pipelines.name();
    }

    @Override
    public Position begin(Position position, Instant now) {
        done = false;
        return position;
    }

    @Override
    public Step step(Position position, Instant beganAt, Instant now) {
        if (done) {
            return new Step(position, Tally.NOTHING, false);
        }
        // By id, which is the key: HubSpot's ids of stages are the account's own, and none is in two pipelines.
        var foundPipelines = new LinkedHashMap<String, Map<String, Value>>();
        var foundStages = new LinkedHashMap<String, Map<String, Value>>();
        for (var pipeline : hubspot.pipelines(type, Lane.BACKGROUND)) {
            var row =
                    row(pipeline.id(), pipeline.label(), pipeline.order(), pipeline.createdAt(), pipeline.updatedAt());
            foundPipelines.put(pipeline.id(), row);
            for (var stage : pipeline.stages()) {
                var inside = row(stage.id(), stage.label(), stage.order(), stage.createdAt(), stage.updatedAt());
                inside.put("pipeline_id", Value.of(pipeline.id()));
                inside.put("metadata_json", Value.of(stage.metadata()));
                foundStages.put(stage.id(), inside);
            }
        }
        var tally = store.inTransaction(tx -> {
            var references = tx.references();
            var first = references.keep(pipelines, Part.WHOLE, foundPipelines.values());
            var second = references.keep(stages, Part.WHOLE, foundStages.values());
            return new Tally(
                    first.written() + second.written(),
                    first.gone().size() + second.gone().size());
        });
        found = foundPipelines.size();
        done = true;
        return new Step(position, tally, true);
    }

    private static Map<String, Value> row(
            String id, String label, int order, @Nullable Instant createdAt, @Nullable Instant updatedAt) {
        var row = new HashMap<String, Value>();
        row.put("id", Value.of(id));
        row.put("label", Value.of(label));
        row.put("display_order", Value.of(String.valueOf(order)));
        if (createdAt != null) {
            row.put("created_at_hubspot", Value.of(createdAt.toString()));
        }
        if (updatedAt != null) {
            row.put("updated_at_hubspot", Value.of(updatedAt.toString()));
        }
        return row;
    }

    @Override
    public long rows() {
        return found;
    }

    @Override
    public String problem() {
        return "";
    }

    @Override
    public Position between(Position position, Instant now) {
        return position;
    }
}
