package dev.linchpin.database.rows;

import static dev.linchpin.database.testing.Fields.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.CapturedChange;
import dev.linchpin.engine.store.CapturedChange.Operation;
import dev.linchpin.engine.store.RowWrite;
import java.util.Map;
import org.junit.jupiter.api.Test;

abstract class RowEditsContract extends DatabaseContract {
    RowEditsContract(Product product) {
        super(product);
    }

    @Test
    void edits_are_captured_like_those_of_any_other_program() {
        var edits = database.edits();

        var made = edits.insert(contacts, valuesOf("name", "Ada", "score", "2.5"));
        var key = ((RowWrite.Written) made).row().key();
        var changed = edits.update(contacts, key, valuesOf("name", "Grace", "score", ""));
        var deleted = edits.delete(contacts, key);

        assertThat(changed)
                .hasValueSatisfying(
                        write -> assertThat(((RowWrite.Written) write).row().values())
                                .containsEntry("name", Value.of("Grace"))
                                .containsEntry("score", Value.BLANK));
        assertThat(deleted).isEqualTo(changed);
        assertThat(edits.find(contacts, key)).isEmpty();
        assertThat(captured())
                .extracting(CapturedChange::operation)
                .containsExactly(Operation.INSERT, Operation.UPDATE, Operation.DELETE);
    }

    @Test
    void a_row_that_is_not_there_is_neither_changed_nor_deleted() {
        for (var key : keys("4711", "x")) {
            assertThat(database.edits().update(contacts, key, valuesOf("name", "Ada")))
                    .isEmpty();
            assertThat(database.edits().delete(contacts, key)).isEmpty();
        }
    }

    @Test
    void a_row_can_be_inserted_with_nothing_but_its_defaults() {
        assertThat(database.edits().insert(contacts, Map.of())).isInstanceOf(RowWrite.Written.class);
    }

    @Test
    void what_the_database_refuses_is_told_and_not_stored() {
        person.does("create unique index one_name on " + table + " (name)");
        database.edits().insert(contacts, valuesOf("name", "Ada"));

        assertThat(database.edits().insert(contacts, valuesOf("name", "Ada")))
                .isInstanceOfSatisfying(
                        RowWrite.Refused.class,
                        refused -> assertThat(refused.message())
                                .containsIgnoringCase("unique")
                                .doesNotContain("Ada"));
        assertThat(database.edits().find(contacts, new RowKey("2"))).isEmpty();
    }
}
