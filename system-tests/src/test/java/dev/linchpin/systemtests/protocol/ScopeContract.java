package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Scope;
import dev.linchpin.engine.schema.Blueprint;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.Loss;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows and records outside of the scope are left alone, whatever happens to them. */
abstract class ScopeContract extends BedContract {
    private static final Scope NOT_DRAFTS = new Scope("jobtitle is null or jobtitle <> 'draft'", Map.of());
    private static final Scope CUSTOMERS = new Scope(null, Map.of("lifecyclestage", Set.of("customer")));

    ScopeContract(Place place) {
        super(place);
    }

    private Bed scoped(int contacts, Scope scope) {
        var mapping = Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL)
                .withScope(scope);
        return bed(
                SimulatorOptions.defaults().withRecords(contacts, 0, 0), List.of(mapping), EngineSettings.defaults());
    }

    private Bed running(int contacts, Scope scope) {
        var bed = scoped(contacts, scope);
        bed.start();
        bed.settle();
        return bed;
    }

    private static String linked(Bed bed) {
        return String.valueOf(bed.inspection().status().getFirst().links());
    }

    private static void insert(Bed bed, String email, String jobtitle) {
        bed.sql("insert into " + bed.table() + " (email, jobtitle) values ('" + email + "', '" + jobtitle + "')");
    }

    private static boolean isInHubSpot(Bed bed, String email) {
        return bed.contactsInHubSpot().values().stream()
                .anyMatch(record -> record.path("email").asString("").equals(email));
    }

    @Test
    void a_row_out_of_scope_is_never_sent() {
        var bed = running(3, NOT_DRAFTS);

        insert(bed, "draft@example.com", "draft");
        insert(bed, "real@example.com", "analyst");
        bed.settle();
        bed.engine().desk().pushAll(ObjectType.CONTACTS);
        bed.settle();

        assertThat(isInHubSpot(bed, "draft@example.com")).isFalse();
        assertThat(isInHubSpot(bed, "real@example.com")).isTrue();
    }

    @Test
    void a_row_that_enters_the_scope_is_created() {
        var bed = running(3, NOT_DRAFTS);
        insert(bed, "draft@example.com", "draft");
        bed.settle();

        bed.sql("update " + bed.table() + " set jobtitle = 'analyst' where email = 'draft@example.com'");
        bed.settle();

        assertThat(isInHubSpot(bed, "draft@example.com")).isTrue();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_row_that_leaves_the_scope_is_unlinked_and_both_sides_left_alone() {
        var bed = running(3, NOT_DRAFTS);
        var record = anyRecord(bed);

        update(bed, record, "jobtitle", "draft");
        bed.settle();
        update(bed, record, "phone", "kept here");
        bed.edit(record, "firstname", "kept there");
        bed.settle();
        bed.sql("delete from " + bed.table() + " where hubspot_id = '" + record + "'");
        bed.run(Duration.ofHours(2));

        assertThat(bed.contactsInHubSpot()).containsKey(record);
        assertThat(bed.inHubSpot(record, "phone")).isNotEqualTo("kept here");
        assertThat(bed.inspection().conflicts(Filter.NONE, null, 10).items()).isEmpty();
    }

    @Test
    void a_row_that_comes_back_into_the_scope_is_linked_to_its_record_again() {
        var bed = running(3, NOT_DRAFTS);
        var record = anyRecord(bed);
        var title = bed.inHubSpot(record, "jobtitle");
        update(bed, record, "jobtitle", "draft");
        bed.settle();
        assertThat(linked(bed)).isEqualTo("2");

        update(bed, record, "jobtitle", title == null ? "" : title);
        bed.settle();

        assertThat(linked(bed)).isEqualTo("3");
        assertThat(bed.contactsInHubSpot()).hasSize(3);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_column_that_only_the_scope_looks_at_is_watched() {
        var bed = scoped(3, NOT_DRAFTS);
        bed.start();
        bed.settle();
        bed.sql("alter table " + bed.table() + " add column state text");
        bed.kill();
        var watching = new Bed(
                bed, List.of(bed.contacts().withScope(new Scope("state is null or state <> 'hidden'", Map.of()))));
        watching.start();
        watching.settle();
        var record = anyRecord(watching);

        update(watching, record, "state", "hidden");
        watching.settle();
        assertThat(linked(watching)).isEqualTo("2");

        watching.sql("update " + watching.table() + " set state = null");
        watching.settle();
        assertThat(linked(watching)).isEqualTo("3");
        watching.close();
    }

    @Test
    void the_initial_load_takes_in_only_records_in_scope() {
        var bed = scoped(12, CUSTOMERS);
        var ids = List.copyOf(bed.contactsInHubSpot().keySet());
        ids.forEach(id -> bed.edit(id, "lifecyclestage", "lead"));
        ids.subList(0, 4).forEach(id -> bed.edit(id, "lifecyclestage", "customer"));

        bed.start();
        bed.settle();

        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("4");
    }

    @Test
    void a_record_that_enters_the_scope_gets_a_row_and_one_that_leaves_keeps_it() {
        var bed = scoped(3, CUSTOMERS);
        var ids = List.copyOf(bed.contactsInHubSpot().keySet());
        ids.forEach(id -> bed.edit(id, "lifecyclestage", "lead"));
        bed.start();
        bed.settle();
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("0");

        bed.edit(ids.getFirst(), "lifecyclestage", "customer");
        bed.settle();
        assertThat(inRow(bed, ids.getFirst(), "lifecyclestage")).isEqualTo("customer");

        bed.edit(ids.getFirst(), "lifecyclestage", "other");
        bed.settle();
        update(bed, ids.getFirst(), "phone", "kept here");
        bed.settle();

        assertThat(inRow(bed, ids.getFirst(), "lifecyclestage")).isEqualTo("customer");
        assertThat(bed.inHubSpot(ids.getFirst(), "phone")).isNotEqualTo("kept here");
        assertThat(bed.contactsInHubSpot()).hasSize(3);
    }

    @Test
    void a_mass_that_leaves_the_scope_is_held() {
        var bed = running(120, NOT_DRAFTS);

        bed.sql("update " + bed.table() + " set jobtitle = 'draft'");
        bed.settle();

        assertThat(linked(bed)).isEqualTo("120");
        assertThat(bed.inspection().holds()).singleElement().satisfies(hold -> {
            assertThat(hold.loss()).isEqualTo(Loss.OUT_OF_SCOPE);
            assertThat(hold.records()).isEqualTo(120);
        });

        bed.sql("update " + bed.table() + " set jobtitle = 'analyst'");
        bed.settle();
        assertThat(bed.inspection().holds()).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_changed_scope_is_applied_to_everything() {
        var bed = scoped(6, CUSTOMERS);
        var ids = List.copyOf(bed.contactsInHubSpot().keySet());
        ids.forEach(id -> bed.edit(id, "lifecyclestage", "lead"));
        ids.subList(0, 2).forEach(id -> bed.edit(id, "lifecyclestage", "customer"));
        bed.blueprint = Blueprint.of(bed.mappings);
        bed.start();
        bed.settle();
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("2");
        bed.kill();

        var wider = new Bed(bed, List.of(bed.contacts().withScope(Scope.EVERYTHING)));
        wider.blueprint = Blueprint.of(wider.mappings);
        wider.start();
        wider.settle();

        assertThat(wider.value("select count(*) from " + wider.table())).isEqualTo("6");
        assertThat(wider.differences()).isEmpty();
        wider.close();
    }

    @Test
    void a_condition_that_the_database_does_not_understand_is_told() {
        var bed = running(3, NOT_DRAFTS);

        var wrong = bed.contacts().withScope(new Scope("no_such_column = 1", Map.of()));

        assertThat(bed.store().tables().misunderstands(wrong))
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("contacts").contains("no_such_column"));
        assertThat(bed.store().tables().misunderstands(bed.contacts())).isEmpty();
    }
}
