package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.EdgeMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.store.Inspection.Filter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A table of pairs: {@code contacts_companies(contact_id, company_id, label)}. */
abstract class EdgeTableContract extends EdgesContract {
    EdgeTableContract(Place place) {
        super(place);
    }

    private String pairs() {
        return place.table(new ObjectType("contacts_companies"));
    }

    private EdgeMapping labelled(Direction direction) {
        return new EdgeMapping(
                "companies",
                ObjectType.COMPANIES,
                new EdgeMapping.Holder.Table(pairs(), "contact_id", "company_id", "label", true),
                null,
                direction,
                Policy.MANUAL);
    }

    private Bed unassociated() {
        return started(bed(3, 3, labelled(Direction.BOTH)));
    }

    private record Pair(Bed bed, String contact, String company) {}

    private static Pair firstPair(Bed bed) {
        return new Pair(bed, contacts(bed).getFirst(), companies(bed).getFirst());
    }

    /** In step; HubSpot associates the two in these ways. */
    private Pair associatedPair(int... types) {
        return associatedPair(unassociated(), types);
    }

    /** The same on a bed in which labels were defined. */
    private static Pair associatedPair(Bed bed, int... types) {
        var pair = firstPair(bed);
        associate(bed, pair.contact(), pair.company(), types);
        bed.settle();
        return pair;
    }

    private String table(Bed bed, String contact) {
        return String.join(
                " ",
                bed
                        .query("select c.hubspot_id, p.label from " + pairs() + " p join " + companiesTable(bed)
                                + " c on c.id = p.company_id where p.contact_id = " + contactKey(bed, contact)
                                + " order by 1, 2")
                        .stream()
                        .map(row -> row.getFirst() + ":" + row.getLast())
                        .toList());
    }

    private void insert(Bed bed, String contact, String company, String label) {
        bed.sql("insert into " + pairs() + " (contact_id, company_id, label) values (" + contactKey(bed, contact) + ", "
                + companyKey(bed, company) + ", '" + label + "')");
    }

    private void delete(Bed bed, String contact, String company, String condition) {
        bed.sql("delete from " + pairs() + " where contact_id = " + contactKey(bed, contact) + " and company_id = "
                + companyKey(bed, company) + condition);
    }

