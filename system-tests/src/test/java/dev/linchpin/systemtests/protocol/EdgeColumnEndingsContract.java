package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A foreign key whose companies, contacts, keys or column go away, change or come back. */
abstract class EdgeColumnEndingsContract extends PrimaryCompanyContract {
    EdgeColumnEndingsContract(Place place) {
        super(place);
    }

    @Test
    void an_archived_company_takes_no_edge_away_and_a_restored_one_has_it_again() {
        var together = together();
        var bed = together.bed();

        bed.archive(ObjectType.COMPANIES, together.company());
        bed.settle();
        assertThat(bed.value(
                        "select id from " + companiesTable(bed) + " where hubspot_id = '" + together.company() + "'"))
                .isNull();
        bed.restore(ObjectType.COMPANIES, together.company());
        bed.settle();

        assertThat(isPrimary(bed, together.contact(), together.company())).isTrue();
        assertThat(companyOf(bed, together.contact())).isEqualTo(companyKey(bed, together.company()));
    }

    @Test
    void associations_that_vanish_with_an_archived_company_are_no_removal_even_if_they_are_told_one_by_one() {
        var together = together();
        var bed = together.bed();
        var key = companyKey(bed, together.company());
        bed.set("{\"associations\":{\"archiveTells\":true}}");

        // The event about the company itself is lost.
        bed.webhooks = false;
        bed.archive(ObjectType.COMPANIES, together.company());
        bed.run(Duration.ofSeconds(1));
        bed.webhooks = true;
        bed.store().inTransaction(tx -> {
            tx.edges()
                    .mark(List.of(new Mark.OfRow(
                            ObjectType.CONTACTS, new RowKey(contactKey(bed, together.contact())), Cause.WEBHOOK)));
            return true;
        });
        bed.run(Duration.ofSeconds(10));

        assertThat(companyOf(bed, together.contact())).isEqualTo(key);
    }

    @Test
    void an_edge_comes_back_from_sql_when_hubspot_forgets_it_with_a_restore() {
        var bed = bed(
                SimulatorOptions.defaults().withRecords(1, 1, 0),
                List.of(
                        marked(Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL))
                                .withEdges(List.of(company(Policy.MANUAL))),
                        Mappings.companies(place.table(ObjectType.COMPANIES), Policy.MANUAL)),
                EngineSettings.defaults());
        bed.set("{\"associations\":{\"restoreBringsBack\":false}}");
        started(bed);
        var contact = contacts(bed).getFirst();
        var company = companies(bed).getFirst();
        setCompany(bed, contact, companyKey(bed, company));
        bed.settle();

        bed.archive(ObjectType.CONTACTS, contact);
        bed.settle();
        bed.restore(ObjectType.CONTACTS, contact);
        bed.settle();

