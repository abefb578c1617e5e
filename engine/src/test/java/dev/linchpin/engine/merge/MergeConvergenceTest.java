package dev.linchpin.engine.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.merge.FieldDecision.Agreed;
import dev.linchpin.engine.merge.FieldDecision.Contested;
import dev.linchpin.engine.merge.FieldDecision.DecidedLocally;
import dev.linchpin.engine.merge.FieldDecision.InStep;
import dev.linchpin.engine.merge.FieldDecision.NeedsTimes;
import dev.linchpin.engine.merge.FieldDecision.Oscillating;
import dev.linchpin.engine.merge.FieldDecision.ToDatabase;
import dev.linchpin.engine.merge.FieldDecision.ToHubSpot;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Merges of one field, carried out again and again against a HubSpot that stores values in its own spelling. */
class MergeConvergenceTest {
    private static final FieldMerge MERGE = new FieldMerge(Duration.ofSeconds(2));
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final int ROUNDS = 3;

    enum Step {
        EDIT_ROW,
        EDIT_RECORD,
        SYNC
    }

    record Move(Step step, String raw) {}

    record History(Field field, boolean linkedInStep, List<Move> moves) {}

    /** Both sides of one field, and what Linchpin remembers about it. */
    private static final class World {
        private final Field field;
        private final Set<Value> recorded = new HashSet<>();
        private @Nullable BasePair base;
        private Value local;
        private Value hubspot;
        private @Nullable Instant localEditedAt;
        private @Nullable Instant hubspotEditedAt;
        private final Set<Value> vanished = new HashSet<>();
        private @Nullable Value unseenInHubSpot;
        private int writes;
        private boolean contested;

        World(Field field, boolean inStep) {
            this.field = field;
            this.local = Value.BLANK;
            this.hubspot = Value.BLANK;
            this.base = inStep ? new BasePair(local, hubspot) : null;
        }

        void play(Move move, Instant at) {
            switch (move.step()) {
                case EDIT_ROW -> {
                    local = field.type().read(move.raw());
                    localEditedAt = at;
                }
                case EDIT_RECORD -> {
                    hubspot = stored(move.raw());
                    hubspotEditedAt = at;
                    var known = base == null ? Value.BLANK : base.hubspot();
                    unseenInHubSpot = hubspot.equals(known) ? null : hubspot;
                }
                case SYNC -> sync();
            }
        }

        /** One cycle; answers what was decided. */
        FieldDecision sync() {
            var decision = MERGE.decide(field, base, local, hubspot, null);
            if (decision instanceof NeedsTimes) {
                decision = MERGE.decide(field, base, local, hubspot, new EditTimes(localEditedAt, hubspotEditedAt));
            }
            contested = false;
            switch (decision) {
                case InStep _ -> {}
                case Agreed(var agreed) -> {
                    base = agreed;
                    unseenInHubSpot = null;
                }
                case ToHubSpot(var value, var _) -> {
                    if (unseenInHubSpot != null && !recorded.contains(unseenInHubSpot)) {
                        vanished.add(unseenInHubSpot);
                    }
                    unseenInHubSpot = null;
                    hubspot = stored(value.text());
                    base = new BasePair(local, hubspot);
                    writes++;
                }
                case ToDatabase(var value, var _) -> {
                    recorded.add(local);
                    unseenInHubSpot = null;
                    local = value;
                    base = new BasePair(local, hubspot);
                    writes++;
                }
                case DecidedLocally(var result, var lost, var decided, var _) -> {
                    recorded.add(lost);
                    recorded.add(local);
                    local = result;
                    base = decided;
                }
                case Contested(var mine, var theirs) -> {
                    contested = true;
                    recorded.add(mine);
                    recorded.add(theirs);
                }
                case Oscillating _ -> throw new AssertionError("one merge alone sees no circle");
                case NeedsTimes _ -> throw new AssertionError("the times were told");
            }
            return decision;
        }

        /** What HubSpot makes of a text that is written to it. */
        Value stored(String text) {
            var kept = switch (field.type()) {
                case EMAIL, DOMAIN -> text.strip().toLowerCase(Locale.ROOT);
                case OPTION_SET ->
                    Arrays.stream(text.split(";"))
                            .sorted(Comparator.reverseOrder())
                            .collect(Collectors.joining(";"));
                case NUMBER -> text.matches("\\d+") ? text + ".0" : text;
                default -> text.strip();
            };
            return field.type().read(kept);
        }

        boolean agrees() {
            return field.type().same(local, hubspot)
                    || hubspot.equals(stored(local.text()))
                    // Left as they are at the first link: the direction does not let the blank be filled.
                    || (field.direction() == Direction.FROM_HUBSPOT && hubspot.isBlank())
                    || (field.direction() == Direction.TO_HUBSPOT && local.isBlank());
        }
    }

    @Property(tries = 1_500)
    void once_nobody_edits_both_sides_agree_after_three_cycles_and_then_nothing_is_written(
            @ForAll("histories") History history) {
        var world = play(history);
        for (var round = 0; round < ROUNDS; round++) {
            world.sync();
        }
        var writes = world.writes;
        assertThat(world.agrees() || world.contested)
                .as("agree, or are an open conflict")
                .isTrue();
        for (var round = 0; round < ROUNDS; round++) {
            assertThat(world.sync()).isInstanceOfAny(InStep.class, Contested.class);
        }
        assertThat(world.writes).isEqualTo(writes);
    }

    @Property(tries = 1_500)
    void no_edit_in_hubspot_vanishes_unseen_and_unrecorded(@ForAll("histories") History history) {
        var world = play(history);
        for (var round = 0; round < ROUNDS; round++) {
            world.sync();
        }
        assertThat(world.vanished).isEmpty();
    }

    private static World play(History history) {
        var world = new World(history.field(), history.linkedInStep());
        var at = START;
        for (var move : history.moves()) {
            world.play(move, at);
            at = at.plusSeconds(1);
        }
        return world;
    }

    @Provide
    Arbitrary<History> histories() {
        var fields = Arbitraries.of(Situation.fields());
        var moves = Combinators.combine(
                        Arbitraries.of(Step.class),
                        Arbitraries.of(
                                "",
                                "a",
                                " A ",
                                "b",
                                "B@x.Y",
                                "b@x.y ",
                                "b;c",
                                "c; b;b",
                                "1.50",
                                "1.5",
                                "7",
                                "one",
                                "two",
                                "three",
                                "2026-01-31"))
                .as(Move::new)
                .list()
                .ofMaxSize(8)
                .map(ArrayList::new);
        return Combinators.combine(fields, Arbitraries.of(true, false), moves).as(History::new);
    }
}
