package dev.linchpin.engine.edges;

import dev.linchpin.engine.edges.EdgePlan.Carry;
import dev.linchpin.engine.edges.EdgePlan.Contest;
import dev.linchpin.engine.merge.FieldDecision.Reason;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The three-way merge of one link's edges. An edge is present or absent on each side; of two sides that differ exactly one
 * differs from the base, so presence knows no conflict. Where there can be only one edge of a kind (a foreign key, HubSpot's
 * primary company) the merge is that of a value, and both sides may have changed it apart. What is in doubt counts as
 * unchanged: nothing is removed because of it. Pure, immutable, thread-safe.
 */
public final class EdgeMerge {
    private final EdgeMapping mapping;
    private final Set<String> exclusive;

    /** @param exclusive kinds of which HubSpot allows one a record, and ends the former when another is set */
    public EdgeMerge(EdgeMapping mapping, Set<String> exclusive) {
        this.mapping = mapping;
        this.exclusive = Set.copyOf(exclusive);
    }

    public EdgePlan plan(EdgeSight sight) {
        return new Planning(sight).plan();
    }

    private boolean isSingle(String kind) {
        return mapping.isColumn() || exclusive.contains(kind);
    }

    /** One merge under way. */
    private final class Planning {
        private final EdgeSight sight;
        private final List<EdgeChange> agreed = new ArrayList<>();
        private final List<Carry> toHubSpot = new ArrayList<>();
        private final List<Carry> toDatabase = new ArrayList<>();
        private final List<Contest> contests = new ArrayList<>();
        private final Set<String> waiting = new TreeSet<>();
        /** Other ends that stay associated in a way that HubSpot has only beside the plain one. */
        private final Set<Long> labelled = new HashSet<>();

        Planning(EdgeSight sight) {
            this.sight = sight;
        }

        EdgePlan plan() {
            var all = new TreeSet<>(Comparator.comparing(Edge::kind).thenComparingLong(Edge::to));
            all.addAll(sight.base());
            all.addAll(sight.local());
            all.addAll(sight.hubspot());
            var kinds = all.stream().map(Edge::kind).collect(Collectors.toCollection(TreeSet::new));
            kinds.stream().filter(EdgeMerge.this::isSingle).forEach(this::single);
            all.stream()
                    .filter(edge -> !isSingle(edge.kind()) && !edge.kind().equals(EdgeMapping.PLAIN))
                    .forEach(edge -> element(edge, false));
            all.stream()
                    .filter(edge -> !isSingle(edge.kind()) && edge.kind().equals(EdgeMapping.PLAIN))
                    .forEach(edge -> element(edge, mapping.kind() == null && labelled.contains(edge.to())));
            waiting.addAll(sight.localUnknown());
            return new EdgePlan(agreed, toHubSpot, toDatabase, contests, waiting);
        }

        /** @param implied the edge is there for as long as a label of the same pair is */
        private void element(Edge edge, boolean implied) {
            var base = sight.base().contains(edge);
            var local =
                    sight.local().contains(edge) || (base && sight.localDoubts().contains(edge.to()));
            var hubspot = sight.hubspot().contains(edge)
                    || (base && sight.hubspotDoubts().contains(edge.to()));
            var wanted = implied || wanted(base, local, hubspot);
            if (wanted && !edge.kind().equals(EdgeMapping.PLAIN)) {
                labelled.add(edge.to());
            }
            if (local == hubspot && local == wanted) {
                if (base != wanted) {
                    agreed.add(new EdgeChange(edge, wanted));
                }
                return;
            }
            var carry = List.of(new EdgeChange(edge, wanted));
            if (local != wanted && mapping.direction() != Direction.TO_HUBSPOT) {
                var drifted = hubspot == base && !implied;
                toDatabase.add(new Carry(carry, carry, drifted ? Reason.DIRECTION : Reason.HUBSPOT_CHANGED, null));
            }
            // HubSpot adds what a label implies by itself.
            if (hubspot != wanted && !implied && mapping.direction() != Direction.FROM_HUBSPOT) {
                var drifted = local == base;
                toHubSpot.add(new Carry(carry, carry, drifted ? Reason.DIRECTION : Reason.DATABASE_CHANGED, null));
            }
        }

        /**
         * Each side's change is carried to the other. One way, what the receiving side removes is put back, and what it
         * adds by itself is left alone: it may have been there before Linchpin.
         */
        private boolean wanted(boolean base, boolean local, boolean hubspot) {
            return switch (mapping.direction()) {
                case BOTH -> local == hubspot ? local : !base;
                case TO_HUBSPOT -> local || (hubspot && !base);
                case FROM_HUBSPOT -> hubspot || (local && !base);
            };
        }

        private void single(String kind) {
            // More than one while a former edge is still to be removed from its table.
            var bases = ends(sight.base(), kind);
            var locals = ends(sight.local(), kind);
            var hubspots = ends(sight.hubspot(), kind);
            var local = local(bases, locals, hubspots);
            var hubspot = hubspot(bases, local, hubspots);
            var localChanged = isChange(bases, local);
            var hubspotChanged = isChange(bases, hubspot);
            if (sight.localUnknown().contains(kind)) {
                // Somebody's edit that cannot be carried yet; nothing may replace it.
                labelled.addAll(hubspots);
                return;
            }
            if (sight.hubspotUnknown().contains(kind) && hubspotChanged) {
                if (localChanged) {
                    waiting.add(kind);
                }
                labelled.addAll(locals);
                return;
            }
            if (Objects.equals(local, hubspot)) {
                agree(kind, local, locals);
                return;
            }
            switch (mapping.direction()) {
                case TO_HUBSPOT -> {
                    if (local != null || localChanged) {
                        send(kind, local, hubspot, hubspotChanged ? Reason.DIRECTION : Reason.DATABASE_CHANGED);
                    }
                }
                case FROM_HUBSPOT -> {
                    if (hubspot != null || hubspotChanged) {
                        take(kind, hubspot, locals, localChanged ? Reason.DIRECTION : Reason.HUBSPOT_CHANGED, local);
                    }
                }
                case BOTH -> {
                    if (localChanged && hubspotChanged) {
                        byPolicy(kind, first(bases), local, hubspot, locals);
                    } else if (localChanged) {
                        send(kind, local, hubspot, Reason.DATABASE_CHANGED);
                    } else {
                        take(kind, hubspot, locals, Reason.HUBSPOT_CHANGED, null);
                    }
                }
            }
        }

