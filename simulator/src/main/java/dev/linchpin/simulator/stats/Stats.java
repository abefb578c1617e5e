package dev.linchpin.simulator.stats;

import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.ChangeListener;
import dev.linchpin.simulator.exchange.Json;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Counts what the simulator did since it started or was last asked to begin anew. Thread-safe. */
public final class Stats implements ChangeListener {

    /** What can happen to a webhook event. */
    public enum Webhook {
        /** The receiver accepted it. */
        SENT,
        /** A delivery of it was refused, failed or timed out. */
        FAILED,
        /** It was scheduled to be delivered again. */
        RETRIED,
        /** It was given up after the last retry. */
        ABANDONED,
        /** It was lost on purpose. */
        LOST
    }

    private static final double MARKETPLACE_SHARE = 0.05;

    private final Map<String, Map<String, Long>> requests = new TreeMap<>();
    private final Map<String, Long> rateLimited = new TreeMap<>();
    private final Map<String, Long> writes = new TreeMap<>();
    private final Map<String, Long> faults = new TreeMap<>();
    private final Map<Webhook, Long> webhooks = new EnumMap<>(Webhook.class);
    private long deliveries;

    /** Counts an answered call; status 0 stands for one without an answer. */
    public synchronized void request(String route, int status) {
        String key = status == 0 ? "none" : Integer.toString(status);
        requests.computeIfAbsent(route, name -> new TreeMap<>()).merge(key, 1L, Long::sum);
    }

    /** Counts a 429 by the limit that was reached. */
    public synchronized void rateLimited(String policy) {
        rateLimited.merge(policy, 1L, Long::sum);
    }

    /** Counts a fault by its kind. */
    public synchronized void fault(String kind) {
        faults.merge(kind, 1L, Long::sum);
    }

    /** Counts events by what became of them. */
    public synchronized void webhooks(Webhook fate, int events) {
        webhooks.merge(fate, (long) events, Long::sum);
    }

    /** Counts a request to the webhook target. */
    public synchronized void delivery() {
        deliveries++;
    }

    @Override
    public synchronized void on(Change change) {
        writes.merge(change.source().type(), 1L, Long::sum);
    }

    /** Begins anew. */
    public synchronized void clear() {
        requests.clear();
        rateLimited.clear();
        writes.clear();
        faults.clear();
        webhooks.clear();
        deliveries = 0;
    }

    /** The figures, without those that belong to the records. */
    public synchronized ObjectNode toJson() {
        ObjectNode json = Json.object();
        ObjectNode byRoute = json.putObject("requests");
        requests.forEach((route, byStatus) -> put(byRoute.putObject(route), byStatus));
        json.set("errors", errors());
        put(json.putObject("rateLimited"), rateLimited);
        put(json.putObject("writes"), writes);
        put(json.putObject("faults"), faults);
        ObjectNode events = json.putObject("webhooks");
        for (Webhook fate : Webhook.values()) {
            events.put(fate.name().toLowerCase(Locale.ROOT), webhooks.getOrDefault(fate, 0L));
        }
        events.put("deliveries", deliveries);
        return json;
    }

    /** HubSpot's marketplace wants less than 5 % of an app's calls to be answered with an error (docs, "API usage guidelines"). */
    private ObjectNode errors() {
        long all = 0;
        long failed = 0;
        for (Map<String, Long> byStatus : requests.values()) {
            for (Map.Entry<String, Long> each : byStatus.entrySet()) {
                boolean answered = !each.getKey().equals("none");
                all += answered ? each.getValue() : 0;
                failed += answered && Integer.parseInt(each.getKey()) >= 400 ? each.getValue() : 0;
            }
        }
        ObjectNode json = Json.object();
        json.put("requests", all);
        json.put("errors", failed);
        json.put("share", all == 0 ? 0 : (double) failed / all);
        json.put("withinMarketplaceRule", failed < MARKETPLACE_SHARE * all || failed == 0);
        return json;
    }

    private static void put(ObjectNode into, Map<String, Long> counts) {
        counts.forEach(into::put);
    }
}
