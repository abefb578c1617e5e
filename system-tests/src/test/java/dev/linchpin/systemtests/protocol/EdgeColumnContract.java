package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.store.Cause;
import dev.linchpin.engine.store.Mark;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A foreign key that is the primary company: {@code contacts.company_id}. */
abstract class EdgeColumnContract extends EdgesContract {
    EdgeColumnContract(Place place) {
        super(place);
    }

    static EdgeMapping company(Policy policy) {
        return new EdgeMapping(
                "company",
                ObjectType.COMPANIES,
                new EdgeMapping.Holder.Column("company_id"),
                EdgeMapping.PRIMARY,
                Direction.BOTH,
                policy);
    }

    private Bed unassociated() {
        return started(bed(3, 3, company(Policy.MANUAL)));
    }

    static @Nullable String companyOf(Bed bed, String contact) {
        return bed.value("select company_id from " + contactsTable(bed) + " where hubspot_id = '" + contact + "'");
    }

    static void setCompany(Bed bed, String contact, @Nullable String key) {
        bed.sql("update " + contactsTable(bed) + " set company_id = " + key + " where hubspot_id = '" + contact + "'");
    }

    /** One contact that both sides say belongs to the first company. */
    private record Together(Bed bed, String contact, String company, String other, String third) {}

    private Together together() {
        return together(Policy.MANUAL);
    }

    private Together together(Policy policy) {
        var bed = started(bed(3, 3, company(policy)));
        var contact = contacts(bed).getFirst();
        var companies = companies(bed);
        setCompany(bed, contact, companyKey(bed, companies.getFirst()));
        bed.settle();
        assertThat(isPrimary(bed, contact, companies.getFirst())).isTrue();
        return new Together(bed, contact, companies.getFirst(), companies.get(1), companies.get(2));
    }

    @Test
    void the_first_load_takes_primary_companies_into_the_column() {
        var bed = bed(3, 3, company(Policy.MANUAL));
        var contact = bed.contactsInHubSpot().keySet().iterator().next();
        var company = bed.recordsInHubSpot(bed.mapping(ObjectType.COMPANIES))
                .keySet()
                .iterator()
                .next();
        associate(bed, contact, company, PRIMARY);

        started(bed);

        assertThat(companyOf(bed, contact)).isEqualTo(companyKey(bed, company));
        assertThat(writes(bed)).isZero();
    }

    @Test
    void setting_the_column_makes_the_primary_company() {
        var bed = unassociated();
        var contact = contacts(bed).getFirst();
        var company = companies(bed).getFirst();

        setCompany(bed, contact, companyKey(bed, company));
        bed.settle();

        assertThat(associated(bed, contact)).isEqualTo(company + ": " + company + ":primary");
        assertThat(writes(bed)).isEqualTo(1);
    }

    @Test
    void clearing_the_column_ends_the_primary_company_and_keeps_the_association() {
        var together = together();

        setCompany(together.bed(), together.contact(), "null");
        together.bed().settle();

        assertThat(associated(together.bed(), together.contact())).isEqualTo(together.company() + ":");
    }

    @Test
    void a_new_primary_company_in_hubspot_changes_the_column() {
        var together = together();
        var bed = together.bed();

        associate(bed, together.contact(), together.other(), PRIMARY);
        bed.settle();

        assertThat(companyOf(bed, together.contact())).isEqualTo(companyKey(bed, together.other()));
    }

    @Test
    void a_removed_association_clears_the_column() {
        var together = together();

        disassociate(together.bed(), together.contact(), together.company());
        together.bed().settle();

        assertThat(companyOf(together.bed(), together.contact())).isNull();
    }

    @Test
    void a_change_whose_webhook_is_lost_is_found_by_the_sweep() {
        var together = together();
        var bed = together.bed();

        bed.webhooks = false;
        associate(bed, together.contact(), together.other(), PRIMARY);
        later(bed, Duration.ofMinutes(70));

        assertThat(companyOf(bed, together.contact())).isEqualTo(companyKey(bed, together.other()));
    }

    @Test
    void a_row_inserted_with_its_company_creates_the_record_and_then_the_association() {
        var bed = unassociated();
        var company = companies(bed).getFirst();

        bed.sql("insert into " + contactsTable(bed) + " (email, company_id) values ('new@example.com', "
                + companyKey(bed, company) + ")");
        bed.settle();

        assertThat(isPrimary(bed, recordOf(bed, "new@example.com"), company)).isTrue();
    }

