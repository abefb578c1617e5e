package dev.linchpin.torture.mishaps;

import dev.linchpin.torture.people.Draw;
import dev.linchpin.torture.people.People;
import dev.linchpin.torture.world.Extra;
import dev.linchpin.torture.world.Moment;
import dev.linchpin.torture.world.Traps;
import dev.linchpin.torture.world.World;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Makes things go wrong in one history. */
public final class Mishaps {
    /** Ends of paths, those of writes more often. */
    private static final List<String> CALLS = List.of(
            "/batch/read",
            "/batch/read",
            "/batch/update",
            "/batch/update",
            "/batch/update",
            "/batch/upsert",
            "/batch/upsert",
            "/batch/archive",
            "/search",
            "");

    private static final List<String> ROUTES = List.of(
            "*",
            "*",
            "POST /crm/objects/*/*/batch/read",
            "POST /crm/objects/*/*/batch/update",
            "POST /crm/objects/*/*/batch/update",
            "POST /crm/objects/*/*/batch/upsert",
            "POST /crm/objects/*/*/batch/archive",
            "POST /crm/objects/*/*/search");

    private static final List<String> KINDS = List.of(
            "423",
            "429",
            "429-secondly",
            "477",
            "500",
            "502",
            "503",
            "504",
            "524",
            "reset",
            "reset-unread",
            "slow",
            "drip",
            "truncated",
            "truncated",
            "lost-response",
            "lost-response");

    private final World world;
    private final People people;

    public Mishaps(World world, People people) {
        this.world = world;
        this.people = people;
    }

    World world() {
        return world;
    }

    void faults(Draw draw) {
        var kind = draw.any(KINDS);
        var route = draw.any(ROUTES);
        var count = 1 + draw.below(4);
        var delay =
                kind.equals("slow") || kind.equals("drip") ? ",\"delay\":\"" + (500 + draw.below(15_000)) + "ms\"" : "";
        var commits =
                Character.isDigit(kind.charAt(0)) && kind.charAt(0) == '5' && draw.oneIn(2) ? ",\"commits\":true" : "";
        world.figures().count("fault " + kind);
        world.log().event("HubSpot: the next " + count + " answers of " + route + " are " + kind + delay + commits);
        world.account()
                .faults("{\"route\":\"" + route + "\",\"kind\":\"" + kind + "\",\"count\":" + count + delay + commits
                        + "}");
    }

    void killAtCall(Draw draw) {
        trap(atCall(draw), draw.below(3), Mishaps::kill);
    }

    void killAtTransaction(Draw draw) {
        trap(atTransaction(draw), draw.below(40), Mishaps::kill);
    }

    private static void kill(Traps.Caught caught) {
        caught.process().kill(caught.moment().toString());
    }

    void peopleAtCall(Draw draw) {
        trap(atCall(draw), draw.below(2), caught -> {
            world.log().event("  " + caught.process() + ", " + caught.moment() + ":");
            if (draw.oneIn(4)) {
                people.act(draw);
            } else {
                people.editWhatIsIn(caught.moment().body(), draw);
            }
        });
    }

    void peopleAtTransaction(Draw draw) {
        trap(atTransaction(draw), draw.below(40), caught -> {
            world.log().event("  " + caught.process() + ", " + caught.moment() + ":");
            people.act(draw);
        });
    }

    void holdUp(Draw draw) {
        var at = draw.oneIn(2) ? atCall(draw) : atTransaction(draw);
        trap(at, draw.below(6), caught -> {
            var duration = Duration.ofMillis(draw.oneIn(4) ? draw.below(9_000) : draw.below(800));
            world.log().event("  " + caught.process() + " is held up for " + duration + " " + caught.moment());
            if (draw.oneIn(3)) {
                people.editWhatIsIn(caught.moment().body(), draw);
            }
            world.scheduler().pause(duration);
        });
    }

