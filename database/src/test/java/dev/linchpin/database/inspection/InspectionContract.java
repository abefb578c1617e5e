package dev.linchpin.database.inspection;

import static dev.linchpin.database.testing.Fields.valuesOf;
import static dev.linchpin.engine.model.ObjectType.COMPANIES;
import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.CapturedChange;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Disposition;
import dev.linchpin.engine.store.Inspection.ConflictFilter;
import dev.linchpin.engine.store.Inspection.DeadLetterFilter;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.engine.store.Inspection.QueueView;
import dev.linchpin.engine.store.Inspection.Refusals;
import dev.linchpin.engine.store.Inspection.Standing;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.SchemaChangedException;
import dev.linchpin.engine.store.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

abstract class InspectionContract extends DatabaseContract {
    InspectionContract(Product product) {
        super(product);
    }

    private void contest(Link link, String field) {
        run(tx -> tx.open(new Conflict(
                0,
                link.id(),
                Conflict.Kind.BOTH_CHANGED,
                field,
                Value.of("x"),
                Value.of("y"),
                Value.of("z"),
                1,
                clock.instant(),
                "both sides changed it")));
    }

    private void bury(Link link, boolean discarded) {
        run(tx -> tx.bury(new DeadLetter(
                0, link.id(), "email", Side.HUBSPOT, Value.of("x"), "is not valid", clock.instant(), discarded)));
    }

    private void clear(Link link) {
        run(tx -> tx.claim(List.of(link.id()))
                .forEach(claim -> tx.finish(List.of(new Disposition.Cleared(link.id(), claim.sequence())))));
    }

    private Standing standing(String record) {
        return inspection.record(CONTACTS, new HubSpotId(record)).orElseThrow().standing();
    }

    /** All items of a list that is read in pages of two. */
    private <T> List<T> all(Function<@Nullable String, Page<T>> list) {
        var items = new ArrayList<T>();
        String next = null;
        do {
            var page = list.apply(next);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
            items.addAll(page.items());
            next = page.next();
        } while (next != null);
        return items;
    }

    @Test
    void a_type_is_summed_up() {
        var contested = wholeLink("1", "11");
        contest(contested, "name");
        clear(wholeLink("2", "12"));
        var intent = wholeLink("3", "13");
        run(tx -> tx.remove(intent));
        run(tx -> tx.mark(List.of(new Mark.OfRow(CONTACTS, new RowKey("4"), Cause.SQL))));
        run(tx -> tx.save(List.of(
                tx.linksByRow(CONTACTS, keys("4")).values().iterator().next().withLinchpinId("4f1c"))));
        bury(contested, false);
        bury(wholeLink("5", "15"), true);
        person.does("insert into " + table + " (id) values (77)");

        assertThat(inspection.status()).singleElement().satisfies(status -> {
            assertThat(status.type()).isEqualTo(CONTACTS);
            assertThat(status.links()).isEqualTo(3);
            assertThat(status.intents()).isEqualTo(1);
            assertThat(status.queued()).isEqualTo(3);
            assertThat(status.conflicts()).isEqualTo(1);
            assertThat(status.deadLetters()).isEqualTo(1);
            assertThat(status.capturedUnread()).isEqualTo(1);
            assertThat(status.oldestMark()).isEqualTo(clock.instant());
        });
    }

    @Test
    void the_oldest_mark_is_that_of_the_entry_that_waits_longest() {
        linkOf("11");
        var began = clock.instant();
        clock.advance(Duration.ofMinutes(1));
        linkOf("11");
        linkOf("12");

        assertThat(inspection.status().getFirst().oldestMark()).isEqualTo(began);
    }

    @Test
    void a_record_stands_where_its_worst_finding_says() {
        linkOf("11");
        assertThat(standing("11")).isEqualTo(Standing.PENDING);
        clear(linkOf("11"));
        assertThat(standing("11")).isEqualTo(Standing.UNLINKED);
        var link = wholeLink("1", "11");
        clear(link);
        assertThat(standing("11")).isEqualTo(Standing.IN_SYNC);
        bury(link, true);
        assertThat(standing("11")).isEqualTo(Standing.IN_SYNC);
        bury(link, false);
        assertThat(standing("11")).isEqualTo(Standing.FAILED);
        contest(link, "name");
        assertThat(standing("11")).isEqualTo(Standing.CONFLICT);

        var status = inspection.record(CONTACTS, new RowKey("1")).orElseThrow();
        assertThat(status.record()).isEqualTo(new HubSpotId("11"));
        assertThat(status.conflicts()).hasSize(1);
        assertThat(status.deadLetters()).hasSize(1);
        assertThat(inspection.record(COMPANIES, new RowKey("1"))).isEmpty();
    }

