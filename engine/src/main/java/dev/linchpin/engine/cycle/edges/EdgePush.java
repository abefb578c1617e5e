package dev.linchpin.engine.cycle.edges;

import dev.linchpin.engine.Environment;
import dev.linchpin.engine.edges.EdgeChange;
import dev.linchpin.engine.edges.EdgePlan.Carry;
import dev.linchpin.engine.hubspot.AssociationKind;
import dev.linchpin.engine.hubspot.AssociationOutcome;
import dev.linchpin.engine.hubspot.AssociationWrite;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.WriteOptions;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sends changes of edges to HubSpot. They need no intent: what they do twice they do once, and what became of one without an
 * answer the next read shows. All changes of one pair of records go together, since HubSpot sets a pair's labels as a whole.
 */
final class EdgePush {
    private final Environment environment;
    private final ObjectMapping mapping;
    private final EdgeKinds kinds;

    EdgePush(Environment environment, ObjectMapping mapping, EdgeKinds kinds) {
        this.environment = environment;
        this.mapping = mapping;
        this.kinds = kinds;
    }

    /** A carry that was sent, or refused before that, and what became of it. */
    record Sent(EdgeSeen seen, Carry carry, AssociationOutcome outcome) {}

    private record Pair(Link from, Link to) {}

    private static final class Wanted {
        private final Set<AssociationKind> add = new HashSet<>();
        private final Set<AssociationKind> remove = new HashSet<>();
    }

    /** @param readAt when HubSpot was read: what is sent too late after that is not sent */
    List<Sent> send(List<EdgeSeen> seen, Map<Long, Claim> claims, Instant readAt, Lane lane) {
        var results = new ArrayList<Sent>();
        var byType = new TreeMap<ObjectType, List<EdgeSeen>>();
        seen.forEach(one ->
                byType.computeIfAbsent(one.edge().to(), _ -> new ArrayList<>()).add(one));
        byType.forEach((to, ofType) -> results.addAll(send(to, ofType, claims, readAt, lane)));
        return results;
    }

    private List<Sent> send(ObjectType to, List<EdgeSeen> seen, Map<Long, Claim> claims, Instant readAt, Lane lane) {
        var results = new ArrayList<Sent>();
        var sending = new LinkedHashMap<Carry, EdgeSeen>();
        var pairs = new LinkedHashMap<Pair, Wanted>();
        var present = new HashMap<Pair, Set<AssociationKind>>();
        for (var one : seen) {
            for (var carry : one.plan().toHubSpot()) {
                if (EdgeLetters.isHeldBack(
                        one, carry, Objects.requireNonNull(claims.get(one.link().id())))) {
                    continue;
                }
                var unknown = unknownKind(to, carry);
                if (unknown.isPresent()) {
                    results.add(new Sent(one, carry, undefined(to, unknown.get())));
                    continue;
                }
                sending.put(carry, one);
                for (var write : carry.writes()) {
                    var pair = pair(one, write);
                    var kind = kinds.named(to, write.edge().kind()).orElseThrow();
                    var wanted = pairs.computeIfAbsent(pair, _ -> new Wanted());
                    (write.present() ? wanted.add : wanted.remove).add(kind);
                    present.put(pair, one.kinds().getOrDefault(pair.to().id(), Set.of()));
                }
            }
        }
        var outcomes = new HashMap<Pair, AssociationOutcome>();
        if (!pairs.isEmpty()) {
            var order = List.copyOf(pairs.keySet());
            var writes = order.stream()
                    .map(pair -> write(pair, Objects.requireNonNull(pairs.get(pair)), present))
                    .toList();
            var options = new WriteOptions(lane, readAt.plus(Environment.FRESH));
            var answers = environment.hubspot().associations().write(mapping.type(), to, writes, options);
            for (var i = 0; i < order.size(); i++) {
                outcomes.put(order.get(i), answers.get(i));
            }
        }
        sending.forEach((carry, one) -> results.add(new Sent(one, carry, outcome(one, carry, outcomes))));
        return results;
    }

    private static AssociationWrite write(Pair pair, Wanted wanted, Map<Pair, Set<AssociationKind>> present) {
        wanted.remove.removeAll(wanted.add);
        return new AssociationWrite(
                Objects.requireNonNull(pair.from().record()),
                Objects.requireNonNull(pair.to().record()),
                present.getOrDefault(pair, Set.of()),
                wanted.add,
                wanted.remove);
    }

    private Optional<String> unknownKind(ObjectType to, Carry carry) {
        return carry.writes().stream()
                .map(write -> write.edge().kind())
                .filter(kind -> kinds.named(to, kind).isEmpty())
                .findFirst();
    }

    private AssociationOutcome undefined(ObjectType to, String kind) {
        return new AssociationOutcome.Refused("HubSpot knows no association '" + kind + "' from " + mapping.type()
                + " to " + to + "; define that label in HubSpot, or correct it here");
    }

    private static Pair pair(EdgeSeen seen, EdgeChange write) {
        return new Pair(
                seen.link(), Objects.requireNonNull(seen.ends().get(write.edge().to())));
    }

    /** The worst of all pairs that a carry is about. */
    private static AssociationOutcome outcome(EdgeSeen seen, Carry carry, Map<Pair, AssociationOutcome> outcomes) {
        AssociationOutcome worst = new AssociationOutcome.Written();
        for (var write : carry.writes()) {
            var outcome = Objects.requireNonNull(outcomes.get(pair(seen, write)));
            worst = weight(outcome) > weight(worst) ? outcome : worst;
        }
        return worst;
    }

    private static int weight(AssociationOutcome outcome) {
        return switch (outcome) {
            case AssociationOutcome.Written _ -> 0;
            case AssociationOutcome.Refused _ -> 1;
            case AssociationOutcome.Uncertain _ -> 2;
        };
    }
}
