package dev.linchpin.hubspot.account;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.types.StandardTypes;
import java.util.Set;

/**
 * Which scopes a type of record needs.
 *
 * @see <a href="https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes">Scopes</a>
 */
public final class Scopes {
    private Scopes() {}

    /** Any of which lets records of the type be read. */
    public static Set<String> toRead(ObjectType type) {
        return type.name().equals("tickets") ? Set.of("tickets") : Set.of("crm.objects." + family(type) + ".read");
    }

    static Set<String> toWrite(ObjectType type) {
        return type.name().equals("tickets") ? Set.of("tickets") : Set.of("crm.objects." + family(type) + ".write");
    }

    private static String family(ObjectType type) {
        if (StandardTypes.isActivity(type)) {
            // These have no scope of their own; contacts' is the one listed for them.
            return "contacts";
        }
        return StandardTypes.isCustom(type) ? "custom" : type.name();
    }
}
