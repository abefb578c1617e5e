package dev.linchpin.database.inspection;

import static dev.linchpin.engine.model.ObjectType.COMPANIES;
import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.Inspection.JournalFilter;
import dev.linchpin.engine.store.JournalEntry;
import dev.linchpin.engine.store.JournalEntry.Action;
import dev.linchpin.engine.store.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

abstract class JournalPagesContract extends DatabaseContract {
    JournalPagesContract(Product product) {
        super(product);
    }

    /** What the database says about how it answers a query, with Linchpin's own tables as they are named in it. */
    abstract String plan(String query);

    private void journal(int number, Side side, Action action, Cause cause, Instant at) {
        run(tx -> tx.journal(List.of(new JournalEntry(
                at,
                CONTACTS,
                number,
                new RowKey(String.valueOf(number % 2)),
                number == 1 ? null : new HubSpotId("11"),
                side,
                action,
                "name",
                Value.of("before"),
                Value.of("after " + number),
                cause,
                "HubSpot changed it"))));
    }

    /** Five entries of as many seconds. */
    private Instant fiveUpdates() {
        var began = clock.instant();
        for (int number = 1; number <= 5; number++) {
            journal(number, Side.DATABASE, Action.UPDATE, Cause.WEBHOOK, began.plusSeconds(number));
        }
        return began;
    }

    /** The numbers of all entries found, read in pages of two. */
    private List<Long> found(JournalFilter filter) {
        var numbers = new ArrayList<Long>();
        String next = null;
        do {
            var page = inspection.journal(filter, next, 2);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
            page.items().forEach(view -> numbers.add(view.entry().linkId()));
            next = page.next();
        } while (next != null);
        return numbers;
    }

    private static JournalFilter about(Filter filter) {
        return new JournalFilter(filter, null, null, null, null, null);
    }

    private static JournalFilter of(@Nullable Side side, @Nullable Action action, @Nullable Cause cause) {
        return new JournalFilter(Filter.NONE, side, action, cause, null, null);
    }

    @Test
    void it_is_listed_newest_first_and_by_record() {
        fiveUpdates();

        assertThat(found(about(Filter.NONE))).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(found(about(new Filter(CONTACTS, new RowKey("0"), new HubSpotId("11"), "name"))))
                .containsExactly(4L, 2L);
        assertThat(found(about(new Filter(COMPANIES, null, null, null)))).isEmpty();
        var oldest = inspection.journal(Filter.NONE, null, 9).items().getLast().entry();
        assertThat(oldest.record()).isNull();
        assertThat(oldest.after()).isEqualTo(Value.of("after 1"));
    }

    @Test
    void entries_of_one_moment_are_each_on_one_page_only() {
        for (int number = 1; number <= 5; number++) {
            journal(number, Side.DATABASE, Action.UPDATE, Cause.SQL, clock.instant());
        }
        journal(6, Side.DATABASE, Action.UPDATE, Cause.SQL, clock.instant().minus(Duration.ofSeconds(1)));

        assertThat(found(about(Filter.NONE))).containsExactly(5L, 4L, 3L, 2L, 1L, 6L);
    }

    @Test
    void it_is_told_by_side_action_and_cause() {
        fiveUpdates();
        journal(6, Side.HUBSPOT, Action.RESOLVED, Cause.PERSON, clock.instant());
        journal(7, Side.HUBSPOT, Action.UPDATE, Cause.AUDIT, clock.instant());

        assertThat(found(of(Side.HUBSPOT, null, null))).containsExactly(7L, 6L);
        assertThat(found(of(null, Action.RESOLVED, null))).containsExactly(6L);
        assertThat(found(of(null, Action.UPDATE, null))).containsExactly(5L, 4L, 3L, 2L, 1L, 7L);
        assertThat(found(of(null, null, Cause.AUDIT))).containsExactly(7L);
        assertThat(found(of(null, null, Cause.WEBHOOK))).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(found(of(Side.DATABASE, Action.UPDATE, Cause.PERSON))).isEmpty();
    }

    @Test
    void it_is_told_by_time_from_the_first_moment_and_before_the_last() {
        var began = fiveUpdates();

        assertThat(found(new JournalFilter(Filter.NONE, null, null, null, began.plusSeconds(2), began.plusSeconds(4))))
                .containsExactly(3L, 2L);
    }

    @Test
    void what_is_rare_and_what_is_long_ago_is_found_without_reading_the_rest() {
        var newestFirst = " order by at desc, id desc limit 9";

        assertThat(plan("where at >= 5 and at < 9" + newestFirst)).contains("sync_log_at");
        assertThat(plan("where action = 'LOST' and action <> 'UPDATE'" + newestFirst))
                .contains("sync_log_rare_action");
        assertThat(plan("where cause = 'PERSON' and cause in ('PERSON', 'RETRY', 'RECONCILIATION', 'AUDIT')"
                        + newestFirst))
                .contains("sync_log_rare_cause");
    }

    @Test
    void a_position_that_no_list_gave_out_is_refused() {
        assertThatThrownBy(() -> inspection.journal(Filter.NONE, "5", 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
