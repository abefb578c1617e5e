package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineEvent;
import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.Loop;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A foreign key that is the primary company: {@code contacts.company_id}. */
abstract class EdgeColumnContract extends PrimaryCompanyContract {
    EdgeColumnContract(Place place) {
        super(place);
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
        var scene = unassociated();
        var bed = scene.bed();
        var contact = scene.contact();
        var company = scene.company();

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
        var scene = unassociated();
        var bed = scene.bed();
        var company = scene.company();

        bed.sql("insert into " + contactsTable(bed) + " (email, company_id) values ('new@example.com', "
                + companyKey(bed, company) + ")");
        bed.settle();

        assertThat(isPrimary(bed, recordOf(bed, "new@example.com"), company)).isTrue();
    }

    @Test
    void an_edge_write_whose_answer_is_lost_is_read_again_and_compared() {
        var scene = unassociated();
        var bed = scene.bed();
        var contact = scene.contact();
        var company = scene.company();

        bed.calls.loseAnswer(path("/associations/2026-09/contacts/companies/batch/create"));
        setCompany(bed, contact, companyKey(bed, company));
        bed.settle();

        assertThat(isPrimary(bed, contact, company)).isTrue();
        assertThat(writes(bed)).isEqualTo(1);
    }

    @Test
    void an_edge_write_that_never_arrives_is_sent_again() {
        var scene = unassociated();
        var bed = scene.bed();
        var contact = scene.contact();
        var company = scene.company();

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
                var scene = unassociated();
                var bed = scene.bed();
                var contact = scene.contact();
                var company = scene.company();
                killAt(bed, "/associations/2026-09/contacts/companies/" + call, after);
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
    void hubspots_own_association_by_domain_reaches_the_column_and_starts_no_ping_pong() {
        var bed = bed(0, 0, company(Policy.MANUAL));
        bed.set("{\"autoAssociation\":{\"enabled\":true}}");
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
        bed.set("{\"autoAssociation\":{\"enabled\":true}}");
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

    @Test
    void nobody_else_takes_a_record_whose_edges_wait_while_the_fields_of_others_are_looked_at() {
        var bed = started(bed(1, 1, company(Policy.MANUAL)));
        bed.webhooks = false;
        var contact =
                new HubSpotId(bed.person("{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\"}}")
                        .path("id")
                        .asString());
        bed.edit(contacts(bed).getFirst(), "firstname", "Grace");
        // New records go first: by the second read there is a row, and nothing is left but the edges.
        var reads = path("/contacts/batch/read");
        var atWork = new ArrayList<Boolean>();
        bed.calls.before(
                reads,
                () -> bed.calls.before(
                        reads,
                        () -> atWork.add(bed.store().inTransaction(tx -> {
                            var link = tx.linksByRecord(ObjectType.CONTACTS, List.of(contact))
                                    .get(contact);
                            return link != null
                                    && link.isWhole()
                                    && tx.atWork(List.of(link.id())).contains(link.id());
                        }))));
        bed.webhooks = true;
        bed.settle();

        assertThat(atWork).containsExactly(true);
        assertThat(bed.differences()).isEmpty();
    }
}