    private void agree(Bed bed) {
        for (var contact : contacts(bed)) {
            assertThat(table(bed, contact)).isEqualTo(associated(bed, contact));
        }
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void the_first_load_takes_all_associations_with_their_labels() {
        var bed = bed(3, 3, labelled(Direction.BOTH));
        var contact = bed.contactsInHubSpot().keySet().iterator().next();
        var companies = bed.recordsInHubSpot(bed.mapping(ObjectType.COMPANIES)).keySet().stream()
                .toList();
        associate(bed, contact, companies.get(0), PRIMARY);
        associate(bed, contact, companies.get(1), label(bed, "Board member"));

        started(bed);

        assertThat(table(bed, contact)).contains(":primary").contains(":Board member");
        agree(bed);
        assertThat(writes(bed)).isZero();
    }

    @Test
    void a_pair_inserted_in_sql_is_associated() {
        var bed = unassociated();
        var contact = contacts(bed).getFirst();
        insert(bed, contact, companies(bed).get(0), "");
        insert(bed, contact, companies(bed).get(1), "");
        bed.settle();

        assertThat(companies(bed, contact))
                .containsExactlyInAnyOrder(companies(bed).get(0), companies(bed).get(1));
        agree(bed);
    }

    @Test
    void a_label_inserted_in_sql_is_set_and_brings_the_plain_association() {
        var bed = unassociated();
        label(bed, "Board member");
        var pair = firstPair(bed);
        insert(bed, pair.contact(), pair.company(), "Board member");
        bed.settle();

        assertThat(associated(bed, pair.contact())).isEqualTo(pair.company() + ": " + pair.company() + ":Board member");
        agree(bed);
    }

    @Test
    void a_label_added_in_sql_keeps_the_labels_and_the_primary_company_that_hubspot_has() {
        var bed = unassociated();
        var pair = associatedPair(bed, PRIMARY, label(bed, "Board member"));
        label(bed, "Advisor");

        insert(bed, pair.contact(), pair.company(), "Advisor");
        bed.settle();

        assertThat(associated(bed, pair.contact()))
                .contains(pair.company() + ":primary")
                .contains(pair.company() + ":Board member")
                .contains(pair.company() + ":Advisor");
        agree(bed);
    }

    @Test
    void a_label_removed_in_sql_leaves_the_association() {
        var bed = unassociated();
        var pair = associatedPair(bed, label(bed, "Board member"));

        delete(bed, pair.contact(), pair.company(), " and label <> ''");
        bed.settle();

        assertThat(associated(bed, pair.contact())).isEqualTo(pair.company() + ":");
        agree(bed);
    }

    @Test
    void deleting_all_rows_of_a_pair_ends_the_association() {
        var bed = unassociated();
        var pair = associatedPair(bed, PRIMARY, label(bed, "Board member"));

        delete(bed, pair.contact(), pair.company(), "");
        bed.settle();

        assertThat(associated(bed, pair.contact())).isEmpty();
        agree(bed);
    }

    @Test
    void the_plain_row_comes_back_for_as_long_as_a_label_stays() {
        var bed = unassociated();
        var pair = associatedPair(bed, label(bed, "Board member"));

        delete(bed, pair.contact(), pair.company(), " and label = ''");
        bed.settle();

        assertThat(table(bed, pair.contact())).isEqualTo(pair.company() + ": " + pair.company() + ":Board member");
        agree(bed);
    }

    @Test
    void what_people_do_in_hubspot_reaches_the_table() {
        var bed = unassociated();
        var label = label(bed, "Board member");
        var pair = firstPair(bed);

        associate(bed, pair.contact(), pair.company(), label);
        bed.settle();
        assertThat(table(bed, pair.contact())).isEqualTo(pair.company() + ": " + pair.company() + ":Board member");
        disassociate(bed, pair.contact(), pair.company());
        bed.settle();

        assertThat(table(bed, pair.contact())).isEmpty();
        assertThat(writes(bed)).isZero();
    }

    @Test
    void edits_of_different_edges_on_both_sides_all_survive() {
        var pair = associatedPair();
        var bed = pair.bed();
        var companies = companies(bed);
        bed.whileDown(() -> {
            associate(bed, pair.contact(), companies.get(1));
            delete(bed, pair.contact(), companies.get(0), "");
            insert(bed, pair.contact(), companies.get(2), "");
        });

        assertThat(companies(bed, pair.contact())).containsExactlyInAnyOrder(companies.get(1), companies.get(2));
        agree(bed);
    }

    @Test
    void a_new_primary_row_demotes_the_former_one() {
        var pair = associatedPair(PRIMARY);
        var bed = pair.bed();
        var companies = companies(bed);

        insert(bed, pair.contact(), companies.get(1), "primary");
        bed.settle();

        assertThat(isPrimary(bed, pair.contact(), companies.get(1))).isTrue();
        assertThat(table(bed, pair.contact())).doesNotContain(companies.get(0) + ":primary");
        agree(bed);
    }

    @Test
    void primary_companies_set_apart_are_a_conflict_and_the_other_edges_go_on() {
        var pair = associatedPair(PRIMARY);
        var bed = pair.bed();
        var companies = companies(bed);
        bed.whileDown(() -> {
            delete(bed, pair.contact(), companies.get(0), " and label = 'primary'");
            insert(bed, pair.contact(), companies.get(1), "primary");
            associate(bed, pair.contact(), companies.get(2), PRIMARY);
        });

        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.field()).isEqualTo("companies"));
        assertThat(table(bed, pair.contact())).contains(companies.get(2) + ":");
    }

    @Test
    void a_label_that_hubspot_does_not_know_is_a_dead_letter_and_heals_when_it_is_corrected() {
        var bed = unassociated();
        label(bed, "Board member");
        var pair = firstPair(bed);
        insert(bed, pair.contact(), pair.company(), "Bored member");
        bed.settle();

        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items())
                .singleElement()
                .satisfies(view -> assertThat(view.letter().message()).contains("Bored member"));

        bed.sql("update " + pairs() + " set label = 'Board member'");
        bed.settle();

        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items()).isEmpty();
        agree(bed);
    }

    @Test
    void a_pair_whose_company_is_not_linked_is_parked_and_nothing_else_waits_for_it() {
        var bed = unassociated();
        var pair = firstPair(bed);
        bed.calls.loseRequest(Calls.path("/companies/batch/upsert"));
        bed.sql("insert into " + companiesTable(bed) + " (id, name, domain) values (800, 'Late', 'late.example')");
        bed.sql("insert into " + pairs() + " (contact_id, company_id) values (" + contactKey(bed, pair.contact())
                + ", 800)");
        insert(bed, pair.contact(), pair.company(), "");
        bed.run(Duration.ofSeconds(5));

        assertThat(companies(bed, pair.contact())).containsExactly(pair.company());
        assertThat(status(bed, ObjectType.CONTACTS, contactKey(bed, pair.contact())))
                .isEqualTo("PARKED");

        bed.run(Duration.ofSeconds(40));
        assertThat(companies(bed, pair.contact())).hasSize(2);
        agree(bed);
    }

    @Test
    void a_deleted_company_takes_its_pairs_along_and_no_edge_of_another() {
        var bed = unassociated();
        var contact = contacts(bed).getFirst();
        var companies = companies(bed);
        insert(bed, contact, companies.get(0), "");
        insert(bed, contact, companies.get(1), "");
        bed.settle();

        bed.sql("delete from " + pairs() + " where company_id = " + companyKey(bed, companies.get(0)));
        bed.sql("delete from " + companiesTable(bed) + " where hubspot_id = '" + companies.get(0) + "'");
        bed.settle();

        assertThat(companies(bed, contact)).containsExactly(companies.get(1));
        agree(bed);
    }

    @Test
    void an_archived_and_restored_company_has_its_pairs_again() {
        var bed = unassociated();
        var pair = associatedPair(bed, PRIMARY, label(bed, "Board member"));

        bed.archive(ObjectType.COMPANIES, pair.company());
        bed.settle();
        assertThat(table(bed, pair.contact())).isEmpty();
        bed.restore(ObjectType.COMPANIES, pair.company());
        bed.settle();

        assertThat(associated(bed, pair.contact()))
                .contains(pair.company() + ":primary")
                .contains(pair.company() + ":Board member");
        agree(bed);
    }

    @Test
    void after_a_merge_the_survivor_has_the_edges_of_both() {
        var bed = unassociated();
        var contacts = contacts(bed);
        var companies = companies(bed);
        insert(bed, contacts.get(0), companies.get(0), "");
        insert(bed, contacts.get(1), companies.get(1), "");
        bed.settle();

        bed.merge(ObjectType.COMPANIES, companies.get(1), companies.get(0));
        bed.settle();

        var survivor = companies(bed, contacts.get(0)).getFirst();
        assertThat(companies(bed, contacts.get(1))).containsExactly(survivor);
        assertThat(table(bed, contacts.get(0))).contains(survivor + ":");
        assertThat(table(bed, contacts.get(1))).contains(survivor + ":");
    }

    @Test
    void an_unlabelled_edge_written_by_us_is_not_taken_for_a_persons() {
        var bed = unassociated();
        var contact = contacts(bed).getFirst();
        for (var company : companies(bed)) {
            associate(bed, contact, company);
        }
        bed.settle();
        var log = place.own("change_log");

        assertThat(bed.value("select count(*) from " + log)).isEqualTo("0");
        var before = writes(bed);
        later(bed, Duration.ofHours(2));
        assertThat(writes(bed)).isEqualTo(before);
    }

    @Test
    void a_whole_table_emptied_is_carried_over() {
        var bed = unassociated();
        for (var contact : contacts(bed)) {
            associate(bed, contact, companies(bed).getFirst());
        }
        bed.settle();

        bed.sql((place == Place.POSTGRESQL ? "truncate " : "delete from ") + pairs());
        bed.settle();

        contacts(bed).forEach(contact -> assertThat(associated(bed, contact)).isEmpty());
    }

    @Test
    void one_way_edges_put_removals_back_and_leave_additions_alone() {
        var bed = started(bed(2, 3, labelled(Direction.TO_HUBSPOT)));
        var contact = contacts(bed).getFirst();
        var companies = companies(bed);
        insert(bed, contact, companies.get(0), "");
        bed.settle();

        disassociate(bed, contact, companies.get(0));
        associate(bed, contact, companies.get(1));
        bed.settle();

        assertThat(companies(bed, contact)).containsExactlyInAnyOrder(companies.get(0), companies.get(1));
        assertThat(table(bed, contact)).isEqualTo(companies.get(0) + ":");
    }

    @Test
    void an_existing_table_without_labels_holds_one_kind() {
        var held = place.table(new ObjectType("employment"));
        var bed = bed(
                2,
                2,
                new EdgeMapping(
                        "employers",
                        ObjectType.COMPANIES,
                        new EdgeMapping.Holder.Table(held, "person", "firm", null, false),
                        EdgeMapping.PLAIN,
                        Direction.BOTH,
                        Policy.MANUAL));
        if (place == Place.POSTGRESQL) {
            bed.sql("create schema if not exists hubspot");
        }
        bed.sql("create table " + held + " (person bigint, firm bigint, note text)");
        started(bed);
        var contact = contacts(bed).getFirst();
        var companies = companies(bed);

        bed.sql("insert into " + held + " values (" + contactKey(bed, contact) + ", "
                + companyKey(bed, companies.get(0)) + ", 'mine')");
        associate(bed, contact, companies.get(1));
        bed.settle();

        assertThat(companies(bed, contact))
                .containsExactlyInAnyOrderElementsOf(List.of(companies.get(0), companies.get(1)));
        assertThat(bed.value("select count(*) from " + held)).isEqualTo("2");
    }
}
