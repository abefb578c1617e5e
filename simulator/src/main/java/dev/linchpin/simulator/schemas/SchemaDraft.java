package dev.linchpin.simulator.schemas;

import dev.linchpin.simulator.crm.definitions.Catalogue;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.schemas.Schema.Display;
import dev.linchpin.simulator.schemas.Schema.Labels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a call says about a schema, over what was said before. Pure.
 *
 * <p>Source: HubSpot docs, "Custom objects"; bounds, and that the display property must be given, as observed by the Kalup
 * project.
 */
record SchemaDraft(JsonNode body, @Nullable Schema before) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,49}");
    private static final int MAXIMUM_LABEL = 50;

    String name() {
        String name = Json.requiredText(body, "name");
        if (!NAME.matcher(name).matches()) {
            throw ApiError.invalid("Object type name \"" + name
                            + "\" must start with a letter, hold only letters, digits and underscores, and have at most 50"
                            + " characters")
                    .exception();
        }
        return name;
    }

    Schema schema(long portalId, long number, String name, long userId, long now) {
        return new Schema(
                portalId,
                number,
                name,
                labels(),
                description(),
                new Display(
                        primary(),
                        list(
                                "secondaryDisplayProperties",
                                before == null ? List.of() : before.display().secondary())),
                list("requiredProperties", before == null ? List.of() : before.required()),
                searchable(),
                body.path("restorable").asBoolean(before == null || before.restorable()),
                before == null ? List.of() : before.associations(),
                userId,
                before == null ? now : before.createdAt(),
                now,
                0);
    }

    private Labels labels() {
        JsonNode labels = body.get("labels");
        if (labels == null || !labels.isObject()) {
            if (before != null) {
                return before.labels();
            }
            throw ApiError.invalid("Invalid input JSON: some required fields were not set: [labels]")
                    .exception();
        }
        String singular = Json.optionalText(labels, "singular");
        String plural = Json.optionalText(labels, "plural");
        var all = new Labels(
                singular == null && before != null ? before.labels().singular() : Json.requiredText(labels, "singular"),
                plural == null && before != null ? before.labels().plural() : Json.requiredText(labels, "plural"));
        if (Stream.of(all.singular(), all.plural())
                .anyMatch(label -> label.isBlank() || label.length() > MAXIMUM_LABEL)) {
            throw ApiError.invalid("Labels of an object type must have 1 to " + MAXIMUM_LABEL + " characters")
                    .exception();
        }
        return all;
    }

    private String description() {
        if (body.path("clearDescription").asBoolean(false)) {
            return "";
        }
        String description = Json.optionalText(body, "description");
        return description != null ? description : before == null ? "" : before.description();
    }

    private String primary() {
        String primary = Json.optionalText(body, "primaryDisplayProperty");
        if (primary == null && before == null) {
            throw SchemaErrors.invalid("PRIMARY_DISPLAY_PROPERTY_REQUIRED", "A primaryDisplayProperty is required")
                    .exception();
        }
        return primary == null && before != null ? before.display().primary() : String.valueOf(primary);
    }

    private List<String> searchable() {
        List<String> sent = list("searchableProperties", before == null ? List.of() : before.searchable());
        return sent.isEmpty() ? List.of("hs_object_id") : sent;
    }

    private List<String> list(String key, List<String> otherwise) {
        JsonNode node = body.get(key);
        return node == null || !node.isArray()
                ? otherwise
                : node.valueStream().map(JsonNode::asString).toList();
    }

    /** Refuses a schema that speaks of properties which the type does not have. */
    static void check(Schema schema, Catalogue catalogue) {
        List<String> secondary = schema.display().secondary();
        if (secondary.size() > 2 || Set.copyOf(secondary).size() < secondary.size()) {
            throw ApiError.invalid("There can be up to two different secondaryDisplayProperties")
                    .exception();
        }
        Stream.of(List.of(schema.display().primary()), secondary, schema.required(), schema.searchable())
                .flatMap(List::stream)
                .filter(name -> catalogue.find(name) == null)
                .findFirst()
                .ifPresent(name -> {
                    throw ApiError.invalid("Property \"" + name + "\" does not exist")
                            .withContext(Map.of("propertyName", List.of(name)))
                            .exception();
                });
    }
}
