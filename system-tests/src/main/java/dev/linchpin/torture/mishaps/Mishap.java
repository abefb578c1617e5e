package dev.linchpin.torture.mishaps;

import dev.linchpin.torture.people.Draw;
import dev.linchpin.torture.world.Extra;
import dev.linchpin.torture.world.Options;
import java.util.Arrays;
import java.util.function.BiConsumer;

/** What goes wrong, with how often it does. */
public enum Mishap {
    /** HubSpot answers some calls with an error, or not at all. */
    FAULTS(4, (scene, draw) -> scene.faults(draw)),
    /** A call never arrives, which its sender cannot know. */
    REQUEST_LOST(1, (scene, draw) -> scene.world().loseRequest()),
    /** A call is carried out, and its answer lost. */
    ANSWER_LOST(2, (scene, draw) -> scene.world().loseAnswer()),
    /** A call is carried out when its sender has long given it up. */
    CARRIED_OUT_LATE(2, (scene, draw) -> scene.world().carryOutLate()),
    /** A process is killed around a call. */
    KILLED_AT_CALL(2, (scene, draw) -> scene.killAtCall(draw)),
    /** A process is killed around a transaction. */
    KILLED_AT_TRANSACTION(2, (scene, draw) -> scene.killAtTransaction(draw)),
    /** Somebody acts while a call is under way, most often upon what the call is about. */
    PEOPLE_AT_CALL(8, (scene, draw) -> scene.peopleAtCall(draw)),
    /** Somebody acts between two transactions. */
    PEOPLE_AT_TRANSACTION(4, (scene, draw) -> scene.peopleAtTransaction(draw)),
    /** One worker is held up while all others go on. */
    HELD_UP(4, (scene, draw) -> scene.holdUp(draw)),
    /** Somebody takes back in HubSpot what has just been written there, before its writer knows. */
    TAKEN_BACK(2, (scene, draw) -> scene.takenBack(draw)),
    /** A process stands still for long, and another takes over meanwhile. */
    TAKEOVER(1, (scene, draw) -> scene.takeover(draw)),
    /** Webhooks no longer reach us, or do again. */
    WEBHOOKS(1, (scene, draw) -> scene.webhooks(draw)),
    /** HubSpot loses, doubles and reorders webhooks from now on, or no longer does. */
    WEBHOOK_QUALITY(1, (scene, draw) -> scene.webhookQuality(draw)),
    /** The search index falls behind, or catches up. */
    SEARCH_LAG(1, (scene, draw) -> scene.searchLag(draw)),
    /** HubSpot refuses writes that come close upon another, or no longer does. */
    RECORD_LOCKS(1, (scene, draw) -> scene.recordLocks(draw)),
    /** HubSpot no longer accepts the token, until somebody renews it. */
    TOKEN_EXPIRED(1, (scene, draw) -> scene.expireToken(draw));

    private final int weight;

    @SuppressWarnings("ImmutableEnumChecker") // The functions hold no state.
    private final BiConsumer<Mishaps, Draw> what;

    Mishap(int weight, BiConsumer<Mishaps, Draw> what) {
        this.weight = weight;
        this.what = what;
    }

    public void happen(Mishaps scene, Draw draw) {
        what.accept(scene, draw);
    }

    /** Where webhooks must suffice, nothing looks a second time: there it counts most whether an event was passed over. */
    private int weight(Options options) {
        return this == TAKEN_BACK && options.has(Extra.WEBHOOKS_SUFFICE) ? 6 * weight : weight;
    }

    /** One that fits a history with these options. */
    public static Mishap any(Draw draw, Options options) {
        var all = values();
        var left = draw.below(
                Arrays.stream(all).mapToInt(mishap -> mishap.weight(options)).sum());
        for (var mishap : all) {
            left -= mishap.weight(options);
            if (left < 0) {
                return mishap;
            }
        }
        throw new IllegalStateException("The weights have a sum");
    }
}
