package dev.linchpin.simulator.api;

import dev.linchpin.simulator.exchange.SimulatedResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a call answers when all goes well. */
record Reply(int status, @Nullable JsonNode body) {

    static Reply ok(JsonNode body) {
        return new Reply(200, body);
    }

    static Reply noContent() {
        return new Reply(204, null);
    }

    SimulatedResponse toResponse() {
        return body == null ? SimulatedResponse.empty(status) : SimulatedResponse.json(status, body);
    }
}
