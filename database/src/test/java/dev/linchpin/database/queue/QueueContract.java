package dev.linchpin.database.queue;

import static dev.linchpin.engine.model.ObjectType.COMPANIES;
import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Attempt;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Claim;
import dev.linchpin.engine.store.Disposition;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.Inspection.QueueView;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class QueueContract extends DatabaseContract {
    QueueContract(Product product) {
        super(product);
    }

    private void mark(String record, Cause cause) {
        run(tx -> tx.mark(List.of(new Mark.OfRecord(CONTACTS, new HubSpotId(record), cause))));
    }

    private List<Claim> claim() {
        return store.inTransaction(tx -> tx.claim(CONTACTS, 100, clock.instant()));
    }

    private void finish(Disposition... dispositions) {
        run(tx -> tx.finish(List.of(dispositions)));
    }

    private List<QueueView> queue() {
        return inspection.queue(Filter.NONE, null, 1_000).items();
    }

    private static Disposition cleared(Claim claim) {
        return new Disposition.Cleared(claim.link().id(), claim.sequence());
    }

    private static Disposition failed(Claim claim, Instant notBefore) {
        return new Disposition.Failed(claim.link().id(), claim.sequence(), notBefore, "no answer");
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time);
    }

    @Test
    void marking_a_record_that_is_not_linked_begins_a_link_with_that_half() {
        mark("11", Cause.POLL);

        assertThat(claim()).singleElement().satisfies(claim -> {
            assertThat(claim.link().record()).isEqualTo(new HubSpotId("11"));
            assertThat(claim.link().row()).isNull();
            assertThat(claim.cause()).isEqualTo(Cause.POLL);
        });
    }

    @Test
    void marks_of_one_link_coalesce_into_one_entry_that_keeps_the_most_urgent_cause() {
        mark("11", Cause.RECONCILIATION);
        mark("11", Cause.WEBHOOK);
        mark("11", Cause.POLL);

        assertThat(queue())
                .singleElement()
                .satisfies(entry -> assertThat(entry.cause()).isEqualTo(Cause.WEBHOOK));
        assertThat(claim())
                .singleElement()
                .satisfies(claim -> assertThat(claim.sequence()).isEqualTo(3));
    }

    @Test
    void marks_of_unknown_links_are_ignored() {
        run(tx -> tx.mark(List.of(new Mark.OfLink(4711, Cause.PERSON))));

        assertThat(queue()).isEmpty();
    }

    @Test
    void one_mark_of_row_and_record_of_the_same_link_makes_one_entry() {
        wholeLink("1", "11");

        run(tx -> tx.mark(List.of(
                new Mark.OfRow(CONTACTS, new RowKey("1"), Cause.SQL),
                new Mark.OfRecord(CONTACTS, new HubSpotId("11"), Cause.SQL))));

        assertThat(queue()).hasSize(1);
    }

    @Test
    void the_most_urgent_entries_are_claimed_first_and_among_them_the_oldest() {
        mark("1", Cause.LOAD);
        mark("2", Cause.AUDIT);
        clock.advance(Duration.ofSeconds(1));
        mark("3", Cause.WEBHOOK);
        clock.advance(Duration.ofSeconds(1));
        mark("4", Cause.WEBHOOK);
        mark("5", Cause.PERSON);

        var claimed = store.inTransaction(tx -> tx.claim(CONTACTS, 4, clock.instant()));

        assertThat(claimed)
                .extracting(claim -> String.valueOf(claim.link().record()))
                .containsExactly("5", "3", "4", "2");
    }

    @Test
    void what_is_claimed_is_not_claimed_again() {
        mark("11", Cause.POLL);
        var id = claim().getFirst().link().id();

        assertThat(claim()).isEmpty();
        assertThat(list(tx -> tx.claim(List.of(id)))).isEmpty();
        assertThat(set(tx -> tx.atWork(List.of(id)))).containsExactly(id);
    }

    @Test
    void claiming_takes_only_the_type_that_was_asked_for() {
        mark("11", Cause.POLL);

        assertThat(list(tx -> tx.claim(COMPANIES, 100, clock.instant()))).isEmpty();
    }

    @Test
    void clearing_removes_the_entry_and_tells_when_the_record_was_in_step() {
        mark("11", Cause.POLL);

        finish(cleared(claim().getFirst()));

        assertThat(queue()).isEmpty();
        assertThat(inspection.record(CONTACTS, new HubSpotId("11")))
                .hasValueSatisfying(status -> assertThat(status.lastSyncedAt()).isEqualTo(clock.instant()));
    }

    @Test
    void a_mark_during_the_claim_keeps_the_entry_due_now_whatever_becomes_of_the_claim() {
        for (var record : List.of("1", "2", "3")) {
            mark(record, Cause.POLL);
        }
        var claims = claim();
        for (var record : List.of("1", "2", "3")) {
            mark(record, Cause.WEBHOOK);
        }

        finish(
                cleared(claims.get(0)),
                failed(claims.get(1), in(Duration.ofHours(1))),
                new Disposition.Again(claims.get(2).link().id(), claims.get(2).sequence(), in(Duration.ofHours(1))));

        assertThat(claim()).hasSize(3);
    }

    @Test
    void a_failure_is_counted_told_and_tried_again_only_later() {
        mark("11", Cause.POLL);
        finish(failed(claim().getFirst(), in(Duration.ofMinutes(1))));

        assertThat(claim()).isEmpty();
        assertThat(queue()).singleElement().satisfies(entry -> {
            assertThat(entry.failures()).isEqualTo(1);
            assertThat(entry.lastFailure()).isEqualTo("no answer");
            assertThat(entry.claimed()).isFalse();
        });
        clock.advance(Duration.ofMinutes(1));
        assertThat(claim())
                .singleElement()
                .satisfies(claim -> assertThat(claim.failures()).isEqualTo(1));
    }

    @Test
    void progress_forgets_failures() {
        mark("11", Cause.POLL);
        finish(failed(claim().getFirst(), clock.instant()));
        var claim = claim().getFirst();

        finish(new Disposition.Again(claim.link().id(), claim.sequence(), in(Duration.ofSeconds(5))));

        assertThat(claim()).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(claim())
                .singleElement()
                .satisfies(again -> assertThat(again.failures()).isZero());
    }

    @Test
    void only_news_of_a_change_cuts_the_wait_of_a_failing_link_short() {
        mark("11", Cause.POLL);
        finish(failed(claim().getFirst(), in(Duration.ofHours(1))));

        for (var cause : List.of(Cause.POLL, Cause.RETRY, Cause.RECONCILIATION, Cause.AUDIT, Cause.LOAD)) {
            mark("11", cause);
            assertThat(claim()).as("after a mark for %s", cause).isEmpty();
        }
        mark("11", Cause.SQL);
        assertThat(claim()).hasSize(1);
    }

    @Test
    void claiming_a_link_by_number_does_not_ask_whether_it_is_due() {
        mark("11", Cause.POLL);
        var claim = claim().getFirst();
        finish(failed(claim, in(Duration.ofHours(1))));

        assertThat(list(tx -> tx.claim(List.of(claim.link().id())))).hasSize(1);
    }

    @Test
    void all_links_of_a_type_can_be_marked_at_once() {
        mark("1", Cause.POLL);
        mark("2", Cause.POLL);
        claim().forEach(claim -> finish(cleared(claim)));

        run(tx -> tx.markAll(CONTACTS, Cause.RECONCILIATION));

        assertThat(claim()).extracting(Claim::cause).containsExactly(Cause.RECONCILIATION, Cause.RECONCILIATION);
    }

    @Test
    void rows_without_a_link_are_marked_in_portions_and_in_key_order() {
        for (int row = 1; row <= 5; row++) {
            person.does("insert into " + table + " (name) values ('x')");
        }
        wholeLink("2", "22");
        claim().forEach(claim -> finish(cleared(claim)));

        var first = store.inTransaction(tx -> tx.markUnlinkedRows(contacts, null, 3));
        assertThat(first).contains(new RowKey("3"));
        assertThat(queue()).extracting(entry -> String.valueOf(entry.row())).containsExactly("1", "3");

        var second = store.inTransaction(tx -> tx.markUnlinkedRows(contacts, first.orElseThrow(), 3));
        assertThat(second).isEmpty();
        assertThat(queue()).extracting(entry -> String.valueOf(entry.row())).containsExactly("1", "3", "4", "5");
    }

    @Test
    void a_row_whose_change_of_key_has_yet_to_be_taken_in_is_not_marked_as_one_without_a_link() {
        person.does("insert into " + table + " (name) values ('x')");
        person.does("insert into " + table + " (name) values ('y')");
        person.does("update " + table + " set id = 9 where id = 1");

        store.inTransaction(tx -> tx.markUnlinkedRows(contacts, null, 10));

        assertThat(queue()).extracting(entry -> String.valueOf(entry.row())).containsExactly("2");
    }

    @Test
    void there_is_work_until_every_entry_is_cleared_or_has_failed() {
        assertThat(tells(Transaction::hasWork)).isFalse();
        mark("11", Cause.POLL);
        assertThat(tells(Transaction::hasWork)).isTrue();
        var claim = claim().getFirst();
        assertThat(tells(Transaction::hasWork)).isTrue();
        finish(failed(claim, in(Duration.ofHours(1))));
        assertThat(tells(Transaction::hasWork)).isFalse();

        person.does("insert into " + table + " (name) values ('x')");
        assertThat(tells(Transaction::hasWork)).isTrue();
    }

    @Test
    void a_claim_comes_with_what_is_open_for_its_link() {
        var link = linkOf("11");
        run(tx -> tx.open(List.of(new Attempt(
                0,
                link.id(),
                "name",
                Value.of("a"),
                Value.of("b"),
                Value.of("c"),
                clock.instant(),
                in(Duration.ofSeconds(20)),
                null))));

        assertThat(claim()).singleElement().satisfies(claim -> {
            assertThat(claim.attempts()).singleElement().satisfies(attempt -> {
                assertThat(attempt.id()).isPositive();
                assertThat(attempt.deadline()).isEqualTo(in(Duration.ofSeconds(20)));
            });
            assertThat(claim.conflicts()).isEmpty();
            assertThat(claim.deadLetters()).isEmpty();
        });
    }
}
