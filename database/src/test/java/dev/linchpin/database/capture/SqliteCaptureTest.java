package dev.linchpin.database.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.CapturedChange;
import dev.linchpin.engine.store.CapturedChange.Operation;
import org.junit.jupiter.api.Test;

class SqliteCaptureTest extends CaptureContract {
    SqliteCaptureTest() {
        super(Product.SQLITE);
    }

    @Test
    void replacing_a_row_is_captured_as_an_insert() {
        person.does("insert into contacts (id, name) values (1, 'Ada')");
        forgetCaptured();

        person.does("insert or replace into contacts (id, name) values (1, 'Grace')");

        assertThat(captured()).extracting(CapturedChange::operation).containsExactly(Operation.INSERT);
        assertThat(captured()).extracting(CapturedChange::newKey).containsExactly(new RowKey("1"));
    }

    @Test
    void a_renamed_column_does_not_break_the_users_statements() {
        person.does("insert into contacts (id, name) values (1, 'Ada')");
        person.does("alter table contacts rename column name to full_name");
        forgetCaptured();

        person.does("update contacts set full_name = 'Grace'");

        assertThat(captured()).hasSize(1);
    }
}
