package dev.linchpin.simulator.control;

import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.util.List;

/**
 * One call of the control API, and what it says about itself.
 *
 * @param path below {@link ControlApi#PREFIX}; a segment in braces stands for anything
 * @param does what it is for, in one sentence
 * @param example a body to send, or empty for none
 * @param kept whether an account that is kept across restarts must be told of it again
 */
record ControlCall(String method, String path, String does, String example, boolean kept, Handler handler) {

    /** Does what the call is for. */
    @FunctionalInterface
    interface Handler {
        SimulatedResponse handle(SimulatedRequest request);
    }

    static ControlCall reading(String path, String does, Handler handler) {
        return new ControlCall("GET", path, does, "", false, handler);
    }

    boolean fits(List<String> segments) {
        List<String> template = List.of(path.split("/", -1));
        if (template.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!template.get(i).startsWith("{") && !template.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }
}
