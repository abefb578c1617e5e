package dev.linchpin.simulator;

import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer, easy to ask about. */
public record Answer(SimulatedResponse response) {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    public int status() {
        return response.status();
    }

    public JsonNode json() {
        return MAPPER.readTree(response.body());
    }

    /** The text at a JSON pointer; empty when there is nothing. */
    public String text(String pointer) {
        return json().at(pointer).asString("");
    }

    public List<String> ids() {
        return json().path("results")
                .valueStream()
                .map(result -> result.path("id").asString())
                .toList();
    }

    public String header(String name) {
        return response.headers().getOrDefault(name, "");
    }
}
