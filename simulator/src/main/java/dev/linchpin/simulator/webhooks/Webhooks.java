package dev.linchpin.simulator.webhooks;

import dev.linchpin.simulator.access.Installations;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.crm.Change;
import dev.linchpin.simulator.crm.ChangeListener;
import dev.linchpin.simulator.settings.SettingsStore;
import dev.linchpin.simulator.settings.WebhookSettings;
import dev.linchpin.simulator.stats.Stats;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Queues events and hands them out in deliveries; whoever takes one sends it and settles it. No order is promised, and
 * with the settings for it events are doubled, held back and lost. Thread-safe.
 *
 * <p>Source: HubSpot docs, "Webhooks guide": at most 100 events a request, ten requests at once, ten retries over 24 hours.
 */
public final class Webhooks implements ChangeListener {

    /** How long the receiver has to answer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int MAXIMUM_RETRIES = 10;
    private static final long RETRY_PERIOD_MILLIS = Duration.ofHours(24).toMillis();

    private final SettingsStore settings;
    private final SimulatorClock clock;
    private final Stats stats;
    private final long portalId;
    private final SplittableRandom random;
    private final Directory directory;
    private final EventFactory factory;
    private final Map<Long, Lane> lanes = new LinkedHashMap<>();
    private volatile Runnable wakeUp = () -> {};
    private long sequence;

    /** An empty queue. */
    public Webhooks(
            SettingsStore settings,
            SimulatorClock clock,
            Stats stats,
            Configurations configurations,
            Installations installations,
            long portalId,
            long appId,
            long seed) {
        this.settings = settings;
        this.clock = clock;
        this.stats = stats;
        this.portalId = portalId;
        this.random = new SplittableRandom(seed);
        this.directory = new Directory(settings, configurations, installations, appId);
        this.factory = new EventFactory(random.split());
    }

    /** Calls this whenever there may be something new to deliver. */
    public void onWork(Runnable listener) {
        wakeUp = listener;
    }

    @Override
    public void on(Change change) {
        WebhookSettings now = settings.get().webhooks();
        synchronized (this) {
            List<Receiver> receivers = directory.at(change.at());
            if (receivers.isEmpty()) {
                return;
            }
            for (Receiver receiver : receivers) {
                Lane lane = lanes.computeIfAbsent(receiver.appId(), key -> new Lane());
                factory.make(change, receiver.interests(), now, event -> accept(lane, event, now));
            }
        }
        wakeUp.run();
    }

    private void accept(Lane lane, Event event, WebhookSettings now) {
        if (random.nextDouble() < now.loss()) {
            stats.webhooks(Stats.Webhook.LOST, 1);
            return;
        }
        enqueue(lane, event, now);
        if (random.nextDouble() < now.duplicates()) {
            enqueue(lane, event, now);
        }
    }

    private void enqueue(Lane lane, Event event, WebhookSettings now) {
        long hold = random.nextDouble() < now.reorder()
                ? random.nextLong(now.reorderBy().toMillis() + 1)
                : 0;
        long due = event.at() + now.delay().toMillis() + hold;
        lane.add(new QueuedEvent(event, 0, due, due, sequence++));
    }

    /** What can be sent next, and to whom. */
    private record Next(Receiver receiver, Lane lane, QueuedEvent first, long due) {}

    private @Nullable Next next() {
        long now = clock.millis();
        Next next = null;
        for (Map.Entry<Long, Lane> entry : lanes.entrySet()) {
            Lane lane = entry.getValue();
            QueuedEvent first = lane.first();
            Receiver receiver =
                    first == null ? null : directory.find(entry.getKey(), now).orElse(null);
            if (first != null && receiver != null) {
                OptionalLong due = lane.next(receiver.throttle());
                if (due.isPresent()
                        && (next == null
                                || due.getAsLong() < next.due()
                                || (due.getAsLong() == next.due()
                                        && first.sequence() < next.first().sequence()))) {
                    next = new Next(receiver, lane, first, due.getAsLong());
                }
            }
        }
        return next;
    }

