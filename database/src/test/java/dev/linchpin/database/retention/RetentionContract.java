package dev.linchpin.database.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.InboxEvent;
import dev.linchpin.engine.store.Retention.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

abstract class RetentionContract extends DatabaseContract {
    RetentionContract(Product product) {
        super(product);
    }

    private void receive(int count) {
        var events = new ArrayList<InboxEvent>();
        for (var number = 0; number < count; number++) {
            var key = clock.instant() + " " + number;
            events.add(new InboxEvent(
                    0, ObjectType.CONTACTS, new HubSpotId("11"), "creation", "", "", clock.instant(), false, key));
        }
        run(tx -> tx.receive(events));
    }

    private int purge(Kind kind, Instant before, int limit) {
        return store.inTransaction(tx -> tx.retention().purge(kind, before, limit));
    }

    private String own(String name) {
        return isOn(Product.POSTGRESQL) ? "linchpin." + name : "linchpin_" + name;
    }

    @Test
    void events_are_taken_out_when_they_were_worked_on_long_ago_and_no_more_than_asked_for() {
        receive(5);
        run(tx -> tx.processed(tx.inbox(4)));
        clock.advance(Duration.ofDays(8));
        receive(1);
        run(tx -> tx.processed(tx.inbox(10).reversed().subList(0, 1)));
        var weekAgo = clock.instant().minus(Duration.ofDays(7));

        assertThat(purge(Kind.WEBHOOK_EVENTS, weekAgo, 3)).isEqualTo(3);
        assertThat(purge(Kind.WEBHOOK_EVENTS, weekAgo, 3)).isEqualTo(1);
        assertThat(purge(Kind.WEBHOOK_EVENTS, weekAgo, 3)).isZero();
        assertThat(list(tx -> tx.inbox(10))).hasSize(1);
    }

    @Test
    void a_tombstone_that_holds_something_back_stays() {
        person.does("insert into " + own("tombstone") + " (object_type, row_key, hubspot_id, row_gone, record_gone,"
                + " ended_at, reason) values ('contacts', '1', '11', true, true, 5, 'x'),"
                + " ('contacts', '2', '12', false, true, 5, 'x'), ('contacts', '3', '13', true, false, 5, 'x')");

        assertThat(purge(Kind.TOMBSTONES, clock.instant(), 10)).isEqualTo(1);
        assertThat(purge(Kind.TOMBSTONES, clock.instant(), 10)).isZero();
    }

    @Test
    void every_kind_can_be_taken_out() {
        for (var kind : Kind.values()) {
            assertThat(purge(kind, clock.instant(), 10)).as(kind.name()).isZero();
        }
    }
}
