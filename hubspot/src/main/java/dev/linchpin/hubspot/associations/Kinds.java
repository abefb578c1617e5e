package dev.linchpin.hubspot.associations;

import dev.linchpin.engine.hubspot.AssociationKind;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.hubspot.json.Json;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Kinds of associations as HubSpot writes them. The kind that is primary is told by its number, because its label has read
 * differently over time.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/latest/crm/associations/associate-records/guide">Association
 *     type ID values</a>
 */
final class Kinds {
    private static final String HUBSPOT_DEFINED = "HUBSPOT_DEFINED";

    /** Contact, deal and ticket to their primary company, of which each has at most one. */
    private static final Set<Integer> PRIMARY_COMPANY = Set.of(1, 5, 26);

    /** The same seen from the company, which can be the primary one of many. */
    private static final Set<Integer> PRIMARY_OF = Set.of(2, 6, 25);

    private Kinds() {}

    /** Reads {@code {category, typeId, label}}. */
    static AssociationKind read(JsonNode node) {
        var category = Json.text(node, "category");
        var typeId = node.path("typeId").asInt(0);
        var own = category.equals(HUBSPOT_DEFINED);
        var isPrimary = own && PRIMARY_COMPANY.contains(typeId);
        var name = isPrimary || (own && PRIMARY_OF.contains(typeId)) ? EdgeMapping.PRIMARY : Json.text(node, "label");
        return new AssociationKind(name, category, typeId, isPrimary);
    }

    static void write(ArrayNode types, Iterable<AssociationKind> kinds) {
        kinds.forEach(kind ->
                types.addObject().put("associationCategory", kind.category()).put("associationTypeId", kind.typeId()));
    }

    /** One for each name; where two labels read the same, the one with the lower number. */
    static void keep(Map<String, AssociationKind> byName, AssociationKind kind) {
        byName.merge(kind.name(), kind, (one, other) -> one.typeId() <= other.typeId() ? one : other);
    }
}