        assertThat(isPrimary(bed, contact, company)).isTrue();
        assertThat(companyOf(bed, contact)).isEqualTo(companyKey(bed, company));
    }

    /** Rows of archived records stay. */
    private static ObjectMapping marked(ObjectMapping mapping) {
        return new ObjectMapping(
                mapping.type(),
                mapping.layout(),
                mapping.fields(),
                mapping.identity(),
                new Deletes(Deletes.OnRowDeleted.ARCHIVE, Deletes.OnRecordArchived.MARK));
    }

    @Test
    void a_deleted_company_row_removes_no_association_by_itself() {
        var together = together();
        var bed = together.bed();
        bed.whileDown(() -> {
            bed.sql("delete from " + companiesTable(bed) + " where hubspot_id = '" + together.company() + "'");
            setCompany(bed, together.contact(), "null");
            bed.person("{\"objectType\":\"companies\",\"id\":\"" + together.company()
                    + "\",\"properties\":{\"phone\":\"edited\"}}");
        });

        // Delete against edit: a person decides, and until then the company is not gone.
        assertThat(isPrimary(bed, together.contact(), together.company())).isTrue();

        resolve(bed, new Choice.HubSpotHolds());
        bed.settle();
        assertThat(isPrimary(bed, together.contact(), together.company())).isTrue();
        assertThat(companyOf(bed, together.contact())).isEqualTo(companyKey(bed, together.company()));
    }

    @Test
    void after_a_merge_the_column_follows_to_the_survivor() {
        for (var preserved : List.of(true, false)) {
            var together = together();
            var bed = together.bed();
            bed.set("{\"behaviour\":{\"mergePreservesPrimaryId\":" + preserved + "}}");

            bed.merge(ObjectType.COMPANIES, together.company(), together.other());
            bed.settle();

            var survivor = companies(bed, together.contact()).getFirst();
            assertThat(isPrimary(bed, together.contact(), survivor)).isTrue();
            assertThat(companyOf(bed, together.contact())).isEqualTo(companyKey(bed, survivor));
            bed.close();
        }
    }

    @Test
    void a_row_that_is_put_under_a_company_that_was_merged_away_waits_until_a_person_has_decided() {
        var together = together(Policy.DATABASE_WINS);
        var bed = together.bed();
        var gone = companyKey(bed, together.company());
        bed.merge(ObjectType.COMPANIES, together.company(), together.other());
        bed.settle();
        setCompany(bed, together.contact(), gone);
        bed.settle();
        var writes = writes(bed);

        bed.run(Duration.ofHours(2));

        assertThat(writes(bed)).isEqualTo(writes);
        assertThat(companyOf(bed, together.contact())).isEqualTo(gone);
    }

    @Test
    void a_merge_of_contacts_loses_no_edge() {
        var together = together();
        var bed = together.bed();
        var absorbed = contacts(bed).get(1);

        bed.merge(ObjectType.CONTACTS, absorbed, together.contact());
        bed.settle();

        var survivor = contacts(bed).stream()
                .filter(id -> bed.contactsInHubSpot().containsKey(id))
                .filter(id -> !companies(bed, id).isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(isPrimary(bed, survivor, together.company())).isTrue();
        assertThat(companyOf(bed, survivor)).isEqualTo(companyKey(bed, together.company()));
    }

    @Test
    void a_changed_key_is_no_change_of_the_edge() {
        var together = together();
        var bed = together.bed();
        var before = writes(bed);
        bed.sql("update " + companiesTable(bed) + " set id = 900 where hubspot_id = '" + together.company() + "'");
        bed.settle();
        assertThat(isPrimary(bed, together.contact(), together.company())).isTrue();

        setCompany(bed, together.contact(), "900");
        bed.settle();

        assertThat(isPrimary(bed, together.contact(), together.company())).isTrue();
        assertThat(writes(bed)).isEqualTo(before);
        assertThat(companyOf(bed, together.contact())).isEqualTo("900");
    }

    @Test
    void a_column_that_names_no_row_removes_nothing() {
        var together = together();
        var bed = together.bed();

        setCompany(bed, together.contact(), "4711");
        bed.settle();

        assertThat(isPrimary(bed, together.contact(), together.company())).isTrue();
        assertThat(companyOf(bed, together.contact())).isEqualTo("4711");
        assertThat(status(bed, ObjectType.CONTACTS, contactKey(bed, together.contact())))
                .isEqualTo("PARKED");
    }

    @Test
    void a_dropped_column_that_is_made_anew_removes_nothing() {
        var together = together();
        var bed = together.bed();
        bed.kill();
        bed.sql("drop trigger "
                + (place == Place.POSTGRESQL
                        ? "linchpin_capture on " + contactsTable(bed)
                        : "linchpin_capture_contacts_update"));
        bed.sql("drop index " + (place == Place.POSTGRESQL ? "hubspot." : "") + "linchpin_contacts_company_id"
                + (place == Place.MARIADB ? " on " + contactsTable(bed) : ""));
        bed.sql("alter table " + contactsTable(bed) + " drop column company_id");
        bed.start();
        later(bed, Duration.ofMinutes(70));

        assertThat(isPrimary(bed, together.contact(), together.company())).isTrue();
        assertThat(companyOf(bed, together.contact())).isEqualTo(companyKey(bed, together.company()));
    }
}