    @Test
    void conflicts_are_listed_in_pages_and_by_filter() {
        for (int number = 1; number <= 5; number++) {
            var link = wholeLink(String.valueOf(number), "1" + number);
            contest(link, number == 5 ? "stage" : "name");
        }

        var listed = all(after -> inspection.conflicts(Filter.NONE, after, 2));
        assertThat(listed).extracting(view -> String.valueOf(view.row())).containsExactly("1", "2", "3", "4", "5");
        assertThat(inspection.conflict(listed.getFirst().conflict().id())).contains(listed.getFirst());
        assertThat(inspection
                        .conflicts(new Filter(CONTACTS, null, null, "stage"), null, 9)
                        .items())
                .hasSize(1);
        assertThat(inspection
                        .conflicts(new Filter(null, null, new HubSpotId("12"), null), null, 9)
                        .items())
                .hasSize(1);
        assertThat(inspection
                        .conflicts(new Filter(COMPANIES, null, null, null), null, 9)
                        .items())
                .isEmpty();
    }

    @Test
    void conflicts_are_told_by_kind_and_with_the_time_of_the_edit_in_sql() {
        var link = wholeLink("1", "11");
        contest(link, "name");
        run(tx -> tx.open(Conflict.aboutRecord(
                link.id(), Conflict.Kind.DELETED_AND_EDITED, clock.instant(), "deleted here, edited there")));
        var edited = clock.instant();
        run(tx -> tx.foldTimes(List.of(new CapturedChange(
                1,
                CONTACTS,
                CapturedChange.Operation.UPDATE,
                new RowKey("1"),
                new RowKey("1"),
                Set.of("name"),
                edited))));

        assertThat(inspection
                        .conflicts(new ConflictFilter(Filter.NONE, Conflict.Kind.DELETED_AND_EDITED), null, 9)
                        .items())
                .singleElement()
                .satisfies(view -> assertThat(view.editedInSql()).isNull());
        assertThat(inspection
                        .conflicts(new ConflictFilter(Filter.NONE, Conflict.Kind.BOTH_CHANGED), null, 9)
                        .items())
                .singleElement()
                .satisfies(view -> assertThat(view.editedInSql()).isEqualTo(edited));
    }

    private void refuse(int number, Side side, String refused, String message, boolean discarded) {
        var link = wholeLink(String.valueOf(number), "1" + number);
        run(tx -> tx.bury(
                new DeadLetter(0, link.id(), "email", side, Value.of(refused), message, clock.instant(), discarded)));
        clock.advance(Duration.ofSeconds(1));
    }

    @Test
    void dead_letters_are_summed_up_by_what_was_said_without_the_refused_values() {
        var began = clock.instant();
        refuse(1, Side.HUBSPOT, "ada@", "Email address ada@ is invalid", false);
        refuse(2, Side.HUBSPOT, "grace@", "Email address grace@ is invalid", false);
        refuse(3, Side.HUBSPOT, "s", "Email address s is invalid", false);
        refuse(4, Side.DATABASE, "mary@", "Email address mary@ is invalid", false);
        refuse(5, Side.HUBSPOT, "joan@", "Email address joan@ is invalid", true);

        assertThat(inspection.refusals())
                .containsExactlyInAnyOrder(
                        new Refusals(
                                CONTACTS,
                                "email",
                                Side.HUBSPOT,
                                "Email address … is invalid",
                                2,
                                began,
                                began.plusSeconds(1)),
                        new Refusals(
                                CONTACTS,
                                "email",
                                Side.HUBSPOT,
                                "Email address s is invalid",
                                1,
                                began.plusSeconds(2),
                                began.plusSeconds(2)),
                        new Refusals(
                                CONTACTS,
                                "email",
                                Side.DATABASE,
                                "Email address … is invalid",
                                1,
                                began.plusSeconds(3),
                                began.plusSeconds(3)));
        assertThat(inspection
                        .deadLetters(new DeadLetterFilter(Filter.NONE, Side.DATABASE), null, 9)
                        .items())
                .extracting(view -> String.valueOf(view.row()))
                .containsExactly("4");
    }

    @Test
    void closed_conflicts_and_discarded_dead_letters_are_not_listed() {
        var link = wholeLink("1", "11");
        contest(link, "name");
        bury(link, true);
        var open = inspection.conflicts(Filter.NONE, null, 9).items().getFirst().conflict();
        run(tx -> tx.closeConflicts(List.of(open), "hubspot"));

        assertThat(inspection.conflicts(Filter.NONE, null, 9).items()).isEmpty();
        assertThat(inspection.conflict(open.id())).isEmpty();
        assertThat(inspection.deadLetters(Filter.NONE, null, 9).items()).isEmpty();
    }

