package dev.linchpin.hubspot.failure;

import dev.linchpin.hubspot.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * HubSpot's error envelope, of a whole answer or of one record of a 207. Every field is optional in practice.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/error-handling">HubSpot on errors</a>
 */
final class ErrorBody {
    private static final String REQUIRED = "REQUIRED_FIELD";

    private static final String INVALID_PROPERTIES = "Property values were not valid:";

    private final JsonNode node;
    private final List<PropertyFault> faults;

    private ErrorBody(JsonNode node) {
        this.node = node;
        this.faults = faultsIn(node);
    }

    /** Null unless the text is a JSON object: gateways answer in HTML. */
    static @Nullable ErrorBody read(byte[] body) {
        var tree = Json.treeOrNull(body);
        return tree != null && tree.isObject() ? new ErrorBody(tree) : null;
    }

    static ErrorBody of(JsonNode node) {
        return new ErrorBody(node);
    }

    String category() {
        return Json.text(node, "category").toUpperCase(Locale.ROOT);
    }

    String policy() {
        return Json.text(node, "policyName").toUpperCase(Locale.ROOT);
    }

    /** HubSpot's sentence as it stands. */
    String rawMessage() {
        return Json.text(node, "message");
    }

    /** The sentence for people: of invalid properties the sentences inside, without the JSON around them. */
    String message() {
        if (rawMessage().startsWith(INVALID_PROPERTIES) && !faults.isEmpty()) {
            return faults.stream()
                    .map(PropertyFault::message)
                    .filter(message -> !message.isEmpty())
                    .distinct()
                    .reduce((one, other) -> one + " " + other)
                    .orElse(rawMessage());
        }
        return rawMessage();
    }

    List<PropertyFault> faults() {
        return faults;
    }

    Blame blame() {
        return new Blame(contextOf("ids", "id"), contextOf("objectWriteTraceId"), faults);
    }

    /** Whether any of HubSpot's codes, here or inside, is this one. */
    boolean mentions(String code) {
        return Json.text(node, "subCategory").contains(code)
                || rawMessage().contains(code)
                || faults.stream().anyMatch(fault -> fault.code().equals(code));
    }

    /** The values of a context entry, of the envelope and of the errors inside. */
    Set<String> contextOf(String... names) {
        var values = new HashSet<String>();
        for (var name : names) {
            values.addAll(Json.texts(node.path("context"), name));
            node.path("errors").forEach(error -> values.addAll(Json.texts(error.path("context"), name)));
        }
        values.remove("");
        return values;
    }

    private static List<PropertyFault> faultsIn(JsonNode node) {
        var faults = new ArrayList<PropertyFault>();
        node.path("errors").forEach(error -> {
            var named = Json.texts(error.path("context"), "propertyName");
            var names = named.isEmpty() ? Json.texts(error, "name") : named;
            var code = Json.text(error, "code").isEmpty() ? Json.text(error, "error") : Json.text(error, "code");
            names.forEach(name -> faults.add(new PropertyFault(name, code, Json.text(error, "message"))));
        });
        if (faults.isEmpty()) {
            faults.addAll(faultsInMessage(Json.text(node, "message")));
        }
        if (faults.isEmpty()) {
            Json.texts(node.path("context"), "propertyName")
                    .forEach(name -> faults.add(
                            new PropertyFault(name, Json.text(node, "subCategory"), Json.text(node, "message"))));
        }
        if (faults.isEmpty()) {
            // What a creation left out; HubSpot names it here alone (recorded answers).
            Json.texts(node.path("context"), "properties")
                    .forEach(name -> faults.add(new PropertyFault(name, REQUIRED, Json.text(node, "message"))));
        }
        return List.copyOf(faults);
    }

    /** HubSpot hides a JSON array inside its sentence about invalid properties. */
    private static List<PropertyFault> faultsInMessage(String message) {
        if (!message.startsWith(INVALID_PROPERTIES)) {
            return List.of();
        }
        var array =
                Json.treeOrNull(message.substring(INVALID_PROPERTIES.length()).strip());
        if (array == null || !array.isArray()) {
            return List.of();
        }
        var faults = new ArrayList<PropertyFault>();
        array.forEach(item -> faults.add(
                new PropertyFault(Json.text(item, "name"), Json.text(item, "error"), Json.text(item, "message"))));
        return faults;
    }
}
