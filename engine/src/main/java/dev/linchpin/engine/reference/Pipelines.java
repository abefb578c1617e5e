package dev.linchpin.engine.reference;

import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.ReferenceData;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.ReferenceTable;
import dev.linchpin.engine.store.References.Part;
import dev.linchpin.engine.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The pipelines and stages of every mapped type, one type a step. */
final class Pipelines implements ReferenceLoop.Refresh {
    private final ReferenceData hubspot;
    private final Store store;
    private final List<ObjectType> types;
    private int next;

    Pipelines(ReferenceData hubspot, Store store, List<ObjectType> types) {
        this.hubspot = hubspot;
        this.store = store;
        this.types = types;
    }

    @Override
    public void restart() {
        next = 0;
    }

    @Override
    public boolean step() {
        if (next < types.size()) {
            refresh(types.get(next));
            next++;
        }
        var more = next < types.size();
        next = more ? next : 0;
        return more;
    }

    private void refresh(ObjectType type) {
        var pipelines = new ArrayList<Map<String, Value>>();
        var stages = new ArrayList<Map<String, Value>>();
        for (var pipeline : hubspot.pipelines(type, Lane.BACKGROUND)) {
            pipelines.add(Map.of(
                    "object_type", Value.of(type.name()),
                    "id", Value.of(pipeline.id()),
                    "label", Value.of(pipeline.label()),
                    "display_order", number(pipeline.order())));
            for (var stage : pipeline.stages()) {
                stages.add(Map.of(
                        "object_type", Value.of(type.name()),
                        "pipeline_id", Value.of(pipeline.id()),
                        "id", Value.of(stage.id()),
                        "label", Value.of(stage.label()),
                        "display_order", number(stage.order()),
                        "closed", Value.of(String.valueOf(stage.closed())),
                        "probability", FieldType.NUMBER.read(stage.probability())));
            }
        }
        store.inTransaction(tx -> {
            var part = Part.where("object_type", type.name());
            tx.references().keep(ReferenceTable.PIPELINES, part, pipelines);
            tx.references().keep(ReferenceTable.STAGES, part, stages);
            return true;
        });
    }

    private static Value number(int number) {
        return Value.of(String.valueOf(number));
    }
}
