package dev.linchpin.database.journal;

import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.JournalEntry;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.PutBacks.PutBack;
import dev.linchpin.engine.store.Side;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class PutBacksContract extends DatabaseContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    PutBacksContract(Product product) {
        super(product);
    }

    private void tell(Instant at, long link, Side side, Action action, String field) {
        run(tx -> tx.journal(List.of(new JournalEntry(
                at,
                CONTACTS,
                link,
                null,
                null,
                side,
                action,
                field,
                Value.of("b"),
                Value.of("a"),
                Cause.POLL,
                "why"))));
    }

    private List<PutBack> since(Instant from, Long... links) {
        return store.inTransaction(tx -> tx.putBacks().since(List.of(links), from));
    }

    private static PutBack putBack(long link, String field) {
        return new PutBack(link, field, Value.of("b"), Value.of("a"));
    }

    @Test
    void what_hubspot_lost_to_the_row_is_found_by_link_and_time() {
        tell(NOON.minusSeconds(1), 1, Side.HUBSPOT, Action.LOST, "early");
        tell(NOON, 1, Side.HUBSPOT, Action.LOST, "phone");
        tell(NOON, 1, Side.DATABASE, Action.LOST, "phone");
        tell(NOON, 1, Side.HUBSPOT, Action.UPDATE, "city");
        tell(NOON, 2, Side.HUBSPOT, Action.LOST, "city");
        tell(NOON, 3, Side.HUBSPOT, Action.LOST, "city");

        assertThat(since(NOON, 1L, 2L)).containsExactly(putBack(1, "phone"), putBack(2, "city"));
    }

    @Test
    void what_was_put_back_before_a_person_settled_the_field_no_longer_counts() {
        tell(NOON, 1, Side.HUBSPOT, Action.LOST, "phone");
        tell(NOON, 1, Side.HUBSPOT, Action.LOST, "city");
        tell(NOON, 2, Side.HUBSPOT, Action.LOST, "phone");
        tell(NOON, 1, Side.HUBSPOT, Action.RESOLVED, "phone");

        assertThat(since(NOON, 1L, 2L)).containsExactly(putBack(1, "city"), putBack(2, "phone"));

        tell(NOON, 1, Side.HUBSPOT, Action.LOST, "phone");
        assertThat(since(NOON, 1L)).containsExactly(putBack(1, "city"), putBack(1, "phone"));
    }
}
