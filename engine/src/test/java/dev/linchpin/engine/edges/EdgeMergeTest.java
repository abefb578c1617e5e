package dev.linchpin.engine.edges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.EdgeMapping.Holder;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The merge of edges as a pure function: its laws, and what it makes of doubts. */
class EdgeMergeTest {
    private static final EdgeMerge TABLE = new EdgeMerge(table(Direction.BOTH), Set.of(EdgeMapping.PRIMARY));
    private static final EdgeMerge COLUMN = new EdgeMerge(column(Policy.MANUAL), Set.of(EdgeMapping.PRIMARY));

    private static EdgeMapping table(Direction direction) {
        var holder = new Holder.Table("pairs", "a", "b", "label", true);
        return new EdgeMapping("edges", ObjectType.COMPANIES, holder, null, direction, Policy.MANUAL);
    }

    private static EdgeMapping column(Policy policy) {
        return new EdgeMapping(
                "company", ObjectType.COMPANIES, new Holder.Column("company_id"), "primary", Direction.BOTH, policy);
    }

    private static Edge plain(long to) {
        return new Edge(to, EdgeMapping.PLAIN);
    }

    private static Edge primary(long to) {
        return new Edge(to, EdgeMapping.PRIMARY);
    }

    private static EdgeSight sight(Set<Edge> base, Set<Edge> local, Set<Edge> hubspot) {
        return new EdgeSight(base, local, hubspot, Set.of(), Set.of(), Set.of(), Set.of());
    }

    /** What both sides hold once a plan has been carried out, HubSpot's own rules included. */
    private record World(Set<Edge> base, Set<Edge> local, Set<Edge> hubspot) {
        EdgeSight seen() {
            return sight(base, local, hubspot);
        }

        World after(EdgePlan plan) {
            var bases = new HashSet<>(base);
            var locals = new HashSet<>(local);
            var hubspots = new HashSet<>(hubspot);
            plan.agreed().forEach(change -> apply(bases, change));
            for (var carry : plan.toHubSpot()) {
                carry.writes().forEach(write -> inHubSpot(hubspots, write));
                carry.base().forEach(change -> apply(bases, change));
            }
            for (var carry : plan.toDatabase()) {
                carry.writes().forEach(write -> apply(locals, write));
                carry.base().forEach(change -> apply(bases, change));
            }
            return new World(bases, locals, hubspots);
        }

        private static void inHubSpot(Set<Edge> hubspots, EdgeChange write) {
            if (write.present()) {
                if (write.edge().kind().equals(EdgeMapping.PRIMARY)) {
                    hubspots.removeIf(edge -> edge.kind().equals(EdgeMapping.PRIMARY));
                }
                hubspots.add(plain(write.edge().to()));
                hubspots.add(write.edge());
            } else if (write.edge().kind().equals(EdgeMapping.PLAIN)) {
                hubspots.removeIf(edge -> edge.to() == write.edge().to());
            } else {
                hubspots.remove(write.edge());
            }
        }

        private static void apply(Set<Edge> edges, EdgeChange change) {
            if (change.present()) {
                edges.add(change.edge());
            } else {
                edges.remove(change.edge());
            }
        }
    }