    /**
     * The answer to a write is so long on its way that the event of the person who took it back overtakes it. Where webhooks must
     * suffice, that event overtakes the ones of the write itself, too: any other of them would bring somebody to look.
     */
    void takenBack(Draw draw) {
        var skip = draw.below(3);
        var overtaken = world.options().has(Extra.WEBHOOKS_SUFFICE);
        if (overtaken) {
            trap(atUpdate(Moment.Kind.BEFORE_CALL), skip, caught -> holdEventsBack(1));
        }
        trap(atUpdate(Moment.Kind.AFTER_CALL), skip, caught -> {
            world.log().event("  " + caught.process() + " is held up " + caught.moment() + ":");
            if (overtaken) {
                holdEventsBack(0);
            }
            people.takeBackWhatIsIn(caught.moment().body(), draw);
            world.scheduler().pause(Duration.ofMillis(500 + draw.below(3_000)));
        });
    }

    private static Predicate<Moment> atUpdate(Moment.Kind kind) {
        return moment -> moment.kind() == kind && moment.what().endsWith("/batch/update");
    }

    private void holdEventsBack(int share) {
        world.account().settings("{\"webhooks\":{\"delay\":\"0ms\",\"reorder\":" + share + ",\"reorderBy\":\"20s\"}}");
    }

    /** At a transaction, because a call on its way to HubSpot cannot be called back. */
    void takeover(Draw draw) {
        trap(atTransaction(draw), draw.below(40), caught -> {
            caught.process().freeze(Duration.ofSeconds(20 + draw.below(60)));
            world.figures().count("takeovers");
            world.start("elsewhere");
        });
    }

    void webhooks(Draw draw) {
        var arrive = draw.oneIn(2);
        world.log().event("Webhooks " + (arrive ? "reach" : "no longer reach") + " us");
        world.webhooksArrive(arrive);
    }

    void webhookQuality(Draw draw) {
        var settings = draw.oneIn(3)
                ? "{\"loss\":0,\"duplicates\":0,\"reorder\":0}"
                : "{\"loss\":0." + (world.options().has(Extra.WEBHOOKS_SUFFICE) ? 0 : draw.below(6))
                        + ",\"duplicates\":0." + draw.below(6) + ",\"reorder\":0." + draw.below(6) + ",\"delay\":\""
                        + draw.below(4_000) + "ms\"}";
        world.log().event("HubSpot: webhooks " + settings);
        world.account().settings("{\"webhooks\":" + settings + "}");
    }

    void searchLag(Draw draw) {
        var lag = draw.below(60_000);
        world.log().event("HubSpot: search lags " + lag + " ms");
        world.account()
                .settings("{\"searchLag\":\"" + lag + "ms\",\"searchLagJitter\":\"" + draw.below(5_000) + "ms\"}");
    }

    void recordLocks(Draw draw) {
        var within = draw.oneIn(2) ? 0 : draw.below(2_000);
        world.log().event("HubSpot: records are locked within " + within + " ms");
        world.account().settings("{\"locks\":{\"within\":\"" + within + "ms\"}}");
    }

    void expireToken(Draw draw) {
        var until = Duration.ofMillis(draw.oneIn(3) ? 0 : draw.below(60_000));
        world.log().event("HubSpot: the token expires, and is renewed " + until + " later");
        world.figures().count("tokens expired");
        world.account().expireToken();
        world.scheduler().in(until, () -> world.account().renewToken());
    }

    private void trap(Predicate<Moment> at, int skip, Consumer<Traps.Caught> action) {
        world.traps().set(at, skip, action);
    }

    private static Predicate<Moment> atCall(Draw draw) {
        var ending = draw.any(CALLS);
        var kind = draw.oneIn(2) ? Moment.Kind.BEFORE_CALL : Moment.Kind.AFTER_CALL;
        return moment -> moment.kind() == kind && moment.what().endsWith(ending);
    }

    private static Predicate<Moment> atTransaction(Draw draw) {
        var kind = draw.oneIn(2) ? Moment.Kind.BEFORE_TRANSACTION : Moment.Kind.AFTER_TRANSACTION;
        return moment -> moment.kind() == kind;
    }
}
