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
 * @param objects what is kept in step both ways, in the order they are written
 * @param mirrors what flows from HubSpot into SQL only; at least one of the two lists has something
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
        List<MirrorOptions> mirrors,
        List<String> warnings) {
    public Settings {
        retention = Map.copyOf(retention);
        objects = List.copyOf(objects);
        mirrors = List.copyOf(mirrors);
        warnings = List.copyOf(warnings);
    }
}
