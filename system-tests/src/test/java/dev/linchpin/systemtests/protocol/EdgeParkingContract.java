package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Inspection;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Children whose parent has no record in HubSpot yet. */
abstract class EdgeParkingContract extends PrimaryCompanyContract {
    EdgeParkingContract(Place place) {
        super(place);
    }

    private Bed empty() {
        return started(bed(0, 0, company(Policy.MANUAL)));
    }

    private static void family(Bed bed) {
        bed.sql("insert into " + companiesTable(bed) + " (id, name, domain) values (1, 'Parent', 'parent.example')");
        bed.sql("insert into " + contactsTable(bed) + " (id, email, company_id) values (1, 'child@parent.example', 1)");
    }

    @Test
    void a_child_and_its_parent_inserted_together_are_created_and_then_associated() {
        var bed = empty();

        family(bed);
        bed.settle();

        assertThat(isPrimary(
                        bed,
                        recordOf(bed, "child@parent.example"),
                        companies(bed).getFirst()))
                .isTrue();
        assertThat(status(bed, ObjectType.CONTACTS, "1")).isEqualTo("IN_SYNC");
    }

    @Test
    void an_edge_whose_parent_has_no_record_yet_is_parked_and_visible() {
        var bed = empty();
        bed.calls.loseRequest(path("/companies/batch/upsert"));

        family(bed);
        bed.run(Duration.ofSeconds(5));

        assertThat(recordOf(bed, "child@parent.example")).isNotEqualTo("null");
        assertThat(status(bed, ObjectType.CONTACTS, "1")).isEqualTo("PARKED");
        assertThat(bed.inspection().record(ObjectType.CONTACTS, new RowKey("1")))
                .hasValueSatisfying(status -> assertThat(status.standing()).isEqualTo(Inspection.Standing.PARKED));
    }

    @Test
    void the_parents_acknowledgement_releases_the_edge() {
        var bed = empty();
        bed.calls.loseRequest(path("/companies/batch/upsert"));

        family(bed);
        bed.run(Duration.ofSeconds(5));
        bed.run(Duration.ofSeconds(40));

        assertThat(isPrimary(
                        bed,
                        recordOf(bed, "child@parent.example"),
                        companies(bed).getFirst()))
                .isTrue();
        assertThat(status(bed, ObjectType.CONTACTS, "1")).isEqualTo("IN_SYNC");
    }

    @Test
    void a_parent_inserted_after_its_child_releases_the_edge() {
        var bed = empty();
        bed.sql("insert into " + contactsTable(bed) + " (id, email, company_id) values (1, 'child@parent.example', 1)");
        bed.settle();
        assertThat(status(bed, ObjectType.CONTACTS, "1")).isEqualTo("PARKED");

        bed.sql("insert into " + companiesTable(bed) + " (id, name, domain) values (1, 'Parent', 'parent.example')");
        bed.settle();

        assertThat(isPrimary(
                        bed,
                        recordOf(bed, "child@parent.example"),
                        companies(bed).getFirst()))
                .isTrue();
    }

    @Test
    void a_release_that_was_missed_is_made_up_for_by_the_sweep() {
        var bed = empty();
        bed.sql("insert into " + contactsTable(bed) + " (id, email, company_id) values (1, 'child@parent.example', 1)");
        bed.settle();
        bed.sql("delete from " + place.own("edge_wait"));
        bed.sql("insert into " + companiesTable(bed) + " (id, name, domain) values (1, 'Parent', 'parent.example')");
        bed.settle();
        assertThat(associated(bed, recordOf(bed, "child@parent.example"))).isEmpty();

        // Looked at for the first time, its row was parked; every later round compares it again.
        later(bed, Duration.ofMinutes(70));

        assertThat(isPrimary(
                        bed,
                        recordOf(bed, "child@parent.example"),
                        companies(bed).getFirst()))
                .isTrue();
    }

    @Test
    void a_parent_that_gets_no_record_leaves_the_edge_parked_and_never_dropped() {
        var bed = empty();
        bed.sql("insert into " + companiesTable(bed) + " (id, name, domain) values (7, 'Known', 'parent.example')");
        bed.settle();

        // Looks like a company that belongs to another row: a person is asked, and no record is made meanwhile.
        family(bed);
        bed.settle();
        later(bed, Duration.ofHours(2));

        assertThat(conflicts(bed)).isNotEmpty();
        assertThat(bed.value("select hubspot_id from " + companiesTable(bed) + " where id = 1"))
                .isNull();
        assertThat(status(bed, ObjectType.CONTACTS, "1")).isEqualTo("PARKED");
        assertThat(companyOf(bed, recordOf(bed, "child@parent.example"))).isEqualTo("1");

        bed.sql("update " + companiesTable(bed) + " set domain = 'own.example' where id = 1");
        bed.settle();
        assertThat(status(bed, ObjectType.CONTACTS, "1")).isEqualTo("IN_SYNC");
    }

    @Test
    void a_parked_edit_is_not_overwritten_by_a_change_in_hubspot() {
        var bed = started(bed(1, 2, company(Policy.MANUAL)));
        var contact = contacts(bed).getFirst();
        setCompany(bed, contact, "4711");
        bed.settle();

        associate(bed, contact, companies(bed).getFirst(), PRIMARY);
        bed.settle();

        assertThat(companyOf(bed, contact)).isEqualTo("4711");
        assertThat(isPrimary(bed, contact, companies(bed).getFirst())).isTrue();
    }
}
