package dev.linchpin.engine.cycle.outcome;

import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Side;
import java.util.HashSet;
import java.util.Set;

/**
 * What a cycle did, in records (claimed, written to HubSpot) and rows.
 *
 * @param edgesDue links whose edges are to be looked at next
 */
public record Tally(int claimed, int toHubSpot, int toDatabase, int refused, Set<Long> edgesDue) {
    public static final Tally NONE = new Tally(0, 0, 0, 0, Set.of());

    public static Tally of(int claimed, int toHubSpot, Journal journal) {
        var rows = journal.entries().stream()
                .filter(entry -> entry.side() == Side.DATABASE
                        && entry.action() != Action.REFUSED
                        && entry.action() != Action.LINK)
                .map(entry -> entry.linkId())
                .distinct()
                .count();
        var refused = journal.entries().stream()
                .filter(entry -> entry.action() == Action.REFUSED)
                .map(entry -> entry.linkId())
                .distinct()
                .count();
        return new Tally(claimed, toHubSpot, (int) rows, (int) refused, journal.edgesDue());
    }

    public Tally plus(Tally other) {
        var due = new HashSet<>(edgesDue);
        due.addAll(other.edgesDue);
        return new Tally(
                claimed + other.claimed,
                toHubSpot + other.toHubSpot,
                toDatabase + other.toDatabase,
                refused + other.refused,
                Set.copyOf(due));
    }
}
