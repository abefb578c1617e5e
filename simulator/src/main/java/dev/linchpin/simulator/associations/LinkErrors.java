package dev.linchpin.simulator.associations;

import dev.linchpin.simulator.associations.LinkRequest.Spec;
import dev.linchpin.simulator.crm.types.ObjectType;
import dev.linchpin.simulator.exchange.ApiError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why links are refused, in HubSpot's words where they are known: bodies of answers published in
 * HubSpot/hubspot-api-nodejs#646 and by other integrations.
 */
final class LinkErrors {

    private static final String INVALID = "One or more associations are invalid";

    private LinkErrors() {}

    /** Keys and values by turns, in this order. */
    private static Map<String, List<String>> context(String... keysAndValues) {
        var context = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            context.put(keysAndValues[i], List.of(keysAndValues[i + 1]));
        }
        return context;
    }

    /** A record to link is not there. */
    static ApiError unknownRecord(ObjectType type, String id) {
        String name = type.singular().toUpperCase(Locale.ROOT);
        return ApiError.invalid(INVALID)
                .withContext(context(
                        "INVALID_OBJECT_IDS", name + "=" + id + " is not valid", "objectId", id, "objectType", name));
    }

    /** There is no such kind of link. */
    static ApiError unknownType(Spec spec) {
        return ApiError.invalid(INVALID)
                .withContext(context(
                        "associationSpec",
                        spec.toString(),
                        "INVALID_ASSOCIATION_TYPE_ID",
                        spec + " is not a valid association definition id"));
    }

    /** The kind of link leads from another type than the record that is created. */
    static ApiError wrongDirection(ObjectType from, LinkType type) {
        return ApiError.invalid("invalid from object type " + from.typeId()
                + " for associations to be created. expected: " + type.from().typeId());
    }

    /** Records of these types cannot be linked; the text is UNCONFIRMED. */
    static ApiError unlinkable(ObjectType from, ObjectType to) {
        return ApiError.invalid("No association definition exists from " + from.typeId() + " to " + to.typeId());
    }

    /** A record cannot be linked to itself; the text is UNCONFIRMED. */
    static ApiError toItself(ObjectType type, long id) {
        return ApiError.invalid(
                "Cannot associate " + type.singular().toUpperCase(Locale.ROOT) + "=" + id + " with itself");
    }

    /** There would be too many links; the text is that of a merge's refusal, the context UNCONFIRMED. */
    static ApiError tooMany(LinkType type, long fromId, int limit) {
        return ApiError.invalid("Association configuration limits are exceeded")
                .withContext(context(
                        "associationSpec",
                        type.toString(),
                        "fromObjectId",
                        Long.toString(fromId),
                        "fromObjectType",
                        type.from().singular().toUpperCase(Locale.ROOT),
                        "limit",
                        Integer.toString(limit)));
    }

    /** A record has no links, as a batch read says it. */
    static ApiError noneFound(ObjectType from, String fromId, ObjectType to) {
        return ApiError.notFound("No " + to.singular() + " is associated with " + from.singular() + " " + fromId + ".")
                .withExtra(Map.of("subCategory", "crm.associations.NO_ASSOCIATIONS_FOUND"))
                .withContext(context(
                        "fromObjectId", fromId, "fromObjectType", from.singular(), "toObjectType", to.singular()));
    }
}
