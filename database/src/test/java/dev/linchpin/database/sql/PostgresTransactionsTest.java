package dev.linchpin.database.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.testing.Product;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PostgresTransactionsTest extends TransactionsContract {
    PostgresTransactionsTest() {
        super(Product.POSTGRESQL);
    }

    @Test
    void work_that_the_database_breaks_off_runs_again_from_the_start() {
        person.does("create function break_off() returns trigger language plpgsql as $$"
                + " begin raise exception 'again' using errcode = '40001'; end $$");
        person.does(
                "create trigger break_off before insert on linchpin.sync_state for each row when (new.position = '1')"
                        + " execute function break_off()");
        var tries = new AtomicInteger();

        run(tx -> tx.watermark("feed", String.valueOf(tries.incrementAndGet())));

        assertThat(optional(tx -> tx.watermark("feed"))).contains("2");
    }

    @Test
    void work_that_is_broken_off_again_and_again_fails_in_the_end() {
        person.does("create function break_off() returns trigger language plpgsql as $$"
                + " begin raise exception 'again' using errcode = '40001'; end $$");
        person.does(
                "create trigger break_off before insert on linchpin.sync_state for each row execute function break_off()");
        var tries = new AtomicInteger();

        assertThatThrownBy(() -> run(tx -> tx.watermark("feed", String.valueOf(tries.incrementAndGet()))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("again");
        assertThat(tries.get()).isBetween(2, 100);
    }
}
