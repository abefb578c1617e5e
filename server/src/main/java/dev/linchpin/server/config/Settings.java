package dev.linchpin.server.config;

import dev.linchpin.engine.guard.GuardLimits;
import java.util.List;

/**
 * Everything that was configured, checked. Immutable.
 *
 * @param objects in the order they are written; at least one
 * @param warnings what is probably a mistake but does no harm
 */
public record Settings(
        DatabaseSettings database,
        HubSpotSettings hubspot,
        ServerSettings server,
        SyncSettings sync,
        GuardLimits guard,
        LogSettings log,
        List<ObjectSettings> objects,
        List<String> warnings) {
    public Settings {
        objects = List.copyOf(objects);
        warnings = List.copyOf(warnings);
    }
}