        private boolean isChange(Set<Long> bases, @Nullable Long value) {
            return value == null ? !bases.isEmpty() : !bases.contains(value);
        }

        /** Where a table holds a new one beside the former, it is the new one that somebody wants. */
        private @Nullable Long local(Set<Long> bases, Set<Long> locals, Set<Long> hubspots) {
            var added = new TreeSet<>(locals);
            added.removeAll(bases);
            if (!added.isEmpty()) {
                return added.first();
            }
            return locals.isEmpty() ? first(both(bases, sight.localDoubts())) : preferred(locals, hubspots);
        }

        /** Of several that HubSpot may have, the column goes on showing the one that it shows. */
        private @Nullable Long hubspot(Set<Long> bases, @Nullable Long local, Set<Long> hubspots) {
            var shown = both(hubspots, bases);
            if (local != null && hubspots.contains(local) && (shown.isEmpty() || shown.contains(local))) {
                return local;
            }
            return hubspots.isEmpty() ? first(both(bases, sight.hubspotDoubts())) : preferred(hubspots, bases);
        }

        private static @Nullable Long preferred(Set<Long> ends, Set<Long> others) {
            var preferred = first(both(ends, others));
            return preferred == null ? first(ends) : preferred;
        }

        private static Set<Long> both(Set<Long> one, Set<Long> other) {
            var both = new TreeSet<>(one);
            both.retainAll(other);
            return both;
        }

        private void byPolicy(
                String kind, @Nullable Long base, @Nullable Long local, @Nullable Long hubspot, Set<Long> locals) {
            if (mapping.policy() == Policy.HUBSPOT_WINS) {
                take(kind, hubspot, locals, Reason.POLICY, local);
            } else if (mapping.policy() == Policy.DATABASE_WINS) {
                send(kind, local, hubspot, Reason.POLICY);
            } else {
                contests.add(new Contest(kind, base, local, hubspot));
                labelled.addAll(locals);
                stays(hubspot);
            }
        }

        private void agree(String kind, @Nullable Long value, Set<Long> locals) {
            stays(value);
            var surplus = surplus(kind, value, locals);
            if (!surplus.isEmpty()) {
                toDatabase.add(new Carry(surplus, rebase(kind, value), Reason.HUBSPOT_CHANGED, null));
            } else {
                agreed.addAll(rebase(kind, value));
            }
        }

        private void send(String kind, @Nullable Long local, @Nullable Long hubspot, Reason reason) {
            stays(local);
            var writes = new ArrayList<EdgeChange>();
            if (local != null) {
                writes.add(new EdgeChange(new Edge(local, kind), true));
            }
            // Added before the former goes, so that a crash in between does not look like a removal by somebody else.
            if (hubspot != null && (local == null || !exclusive.contains(kind))) {
                writes.add(new EdgeChange(new Edge(hubspot, kind), false));
            }
            var lost = reason == Reason.DATABASE_CHANGED ? null : hubspot;
            toHubSpot.add(new Carry(writes, rebase(kind, local, sight.local()), reason, lost));
        }

        private void take(String kind, @Nullable Long hubspot, Set<Long> locals, Reason reason, @Nullable Long lost) {
            stays(hubspot);
            var writes = new ArrayList<>(surplus(kind, hubspot, locals));
            if (hubspot != null) {
                writes.add(new EdgeChange(new Edge(hubspot, kind), true));
            }
            toDatabase.add(new Carry(writes, rebase(kind, hubspot), reason, lost));
        }

        private void stays(@Nullable Long end) {
            if (end != null) {
                labelled.add(end);
            }
        }

        private List<EdgeChange> surplus(String kind, @Nullable Long value, Set<Long> locals) {
            return locals.stream()
                    .filter(end -> !end.equals(value))
                    .map(end -> new EdgeChange(new Edge(end, kind), false))
                    .toList();
        }

        private List<EdgeChange> rebase(String kind, @Nullable Long value) {
            return rebase(kind, value, Set.of());
        }

        /** @param until a former edge stays in the base for as long as it is there: the next look removes it */
        private List<EdgeChange> rebase(String kind, @Nullable Long value, Set<Edge> until) {
            var moves = new ArrayList<EdgeChange>();
            for (var former : ends(sight.base(), kind)) {
                if (!former.equals(value) && !until.contains(new Edge(former, kind))) {
                    moves.add(new EdgeChange(new Edge(former, kind), false));
                }
            }
            if (value != null && !sight.base().contains(new Edge(value, kind))) {
                moves.add(new EdgeChange(new Edge(value, kind), true));
            }
            return moves;
        }
    }

    private static Set<Long> ends(Collection<Edge> edges, String kind) {
        return edges.stream()
                .filter(edge -> edge.kind().equals(kind))
                .map(Edge::to)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @Nullable Long first(Set<Long> ends) {
        return ends.stream().min(Comparator.naturalOrder()).orElse(null);
    }
}
