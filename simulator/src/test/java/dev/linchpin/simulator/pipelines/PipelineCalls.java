package dev.linchpin.simulator.pipelines;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Where pipelines are, and the JSON about them. */
final class PipelineCalls {

    static final String PIPELINES = "/crm/pipelines/2026-09/deals";
    static final String TICKETS = "/crm/pipelines/2026-09/tickets";

    private PipelineCalls() {}

    static String pipeline(String label, String more) {
        return "{" + more + "\"label\":\"" + label + """
                ","displayOrder":3,"stages":[
                 {"stageId":"partner_new","label":"New","displayOrder":0,"metadata":{"probability":"0.2"}},
                 {"label":"Won","displayOrder":1,"metadata":{"probability":1}}]}""";
    }

    static String staged(String label, String metadata) {
        return "{\"label\":\"" + label
                + "\",\"displayOrder\":1,\"stages\":[{\"label\":\"S\",\"displayOrder\":0,\"metadata\":" + metadata
                + "}]}";
    }

    static List<String> ids(JsonNode entries) {
        return entries.valueStream().map(entry -> entry.path("id").asString()).toList();
    }
}
