package dev.linchpin.simulator;

import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An answer, easy to ask about. */
record Answer(SimulatedResponse response) {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    int status() {
        return response.status();
    }

    JsonNode json() {
        return MAPPER.readTree(response.body());
    }

    /** The text at a JSON pointer; empty when there is nothing. */
    String text(String pointer) {
        return json().at(pointer).asString("");
    }

    List<String> ids() {
        return json().path("results")
                .valueStream()
                .map(result -> result.path("id").asString())
                .toList();
    }

    String header(String name) {
        return response.headers().getOrDefault(name, "");
    }
}