    @Test
    void dead_letters_are_listed_in_pages() {
        for (int number = 1; number <= 3; number++) {
            bury(wholeLink(String.valueOf(number), "1" + number), false);
        }

        var listed = all(after -> inspection.deadLetters(Filter.NONE, after, 2));

        assertThat(listed).extracting(view -> String.valueOf(view.record())).containsExactly("11", "12", "13");
        assertThat(inspection.deadLetter(listed.getFirst().letter().id())).contains(listed.getFirst());
    }

    @Test
    void the_queue_is_listed_in_the_order_in_which_it_is_claimed() {
        run(tx -> tx.mark(List.of(
                new Mark.OfRecord(CONTACTS, new HubSpotId("1"), Cause.LOAD),
                new Mark.OfRecord(CONTACTS, new HubSpotId("2"), Cause.PERSON),
                new Mark.OfRecord(CONTACTS, new HubSpotId("3"), Cause.POLL),
                new Mark.OfRecord(CONTACTS, new HubSpotId("4"), Cause.POLL),
                new Mark.OfRecord(COMPANIES, new HubSpotId("5"), Cause.POLL))));
        run(tx -> tx.claim(CONTACTS, 1, clock.instant()));

        var listed = all(after -> inspection.queue(Filter.NONE, after, 2));
        assertThat(listed)
                .extracting(QueueView::cause)
                .containsExactly(Cause.PERSON, Cause.POLL, Cause.POLL, Cause.POLL, Cause.LOAD);
        assertThat(listed).extracting(QueueView::claimed).containsExactly(true, false, false, false, false);
        assertThat(inspection
                        .queue(new Filter(COMPANIES, null, null, null), null, 9)
                        .items())
                .hasSize(1);
    }

    @Test
    void rows_are_listed_in_key_order_and_by_value() {
        for (int number = 1; number <= 12; number++) {
            insertedRow(
                    "1" + number,
                    valuesOf(
                            "name",
                            "name " + number,
                            "email",
                            "Person" + number + "@example.com",
                            "interests",
                            number % 2 == 0 ? "a;b" : "",
                            "score",
                            number + ".0"));
        }

        assertThat(all(after -> inspection.rows(contacts, Map.of(), after, 2)))
                .extracting(row -> row.key().value())
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
        assertThat(rows(Map.of("interests", "b;a"))).hasSize(6);
        assertThat(rows(Map.of("interests", ""))).hasSize(6);
        assertThat(rows(Map.of("email", "person3@EXAMPLE.com"))).hasSize(1);
        assertThat(rows(Map.of("score", "3.00", "name", "name 3"))).hasSize(1);
        assertThat(rows(Map.of("score", "three"))).isEmpty();
        assertThat(rows(Map.of("name", "name 3' or '1'='1"))).isEmpty();
    }

    private List<Row> rows(Map<String, String> equal) {
        return all(after -> inspection.rows(contacts, equal, after, 2));
    }

    @Test
    void rows_are_found_by_key_as_long_as_the_table_is_there() {
        var key = insertedRow("11", valuesOf("name", "Ada"));

        assertThat(inspection.rows(contacts, keys(key.value(), "4711", "no number")))
                .containsOnlyKeys(key)
                .allSatisfy((found, row) -> assertThat(row.value("name")).isEqualTo(Value.of("Ada")));

        person.does("alter table " + table + " rename to elsewhere");
        assertThatThrownBy(() -> inspection.rows(contacts, List.of(key))).isInstanceOf(SchemaChangedException.class);
    }

    @Test
    void a_position_that_no_list_gave_out_is_refused() {
        assertThatThrownBy(() -> inspection.conflicts(Filter.NONE, "x", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> inspection.queue(Filter.NONE, "1", 2)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void people_see_errors_and_standing_in_sql() {
        var link = wholeLink("1", "11");
        contest(link, "name");
        bury(link, false);
        var failing = wholeLink("2", "12");
        run(tx -> tx.claim(List.of(failing.id()))
                .forEach(claim -> tx.finish(List.of(
                        new Disposition.Failed(failing.id(), claim.sequence(), clock.instant(), "no answer")))));
        clear(wholeLink("3", "13"));
        var schema = isOn(Product.POSTGRESQL) ? "linchpin." : "linchpin_";

        assertThat(person.sees(
                        "select concat(kind, ' ', row_key, ' ', message) from " + schema + "sync_errors order by 1"))
                .containsExactly("CONFLICT 1 both sides changed it", "FAILING 2 no answer", "REFUSED 1 is not valid");
        assertThat(person.sees("select status from " + schema + "record_status order by row_key"))
                .containsExactly("CONFLICT", "PENDING", "IN_SYNC");
        assertThat(person.sees("select last_synced_at from " + schema + "record_status where row_key = '3'"))
                .singleElement()
                .satisfies(at -> assertThat(at).startsWith("2026-03-01"));
    }
}
