package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.ChangeListener;
import dev.linchpin.simulator.exchange.Json;
import dev.linchpin.simulator.settings.SettingsStore;
import dev.linchpin.simulator.settings.WebhookSettings;
import dev.linchpin.simulator.stats.Stats;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Queues events and hands them out in deliveries; whoever takes one sends it and settles it. No order is promised, and
 * with the settings for it events are doubled, held back and lost. Thread-safe.
 *
 * <p>Source: HubSpot docs, "Webhooks guide": at most 100 events a request, ten requests at once, ten retries over 24 hours.
 */
public final class Webhooks implements ChangeListener {

    /** How long the receiver has to answer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int MAXIMUM_BATCH = 100;
    private static final int MAXIMUM_RETRIES = 10;
    private static final long RETRY_PERIOD_MILLIS = Duration.ofHours(24).toMillis();

    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final Stats stats;
    private final SplittableRandom random;
    private final EventFactory factory;
    private final PriorityQueue<QueuedEvent> queue =
            new PriorityQueue<>(Comparator.comparingLong(QueuedEvent::due).thenComparingLong(QueuedEvent::sequence));
    private volatile Runnable wakeUp = () -> {};
    private long sequence;
    private int inFlight;

    /** An empty queue. */
    public Webhooks(SettingsStore settings, SimulatorClock clock, Stats stats, long portalId, long appId, long seed) {
        this.settings = settings;
        this.clock = clock;
        this.stats = stats;
        this.random = new SplittableRandom(seed);
        this.factory = new EventFactory(portalId, appId);
    }

    /** Calls this whenever there may be something new to deliver. */
    public void onWork(Runnable listener) {
        wakeUp = listener;
    }

    @Override
    public void on(Change change) {
        WebhookSettings now = settings.get().webhooks();
        if (now.target() == null) {
            return;
        }
        synchronized (this) {
            for (ObjectNode event : factory.events(change, now)) {
                if (random.nextDouble() < now.loss()) {
                    stats.webhooks(Stats.Webhook.LOST, 1);
                    continue;
                }
                enqueue(event, change.at(), now);
                if (random.nextDouble() < now.duplicates()) {
                    enqueue(event, change.at(), now);
                }
            }
        }
        wakeUp.run();
    }

    private void enqueue(ObjectNode event, long at, WebhookSettings now) {
        long hold = random.nextDouble() < now.reorder()
                ? random.nextLong(now.reorderBy().toMillis() + 1)
                : 0;
        long due = at + now.delay().toMillis() + hold;
        queue.add(new QueuedEvent(event, 0, due, due, sequence++));
    }

    /** The next delivery to send, if one is due and not too many are on their way. It must be settled. */
    public synchronized Optional<Delivery> take() {
        WebhookSettings now = settings.get().webhooks();
        String target = now.target();
        if (target == null || inFlight >= now.maximumConcurrency()) {
            return Optional.empty();
        }
        var batch = new ArrayList<QueuedEvent>();
        while (batch.size() < MAXIMUM_BATCH && isDue(queue.peek())) {
            batch.add(queue.remove());
        }
        if (batch.isEmpty()) {
            return Optional.empty();
        }
        inFlight++;
        stats.delivery();
        return Optional.of(delivery(target, now, batch));
    }

    private boolean isDue(@Nullable QueuedEvent event) {
        return event != null && event.due() <= clock.millis();
    }

    private Delivery delivery(String target, WebhookSettings now, List<QueuedEvent> batch) {
        var array = Json.array();
        for (QueuedEvent queued : batch) {
            ObjectNode event = queued.event().deepCopy();
            event.put("attemptNumber", queued.attempt());
            array.add(event);
        }
        byte[] body = Json.bytes(array);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("X-HubSpot-Signature", Signatures.v1(now.clientSecret(), body));
        headers.put("X-HubSpot-Signature-Version", "v1");
        if (now.signatureV3()) {
            // Freshness is judged by the receiver's clock, which does not follow when the simulator's is moved.
            long timestamp = clock.baseMillis();
            headers.put("X-HubSpot-Signature-v3", Signatures.v3(now.clientSecret(), "POST", target, body, timestamp));
            headers.put("X-HubSpot-Request-Timestamp", Long.toString(timestamp));
        }
        return new Delivery(URI.create(target), headers, body, batch);
    }

    /**
     * Says what came of a delivery.
     *
     * @param accepted whether the receiver answered with a 2xx status in time; if not, its events are tried again
     */
    public void settle(Delivery delivery, boolean accepted) {
        synchronized (this) {
            inFlight--;
            if (accepted) {
                stats.webhooks(Stats.Webhook.SENT, delivery.size());
            } else {
                stats.webhooks(Stats.Webhook.FAILED, delivery.size());
                delivery.events().forEach(this::retry);
            }
        }
        wakeUp.run();
    }

    private void retry(QueuedEvent failed) {
        long pause = settings.get().webhooks().firstRetryAfter().toMillis() << failed.attempt();
        long due = clock.millis() + Math.round(pause * random.nextDouble(0.8, 1.2));
        if (failed.attempt() >= MAXIMUM_RETRIES || due > failed.since() + RETRY_PERIOD_MILLIS) {
            stats.webhooks(Stats.Webhook.ABANDONED, 1);
            return;
        }
        stats.webhooks(Stats.Webhook.RETRIED, 1);
        queue.add(new QueuedEvent(failed.event(), failed.attempt() + 1, due, failed.since(), sequence++));
    }

    /** Milliseconds of the simulator's clock when the next event is due; empty when none waits. */
    public synchronized OptionalLong nextDue() {
        QueuedEvent next = queue.peek();
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.due());
    }

    /** Events that wait to be delivered, those on their way not counted. */
    public synchronized int queued() {
        return queue.size();
    }

    /** Deliveries on their way. */
    public synchronized int inFlight() {
        return inFlight;
    }

    /** Forgets every event that waits. */
    public synchronized void clear() {
        queue.clear();
    }
}
