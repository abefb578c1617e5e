package dev.linchpin.torture.world;

import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Policy;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a history is played with; a seed decides all of it, and a kept history writes it down.
 *
 * @param seed of everything that is random while it is played
 * @param contacts contacts that the account begins with
 * @param companies companies that the account begins with
 * @param policies by type and field, {@code contacts.phone}; absent is MANUAL
 * @param directions likewise; absent is BOTH
 * @param webhooks whether HubSpot sends events at all
 * @param limits HubSpot's plan
 * @param workersPerType cycles of one type at a time
 * @param searchLag how long search takes to notice a change
 * @param databaseAhead by how much the database's clock is ahead of ours
 * @param hubspotAhead by how much HubSpot's clock is ahead of ours
 * @param patience failures of one record before it becomes a dead letter
 * @param extras what there is besides; absent is nothing
 */
public record Options(
        long seed,
        int contacts,
        int companies,
        Map<String, Policy> policies,
        Map<String, Direction> directions,
        Deletes deletes,
        boolean webhooks,
        String limits,
        int workersPerType,
        Duration pollEvery,
        Duration sweepEvery,
        Duration searchLag,
        Duration databaseAhead,
        Duration hubspotAhead,
        int patience,
        Set<Extra> extras) {

    /** As little as can be, with these extras. */
    static Options plain(Set<Extra> extras) {
        return new Options(
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                Deletes.CARRIED_OVER,
                true,
                "professional",
                1,
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                10,
                extras);
    }

    /** Maps and sets keep their order, which the story shows. */
    public Options {
        policies = Collections.unmodifiableMap(new TreeMap<>(policies));
        directions = Collections.unmodifiableMap(new TreeMap<>(directions));
        // A history that was kept before there were any has none.
        extras = extras == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(extras));
    }

    public boolean has(Extra extra) {
        return extras.contains(extra);
    }

    Policy policy(String type, String field) {
        return policies.getOrDefault(type + "." + field, Policy.MANUAL);
    }

    Direction direction(String type, String field) {
        return directions.getOrDefault(type + "." + field, Direction.BOTH);
    }
}
