package dev.linchpin.simulator.api;

import dev.linchpin.simulator.crm.Source;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call on its way to its handler.
 *
 * @param variables the variable segments of the path
 * @param app null where no token is needed
 */
record Call(
        SimulatedRequest request,
        ApiVersion version,
        Map<String, String> variables,
        @Nullable App app) {

    String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("The route has no variable " + name);
        }
        return value;
    }

    /** Who writes. */
    Source source() {
        if (app == null) {
            throw new IllegalStateException("A write without a token");
        }
        return Source.app(app.appId());
    }

    ObjectNode body() {
        return Json.readObject(request.body());
    }

    @Nullable String parameter(String name) {
        List<String> values = request.parameters().get(name);
        return values == null ? null : values.getLast();
    }

    /** A parameter that is a list: repeated, or separated by commas, or both. */
    List<String> listParameter(String name) {
        var list = new ArrayList<String>();
        for (String value : request.parameters().getOrDefault(name, List.of())) {
            for (String part : value.split(",", -1)) {
                if (!part.isBlank()) {
                    list.add(part.strip());
                }
            }
        }
        return list;
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(parameter(name));
    }

    int intParameter(String name, int otherwise) {
        String value = parameter(name);
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw ApiError.invalid("Invalid value for " + name + ": " + value).exception();
        }
    }
}
