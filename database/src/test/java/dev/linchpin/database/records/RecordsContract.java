package dev.linchpin.database.records;

import static dev.linchpin.database.testing.Fields.valuesOf;
import static dev.linchpin.engine.model.ObjectType.COMPANIES;
import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.edges.Edge;
import dev.linchpin.engine.edges.EdgeChange;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Differences.Portion;
import dev.linchpin.engine.store.Disposition;
import dev.linchpin.engine.store.EdgeWait;
import dev.linchpin.engine.store.Inspection.Page;
import dev.linchpin.engine.store.Inspection.Standing;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Records.Association;
import dev.linchpin.engine.store.Records.EdgeStanding;
import dev.linchpin.engine.store.Records.Listed;
import dev.linchpin.engine.store.Records.Wanted;
import dev.linchpin.engine.store.SchemaChangedException;
import dev.linchpin.engine.store.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

abstract class RecordsContract extends DatabaseContract {
    RecordsContract(Product product) {
        super(product);
    }

    /** All items of a list that is read in pages of two. */
    private static <T> List<T> all(Function<@Nullable String, Page<T>> list) {
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

    private List<Listed> listed(Wanted wanted) {
        return all(after -> database.records().list(CONTACTS, wanted, after, 2));
    }

    private List<String> records(@Nullable Standing standing) {
        return listed(new Wanted(standing, false)).stream()
                .map(listed -> String.valueOf(listed.record()))
                .toList();
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

    private Link inStep(String row, String record) {
        var link = wholeLink(row, record);
        clear(link);
        return link;
    }

    private void clear(Link link) {
        run(tx -> tx.claim(List.of(link.id()))
                .forEach(claim -> tx.finish(List.of(new Disposition.Cleared(link.id(), claim.sequence())))));
    }

    private void park(Link link, EdgeWait wait) {
        run(tx -> tx.edges().park(Map.of(link.id(), List.of(wait))));
    }

    @Test
    void records_are_listed_with_how_they_stand_the_latest_first() {
        inStep("1", "11");
        var contested = wholeLink("2", "12");
        contest(contested, "name");
        contest(contested, "email");
        bury(contested, false);
        bury(inStep("3", "13"), false);
        bury(inStep("4", "14"), true);
        wholeLink("5", "15");
        park(inStep("6", "16"), new EdgeWait("companies", COMPANIES, new RowKey("999"), null, true));
        clear(linkOf("17"));

        assertThat(records(null)).containsExactly("17", "16", "15", "14", "13", "12", "11");
        assertThat(listed(Wanted.ALL))
                .extracting(Listed::standing)
                .containsExactly(
                        Standing.UNLINKED,
                        Standing.PARKED,
                        Standing.PENDING,
                        Standing.IN_SYNC,
                        Standing.FAILED,
                        Standing.CONFLICT,
                        Standing.IN_SYNC);
        assertThat(records(Standing.IN_SYNC)).containsExactly("14", "11");
        assertThat(records(Standing.CONFLICT)).containsExactly("12");
        assertThat(records(Standing.FAILED)).containsExactly("13");
        assertThat(records(Standing.PENDING)).containsExactly("15");
        assertThat(records(Standing.PARKED)).containsExactly("16");
        assertThat(records(Standing.UNLINKED)).containsExactly("17");
    }

    @Test
    void what_differs_is_listed_until_it_is_brought_in_step() {
        var link = inStep("1", "11");
        inStep("2", "12");
        database.verification()
                .differences()
                .found(new Portion(
                        CONTACTS, ids(List.of(link)), ids(List.of(link)), List.of(), List.of(), clock.instant()));
        var wanted = new Wanted(null, true);

        assertThat(listed(wanted)).extracting(Listed::record).containsExactly(new HubSpotId("11"));
        assertThat(listed(Wanted.ALL)).extracting(Listed::differs).containsExactly(false, true);

        clock.advance(Duration.ofSeconds(1));
        run(tx -> tx.mark(List.of(new Mark.OfLink(link.id(), Cause.PERSON))));
        assertThat(listed(wanted)).isEmpty();
        clear(link);
        assertThat(listed(wanted)).isEmpty();
    }

    private List<String> found(String text) {
        return found(text, Wanted.ALL);
    }

    private List<String> found(String text, Wanted wanted) {
        var fields = List.of(contacts.field("name"), contacts.field("email"));
        return all(after -> database.records().search(contacts, fields, text, wanted, after, 2)).stream()
                .map(listed -> String.valueOf(listed.row()))
                .toList();
    }

    private String row(String record, String name, String email) {
        var key = insertedRow(record, valuesOf("name", name, "email", email)).value();
        inStep(key, record);
        return key;
    }

    @Test
    void records_are_found_by_how_each_word_of_a_field_begins() {
        var ada = row("11", "Ada Lovelace", "ada@example.com");
        var adam = row("12", "Adam Smith", "smith@example.com");
        var grace = row("13", "Grace 100% Hopper_", "adad@example.com");

        assertThat(found("ada")).containsExactly(ada, adam, grace);
        assertThat(found("ADA love")).containsExactly(ada);
        assertThat(found(" smith ")).containsExactly(adam);
        assertThat(found("ovelace")).isEmpty();
        assertThat(found("100%")).containsExactly(grace);
        assertThat(found("1%0")).isEmpty();
        assertThat(found("hopper_")).containsExactly(grace);
        assertThat(found("_")).isEmpty();
        assertThat(found("\\")).isEmpty();
    }

    @Test
    void a_record_is_found_by_its_key_and_by_its_id_and_comes_once() {
        var first = row("11", "Ada", "ada@example.com");
        var named = row("12", "11 Hours", "hours@example.com");
        var more = row("13", "11 Minutes", "minutes@example.com");

        assertThat(found("11")).containsExactly(first, named, more);
        assertThat(found(more)).contains(more).doesNotHaveDuplicates();
        assertThat(found("4711")).isEmpty();
    }

    @Test
    void rows_that_are_not_linked_are_found_too_and_standings_are_told_apart() {
        var ada = row("11", "Ada", "ada@example.com");
        person.does("insert into " + table + " (name) values ('Adam')");
        var adam = String.valueOf(
                person.sees("select id from " + table + " where name = 'Adam'").getFirst());

        assertThat(found("ada")).containsExactly(ada, adam);
        assertThat(found("ada", new Wanted(Standing.UNLINKED, false))).containsExactly(adam);
        assertThat(found("ada", new Wanted(Standing.IN_SYNC, false))).containsExactly(ada);
        assertThat(found("ada", new Wanted(Standing.CONFLICT, false))).isEmpty();
        assertThat(database.records()
                        .known(contacts, new RowKey(adam))
                        .orElseThrow()
                        .link()
                        .id())
                .isZero();
    }

    @Test
    void what_is_known_of_a_record_is_found_by_either_of_its_names() {
        var key = new RowKey(row("11", "Ada", "ada@example.com"));
        var known = database.records().known(contacts, key).orElseThrow();
        contest(known.link(), "name");
        bury(known.link(), false);

        var byRecord = database.records().known(contacts, new HubSpotId("11")).orElseThrow();
        assertThat(byRecord.link().row()).isEqualTo(key);
        assertThat(Objects.requireNonNull(byRecord.row()).value("name")).isEqualTo(Value.of("Ada"));
        assertThat(byRecord.conflicts()).extracting(Conflict::field).containsExactly("name");
        assertThat(byRecord.deadLetters()).extracting(DeadLetter::field).containsExactly("email");
        assertThat(database.records().known(contacts, new RowKey("4711"))).isEmpty();
        assertThat(database.records().known(contacts, new HubSpotId("4711"))).isEmpty();
    }

    @Test
    void a_table_that_is_gone_is_told_of() {
        inStep("1", "11");
        person.does("alter table " + table + " rename to elsewhere");
        List<Field> fields = List.of(contacts.field("name"));

        assertThatThrownBy(() -> database.records().search(contacts, fields, "a", Wanted.ALL, null, 2))
                .isInstanceOf(SchemaChangedException.class);
        assertThat(listed(Wanted.ALL)).hasSize(1);
    }

    @Test
    void associations_are_told_from_both_ends_with_what_they_wait_for() {
        var ada = inStep("1", "11");
        var grace = inStep("2", "12");
        var edge = new EdgeMapping(
                "friends",
                CONTACTS,
                new EdgeMapping.Holder.Table("friends", "from_id", "to_id", "label", true),
                null,
                Direction.BOTH,
                Policy.MANUAL);
        run(tx -> tx.edges()
                .rebase(
                        edge,
                        Map.of(
                                ada.id(),
                                List.of(
                                        new EdgeChange(new Edge(grace.id(), ""), true),
                                        new EdgeChange(new Edge(grace.id(), "best friend"), true)))));
        park(ada, new EdgeWait("friends", CONTACTS, null, new HubSpotId("99"), true));

        assertThat(database.records().associations(ada, 10).get(CONTACTS))
                .containsExactly(
                        new Association(
                                "friends",
                                List.of("best friend"),
                                CONTACTS,
                                new RowKey("2"),
                                new HubSpotId("12"),
                                EdgeStanding.IN_SYNC),
                        new Association(
                                "friends", List.of(), CONTACTS, null, new HubSpotId("99"), EdgeStanding.PARKED));
        assertThat(database.records().associations(grace, 10).get(CONTACTS))
                .singleElement()
                .satisfies(one -> assertThat(one.row()).isEqualTo(new RowKey("1")));
        assertThat(database.records().associations(ada, 1).get(CONTACTS)).hasSize(1);
    }

    @Test
    void a_position_that_no_list_gave_out_is_refused() {
        assertThatThrownBy(() -> database.records().list(CONTACTS, Wanted.ALL, "x", 2))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
