package dev.linchpin.engine;

import dev.linchpin.engine.hubspot.WriteOutcome;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes of ours that HubSpot acknowledged and its search has not shown yet: by them a poll learns how far the search index
 * lags, at no extra cost. A sample, kept in memory only. Thread-safe.
 */
public final class OwnWrites {
    private static final int MOST = 500;

    /** What search has not shown by then was archived or merged meanwhile, as a rule. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private record Write(Instant updatedAt, Instant acknowledgedAt) {}

    private final Map<ObjectType, Map<HubSpotId, Write>> pending = new HashMap<>();

    public synchronized void acknowledged(ObjectType type, Collection<WriteOutcome> outcomes, Instant now) {
        var ofType = pending.computeIfAbsent(type, _ -> new LinkedHashMap<>());
        ofType.values().removeIf(write -> write.acknowledgedAt().isBefore(now.minus(LONGEST)));
        for (var outcome : outcomes) {
            if (outcome instanceof WriteOutcome.Written(var record, var _) && ofType.size() < MOST) {
                ofType.put(record.id(), new Write(record.updatedAt(), now));
            }
        }
    }

    /** Search answered this version of the record. */
    public synchronized void shown(ObjectType type, HubSpotId record, Instant updatedAt) {
        var ofType = pending.getOrDefault(type, Map.of());
        var write = ofType.get(record);
        if (write != null && !updatedAt.isBefore(write.updatedAt())) {
            ofType.remove(record);
        }
    }

    /** When the oldest of them was acknowledged, of those from within the last hour. */
    public synchronized Optional<Instant> oldest(ObjectType type, Instant now) {
        return pending.getOrDefault(type, Map.of()).values().stream()
                .map(Write::acknowledgedAt)
                .filter(at -> at.isAfter(now.minus(LONGEST)))
                .min(Comparator.naturalOrder());
    }
}
