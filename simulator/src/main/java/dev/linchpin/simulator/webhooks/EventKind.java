package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.crm.types.ObjectType;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What events are about (HubSpot docs, "Webhooks guide"; OpenAPI: Webhooks, SubscriptionCreateRequest). */
enum EventKind {
    CREATION("creation"),
    DELETION("deletion"),
    MERGE("merge"),
    RESTORE("restore"),
    PROPERTY_CHANGE("propertyChange"),
    ASSOCIATION_CHANGE("associationChange"),
    PRIVACY_DELETION("privacyDeletion"),
    NEW_MESSAGE("newMessage");

    /** Types whose events are named after them; those of others are named {@code object.*}. */
    private static final Set<String> NAMED = Set.of("contact", "company", "deal", "ticket", "line_item", "product");

    private final String word;

    EventKind(String word) {
        this.word = word;
    }

    /** The name of events of this kind about a type. */
    String named(ObjectType type, boolean generic) {
        return (generic ? "object" : type.singular()) + "." + word;
    }

    /** Whether events about a type have no name of their own. */
    static boolean isNameless(ObjectType type) {
        return !NAMED.contains(type.singular());
    }

    /** The kind that a name such as {@code contact.creation} ends with, if there is such a name. */
    static Optional<EventKind> of(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(kind -> kind.word.equals(name.substring(dot + 1)))
                        .filter(kind -> kind.concerns(name.substring(0, dot)))
                        .findFirst();
    }

    private boolean concerns(String subject) {
        return switch (subject) {
            case "object" -> this != PRIVACY_DELETION && this != NEW_MESSAGE;
            case "contact" -> this != NEW_MESSAGE;
            case "conversation" ->
                Set.of(CREATION, DELETION, NEW_MESSAGE, PRIVACY_DELETION, PROPERTY_CHANGE)
                        .contains(this);
            case "product" -> this != PRIVACY_DELETION && this != NEW_MESSAGE && this != ASSOCIATION_CHANGE;
            default -> NAMED.contains(subject) && this != PRIVACY_DELETION && this != NEW_MESSAGE;
        };
    }
}