    static String recordOf(Bed bed, String email) {
        return String.valueOf(
                bed.value("select hubspot_id from " + contactsTable(bed) + " where email = '" + email + "'"));
    }

    @Test
    void both_sides_naming_the_same_company_agree() {
        var together = together();
        var bed = together.bed();
        bed.kill();
        setCompany(bed, together.contact(), companyKey(bed, together.other()));
        associate(bed, together.contact(), together.other(), PRIMARY);
        var before = writes(bed);
        bed.start();
        bed.settle();

        assertThat(conflicts(bed)).isEmpty();
        assertThat(writes(bed)).isEqualTo(before);
        assertThat(companyOf(bed, together.contact())).isEqualTo(companyKey(bed, together.other()));
    }

    private Together apart(Policy policy) {
        var together = together(policy);
        var bed = together.bed();
        bed.kill();
        setCompany(bed, together.contact(), companyKey(bed, together.other()));
        associate(bed, together.contact(), together.third(), PRIMARY);
        bed.start();
        bed.settle();
        return together;
    }

    @Test
    void both_sides_naming_different_companies_is_a_conflict_that_names_both() {
        var apart = apart(Policy.MANUAL);
        var bed = apart.bed();

        assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
            assertThat(conflict.field()).isEqualTo("company");
            assertThat(conflict.local().text()).isEqualTo(companyKey(bed, apart.other()));
            assertThat(conflict.hubspot().text()).isEqualTo(companyKey(bed, apart.third()));
        });
        assertThat(companyOf(bed, apart.contact())).isEqualTo(companyKey(bed, apart.other()));
        assertThat(isPrimary(bed, apart.contact(), apart.third())).isTrue();
    }

    @Test
    void such_a_conflict_outlives_a_change_of_another_field() {
        var apart = apart(Policy.MANUAL);

        update(apart.bed(), apart.contact(), "phone", "123");
        apart.bed().settle();

        assertThat(conflicts(apart.bed())).hasSize(1);
    }

    @Test
    void such_a_conflict_can_be_settled_either_way() {
        for (var choice : List.of(new Choice.DatabaseHolds(), new Choice.HubSpotHolds())) {
            var apart = apart(Policy.MANUAL);
            var bed = apart.bed();

            var verdict = bed.engine().desk().resolve(conflicts(bed).getFirst().id(), choice, OptionalInt.empty());
            bed.settle();

            var holds = choice instanceof Choice.DatabaseHolds ? apart.other() : apart.third();
            assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
            assertThat(companyOf(bed, apart.contact())).isEqualTo(companyKey(bed, holds));
            assertThat(isPrimary(bed, apart.contact(), holds)).isTrue();
            assertThat(conflicts(bed)).isEmpty();
            bed.close();
        }
    }

    @Test
    void a_settlement_of_companies_that_have_moved_is_refused() {
        var apart = apart(Policy.MANUAL);
        var bed = apart.bed();
        var shown = conflicts(bed).getFirst();

        setCompany(bed, apart.contact(), "null");
        var verdict = bed.engine().desk().resolve(shown.id(), new Choice.DatabaseHolds(), OptionalInt.empty());

        assertThat(verdict).isInstanceOf(Verdict.Moved.class);
    }

    @Test
    void the_policy_of_the_edge_decides_between_different_companies() {
        for (var policy : List.of(Policy.HUBSPOT_WINS, Policy.DATABASE_WINS)) {
            var apart = apart(policy);
            var bed = apart.bed();

            var holds = policy == Policy.DATABASE_WINS ? apart.other() : apart.third();
            assertThat(companyOf(bed, apart.contact())).isEqualTo(companyKey(bed, holds));
            assertThat(isPrimary(bed, apart.contact(), holds)).isTrue();
            bed.close();
        }
    }

    @Test
    void an_edge_write_whose_answer_is_lost_is_read_again_and_compared() {
        var bed = unassociated();
        var contact = contacts(bed).getFirst();
        var company = companies(bed).getFirst();

        bed.calls.loseAnswer(path("/associations/2026-09/contacts/companies/batch/create"));
        setCompany(bed, contact, companyKey(bed, company));
        bed.settle();

        assertThat(isPrimary(bed, contact, company)).isTrue();
        assertThat(writes(bed)).isEqualTo(1);
    }

    @Test
    void an_edge_write_that_never_arrives_is_sent_again() {
        var bed = unassociated();
        var contact = contacts(bed).getFirst();
        var company = companies(bed).getFirst();

        bed.calls.loseRequest(path("/associations/2026-09/contacts/companies/batch/create"));
        setCompany(bed, contact, companyKey(bed, company));
        bed.settle();
        bed.run(Duration.ofSeconds(30));

        assertThat(isPrimary(bed, contact, company)).isTrue();
    }

    @Test
    void a_kill_between_any_two_steps_loses_no_edge() {
        for (var call : List.of("batch/read", "batch/create")) {
            for (var after : List.of(true, false)) {
                var bed = unassociated();
                var contact = contacts(bed).getFirst();
                var company = companies(bed).getFirst();
                Runnable kill = () -> {
                    throw new Bed.Killed();
                };
                var fits = path("/associations/2026-09/contacts/companies/" + call);
                if (after) {
                    bed.calls.after(fits, kill);
                } else {
                    bed.calls.before(fits, kill);
                }
                setCompany(bed, contact, companyKey(bed, company));
                assertThat(runUntilKilled(bed)).isTrue();
                bed.restart();
                bed.settle();

                assertThat(isPrimary(bed, contact, company)).isTrue();
                assertThat(companyOf(bed, contact)).isEqualTo(companyKey(bed, company));
                assertThat(conflicts(bed)).isEmpty();
                bed.close();
            }
        }
    }

    @Test
    void an_archived_company_takes_no_edge_away_and_a_restored_one_has_it_again() {
        var together = together();
        var bed = together.bed();

        archive(bed, ObjectType.COMPANIES, together.company());
        bed.settle();
        assertThat(bed.value(
                        "select id from " + companiesTable(bed) + " where hubspot_id = '" + together.company() + "'"))
                .isNull();
        restore(bed, ObjectType.COMPANIES, together.company());
        bed.settle();

        assertThat(isPrimary(bed, together.contact(), together.company())).isTrue();
        assertThat(companyOf(bed, together.contact())).isEqualTo(companyKey(bed, together.company()));
    }

    @Test
    void associations_that_vanish_with_an_archived_company_are_no_removal_even_if_they_are_told_one_by_one() {
        var together = together();
        var bed = together.bed();
        var key = companyKey(bed, together.company());
        settings(bed, "{\"associations\":{\"archiveTells\":true}}");

        // The event about the company itself is lost.
        bed.webhooks = false;
        archive(bed, ObjectType.COMPANIES, together.company());
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
        settings(bed, "{\"associations\":{\"restoreBringsBack\":false}}");
        started(bed);
        var contact = contacts(bed).getFirst();
        var company = companies(bed).getFirst();
        setCompany(bed, contact, companyKey(bed, company));
        bed.settle();

        archive(bed, ObjectType.CONTACTS, contact);
        bed.settle();
        restore(bed, ObjectType.CONTACTS, contact);
        bed.settle();

        assertThat(isPrimary(bed, contact, company)).isTrue();
        assertThat(companyOf(bed, contact)).isEqualTo(companyKey(bed, company));
    }

    /** Rows of archived records stay. */
    private static ObjectMapping marked(ObjectMapping mapping) {
        return new ObjectMapping(
                mapping.type(),
                mapping.table(),
                mapping.keyColumn(),
                mapping.hubspotIdColumn(),
                mapping.fields(),
                mapping.identity(),
                new Deletes(Deletes.OnRowDeleted.ARCHIVE, Deletes.OnRecordArchived.MARK));
    }

    @Test
    void a_deleted_company_row_removes_no_association_by_itself() {
        var together = together();
        var bed = together.bed();
        bed.kill();
        bed.sql("delete from " + companiesTable(bed) + " where hubspot_id = '" + together.company() + "'");
        setCompany(bed, together.contact(), "null");
        bed.person("{\"objectType\":\"companies\",\"id\":\"" + together.company()
                + "\",\"properties\":{\"phone\":\"edited\"}}");
        bed.start();
        bed.settle();

        // Delete against edit: a person decides, and until then the company is not gone.
        assertThat(isPrimary(bed, together.contact(), together.company())).isTrue();

        bed.engine().desk().resolve(conflicts(bed).getFirst().id(), new Choice.HubSpotHolds(), OptionalInt.empty());
        bed.settle();
        assertThat(isPrimary(bed, together.contact(), together.company())).isTrue();
        assertThat(companyOf(bed, together.contact())).isEqualTo(companyKey(bed, together.company()));
    }

    @Test
    void after_a_merge_the_column_follows_to_the_survivor() {
        for (var preserved : List.of(true, false)) {
            var together = together();
            var bed = together.bed();
            settings(bed, "{\"behaviour\":{\"mergePreservesPrimaryId\":" + preserved + "}}");

            bed.person("{\"objectType\":\"companies\",\"id\":\"" + together.company() + "\",\"mergeInto\":\""
                    + together.other() + "\"}");
            bed.settle();

            var survivor = companies(bed, together.contact()).getFirst();
            assertThat(isPrimary(bed, together.contact(), survivor)).isTrue();
            assertThat(companyOf(bed, together.contact())).isEqualTo(companyKey(bed, survivor));
            bed.close();
        }
    }

    @Test
    void a_merge_of_contacts_loses_no_edge() {
        var together = together();
        var bed = together.bed();
        var absorbed = contacts(bed).get(1);

        bed.person("{\"objectType\":\"contacts\",\"id\":\"" + absorbed + "\",\"mergeInto\":\"" + together.contact()
                + "\"}");
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
    void hubspots_own_association_by_domain_reaches_the_column_and_starts_no_ping_pong() {
        var bed = bed(0, 0, company(Policy.MANUAL));
        settings(bed, "{\"autoAssociation\":{\"enabled\":true}}");
        started(bed);

        bed.sql("insert into " + contactsTable(bed) + " (email) values ('ada@lovelace.example')");
        bed.settle();
        bed.run(Duration.ofMinutes(2));

        var contact = contacts(bed).getFirst();
        assertThat(companyOf(bed, contact))
                .isEqualTo(companyKey(bed, companies(bed).getFirst()));
        assertThat(writes(bed)).isZero();
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void hubspots_own_association_does_not_replace_the_company_that_sql_names() {
        var bed = bed(0, 0, company(Policy.MANUAL));
        settings(bed, "{\"autoAssociation\":{\"enabled\":true}}");
        started(bed);

        bed.sql("insert into " + companiesTable(bed) + " (id, name, domain) values (1, 'Own', 'own.example')");
        bed.sql("insert into " + contactsTable(bed) + " (email, company_id) values ('ada@lovelace.example', 1)");
        bed.settle();
        bed.run(Duration.ofMinutes(2));

        assertThat(companyOf(bed, contacts(bed).getFirst())).isEqualTo("1");
        assertThat(conflicts(bed)).isEmpty();
        assertThat(writes(bed)).isEqualTo(1);
    }

    @Test
    void a_dropped_column_that_is_made_anew_removes_nothing() {
        var together = together();
        var bed = together.bed();
        bed.kill();
        var index = place == Place.SQLITE ? "" : "hubspot.";
        bed.sql("drop trigger "
                + (place == Place.SQLITE
                        ? "linchpin_capture_contacts_update"
                        : "linchpin_capture on " + contactsTable(bed)));
        bed.sql("drop index " + index + "linchpin_contacts_company_id");
        bed.sql("alter table " + contactsTable(bed) + " drop column company_id");
        bed.start();
        later(bed, Duration.ofMinutes(70));

        assertThat(isPrimary(bed, together.contact(), together.company())).isTrue();
        assertThat(companyOf(bed, together.contact())).isEqualTo(companyKey(bed, together.company()));
    }

    @Test
    void a_field_that_is_edited_before_the_edges_are_looked_at_is_carried() {
        // Nothing else finds what is left lying.
        var settings = EngineSettings.defaults().withProof(EngineSettings.Proof.OFF);
        var bed = started(bed(settings, 3, 3, company(Policy.MANUAL)));
        var contact = contacts(bed).getFirst();
        var company = companies(bed).getFirst();
        var row = " where hubspot_id = '" + contact + "'";
        bed.kill();
        bed.sql("update " + contactsTable(bed) + " set phone = 'from SQL', company_id = " + companyKey(bed, company)
                + row);
        bed.edit(contact, "phone", "from HubSpot");
        // It is told once the fields have been dealt with, and before the edges are.
        bed.heard = event -> {
            if (event instanceof EngineEvent.ConflictOpened) {
                bed.sql("update " + contactsTable(bed) + " set jobtitle = 'edited meanwhile'" + row);
                bed.engine().loops().stream()
                        .filter(loop -> loop.name().equals("capture"))
                        .forEach(Loop::step);
            }
        };
        bed.start();
        bed.settle();

        assertThat(isPrimary(bed, contact, company)).isTrue();
        assertThat(bed.inHubSpot(contact, "jobtitle")).isEqualTo("edited meanwhile");
    }

    @Test
    void in_step_and_idle_nothing_is_written() {
        var together = together();
        var before = writes(together.bed());

        later(together.bed(), Duration.ofHours(3));

        assertThat(writes(together.bed())).isEqualTo(before);
    }
}
