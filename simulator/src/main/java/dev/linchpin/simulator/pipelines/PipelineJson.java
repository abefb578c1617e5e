package dev.linchpin.simulator.pipelines;

import dev.linchpin.simulator.crm.pipelines.Pipeline;
import dev.linchpin.simulator.crm.pipelines.PipelineChange;
import dev.linchpin.simulator.crm.pipelines.Stage;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.Timestamps;
import tools.jackson.databind.node.ObjectNode;

/** Pipelines as JSON (HubSpot docs, "Pipelines"). */
final class PipelineJson {

    private PipelineJson() {}

    static ObjectNode render(Pipeline pipeline) {
        ObjectNode json = Json.object();
        json.put("label", pipeline.label());
        json.put("displayOrder", pipeline.displayOrder());
        json.put("id", pipeline.id());
        var stages = json.putArray("stages");
        pipeline.stages().stream().map(PipelineJson::render).forEach(stages::add);
        json.put("createdAt", Timestamps.iso(pipeline.createdAt()));
        json.put("updatedAt", Timestamps.iso(pipeline.updatedAt()));
        json.put("archived", false);
        return json;
    }

    static ObjectNode render(Stage stage) {
        ObjectNode json = Json.object();
        json.put("label", stage.label());
        json.put("displayOrder", stage.displayOrder());
        ObjectNode metadata = json.putObject("metadata");
        stage.metadata().forEach(metadata::put);
        json.put("id", stage.id());
        json.put("createdAt", Timestamps.iso(stage.createdAt()));
        json.put("updatedAt", Timestamps.iso(stage.updatedAt()));
        json.put("writePermissions", "CRM_PERMISSIONS_ENFORCEMENT");
        json.put("archived", false);
        return json;
    }

    static ObjectNode render(PipelineChange change, long portalId) {
        ObjectNode json = Json.object();
        boolean ofStage = change.stageId() != null;
        json.put("portalId", portalId);
        json.put("identifier", portalId + ":" + (ofStage ? change.stageId() : change.pipelineId()));
        json.put("action", change.action());
        json.put("timestamp", Timestamps.iso(change.at()));
        json.put(
                "message",
                (ofStage ? "Pipeline stage " : "Pipeline ")
                        + switch (change.action()) {
                            case "CREATE" -> "creation";
                            case "DELETE" -> "deletion";
                            default -> "update";
                        });
        json.put("rawObject", change.rawObject());
        json.put("fromUserId", change.userId());
        return json;
    }
}
