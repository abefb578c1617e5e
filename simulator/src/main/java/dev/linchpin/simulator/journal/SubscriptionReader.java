package dev.linchpin.simulator.journal;

import dev.linchpin.simulator.api.App;
import dev.linchpin.simulator.crm.types.ObjectTypes;
import dev.linchpin.simulator.exchange.ApiError;
import dev.linchpin.simulator.exchange.Json;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what an app wants to subscribe to; bad input is refused whole. Immutable. */
final class SubscriptionReader {

    private final ObjectTypes types;
    private final long portalId;

    SubscriptionReader(ObjectTypes types, long portalId) {
        this.types = types;
        this.portalId = portalId;
    }

    /** It has no id yet, as it may yet be refused. */
    Subscription read(ObjectNode body, App by, long now) {
        Subject subject = Subject.named(Json.requiredText(body, "subscriptionType"));
        if (subject != Subject.APP_LIFECYCLE_EVENT) {
            requireInstalledIn(Json.requiredText(body, "portalId"));
        }
        return new Subscription(
                0,
                by,
                subject,
                typeId(subject, body),
                subject == Subject.APP_LIFECYCLE_EVENT ? lifecycle(body) : actions(body),
                strings(body, "properties").distinct().toList(),
                numbers(body, "objectIds"),
                strings(body, "associatedObjectTypeIds")
                        .map(name -> types.named(name).typeId())
                        .collect(Collectors.toUnmodifiableSet()),
                numbers(body, "listIds"),
                List.of(),
                now,
                now);
    }

    private void requireInstalledIn(String portal) {
        if (!portal.equals(Long.toString(portalId))) {
            throw ApiError.invalid("The app is not installed in portal " + portal)
                    .exception();
        }
    }

    private String typeId(Subject subject, ObjectNode body) {
        return switch (subject) {
            case OBJECT, ASSOCIATION, GDPR_PRIVACY_DELETION ->
                types.named(Json.requiredText(body, "objectTypeId")).typeId();
            case LIST_MEMBERSHIP -> Subject.LISTS;
            case APP_LIFECYCLE_EVENT -> Json.requiredText(body, "eventTypeId");
        };
    }

    private static Set<Action> lifecycle(ObjectNode body) {
        String type = Json.requiredText(body, "eventTypeId");
        return switch (type) {
            case Subject.INSTALLED -> Set.of(Action.APP_INSTALL);
            case Subject.UNINSTALLED -> Set.of(Action.APP_UNINSTALL);
            default -> throw ApiError.invalid("Unknown event type: " + type).exception();
        };
    }

    private static Set<Action> actions(ObjectNode body) {
        Set<Action> actions = strings(body, "actions").map(Action::named).collect(Collectors.toUnmodifiableSet());
        if (actions.isEmpty()) {
            throw ApiError.invalid("Invalid input JSON: some required fields were not set: [actions]")
                    .exception();
        }
        return actions;
    }

    private static Set<Long> numbers(ObjectNode body, String key) {
        return entries(body, key, node -> {
                    if (!node.isIntegralNumber()) {
                        throw ApiError.invalid("\"" + key + "\" must be numbers")
                                .exception();
                    }
                    return node.asLong();
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> strings(ObjectNode body, String key) {
        return entries(body, key, node -> node.asString(""));
    }

    private static <T> Stream<T> entries(ObjectNode body, String key, Function<JsonNode, T> read) {
        JsonNode array = body.path(key);
        if (array.isMissingNode() || array.isNull()) {
            return Stream.empty();
        }
        if (!array.isArray()) {
            throw ApiError.invalid("\"" + key + "\" must be an array").exception();
        }
        return array.valueStream().map(read);
    }
}
