package dev.linchpin.database.store;

import dev.linchpin.database.attempts.Attempts;
import dev.linchpin.database.findings.Conflicts;
import dev.linchpin.database.findings.DeadLetters;
import dev.linchpin.database.links.Links;
import dev.linchpin.database.queue.Entry;
import dev.linchpin.engine.store.Claim;
import java.util.ArrayList;
import java.util.List;

/** Puts claimed queue entries together with their links and what is open for them. */
final class Claims {
    private final Links links;
    private final Attempts attempts;
    private final Conflicts conflicts;
    private final DeadLetters deadLetters;

    Claims(Links links, Attempts attempts, Conflicts conflicts, DeadLetters deadLetters) {
        this.links = links;
        this.attempts = attempts;
        this.conflicts = conflicts;
        this.deadLetters = deadLetters;
    }

    List<Claim> of(List<Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        var ids = entries.stream().map(Entry::linkId).toList();
        var linksById = links.byId(ids);
        var attemptsById = attempts.byLink(ids);
        var conflictsById = conflicts.openByLink(ids);
        var lettersById = deadLetters.byLink(ids);
        var claims = new ArrayList<Claim>(entries.size());
        for (var entry : entries) {
            var link = linksById.get(entry.linkId());
            if (link != null) {
                claims.add(new Claim(
                        link,
                        entry.sequence(),
                        entry.cause(),
                        entry.markedAt(),
                        entry.failures(),
                        attemptsById.getOrDefault(link.id(), List.of()),
                        conflictsById.getOrDefault(link.id(), List.of()),
                        lettersById.getOrDefault(link.id(), List.of())));
            }
        }
        return claims;
    }
}
