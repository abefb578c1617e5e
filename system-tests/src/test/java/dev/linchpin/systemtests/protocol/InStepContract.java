package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Inspection.Filter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two sides that are kept in step: loading, edits on either side, rest, and bulk. */
abstract class InStepContract extends BedContract {
    InStepContract(Place place) {
        super(place);
    }

    @Test
    void everything_in_hubspot_is_loaded_once() {
        var bed = started(250);

        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("250");
    }

    @Test
    void a_row_edited_with_plain_sql_changes_hubspot() {
        var bed = started(3);
        var record = anyRecord(bed);

        update(bed, record, "phone", "+49 30 1234");
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("+49 30 1234");
    }

    @Test
    void an_edit_in_hubspot_changes_the_row() {
        var bed = started(3);
        var record = anyRecord(bed);

        bed.edit(record, "phone", "+49 30 5678");
        bed.settle();

        assertThat(inRow(bed, record, "phone")).isEqualTo("+49 30 5678");
    }

    private static List<EngineEvent.Waited> waits(Bed bed) {
        var waits = new ArrayList<EngineEvent.Waited>();
        bed.heard = event -> {
            if (event instanceof EngineEvent.CycleEnded ended) {
                waits.add(ended.waited());
            }
        };
        return waits;
    }

    @Test
    void how_long_an_edit_had_waited_is_told_by_the_side_on_which_it_was_made() {
        var bed = started(3);
        var record = anyRecord(bed);
        var ofSql = waits(bed);
        update(bed, record, "phone", "+49 30 1234");
        bed.run(Duration.ofSeconds(5));
        assertThat(ofSql.getFirst().inDatabase()).isBetween(Duration.ZERO, Duration.ofSeconds(2));
        assertThat(ofSql.getFirst().inHubSpot()).isNull();
        bed.settle();

        var ofHubSpot = waits(bed);
        bed.edit(record, "phone", "+49 30 5678");
        bed.run(Duration.ofSeconds(5));
        assertThat(ofHubSpot.getFirst().inHubSpot()).isBetween(Duration.ZERO, Duration.ofSeconds(2));
        assertThat(ofHubSpot.getFirst().inDatabase()).isNull();
    }

    @Test
    void an_edit_in_hubspot_whose_webhook_is_lost_is_found_by_the_poll() {
        var bed = started(3);
        var record = anyRecord(bed);

        bed.webhooks = false;
        bed.edit(record, "phone", "+49 30 5678");
        bed.run(Duration.ofMinutes(1));

        assertThat(inRow(bed, record, "phone")).isEqualTo("+49 30 5678");
    }

    @Test
    void in_step_and_idle_nothing_is_written() {
        var bed = started(50);
        bed.edit(anyRecord(bed), "email", "  Mixed.Case@Example.COM ");
        update(bed, anyRecord(bed), "loyalty_points", "1.50");
        bed.settle();
        var writes = bed.stats().path("writes").toString();
        var entries = bed.inspection().journal(Filter.NONE, null, 500).items().size();

        bed.run(Duration.ofMinutes(3));

        assertThat(bed.stats().path("writes").toString()).isEqualTo(writes);
        assertThat(bed.inspection().journal(Filter.NONE, null, 500).items()).hasSize(entries);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_bulk_update_of_a_thousand_rows_costs_at_most_thirty_calls() {
        var bed = started(1000);
        bed.calls.made().clear();

        bed.sql("update " + bed.table() + " set jobtitle = 'Baker'");
        bed.run(Duration.ofSeconds(10));

        assertThat(bed.contactsInHubSpot().values())
                .allSatisfy(record ->
                        assertThat(record.path("jobtitle").asString("")).isEqualTo("Baker"));
        assertThat(bed.calls.made().stream().filter(call -> !call.endsWith("/search")))
                .hasSizeLessThanOrEqualTo(30);
        bed.settle();
        assertThat(bed.stats().path("rateLimited")).isEmpty();
    }

    @Test
    void a_thousand_edits_in_hubspot_cost_at_most_thirty_calls() {
        var bed = started(1000);
        var records = bed.contactsInHubSpot().keySet();
        bed.calls.made().clear();

        for (var record : records) {
            bed.edit(record, "jobtitle", "Baker");
        }
        bed.run(Duration.ofSeconds(10));

        assertThat(bed.value("select count(*) from " + bed.table() + " where jobtitle = 'Baker'"))
                .isEqualTo("1000");
        assertThat(bed.calls.made().stream().filter(call -> !call.endsWith("/search")))
                .hasSizeLessThanOrEqualTo(30);
    }

    @Test
    void an_edit_of_one_row_is_not_behind_a_bulk_update() {
        var bed = started(1_300);
        var record = Objects.requireNonNull(
                bed.value("select hubspot_id from " + bed.table() + " order by id desc limit 1"));
        bed.sql("update " + bed.table() + " set jobtitle = 'Baker'");
        bed.clock.advance(Duration.ofMillis(5));
        update(bed, record, "phone", "+49 30 1");

        for (var round = 0; round < 500 && !"+49 30 1".equals(bed.inHubSpot(record, "phone")); round++) {
            bed.run(Duration.ofMillis(10));
        }

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("+49 30 1");
        assertThat(bed.contactsInHubSpot().values().stream()
                        .filter(contact -> contact.path("jobtitle").asString("").equals("Baker")))
                .hasSizeLessThan(700);
        bed.settle();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_load_that_is_killed_goes_on_where_it_was() {
        var bed = bed(1000, Policy.MANUAL);
        bed.start();
        bed.run(Duration.ofMillis(30));
        bed.calls.after(path("/contacts"), () -> {
            throw new Bed.Killed();
        });

        assertThat(runUntilKilled(bed)).isTrue();
        var loaded = Integer.parseInt(Objects.requireNonNull(bed.value("select count(*) from " + bed.table())));
        bed.calls.made().clear();
        bed.restart();
        bed.settle();

        assertThat(bed.differences()).isEmpty();
        assertThat(bed.calls.made().stream().filter(call -> call.equals("GET /crm/objects/2026-09/contacts")))
                .hasSizeLessThanOrEqualTo(11 - loaded / 100 + 1);
        bed.close();
    }

    @Test
    void a_change_of_key_keeps_the_link() {
        var bed = started(3);
        var record = anyRecord(bed);

        bed.sql("update " + bed.table() + " set id = 4711, phone = 'moved' where hubspot_id = '" + record + "'");
        bed.settle();

        assertThat(bed.contactsInHubSpot()).hasSize(3);
        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("moved");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void pushing_everything_during_the_load_loses_no_page() {
        var bed = bed(1000, Policy.MANUAL);
        bed.start();
        bed.run(Duration.ofMillis(50));
        bed.engine().desk().pushAll(ObjectType.CONTACTS);
        bed.settle();

        assertThat(bed.differences()).isEmpty();
        bed.close();
    }

    @Test
    void a_clearing_that_hubspot_carries_out_is_in_step() {
        var bed = started(2);
        var record = anyRecord(bed);

        bed.sql("update " + bed.table() + " set jobtitle = null where hubspot_id = '" + record + "'");
        bed.settle();

        assertThat(bed.inHubSpot(record, "jobtitle")).isNull();
        assertThat(bed.differences()).isEmpty();
    }
}
