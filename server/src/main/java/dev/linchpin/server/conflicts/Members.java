package dev.linchpin.server.conflicts;

import dev.linchpin.server.http.ProblemDetails;
import dev.linchpin.server.http.ProblemException;
import dev.linchpin.server.spelling.NearMiss;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The members of a request's body; each is refused with its name when it does not fit. */
final class Members {
    private static final int LONGEST_DELAY = 60;

    private final ObjectNode object;

    /** @throws ProblemException 400 when there is any other than these */
    Members(ObjectNode object, List<String> known) {
        this.object = object;
        for (var name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw invalid(name, "There is no member '" + name + "'" + NearMiss.hint(name, known));
            }
        }
    }

    /** As it was sent, null included; null when it was not. */
    @Nullable JsonNode node(String name) {
        return object.get(name);
    }

    /** Null when it is absent, null or blank. */
    @Nullable String text(String name) {
        var node = object.get(name);
        if (node != null && !node.isNull() && !node.isValueNode()) {
            throw invalid(name, "'" + name + "' must be a text.");
        }
        return node == null || node.isNull() || node.asString().isBlank() ? null : node.asString();
    }

    String choice(String name, List<String> choices) {
        var text = object.path(name).asString("");
        if (!choices.contains(text)) {
            throw invalid(
                    name, "'" + name + "' must be one of " + String.join(", ", choices) + NearMiss.hint(text, choices));
        }
        return text;
    }

    boolean flag(String name) {
        var node = object.get(name);
        if (node != null && !node.isBoolean()) {
            throw invalid(name, "'" + name + "' must be true or false.");
        }
        return node != null && node.asBoolean();
    }

    OptionalInt number(String name, String meaning) {
        var node = object.get(name);
        if (node != null && !node.isNull() && !node.isInt()) {
            throw invalid(name, "'" + name + "' must be " + meaning + ".");
        }
        return node == null || node.isNull() ? OptionalInt.empty() : OptionalInt.of(node.asInt());
    }

    OptionalInt version() {
        return number("version", "the whole number that the conflict was listed with");
    }

    Duration after() {
        var meaning = "a whole number of seconds from 0 to " + LONGEST_DELAY;
        var seconds = number("after_seconds", meaning).orElse(0);
        if (seconds < 0 || seconds > LONGEST_DELAY) {
            throw invalid("after_seconds", "'after_seconds' must be " + meaning + ".");
        }
        return Duration.ofSeconds(seconds);
    }

    static ProblemException invalid(String member, String detail) {
        return ProblemDetails.badRequest("invalid_member", detail)
                .with("member", member)
                .asException();
    }
}
