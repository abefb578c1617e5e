package dev.linchpin.simulator.journal;

import dev.linchpin.simulator.exchange.ApiError;
import java.util.Arrays;

/** What can have happened (OpenAPI: Webhooks Journal). */
enum Action {
    CREATE,
    UPDATE,
    DELETE,
    MERGE,
    RESTORE,
    ASSOCIATION_ADDED,
    ASSOCIATION_REMOVED,
    SNAPSHOT,
    APP_INSTALL,
    APP_UNINSTALL,
    ADDED_TO_LIST,
    REMOVED_FROM_LIST,
    GDPR_DELETE;

    static Action named(String name) {
        return Arrays.stream(values())
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiError.invalid("Unknown action: " + name).exception());
    }
}
