package dev.linchpin.database.feeds;

import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.store.InboxEvent;
import dev.linchpin.engine.store.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class FeedsContract extends DatabaseContract {
    FeedsContract(Product product) {
        super(product);
    }

    private InboxEvent event(String deduplicationKey) {
        return new InboxEvent(
                0,
                CONTACTS,
                new HubSpotId("11"),
                "propertyChange",
                "email",
                "a@b.c",
                clock.instant(),
                true,
                deduplicationKey);
    }

    private int receive(InboxEvent... events) {
        return store.inTransaction(tx -> tx.receive(List.of(events)));
    }

    @Test
    void an_event_that_was_seen_before_is_not_received_again() {
        assertThat(receive(event("a"), event("b"), event("a"))).isEqualTo(2);
        assertThat(receive(event("b"), event("c"))).isEqualTo(1);

        assertThat(list(tx -> tx.inbox(10)))
                .extracting(InboxEvent::deduplicationKey)
                .containsExactly("a", "b", "c");
    }

    @Test
    void an_event_reads_back_as_it_was_received() {
        receive(event("a"));

        assertThat(list(tx -> tx.inbox(10)))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(event("a"));
    }

    @Test
    void processed_events_leave_the_inbox_but_are_still_known() {
        receive(event("a"), event("b"));
        assertThat(tells(Transaction::hasWork)).isTrue();

        run(tx -> tx.processed(tx.inbox(1)));

        assertThat(list(tx -> tx.inbox(10)))
                .extracting(InboxEvent::deduplicationKey)
                .containsExactly("b");
        assertThat(receive(event("a"))).isZero();
        run(tx -> tx.processed(tx.inbox(10)));
        assertThat(tells(Transaction::hasWork)).isFalse();
    }

    @Test
    void a_feed_has_no_position_until_one_is_saved_and_then_the_last_one() {
        assertThat(optional(tx -> tx.watermark("poll:contacts"))).isEmpty();

        run(tx -> tx.watermark("poll:contacts", "a"));
        run(tx -> tx.watermark("poll:contacts", "b"));

        assertThat(optional(tx -> tx.watermark("poll:contacts"))).contains("b");
        assertThat(optional(tx -> tx.watermark("poll:companies"))).isEmpty();
    }
}