    /** The next delivery to send, if one is due and not too many are on their way. It must be settled. */
    public Optional<Delivery> take() {
        Next next;
        List<QueuedEvent> batch;
        synchronized (this) {
            next = next();
            long now = clock.millis();
            if (next == null || next.due() > now) {
                return Optional.empty();
            }
            batch = next.lane().take(now, next.receiver().throttle());
            stats.delivery();
        }
        // Writing and signing take longest, and nobody else needs to wait for them.
        return Optional.of(delivery(next, batch));
    }

    private Delivery delivery(Next next, List<QueuedEvent> batch) {
        WebhookSettings now = settings.get().webhooks();
        Receiver receiver = next.receiver();
        byte[] body = EventJson.of(batch, portalId, receiver.appId(), now);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put(
                "X-HubSpot-Signature",
                now.signatureV2()
                        ? Signatures.v2(receiver.secret(), "POST", receiver.target(), body)
                        : Signatures.v1(receiver.secret(), body));
        headers.put("X-HubSpot-Signature-Version", now.signatureV2() ? "v2" : "v1");
        if (receiver.signatureV3()) {
            // Freshness is judged by the receiver's clock, which does not follow when the simulator's is moved.
            long timestamp = clock.baseMillis();
            headers.put(
                    "X-HubSpot-Signature-v3",
                    Signatures.v3(receiver.secret(), "POST", receiver.target(), body, timestamp));
            headers.put("X-HubSpot-Request-Timestamp", Long.toString(timestamp));
        }
        return new Delivery(next.lane(), URI.create(receiver.target()), headers, body, batch);
    }

    /** Whether a receiver that answers with this status in time has accepted a delivery; if not, it is tried again. */
    public boolean isAccepted(int status) {
        return status / 100 == 2
                || (status / 100 == 3 && settings.get().webhooks().acceptRedirects());
    }

    /**
     * Says what came of a delivery.
     *
     * @param accepted whether the receiver accepted it in time; if not, its events are tried again
     */
    public void settle(Delivery delivery, boolean accepted) {
        synchronized (this) {
            delivery.lane().landed();
            if (accepted) {
                stats.webhooks(Stats.Webhook.SENT, delivery.size());
            } else {
                stats.webhooks(Stats.Webhook.FAILED, delivery.size());
                delivery.events().forEach(event -> retry(delivery.lane(), event));
            }
        }
        wakeUp.run();
    }

    private void retry(Lane lane, QueuedEvent failed) {
        long pause = settings.get().webhooks().firstRetryAfter().toMillis() << failed.attempt();
        long due = clock.millis() + Math.round(pause * random.nextDouble(0.9, 1.0));
        if (failed.attempt() >= MAXIMUM_RETRIES || due > failed.since() + RETRY_PERIOD_MILLIS) {
            stats.webhooks(Stats.Webhook.ABANDONED, 1);
            return;
        }
        stats.webhooks(Stats.Webhook.RETRIED, 1);
        lane.add(new QueuedEvent(failed.event(), failed.attempt() + 1, due, failed.since(), sequence++));
    }

    /** Milliseconds of the simulator's clock when the next delivery can be sent; empty while none can. */
    public synchronized OptionalLong nextDue() {
        Next next = next();
        return next == null ? OptionalLong.empty() : OptionalLong.of(next.due());
    }

    /** Events that wait to be delivered, those on their way not counted. */
    public synchronized int queued() {
        return lanes.values().stream().mapToInt(Lane::size).sum();
    }

    /** Deliveries on their way. */
    public synchronized int inFlight() {
        return lanes.values().stream().mapToInt(Lane::inFlight).sum();
    }

    /** Forgets every event that waits. */
    public synchronized void clear() {
        lanes.clear();
    }
}
