package dev.linchpin.engine.edges;

import dev.linchpin.engine.merge.FieldDecision.Reason;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a merge of one link's edges concluded.
 *
 * @param agreed base moves that need no write
 * @param contests kinds of which there can be one, and of which each side names another
 * @param waiting kinds in which SQL names something that cannot reach HubSpot before another record is linked
 */
public record EdgePlan(
        List<EdgeChange> agreed,
        List<Carry> toHubSpot,
        List<Carry> toDatabase,
        List<Contest> contests,
        Set<String> waiting) {
    public EdgePlan {
        agreed = List.copyOf(agreed);
        toHubSpot = List.copyOf(toHubSpot);
        toDatabase = List.copyOf(toDatabase);
        contests = List.copyOf(contests);
        waiting = Set.copyOf(waiting);
    }

    /** Whether both sides and the base are as they should be. */
    public boolean isInStep() {
        return agreed.isEmpty() && toHubSpot.isEmpty() && toDatabase.isEmpty() && contests.isEmpty();
    }

    /**
     * Changes for one side that belong together.
     *
     * @param base how the base moves once all of them are made
     * @param lost the other end that loses by policy or direction; null when nothing is lost
     */
    public record Carry(
            List<EdgeChange> writes,
            List<EdgeChange> base,
            Reason reason,
            @Nullable Long lost) {
        public Carry {
            writes = List.copyOf(writes);
            base = List.copyOf(base);
        }
    }

    /** @param local what SQL names; null for nothing, as in {@code hubspot} */
    public record Contest(
            String kind,
            @Nullable Long base,
            @Nullable Long local,
            @Nullable Long hubspot) {}
}
