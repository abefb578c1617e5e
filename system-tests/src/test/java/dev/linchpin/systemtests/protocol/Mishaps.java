package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;

import dev.linchpin.hubspot.transport.HttpCall;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What goes wrong between Linchpin and HubSpot, and what happens at the worst of moments. */
final class Mishaps {
    private static final List<String> PATHS = List.of(
            "/contacts/batch/read",
            "/contacts/batch/read",
            "/contacts/batch/update",
            "/contacts/batch/update",
            "/contacts/batch/upsert",
            "/contacts/batch/upsert",
            "/contacts/batch/archive",
            "/contacts",
            "");
    private static final List<String> KINDS =
            List.of("423", "429", "477", "500", "502", "503", "504", "reset", "truncated", "lost-response");

    private final Bed bed;
    private final Random random;
    private final People people;
    private final Consumer<String> log;
    private String struck = "";

    Mishaps(Bed bed, Random random, People people, Consumer<String> log) {
        this.bed = bed;
        this.random = random;
        this.people = people;
        this.log = log;
    }

    /** Something will go wrong, or has. */
    void happen() {
        switch (random.nextInt(10)) {
            case 0 -> faults();
            case 1 -> {
                bed.webhooks = !bed.webhooks;
                log.accept("webhooks " + (bed.webhooks ? "on" : "dropped"));
            }
            default -> atACall();
        }
    }

    private void faults() {
        var kind = KINDS.get(random.nextInt(KINDS.size()));
        var route = random.nextBoolean() ? "*" : "POST /crm/objects/*" + PATHS.get(random.nextInt(7));
        var count = 1 + random.nextInt(4);
        log.accept("the next " + count + " answers of " + route + " are " + kind);
        bed.hubspot.handle(SimulatedRequest.of(
                "PUT",
                "/_simulator/faults",
                null,
                "{\"rules\":[{\"route\":\"" + route + "\",\"kind\":\"" + kind + "\",\"count\":" + count + "}]}"));
    }

    private void atACall() {
        var ending = PATHS.get(random.nextInt(PATHS.size()));
        Predicate<HttpCall> call = path(ending);
        switch (random.nextInt(10)) {
            case 0 -> bed.calls.loseRequest(told(call, "request lost: "));
            case 1 -> bed.calls.loseAnswer(told(call, "answer lost: "));
            case 2 -> bed.calls.before(told(call, "killed before "), Mishaps::kill);
            case 3 -> bed.calls.after(told(call, "killed after "), Mishaps::kill);
            case 4, 5 -> bed.calls.before(told(call, "before "), people::act);
            case 6, 7 -> bed.calls.after(told(call, "after "), people::act);
            case 8 -> bed.calls.before(told(call, "time passes before "), this::othersWork);
            default -> bed.calls.after(told(call, "time passes after "), this::othersWork);
        }
    }

    private Predicate<HttpCall> told(Predicate<HttpCall> fits, String what) {
        return call -> {
            var does = fits.test(call);
            if (does) {
                struck = Objects.requireNonNullElse(call.body(), "");
                log.accept(what + call.method() + " " + call.uri().getPath());
            }
            return does;
        };
    }

    private static void kill() {
        throw new Bed.Killed();
    }

    /** Most of all to what the call is about. */
    private void someoneActs() {
        if (random.nextInt(3) == 0) {
            people.act();
        } else {
            people.editWhatIsIn(struck);
        }
    }

    /** While one worker waits for its answer, the other loops go on. */
    private void othersWork() {
        if (random.nextBoolean()) {
            someoneActs();
        }
        bed.run(Duration.ofMillis(20 + random.nextInt(600)));
    }

    /** From now on nothing goes wrong any more. */
    void end() {
        bed.calls.letAllPass();
        bed.hubspot.handle(SimulatedRequest.of("DELETE", "/_simulator/faults", null, ""));
        bed.webhooks = true;
    }
}
