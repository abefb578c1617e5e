package dev.linchpin.database.standings;

import static dev.linchpin.database.testing.Fields.valuesOf;
import static dev.linchpin.engine.model.ObjectType.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.DeadLetter;
import dev.linchpin.engine.store.Differences.Portion;
import dev.linchpin.engine.store.Differences.Scope;
import dev.linchpin.engine.store.Disposition;
import dev.linchpin.engine.store.EdgeWait;
import dev.linchpin.engine.store.InboxEvent;
import dev.linchpin.engine.store.Link;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.engine.store.Side;
import dev.linchpin.engine.store.Standings.Checked;
import dev.linchpin.engine.store.Standings.OfType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

abstract class StandingsContract extends DatabaseContract {
    StandingsContract(Product product) {
        super(product);
    }

    private OfType standing() {
        return database.standings().types().getFirst();
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

    private void park(Link link) {
        run(tx -> tx.edges()
                .park(Map.of(link.id(), List.of(new EdgeWait("companies", CONTACTS, new RowKey("999"), null, true)))));
    }

    private void found(List<Link> compared, List<Link> differing) {
        database.verification()
                .differences()
                .found(new Portion(CONTACTS, ids(compared), ids(differing), List.of(), List.of(), clock.instant()));
    }

    @Test
    void nothing_is_known_of_an_empty_database() {
        assertThat(database.standings().types()).isEmpty();
    }

    @Test
    void each_pair_is_counted_once_by_the_worst_that_is_known_of_it() {
        inStep("1", "11");
        var everything = wholeLink("2", "12");
        contest(everything, "name");
        contest(everything, "email");
        bury(everything, false);
        park(everything);
        var failed = wholeLink("3", "13");
        bury(failed, false);
        var pending = wholeLink("4", "14");
        park(pending);
        park(inStep("5", "15"));
        bury(inStep("6", "16"), true);
        clear(linkOf("17"));
        run(tx -> tx.mark(List.of(new Mark.OfRow(CONTACTS, new RowKey("8"), Cause.SQL))));

        var standing = standing();

        assertThat(standing.linked()).isEqualTo(6);
        assertThat(standing.conflicts()).isEqualTo(1);
        assertThat(standing.failed()).isEqualTo(1);
        assertThat(standing.pending()).isEqualTo(1);
        assertThat(standing.parked()).isEqualTo(1);
        assertThat(standing.inSync()).isEqualTo(2);
        assertThat(standing.unlinked()).isEqualTo(2);
        assertThat(standing.openConflicts()).isEqualTo(2);
        assertThat(standing.deadLetters()).isEqualTo(2);
        assertThat(standing.queued()).isEqualTo(4);
    }

    @Test
    void each_side_tells_since_when_its_longest_waiting_change_waits() {
        run(tx -> tx.mark(List.of(new Mark.OfRow(CONTACTS, new RowKey("8"), Cause.SQL))));
        var inDatabase = clock.instant();
        clock.advance(Duration.ofMinutes(1));
        linkOf("11");
        var inHubSpot = clock.instant();
        clock.advance(Duration.ofMinutes(1));
        linkOf("12");

        assertThat(standing().oldestInDatabase()).isEqualTo(inDatabase);
        assertThat(standing().oldestInHubSpot()).isEqualTo(inHubSpot);
    }

    @Test
    void captured_changes_wait_before_anybody_has_looked_at_them() {
        var key = insertedRow("11", valuesOf("name", "Ada"));
        inStep(key.value(), "11");
        inStep("777", "12");
        assertThat(standing().inSync()).isEqualTo(2);
        person.does("update " + table + " set name = 'Grace' where id = ?", Integer.parseInt(key.value()));

        assertThat(standing().unread()).isEqualTo(1);
        assertThat(standing().pending()).isEqualTo(1);
        assertThat(standing().inSync()).isEqualTo(1);
        assertThat(standing().oldestInDatabase()).isNotNull();
        assertThat(standing().oldestInHubSpot()).isNull();
    }

    @Test
    void a_pair_that_hubspot_told_of_is_pending_before_anybody_has_looked_at_it_unless_the_change_was_ours() {
        inStep("1", "11");
        inStep("2", "12");
        run(tx -> tx.receive(List.of(event("11", false), event("12", true))));

        assertThat(standing().pending()).isEqualTo(1);
        assertThat(standing().oldestInHubSpot()).isEqualTo(clock.instant());
    }

    private InboxEvent event(String record, boolean ours) {
        return new InboxEvent(
                0, CONTACTS, new HubSpotId(record), "propertyChange", "name", "Ada", clock.instant(), ours, record);
    }

    @Test
    void what_a_check_found_differs_until_it_is_brought_in_step() {
        var link = inStep("1", "11");
        var other = inStep("2", "12");
        found(List.of(link, other), List.of(link));
        assertThat(standing().differing()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        run(tx -> tx.mark(List.of(new Mark.OfLink(link.id(), Cause.RECONCILIATION))));
        assertThat(standing().differing()).isZero();
        clear(link);

        assertThat(standing().differing()).isZero();
        assertThat(standing().inSync()).isEqualTo(2);
    }

    @Test
    void what_a_later_look_finds_equal_differs_no_more() {
        var link = inStep("1", "11");
        var other = inStep("2", "12");
        found(List.of(link, other), List.of(link, other));
        found(List.of(link), List.of());

        assertThat(standing().differing()).isEqualTo(1);
    }

    @Test
    void a_pair_that_ended_differs_no_more() {
        var link = inStep("1", "11");
        inStep("2", "12");
        found(List.of(link), List.of(link));
        run(tx -> tx.remove(link));

        assertThat(standing().differing()).isZero();
    }

    @Test
    void what_is_alone_differs_until_it_is_linked_or_a_later_check_comes_past_without_finding_it() {
        inStep("1", "11");
        var differences = database.verification().differences();
        differences.found(new Portion(
                CONTACTS, List.of(), List.of(), keys("2", "3"), List.of(new HubSpotId("14")), clock.instant()));
        assertThat(standing().differing()).isEqualTo(3);

        clock.advance(Duration.ofSeconds(1));
        inStep("2", "12");
        inStep("4", "14");
        assertThat(standing().differing()).isEqualTo(1);

        differences.passed(CONTACTS, Scope.FULL, clock.instant(), clock.instant());
        assertThat(standing().differing()).isZero();
        assertThat(standing().checked()).isEqualTo(new Checked(Scope.FULL, clock.instant()));
    }
}
