package dev.linchpin.database.ownership;

import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.store.OwnershipLostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

abstract class OwnershipContract extends DatabaseContract {
    OwnershipContract(Product product) {
        super(product);
    }

    /** A machine on which no process runs but this one. */
    private record Machine(OwnerProcess self) implements Host {
        Machine(String name, long pid) {
            this(new OwnerProcess(name, pid, 0));
        }

        @Override
        public boolean isRunning(OwnerProcess process) {
            return process.equals(self);
        }
    }

    @Test
    void a_live_owner_on_this_machine_is_named_and_not_replaced() {
        assertThatThrownBy(() -> database.own(Host.local()))
                .isInstanceOf(AlreadyOwnedException.class)
                .hasMessageContaining("process " + ProcessHandle.current().pid())
                .hasMessageContaining(Host.local().self().host())
                .hasMessageContaining("since 2026-03-01T12:00:00Z");
        assertThat(store.<Boolean>inTransaction(_ -> true)).isTrue();
    }

    @Test
    void a_dead_owner_of_this_machine_is_replaced_at_once() {
        ownership.release();
        database.own(new Machine("here", 1));

        var second = database.own(new Machine("here", 2));

        assertThat(database.store(second).<Boolean>inTransaction(_ -> true)).isTrue();
    }

    @Test
    void a_silent_owner_of_another_machine_is_replaced_only_after_a_while() {
        ownership.release();
        var first = database.own(new Machine("there", 1));
        clock.advance(Duration.ofSeconds(20));
        first.heartbeat();
        clock.advance(Duration.ofSeconds(30));
        assertThatThrownBy(() -> database.own(new Machine("here", 1))).isInstanceOf(AlreadyOwnedException.class);

        clock.advance(Duration.ofSeconds(1));

        assertThat(database.own(new Machine("here", 1)).epoch()).isGreaterThan(first.epoch());
    }

    @Test
    void who_was_replaced_can_neither_work_nor_claim_to_be_alive() {
        clock.advance(Duration.ofMinutes(1));
        database.own(new Machine("here", 1));

        assertThatThrownBy(() -> run(tx -> tx.watermark("feed", "1"))).isInstanceOf(OwnershipLostException.class);
        assertThatThrownBy(ownership::heartbeat).isInstanceOf(OwnershipLostException.class);
        ownership.release();
        assertThatThrownBy(() -> database.own(new Machine("elsewhere", 1))).isInstanceOf(AlreadyOwnedException.class);
    }

    @Test
    void the_claims_of_a_former_owner_are_void() {
        linkOf("11");
        assertThat(list(tx -> tx.claim(CONTACTS, 10, clock.instant()))).hasSize(1);
        clock.advance(Duration.ofMinutes(1));

        var next = database.store(database.own(new Machine("here", 1)));

        assertThat(next.inTransaction(tx -> tx.claim(CONTACTS, 10, clock.instant()))
                        .size())
                .isEqualTo(1);
    }

    @Test
    void released_ownership_is_free_at_once_and_works_no_longer() {
        ownership.release();

        assertThatThrownBy(() -> run(tx -> tx.watermark("feed", "1"))).isInstanceOf(OwnershipLostException.class);
        assertThat(database.own(Host.local()).epoch()).isGreaterThan(ownership.epoch());
    }

    @Test
    void looking_needs_no_ownership() {
        linkOf("11");
        ownership.release();

        assertThat(inspection.status()).hasSize(1);
    }
}
