package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.crm.types.ObjectType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a developer configured for an app. Immutable. */
final class Configuration implements Interests {

    static final Configuration EMPTY = new Configuration(null, new TreeMap<>());

    private final @Nullable Target target;
    private final SequencedMap<Long, Subscription> subscriptions;
    private final Map<String, Map<EventKind, Map<String, List<Interest>>>> interests = new HashMap<>();

    /**
     * Where events go.
     *
     * @param period {@code SECONDLY} or {@code ROLLING_MINUTE}, in which no more requests are begun; null for no bound
     * @param updatedAt milliseconds; 0 if it never changed
     */
    record Target(
            String url, int maxConcurrentRequests, @Nullable String period, long createdAt, long updatedAt) {

        Receiver.Throttle throttle() {
            long millis = period == null ? 0 : period.equals("SECONDLY") ? 1_000 : 60_000;
            return new Receiver.Throttle(maxConcurrentRequests, millis);
        }
    }

    private Configuration(@Nullable Target target, SequencedMap<Long, Subscription> subscriptions) {
        this.target = target;
        this.subscriptions = subscriptions;
        subscriptions.values().stream().filter(Subscription::active).forEach(this::listen);
    }

    private void listen(Subscription subscription) {
        boolean generic = subscription.objectTypeId() != null;
        interests
                .computeIfAbsent(subscription.typeId(), key -> new EnumMap<>(EventKind.class))
                .computeIfAbsent(subscription.kind(), key -> new HashMap<>())
                .computeIfAbsent(subscription.property(), key -> new ArrayList<>())
                .add(new Interest(subscription.id(), subscription.eventType(), generic ? subscription.typeId() : ""));
    }

    @Override
    public List<Interest> in(ObjectType type, EventKind kind, String property) {
        return interests
                .getOrDefault(type.typeId(), Map.of())
                .getOrDefault(kind, Map.of())
                .getOrDefault(property, List.of());
    }

    @Nullable Target target() {
        return target;
    }

    SequencedMap<Long, Subscription> subscriptions() {
        return subscriptions;
    }

    Configuration to(@Nullable Target other) {
        return new Configuration(other, subscriptions);
    }

    Configuration with(Subscription subscription) {
        var all = new TreeMap<>(subscriptions);
        all.put(subscription.id(), subscription);
        return new Configuration(target, all);
    }

    Configuration without(long subscriptionId) {
        var all = new TreeMap<>(subscriptions);
        all.remove(subscriptionId);
        return new Configuration(target, all);
    }
}
