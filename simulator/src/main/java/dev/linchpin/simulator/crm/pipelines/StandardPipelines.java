package dev.linchpin.simulator.crm.pipelines;

import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.resources.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the pipelines that come with the simulator; their format and sources are described in the file. */
public final class StandardPipelines {

    private final Map<String, Pipelines> byType = new LinkedHashMap<>();

    public StandardPipelines() {
        String[] head = {};
        var stages = new ArrayList<Stage>();
        for (String line : Resource.lines(StandardPipelines.class, "pipelines.txt")) {
            String[] parts = line.split("\\s*\\|\\s*", -1);
            if (parts[0].startsWith("[")) {
                add(head, stages);
                head = line.substring(1, line.length() - 1).split("\\s*\\|\\s*", -1);
                stages = new ArrayList<>();
            } else {
                stages.add(new Stage(parts[0], parts[1], stages.size(), metadata(parts[2]), 0, 0));
            }
        }
        add(head, stages);
    }

    private void add(String[] head, List<Stage> stages) {
        if (head.length == 3) {
            byType.merge(
                    head[0],
                    new Pipelines(List.of(new Pipeline(head[1], head[2], 0, stages, 0, 0))),
                    (before, more) -> before.with(more.all().getFirst()));
        }
    }

    /** The pipelines that a type starts with. */
    public Pipelines of(ObjectType type) {
        return byType.getOrDefault(type.name(), Pipelines.NONE);
    }

    private static Map<String, String> metadata(String text) {
        var metadata = new LinkedHashMap<String, String>();
        for (String pair : text.split(";", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                metadata.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return metadata;
    }
}
