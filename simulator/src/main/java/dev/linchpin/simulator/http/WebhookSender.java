package dev.linchpin.simulator.http;

import dev.linchpin.simulator.clock.Agenda;
import dev.linchpin.simulator.clock.SimulatorClock;
import dev.linchpin.simulator.search.Search;
import dev.linchpin.simulator.webhooks.Delivery;
import dev.linchpin.simulator.webhooks.Webhooks;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the deliveries that are due, from a thread of its own, and lets the agenda and search catch up. A moved clock and
 * new events wake it at once.
 */
public final class WebhookSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final long LONGEST_SLEEP_MILLIS = 1_000;

    private final Webhooks webhooks;
    private final Agenda agenda;
    private final Search search;
    private final SimulatorClock clock;
    private final HttpClient client;
    private final Semaphore work = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /** Starts sending. */
    public WebhookSender(Webhooks webhooks, Agenda agenda, Search search, SimulatorClock clock) {
        this.webhooks = webhooks;
        this.agenda = agenda;
        this.search = search;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Webhooks.TIMEOUT)
                .executor(Runnable::run) // nothing that answers bring about blocks, so the client's own thread does it
                .build();
        webhooks.onWork(this::wake);
        agenda.onWork(this::wake);
        clock.onMove(this::wake);
        this.thread = Thread.ofPlatform().daemon().name("simulator-webhooks").start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                agenda.catchUp();
                search.step();
                for (Optional<Delivery> next = webhooks.take(); next.isPresent(); next = webhooks.take()) {
                    send(next.get());
                }
                if (work.tryAcquire(sleepMillis(), TimeUnit.MILLISECONDS)) {
                    work.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("Sending webhooks failed", e);
            }
        }
    }

    /** One permit is enough to wake: whoever finds one knows that the thread has yet to look. */
    private void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    private long sleepMillis() {
        OptionalLong due = LongStream.concat(webhooks.nextDue().stream(), agenda.nextDue().stream())
                .min();
        if (due.isEmpty()) {
            return LONGEST_SLEEP_MILLIS;
        }
        // What is due now and was not taken waits for a free place, which wakes this thread.
        long left = due.getAsLong() - clock.millis();
        return left <= 0 ? LONGEST_SLEEP_MILLIS : Math.min(left, LONGEST_SLEEP_MILLIS);
    }

    private void send(Delivery delivery) {
        HttpRequest.Builder request = HttpRequest.newBuilder(delivery.target())
                .timeout(Webhooks.TIMEOUT)
                .POST(BodyPublishers.ofByteArray(delivery.body()));
        delivery.headers().forEach(request::header);
        var _ = client.sendAsync(request.build(), BodyHandlers.discarding()).handle((response, failure) -> {
            boolean accepted = failure == null && webhooks.isAccepted(response.statusCode());
            webhooks.settle(delivery, accepted);
            return accepted;
        });
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        client.shutdownNow();
    }
}
