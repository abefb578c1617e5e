package dev.linchpin.simulator.journal;

import dev.linchpin.simulator.exchange.ApiError;
import java.util.Arrays;
import java.util.Locale;

/** What a subscription is about (OpenAPI: Webhooks Journal). */
enum Subject {
    OBJECT,
    ASSOCIATION,
    LIST_MEMBERSHIP,
    APP_LIFECYCLE_EVENT,
    GDPR_PRIVACY_DELETION;

    /** HubSpot's id of the type "list", which answers about list memberships name. */
    static final String LISTS = "0-45";

    /** The type of event for installations. */
    static final String INSTALLED = "4-1909196";

    /** The type of event for uninstallations. */
    static final String UNINSTALLED = "4-1916193";

    static Subject named(String name) {
        return Arrays.stream(values())
                .filter(subject -> subject.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiError.invalid("Invalid subscription type provided: " + name)
                        .exception());
    }

    /** How entries call themselves: seen for app lifecycle events, and likely for the others. */
    String entryType() {
        return name().toLowerCase(Locale.ROOT);
    }
}
