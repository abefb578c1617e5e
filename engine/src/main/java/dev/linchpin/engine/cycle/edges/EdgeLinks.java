package dev.linchpin.engine.cycle.edges;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.cycle.outcome.Finishing;
import dev.linchpin.engine.cycle.outcome.Journal;
import dev.linchpin.engine.cycle.outcome.Tally;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Link;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The last step of a cycle: the associations of links whose fields have landed, so that both ends exist and deletions and
 * merges are settled before any edge comes or goes. Thread-safe.
 */
public final class EdgeLinks {
    private final Environment environment;
    private final ObjectMapping mapping;
    private final EdgeSides sides;
    private final EdgePush push;
    private final Finishing finishing;

    /** @param mappings of all types that are kept in step, as they are now */
    public EdgeLinks(
            Environment environment, ObjectMapping mapping, Supplier<Map<ObjectType, ObjectMapping>> mappings) {
        this.environment = environment;
        this.mapping = mapping;
        this.sides = new EdgeSides(environment, mapping, mappings);
        this.push = new EdgePush(environment, mapping, sides.kinds());
        this.finishing = new Finishing(environment);
    }

    /**
     * The claims of these links, as they are by now, but for marks that were made since they were claimed: what is marked
     * meanwhile may be about a field.
     *
     * @param sequences under which the links were claimed
     */
    public List<Claim> claimed(Set<Long> links, Map<Long, Long> sequences) {
        return links.isEmpty()
                ? List.of()
                : environment.store().inTransaction(tx -> tx.claimed(links)).stream()
                        .map(claim -> claim.withSequence(
                                sequences.getOrDefault(claim.link().id(), claim.sequence())))
                        .toList();
    }

    public Tally run(List<Claim> claimed, Lane lane) {
        if (claimed.isEmpty()) {
            return Tally.NONE;
        }
        var claims = new HashMap<Long, Claim>();
        // While a person is asked whether the two belong together at all, their edges wait.
        claimed.stream()
                .filter(claim -> claim.link().isWhole()
                        && claim.conflicts().stream().noneMatch(conflict -> conflict.isAboutRecord()))
                .forEach(claim -> claims.put(claim.link().id(), claim));
        var complete = sides.areComplete();
        var readAt = environment.now();
        var seen = sides.read(claims.values().stream().map(Claim::link).toList(), lane);
        var sent = push.send(seen, claims, readAt, lane);
        var journal = environment.store().inTransaction(tx -> {
            var closing = new Journal(environment.now());
            var next = new EdgeLanding(environment, mapping, tx, closing, claims).land(seen, sent, complete);
            finishing.finish(tx, claimed, next, closing);
            return closing;
        });
        journal.events().forEach(environment.listener()::on);
        return Tally.of(0, 0, journal);
    }

    /** Those of these whole links whose edges are not in step, read just now; marks nothing. */
    public Set<Long> differing(Collection<Link> links, Lane lane) {
        var differing = new HashSet<Long>();
        for (var seen : sides.read(links, lane)) {
            if (!seen.plan().isInStep()) {
                differing.add(seen.link().id());
            }
        }
        return differing;
    }
}
