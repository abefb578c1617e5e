package dev.linchpin.server.conflicts;

import dev.linchpin.engine.store.Conflict;
import org.jspecify.annotations.Nullable;

/** Which decisions fit which conflicts, as far as that is known before the desk looks at both sides. */
final class Suitability {
    private Suitability() {}

    /** Why a resolution cannot settle the conflict, whatever the two sides hold; null when it may. */
    static @Nullable String problem(Conflict conflict, String resolution) {
        var isAboutIdentity = resolution.equals("link") || resolution.equals("separate");
        return switch (conflict.kind()) {
            case BOTH_CHANGED, OVERWRITTEN, MERGED_AWAY, OSCILLATING ->
                isAboutIdentity
                        ? "This conflict is not about identity: it is settled for the database or for HubSpot, or by a value."
                        : null;
            case DELETED_AND_EDITED ->
                isAboutIdentity || resolution.equals("value")
                        ? "A deletion is settled for the database or for HubSpot."
                        : null;
            case IDENTITY, DOUBLE, ERASED ->
                resolution.equals("value")
                        ? "A record is not settled by a value: say which records belong together."
                        : null;
        };
    }

    /** Why it is not settled together with others; null when it can be. */
    static @Nullable String problemInBulk(Conflict conflict) {
        return switch (conflict.kind()) {
            case BOTH_CHANGED, OVERWRITTEN, MERGED_AWAY, OSCILLATING, DELETED_AND_EDITED -> null;
            case IDENTITY, DOUBLE, ERASED -> "This is about who belongs to whom; look at it and decide it by itself.";
        };
    }
}
