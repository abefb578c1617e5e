package dev.linchpin.torture.world;

import dev.linchpin.hubspot.transport.HttpAnswer;
import dev.linchpin.hubspot.transport.HttpCall;
import dev.linchpin.hubspot.transport.Transport;
import dev.linchpin.hubspot.transport.TransportException;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.exchange.SimulatedResponse;
import dev.linchpin.simulator.exchange.SimulatedResponse.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.SplittableRandom;

/** What is between a process and HubSpot: calls take their time, and some get lost. A call that is under way outlives its sender. */
final class Network implements Transport {
    /** How a call fares. */
    enum Fate {
        ARRIVES,
        /** It never reaches HubSpot, and the sender is told so at once. */
        NO_CONNECTION,
        /** It never reaches HubSpot, which the sender cannot know. */
        REQUEST_LOST,
        /** HubSpot carries it out, and the answer gets lost. */
        ANSWER_LOST,
        /** The sender hears nothing, and HubSpot carries it out only later, but within the sender's timeout. */
        LATE
    }

    private static final int SLOW_ONE_IN = 4;
    private static final int SLOWEST = 400;

    private final World world;
    private final LinchpinProcess process;
    private final SplittableRandom random;

    Network(World world, LinchpinProcess process, SplittableRandom random) {
        this.world = world;
        this.process = process;
        this.random = random;
    }

    @Override
    public HttpAnswer send(HttpCall call) throws TransportException {
        var what = call.method() + " " + call.uri().getPath();
        var body = call.body() == null ? "" : call.body();
        process.pass(new Moment(Moment.Kind.BEFORE_CALL, what, body));
        world.figures().count("calls");
        var fate = world.takeFate(what);
        var answer = switch (fate) {
            case ARRIVES, ANSWER_LOST -> carriedOut(call, what, body);
            case NO_CONNECTION -> throw new TransportException.NotSent("no connection", new IOException());
            case REQUEST_LOST -> throw noAnswer();
            case LATE -> {
                var late = Duration.ofMillis(random.nextLong(call.timeout().toMillis()));
                world.log().detail(() -> process + " loses sight of " + what + ", carried out " + late + " later");
                world.scheduler().in(late, () -> handle(call, what, body));
                throw noAnswer();
            }
        };
        process.pass(new Moment(Moment.Kind.AFTER_CALL, what, body));
        if (fate == Fate.ANSWER_LOST || answer.delivery() != Delivery.COMPLETE) {
            throw noAnswer();
        }
        return new HttpAnswer(answer.status(), answer.headers(), answer.body());
    }

    private SimulatedResponse carriedOut(HttpCall call, String what, String body) throws TransportException {
        var slow = random.nextInt(SLOW_ONE_IN) == 0;
        world.scheduler().pause(Duration.ofMillis(slow ? random.nextInt(SLOWEST) : 1));
        var answer = handle(call, what, body);
        var back = answer.delay().plus(answer.drip()).plusMillis(slow ? random.nextInt(SLOWEST) : 1);
        if (back.compareTo(call.timeout()) > 0) {
            world.scheduler().pause(call.timeout());
            throw noAnswer();
        }
        world.scheduler().pause(back);
        return answer;
    }

    private SimulatedResponse handle(HttpCall call, String what, String body) {
        var headers = new HashMap<String, String>();
        call.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        var query = call.uri().getRawQuery();
        var answer = world.account()
                .handle(new SimulatedRequest(
                        call.method(),
                        call.uri().getRawPath(),
                        query == null ? "" : query,
                        headers,
                        body.getBytes(StandardCharsets.UTF_8)));
        world.log()
                .detail(() -> process + " " + what + (query == null ? "" : "?" + query) + " " + body + " -> "
                        + answer.status() + " " + answer.delivery() + " " + answer.text());
        return answer;
    }

    private static TransportException noAnswer() {
        return new TransportException.NoAnswer("no answer", new IOException());
    }
}
