package dev.linchpin.database.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.store.Inspection.Filter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SqliteTransactionsTest extends TransactionsContract {
    SqliteTransactionsTest() {
        super(Product.SQLITE);
    }

    @Test
    void another_program_that_writes_is_waited_for() throws Exception {
        person.begins();
        person.does("insert into contacts (name) values ('Ada')");

        var waiting = CompletableFuture.runAsync(() -> run(tx -> tx.watermark("feed", "1")));
        assertThat(inspection.queue(Filter.NONE, null, 9).items())
                .as("reading goes on meanwhile")
                .isEmpty();
        assertThat(waiting).isNotDone();
        person.commits();

        waiting.get(10, TimeUnit.SECONDS);
        assertThat(captured()).hasSize(1);
    }

    @Test
    void nothing_is_left_open_that_would_keep_the_log_from_being_folded_in() {
        for (int time = 0; time < 20; time++) {
            linkOf(String.valueOf(time + 1));
            inspection.status();
            inspection.rows(contacts, Map.of(), null, 10);
        }

        assertThat(person.sees("pragma wal_checkpoint(truncate)"))
                .as("0: nobody was in the way")
                .containsExactly("0");
    }

    @Test
    void a_transaction_within_a_transaction_is_refused_rather_than_waiting_for_itself() {
        assertThatThrownBy(() -> run(_ -> run(tx -> tx.watermark("feed", "1"))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("within another");
    }
}
