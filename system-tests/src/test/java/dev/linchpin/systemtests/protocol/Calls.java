package dev.linchpin.systemtests.protocol;

import dev.linchpin.hubspot.transport.HttpAnswer;
import dev.linchpin.hubspot.transport.HttpCall;
import dev.linchpin.hubspot.transport.Transport;
import dev.linchpin.hubspot.transport.TransportException;
import dev.linchpin.simulator.SimulatedHubSpot;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** The way between Linchpin and the simulated account: single calls can be held up, interfered with, or lost. */
final class Calls implements Transport {
    private record Interception(Predicate<HttpCall> fits, Function<HttpCall, HttpAnswer> action) {}

    private static final class Lost extends RuntimeException {}

    private final SimulatedHubSpot hubspot;
    private final MovableClock clock;
    private final Deque<Interception> interceptions = new ArrayDeque<>();
    private final List<String> made = new ArrayList<>();
    private Predicate<HttpCall> every = call -> false;
    private Runnable meanwhile = () -> {};

    Calls(SimulatedHubSpot hubspot, MovableClock clock) {
        this.hubspot = hubspot;
        this.clock = clock;
    }

    /** Every call so far, as method and path. */
    List<String> made() {
        return made;
    }

    static Predicate<HttpCall> path(String ending) {
        return call -> call.uri().getPath().endsWith(ending);
    }

    /** Before the next such call reaches HubSpot. */
    void before(Predicate<HttpCall> fits, Runnable happens) {
        interceptions.add(new Interception(fits, call -> {
            happens.run();
            return forward(call);
        }));
    }

    /** Before each such call from now on; also before those that are made meanwhile. */
    void beforeEach(Predicate<HttpCall> fits, Runnable happens) {
        every = fits;
        meanwhile = happens;
    }

    /** After the next such call has been carried out, before its answer is in. */
    void after(Predicate<HttpCall> fits, Runnable happens) {
        interceptions.add(new Interception(fits, call -> {
            var answer = forward(call);
            happens.run();
            return answer;
        }));
    }

    /** The next such call is carried out, and its answer lost. */
    void loseAnswer(Predicate<HttpCall> fits) {
        interceptions.add(new Interception(fits, call -> {
            forward(call);
            throw new Lost();
        }));
    }

    /** The next such call never arrives, which the caller cannot know. */
    void loseRequest(Predicate<HttpCall> fits) {
        interceptions.add(new Interception(fits, _ -> {
            throw new Lost();
        }));
    }

    /** The next such call stays in the hands of its sender, who has long given it up when running the answer carries it out. */
    Runnable stall(Predicate<HttpCall> fits) {
        var held = new ArrayList<HttpCall>();
        interceptions.add(new Interception(fits, call -> {
            held.add(call);
            throw new Lost();
        }));
        return () -> held.forEach(this::forward);
    }

    /** HubSpot answers the next such call with this. */
    void answer(Predicate<HttpCall> fits, int status, String body) {
        interceptions.add(
                new Interception(fits, _ -> new HttpAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8))));
    }

    /** HubSpot knows nothing of what the next such call asks for. */
    void refuse(Predicate<HttpCall> fits) {
        interceptions.add(new Interception(
                fits, _ -> new HttpAnswer(404, Map.of(), "{}".getBytes(StandardCharsets.UTF_8))));
    }

    /** What was to happen to later calls no longer does. */
    void letAllPass() {
        interceptions.clear();
        every = call -> false;
    }

    @Override
    public HttpAnswer send(HttpCall call) throws TransportException {
        made.add(call.method() + " " + call.uri().getPath());
        if (every.test(call)) {
            meanwhile.run();
        }
        var interception = interceptions.stream()
                .filter(candidate -> candidate.fits().test(call))
                .findFirst();
        try {
            if (interception.isPresent()) {
                interceptions.remove(interception.get());
                return interception.get().action().apply(call);
            }
            return forward(call);
        } catch (Lost lost) {
            throw new TransportException.NoAnswer("lost", new IOException("lost"));
        }
    }

    private HttpAnswer forward(HttpCall call) {
        var headers = new HashMap<String, String>();
        call.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        var body = call.body();
        var query = call.uri().getRawQuery();
        var answer = hubspot.handle(new SimulatedRequest(
                call.method(),
                call.uri().getRawPath(),
                query == null ? "" : query,
                headers,
                body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8)));
        // Every call takes a little, so that what happens after it has a later time.
        clock.advance(Duration.ofMillis(2));
        if (answer.delivery() != SimulatedResponse.Delivery.COMPLETE) {
            throw new Lost();
        }
        return new HttpAnswer(answer.status(), answer.headers(), answer.body());
    }
}
