package dev.linchpin.engine.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.CapturedChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyMovesTest {
    private static @Nullable RowKey key(String text) {
        return text.isEmpty() ? null : new RowKey(text);
    }

    /** @param pairs old and new key by turns; empty for what an insert or a deletion lacks */
    private static Map<String, String> moves(Set<String> linked, String... pairs) {
        return moves(linked, Set.of(), pairs);
    }

    /** @param gone whose row was deleted before */
    private static Map<String, String> moves(Set<String> linked, Set<String> gone, String... pairs) {
        var changes = new ArrayList<CapturedChange>();
        for (var index = 0; index < pairs.length; index += 2) {
            changes.add(new CapturedChange(
                    index,
                    ObjectType.CONTACTS,
                    CapturedChange.Operation.UPDATE,
                    key(pairs[index]),
                    key(pairs[index + 1]),
                    Set.of(),
                    Instant.EPOCH));
        }
        var keys = linked.stream().map(RowKey::new).collect(Collectors.toSet());
        return KeyMoves.of(
                        List.copyOf(changes),
                        keys,
                        gone.stream().map(RowKey::new).collect(Collectors.toSet()))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        move -> move.getKey().value(), move -> move.getValue().value()));
    }

    @Test
    void a_row_that_moves_is_where_it_went() {
        assertThat(moves(Set.of("1"), "1", "5")).containsOnly(Map.entry("1", "5"));
    }

    @Test
    void a_row_that_moves_on_is_where_it_went_last() {
        assertThat(moves(Set.of("1"), "1", "5", "5", "7")).containsOnly(Map.entry("1", "7"));
    }

    @Test
    void a_row_that_takes_the_key_of_one_deleted_before_and_moves_on_is_where_it_went_last() {
        assertThat(moves(Set.of("1", "2"), Set.of("2"), "1", "2", "2", "7")).containsOnly(Map.entry("1", "7"));
        assertThat(moves(Set.of("1", "2"), Set.of("2"), "1", "2"))
                .as("the link of the deleted row makes way")
                .containsOnly(Map.entry("1", "2"), Map.entry("2", "1"));
    }

    @Test
    void a_row_inserted_anew_under_its_key_moves_on_from_there() {
        assertThat(moves(Set.of("2"), Set.of("2"), "", "2", "2", "7")).containsOnly(Map.entry("2", "7"));
    }

    @Test
    void a_row_that_comes_back_has_not_moved() {
        assertThat(moves(Set.of("1"), "1", "5", "5", "1")).isEmpty();
    }

    @Test
    void rows_that_change_places_in_one_statement_change_places() {
        assertThat(moves(Set.of("1", "2"), "1", "2", "2", "1")).containsOnly(Map.entry("1", "2"), Map.entry("2", "1"));
    }

    @Test
    void rows_that_change_places_by_way_of_a_third_key_change_places() {
        assertThat(moves(Set.of("1", "2"), "1", "-1", "2", "1", "-1", "2"))
                .containsOnly(Map.entry("1", "2"), Map.entry("2", "1"));
    }

    @Test
    void rows_that_all_move_up_by_one_follow_each_other() {
        assertThat(moves(Set.of("1", "2", "3"), "1", "2", "2", "3", "3", "4"))
                .containsOnly(Map.entry("1", "2"), Map.entry("2", "3"), Map.entry("3", "4"));
    }

    @Test
    void a_row_that_comes_to_the_key_of_a_deleted_one_leaves_it_for_itself() {
        assertThat(moves(Set.of("1", "2"), "2", "", "1", "2", "2", "9")).containsOnly(Map.entry("1", "9"));
    }

    @Test
    void a_row_that_comes_to_the_key_of_a_deleted_one_takes_its_link_along() {
        assertThat(moves(Set.of("1", "2"), "2", "", "1", "2")).containsOnly(Map.entry("1", "2"), Map.entry("2", "1"));
    }

    @Test
    void a_row_that_comes_to_the_key_of_one_deleted_earlier_takes_its_link_along() {
        assertThat(moves(Set.of("1", "2"), "1", "2")).containsOnly(Map.entry("1", "2"), Map.entry("2", "1"));
    }

    @Test
    void the_link_of_a_deleted_row_makes_way_to_the_key_that_was_left_last() {
        assertThat(moves(Set.of("1", "2", "3"), "3", "", "2", "3", "1", "2"))
                .containsOnly(Map.entry("1", "2"), Map.entry("2", "3"), Map.entry("3", "1"));
    }

    @Test
    void the_link_of_a_deleted_row_does_not_become_that_of_a_new_row() {
        assertThat(moves(Set.of("1", "2"), "2", "", "1", "2", "", "1")).containsOnly(Map.entry("1", "2"));
    }

    @Test
    void a_row_deleted_and_inserted_anew_is_the_same_to_its_link() {
        assertThat(moves(Set.of("1"), "1", "", "", "1", "1", "5")).containsOnly(Map.entry("1", "5"));
    }

    @Test
    void a_row_without_a_link_moves_nothing() {
        assertThat(moves(Set.of("2"), "1", "5", "5", "6")).isEmpty();
    }
}