    @Test
    void any_three_sets_converge_within_a_few_looks_unless_a_person_is_asked() {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++) {
            var world = new World(hubspotLike(random), any(random), hubspotLike(random));
            var looks = 0;
            var plan = TABLE.plan(world.seen());
            while (!plan.isInStep() && looks++ < 6) {
                world = world.after(plan);
                plan = TABLE.plan(world.seen());
                if (!plan.contests().isEmpty()) {
                    break;
                }
            }
            if (plan.contests().isEmpty()) {
                assertThat(world.local())
                        .as("round %s", round)
                        .isEqualTo(world.hubspot())
                        .isEqualTo(world.base());
            }
        }
    }

    private static Set<Edge> any(Random random) {
        var edges = new HashSet<Edge>();
        for (var to = 1L; to <= 3; to++) {
            for (var kind : List.of("", "primary", "Advisor")) {
                if (random.nextInt(3) == 0) {
                    edges.add(new Edge(to, kind));
                }
            }
        }
        return edges;
    }

    /** Labels never without the plain kind, and one primary at most. */
    private static Set<Edge> hubspotLike(Random random) {
        var edges = any(random);
        edges.addAll(edges.stream().map(edge -> plain(edge.to())).collect(Collectors.toSet()));
        var primaries = edges.stream()
                .filter(edge -> edge.kind().equals("primary"))
                .skip(1)
                .toList();
        edges.removeAll(Set.copyOf(primaries));
        return edges;
    }

    @Test
    void equal_sides_need_no_write() {
        var edges = Set.of(plain(1), plain(2));

        var plan = TABLE.plan(sight(Set.of(), edges, edges));

        assertThat(plan.toHubSpot()).isEmpty();
        assertThat(plan.toDatabase()).isEmpty();
        assertThat(plan.agreed()).hasSize(2);
    }

    @Test
    void disjoint_edits_survive() {
        var plan = TABLE.plan(sight(Set.of(plain(1)), Set.of(plain(1), plain(2)), Set.of(plain(3))));

        assertThat(plan.toHubSpot()).flatMap(EdgePlan.Carry::writes).containsExactly(new EdgeChange(plain(2), true));
        assertThat(plan.toDatabase())
                .flatMap(EdgePlan.Carry::writes)
                .containsExactlyInAnyOrder(new EdgeChange(plain(1), false), new EdgeChange(plain(3), true));
    }

    @Test
    void what_is_in_doubt_is_removed_on_neither_side() {
        var base = Set.of(plain(1), plain(2));
        var plan = TABLE.plan(
                new EdgeSight(base, Set.of(plain(1)), Set.of(plain(2)), Set.of(2L), Set.of(1L), Set.of(), Set.of()));

        assertThat(plan.isInStep()).isTrue();
    }

    @Test
    void a_foreign_key_that_names_something_unknown_is_left_alone() {
        var plan = COLUMN.plan(new EdgeSight(
                Set.of(primary(1)), Set.of(), Set.of(primary(2)), Set.of(), Set.of(), Set.of("primary"), Set.of()));

        assertThat(plan.isInStep()).isTrue();
        assertThat(plan.waiting()).containsExactly("primary");
    }

    @Test
    void a_primary_company_that_is_unknown_is_not_replaced_and_the_edit_waits() {
        var plan = COLUMN.plan(new EdgeSight(
                Set.of(primary(1)), Set.of(primary(3)), Set.of(), Set.of(), Set.of(), Set.of(), Set.of("primary")));

        assertThat(plan.isInStep()).isTrue();
        assertThat(plan.waiting()).containsExactly("primary");
    }

    @Test
    void different_values_on_both_sides_go_to_the_policy() {
        var apart = sight(Set.of(primary(1)), Set.of(primary(2)), Set.of(primary(3)));

        assertThat(COLUMN.plan(apart).contests()).containsExactly(new EdgePlan.Contest("primary", 1L, 2L, 3L));
        assertThat(new EdgeMerge(column(Policy.DATABASE_WINS), Set.of("primary"))
                        .plan(apart)
                        .toHubSpot())
                .singleElement()
                .satisfies(carry -> assertThat(carry.lost()).isEqualTo(3));
        assertThat(new EdgeMerge(column(Policy.HUBSPOT_WINS), Set.of("primary"))
                        .plan(apart)
                        .toDatabase())
                .singleElement()
                .satisfies(carry -> assertThat(carry.lost()).isEqualTo(2));
    }

    @Test
    void a_plain_foreign_key_adds_the_new_association_before_the_former_one_goes() {
        var mapping = new EdgeMapping(
                "company", ObjectType.COMPANIES, new Holder.Column("c"), "", Direction.BOTH, Policy.MANUAL);
        var plan = new EdgeMerge(mapping, Set.of("primary"))
                .plan(sight(Set.of(plain(1)), Set.of(plain(2)), Set.of(plain(1), plain(9))));

        assertThat(plan.toHubSpot())
                .flatMap(EdgePlan.Carry::writes)
                .containsExactly(new EdgeChange(plain(2), true), new EdgeChange(plain(1), false));
    }

    @Test
    void one_way_edges_never_write_the_other_way() {
        var random = new Random(11);
        for (var round = 0; round < 5_000; round++) {
            var seen = sight(hubspotLike(random), any(random), hubspotLike(random));
            var toHubSpot = new EdgeMerge(table(Direction.TO_HUBSPOT), Set.of("primary")).plan(seen);
            var fromHubSpot = new EdgeMerge(table(Direction.FROM_HUBSPOT), Set.of("primary")).plan(seen);

            assertThat(fromHubSpot.toHubSpot()).isEmpty();
            assertThat(toHubSpot.toDatabase()).flatMap(EdgePlan.Carry::writes).noneMatch(EdgeChange::present);
        }
    }
}
