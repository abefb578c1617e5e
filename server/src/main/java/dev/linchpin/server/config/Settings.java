package dev.linchpin.server.config;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.guard.GuardLimits;
import dev.linchpin.engine.store.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Everything that was configured, checked. Immutable.
 *
 * @param verify how the equality of both sides is proved
 * @param retention how long what has served is kept
 * @param objects in the order they are written; at least one
 * @param warnings what is probably a mistake but does no harm
 */
public record Settings(
        DatabaseSettings database,
        HubSpotSettings hubspot,
        ServerSettings server,
        SyncSettings sync,
        EngineSettings.Proof verify,
        Map<Retention.Kind, Duration> retention,
        GuardLimits guard,
        LogSettings log,
        List<ObjectSettings> objects,
        List<String> warnings) {
    public Settings {
        retention = Map.copyOf(retention);
        objects = List.copyOf(objects);
        warnings = List.copyOf(warnings);
    }
}
