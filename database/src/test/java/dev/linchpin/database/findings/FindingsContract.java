package dev.linchpin.database.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class FindingsContract extends DatabaseContract {
    FindingsContract(Product product) {
        super(product);
    }

    private Conflict conflict(Link link, String local, String hubspot) {
        return new Conflict(
                0,
                link.id(),
                Conflict.Kind.BOTH_CHANGED,
                "name",
                Value.of("base"),
                Value.of(local),
                Value.of(hubspot),
                1,
                clock.instant(),
                "both sides changed it");
    }

    private DeadLetter letter(Link link, String refused, boolean discarded) {
        return new DeadLetter(
                0, link.id(), "email", Side.HUBSPOT, Value.of(refused), "is not valid", clock.instant(), discarded);
    }

    private Claim claim(Link link) {
        return list(tx -> tx.claim(List.of(link.id()))).getFirst();
    }

    @Test
    void an_open_conflict_moves_to_the_values_shown_now_and_its_version_with_them() {
        var link = linkOf("1");
        run(tx -> tx.open(conflict(link, "a", "b")));
        run(tx -> tx.open(conflict(link, "a", "b")));
        run(tx -> tx.open(conflict(link, "a", "c")));

        assertThat(claim(link).conflicts()).singleElement().satisfies(open -> {
            assertThat(open.id()).isPositive();
            assertThat(open.version()).isEqualTo(2);
            assertThat(open.hubspot()).isEqualTo(Value.of("c"));
            assertThat(optional(tx -> tx.conflict(open.id()))).contains(open);
        });
    }

    @Test
    void a_closed_conflict_is_over_and_a_new_one_may_open() {
        var link = linkOf("1");
        run(tx -> tx.open(conflict(link, "a", "b")));
        var first = claim(link).conflicts().getFirst();

        run(tx -> tx.closeConflicts(List.of(first), "database"));

        assertThat(optional(tx -> tx.conflict(first.id()))).isEmpty();
        run(tx -> tx.open(conflict(link, "x", "y")));
        assertThat(person.sees("select version from "
                        + (isOn(Product.POSTGRESQL) ? "linchpin.conflict" : "linchpin_conflict")
                        + " where closed_at is null"))
                .containsExactly("1");
    }

    @Test
    void a_dead_letter_takes_the_place_of_the_earlier_one_of_its_field() {
        var link = linkOf("1");
        run(tx -> tx.bury(letter(link, "a", true)));
        run(tx -> tx.bury(letter(link, "b", false)));

        assertThat(claim(link).deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.refused()).isEqualTo(Value.of("b"));
            assertThat(letter.discarded()).isFalse();
            assertThat(optional(tx -> tx.deadLetter(letter.id()))).contains(letter);
        });
    }

    @Test
    void discarded_dead_letters_still_hold_their_value_back() {
        var link = linkOf("1");
        run(tx -> tx.bury(letter(link, "a", true)));

        assertThat(claim(link).deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.discarded()).isTrue());
    }

    @Test
    void healed_dead_letters_are_gone() {
        var link = linkOf("1");
        run(tx -> tx.bury(letter(link, "a", false)));

        var letters = claim(link).deadLetters();
        run(tx -> tx.heal(letters));

        assertThat(optional(tx -> tx.deadLetter(letters.getFirst().id()))).isEmpty();
    }
}
