package dev.linchpin.database.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.Product;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MariaDbOwnershipTest extends OwnershipContract {
    MariaDbOwnershipTest() {
        super(Product.MARIADB);
    }

    @Test
    void a_long_transaction_holds_up_a_change_of_owner_but_no_heartbeat() throws Exception {
        CompletableFuture<Ownership> taken = store.inTransaction(_ -> {
            ownership.heartbeat();
            clock.advance(Duration.ofMinutes(1));
            var taking = CompletableFuture.supplyAsync(() -> database.own(Host.local()));
            Awaitility.await()
                    .until(() -> !person.sees(
                                    "select 1 from information_schema.innodb_trx where trx_state = 'LOCK WAIT'")
                            .isEmpty());
            assertThat(taking).isNotDone();
            return taking;
        });

        assertThat(taken.get(10, TimeUnit.SECONDS).epoch()).isGreaterThan(ownership.epoch());
    }
}
