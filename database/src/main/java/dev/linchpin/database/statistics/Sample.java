package dev.linchpin.database.statistics;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happened in some stretch of time.
 *
 * @param toHubSpot records written to HubSpot
 * @param toDatabase rows written
 * @param failures records that a cycle got nowhere with
 * @param lagToHubSpot the longest that a change in SQL had waited when a cycle was through with it; null without one
 * @param lagToDatabase the same of changes in HubSpot, since Linchpin was told of them
 * @param apiCalls to HubSpot, of the whole connection
 */
public record Sample(
        long toHubSpot,
        long toDatabase,
        long failures,
        @Nullable Duration lagToHubSpot,
        @Nullable Duration lagToDatabase,
        long apiCalls) {
    public static final Sample NONE = new Sample(0, 0, 0, null, null, 0);

    public Sample plus(Sample other) {
        return new Sample(
                toHubSpot + other.toHubSpot,
                toDatabase + other.toDatabase,
                failures + other.failures,
                longer(lagToHubSpot, other.lagToHubSpot),
                longer(lagToDatabase, other.lagToDatabase),
                apiCalls + other.apiCalls);
    }

    private static @Nullable Duration longer(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }
}
