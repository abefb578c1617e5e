package dev.linchpin.server.overview;

import dev.linchpin.server.api.FrozenJson;
import dev.linchpin.server.api.HoldJson;
import dev.linchpin.server.api.MirrorJson;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the whole stands, as it is written: component names become snake_case members. */
record OverviewJson(
        Instant asOf,
        boolean idle,
        long openConflicts,
        long deadLetters,
        long queued,
        List<String> problems,
        List<HoldJson> held,
        List<FrozenJson> frozen,
        List<Feed> feeds,
        Budget budget,
        List<Type> types,
        List<MirrorJson> mirrors,
        List<Running> running) {

    /** Over the last day. */
    record Feed(
            String feed,
            String objectType,
            long told,
            long missed,
            double completeness,
            @Nullable Instant lastAt) {}

    record Budget(double share, List<Limit> limits) {}

    /** @param limit what Linchpin allows itself */
    record Limit(String name, long limit, long used, long windowSeconds) {}

    record Type(
            String objectType,
            long linked,
            long inSync,
            long pending,
            long conflicts,
            long failed,
            long parked,
            long unlinked,
            long differing,
            @Nullable Instant checkedAt,
            String check,
            double lagToHubspotSeconds,
            double lagToDatabaseSeconds) {}

    record Running(
            String activity,
            String objectType,
            long done,
            @Nullable Long total,
            @Nullable Instant startedAt,
            @Nullable Long etaSeconds) {}
}
