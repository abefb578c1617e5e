package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.desk.Verdict;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.Traits;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which row belongs to which record (design, 3.6). */
abstract class IdentityContract extends BedContract {
    IdentityContract(Place place) {
        super(place);
    }

    private Bed bed(ObjectMapping mapping) {
        return bed(SimulatorOptions.defaults().withRecords(0, 0, 0), List.of(mapping), EngineSettings.defaults());
    }

    private Bed companies() {
        return started(bed(Mappings.companies(place.table(ObjectType.COMPANIES), Policy.MANUAL)));
    }

    private static String company(Bed bed, String name, String domain) {
        return bed.person("{\"objectType\":\"companies\",\"properties\":{\"name\":\"" + name + "\",\"domain\":\""
                        + domain + "\"}}")
                .path("id")
                .asString();
    }

    private static int records(Bed bed) {
        return bed.recordsInHubSpot(bed.contacts()).size();
    }

    private static Conflict onlyConflict(Bed bed) {
        assertThat(conflicts(bed)).hasSize(1);
        return conflicts(bed).getFirst();
    }

    private static Verdict resolveOnly(Bed bed, Choice choice) {
        return bed.engine().desk().resolve(onlyConflict(bed).id(), choice, OptionalInt.empty());
    }

    // --- by a property with unique values ------------------------------------------------------------------------

    private ObjectMapping cars() {
        var cars = Kind.CARS.mapping(place.table(Kind.CARS.type()));
        return new ObjectMapping(cars.type(), cars.layout(), cars.fields(), List.of("plate"), cars.deletes())
                .withTraits(Traits.NONE.withUnique(Set.of("plate")));
    }

    @Test
    void a_unique_property_is_asked_for_by_its_value_and_never_searched() {
        var bed = bed(cars());
        bed.createCustomType();
        bed.start();
        bed.settle();
        bed.webhooks = false;
        bed.person("{\"objectType\":\"p4242_car\",\"properties\":{\"model\":\"2CV\",\"plate\":\"B-AA 1\"}}");
        bed.calls.made().clear();

        bed.sql("insert into " + bed.table() + " (plate) values ('B-AA 1')");
        bed.run(Duration.ofSeconds(3));

        assertThat(records(bed)).isEqualTo(1);
        assertThat(bed.value("select model from " + bed.table())).isEqualTo("2CV");
        assertThat(bed.calls.made()).contains("POST /crm/objects/2026-09/p4242_car/batch/read");
        assertThat(bed.calls.made()).noneMatch(call -> call.endsWith("/batch/upsert"));
    }

    // --- secondary addresses -------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_row_with_anothers_secondary_address_is_that_contact_whether_hubspot_finds_it_or_says_so_in_a_409(
            boolean found) {
        var bed = bed(0, Policy.HUBSPOT_WINS);
        bed.set("{\"behaviour\":{\"secondaryEmailFinds\":" + found + "}}");
        started(bed);
        bed.webhooks = false;
        var contact = bed.person("{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\","
                        + "\"hs_additional_emails\":\"countess@example.com\",\"firstname\":\"Ada\"}}")
                .path("id")
                .asString();
        bed.sql("insert into " + bed.table() + " (email, jobtitle) values ('Countess@Example.com', 'Countess')");
        bed.settle();

        assertThat(records(bed)).isEqualTo(1);
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("1");
        assertThat(inRow(bed, contact, "email")).isEqualTo("ada@example.com");
        assertThat(bed.differences()).isEmpty();
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_second_row_with_the_secondary_address_of_a_linked_contact_is_a_conflict_and_not_a_loop() {
        var bed = bed(0, Policy.MANUAL);
        bed.set("{\"behaviour\":{\"secondaryEmailFinds\":false}}");
        started(bed);
        bed.person("{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\","
                + "\"hs_additional_emails\":\"countess@example.com\"}}");
        bed.settle();
        bed.sql("insert into " + bed.table() + " (email) values ('countess@example.com')");
        bed.settle();
        var calls = bed.calls.made().size();

        assertThat(onlyConflict(bed).kind()).isEqualTo(Conflict.Kind.IDENTITY);
        assertThat(records(bed)).isEqualTo(1);
        bed.run(Duration.ofSeconds(20));
        assertThat(bed.calls.made().stream().skip(calls).filter(call -> call.endsWith("/upsert")))
                .isEmpty();
        assertThat(resolveOnly(bed, new Choice.KeptApart()))
                .isInstanceOfSatisfying(
                        Verdict.Unsuitable.class, no -> assertThat(no.message()).contains("email"));
    }

    @Test
    void a_row_with_its_own_records_secondary_address_differs_and_is_decided_like_any_other_field() {
        var bed = bed(0, Policy.MANUAL);
        started(bed);
        bed.webhooks = false;
        var contact = bed.person("{\"objectType\":\"contacts\",\"properties\":{\"email\":\"ada@example.com\","
                        + "\"hs_additional_emails\":\"countess@example.com\"}}")
                .path("id")
                .asString();
        bed.sql("insert into " + bed.table() + " (email) values ('countess@example.com')");
        bed.settle();

        assertThat(onlyConflict(bed).field()).isEqualTo("email");
        assertThat(resolveOnly(bed, new Choice.DatabaseHolds())).isInstanceOf(Verdict.Accepted.class);
        bed.settle();
        assertThat(bed.inHubSpot(contact, "email")).isEqualTo("countess@example.com");
        assertThat(bed.differences()).isEmpty();
        assertThat(conflicts(bed)).isEmpty();
    }

    // --- conflicts about identity --------------------------------------------------------------------------------

    /** Two companies of one domain in HubSpot, and a row of that domain that came while nobody looked. */
    private Bed contested() {
        var bed = bed(Mappings.companies(place.table(ObjectType.COMPANIES), Policy.MANUAL));
        company(bed, "Acme", "acme.com");
        company(bed, "Acme Too", "acme.com");
        bed.start();
        bed.sql("insert into " + bed.table() + " (name, domain) values ('', 'acme.com')");
        bed.settle();
        assertThat(conflicts(bed)).isNotEmpty().allMatch(conflict -> conflict.kind() == Conflict.Kind.IDENTITY);
        return bed;
    }

    private static Conflict ofRow(Bed bed) {
        return conflicts(bed).stream()
                .filter(conflict -> conflict.detail().startsWith("Row "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_row_is_linked_with_the_record_that_a_person_names() {
        var bed = contested();
        var chosen = bed.recordsInHubSpot(bed.contacts()).keySet().iterator().next();

        assertThat(bed.engine()
                        .desk()
                        .resolve(
                                ofRow(bed).id(),
                                new Choice.LinkedWithRecord(new HubSpotId(chosen)),
                                OptionalInt.empty()))
                .isInstanceOf(Verdict.Accepted.class);
        bed.settle();

        assertThat(bed.value("select name from " + bed.table() + " where hubspot_id = '" + chosen + "'"))
                .isEqualTo("Acme");
        assertThat(records(bed)).isEqualTo(2);
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_row_that_a_person_keeps_apart_gets_a_record_of_its_own() {
        var bed = contested();

        assertThat(bed.engine().desk().resolve(ofRow(bed).id(), new Choice.KeptApart(), OptionalInt.empty()))
                .isInstanceOf(Verdict.Accepted.class);
        bed.settle();
        bed.run(Duration.ofMinutes(20));

        assertThat(records(bed)).isEqualTo(3);
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("3");
        assertThat(conflicts(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_record_is_linked_with_the_row_that_a_person_names() {
        var bed = companies();
        bed.kill();
        bed.sql("insert into " + bed.table() + " (name, domain) values ('', 'acme.com')");
        bed.sql("insert into " + bed.table() + " (name, domain) values ('', 'acme.com')");
        var record = company(bed, "Acme", "acme.com");
        bed.start();
        bed.settle();
        var conflict = conflicts(bed).stream()
                .filter(open -> open.detail().startsWith("Record "))
                .findFirst()
                .orElseThrow();
        var key = Objects.requireNonNull(bed.value("select max(id) from " + bed.table()));

        assertThat(bed.engine()
                        .desk()
                        .resolve(conflict.id(), new Choice.LinkedWithRow(new RowKey(key)), OptionalInt.empty()))
                .isInstanceOf(Verdict.Accepted.class);
        bed.settle();

        assertThat(bed.value("select name from " + bed.table() + " where id = " + key))
                .isEqualTo("Acme");
        assertThat(inRow(bed, record, "id")).isEqualTo(key);
        assertThat(records(bed)).isEqualTo(1);
        assertThat(onlyConflict(bed).detail()).contains("belongs to row").contains(record);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whose_a_record_is_is_asked_no_more_once_it_is_in_the_recycle_bin(boolean merged) {
        var bed = companies();
        bed.kill();
        bed.sql("insert into " + bed.table() + " (name, domain) values ('', 'acme.com')");
        bed.sql("insert into " + bed.table() + " (name, domain) values ('', 'acme.com')");
        var record = company(bed, "Acme", "acme.com");
        bed.start();
        bed.settle();
        assertThat(conflicts(bed)).anyMatch(open -> open.detail().startsWith("Record "));

        bed.webhooks = false;
        bed.archive(
                ObjectType.COMPANIES,
                merged ? bed.merge(ObjectType.COMPANIES, record, company(bed, "Acme Too", "acme.org")) : record);
        bed.run(Duration.ofMinutes(62));

        assertThat(conflicts(bed)).noneMatch(open -> open.detail().startsWith("Record "));
    }

    @Test
    void nobody_can_take_a_record_from_its_row() {
        var bed = companies();
        var record = company(bed, "Acme", "acme.com");
        bed.settle();
        bed.sql("insert into " + bed.table() + " (domain) values ('acme.com')");
        bed.settle();

        assertThat(resolveOnly(bed, new Choice.LinkedWithRecord(new HubSpotId(record))))
                .isInstanceOfSatisfying(
                        Verdict.Unsuitable.class, no -> assertThat(no.message()).contains("belongs to row"));
    }

    // --- once more, when the index has caught up -----------------------------------------------------------------

    @Test
    void a_double_that_the_search_index_did_not_know_yet_is_a_conflict_naming_both_until_they_are_merged() {
        var bed = companies();
        bed.webhooks = false;
        bed.set("{\"searchLag\":\"60s\"}");
        var theirs = company(bed, "Acme", "acme.com");
        bed.sql("insert into " + bed.table() + " (name, domain) values ('Acme Inc.', 'acme.com')");
        bed.settle();
        bed.webhooks = true;
        assertThat(records(bed)).as("nothing could be found yet").isEqualTo(2);
        var ours = Objects.requireNonNull(
                bed.value("select hubspot_id from " + bed.table() + " where name = 'Acme Inc.'"));

        bed.run(Duration.ofMinutes(12));
        var conflict = onlyConflict(bed);
        assertThat(conflict.kind()).isEqualTo(Conflict.Kind.DOUBLE);
        assertThat(conflict.detail()).contains(ours).contains(theirs).contains("domain");

        bed.person("{\"objectType\":\"companies\",\"id\":\"" + theirs + "\",\"archive\":true}");
        bed.run(Duration.ofMinutes(25));
        assertThat(conflicts(bed)).isEmpty();
    }

    @Test
    void a_double_that_is_meant_to_be_is_not_complained_about_again() {
        var bed = companies();
        bed.webhooks = false;
        bed.set("{\"searchLag\":\"60s\"}");
        company(bed, "Acme", "acme.com");
        bed.sql("insert into " + bed.table() + " (name, domain) values ('Acme Inc.', 'acme.com')");
        bed.run(Duration.ofMinutes(12));

        assertThat(resolveOnly(bed, new Choice.KeptApart())).isInstanceOf(Verdict.Accepted.class);
        bed.run(Duration.ofMinutes(30));

        assertThat(conflicts(bed)).isEmpty();
        assertThat(records(bed)).isEqualTo(2);
    }

    // --- without linchpin_id -------------------------------------------------------------------------------------

    private Bed unannounced(ObjectMapping mapping) {
        return started(bed(mapping.withTraits(mapping.traits().unannounced())));
    }

    @Test
    void without_a_linchpin_id_rows_become_records_all_the_same() {
        var bed = unannounced(Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL));
        for (var i = 0; i < 5; i++) {
            bed.sql("insert into " + bed.table() + " (email, firstname) values ('ada" + i + "@example.com', 'Ada')");
        }
        bed.settle();

        assertThat(records(bed)).isEqualTo(5);
        assertThat(bed.differences()).isEmpty();
        assertThat(bed.recordsInHubSpot(bed.contacts()).values())
                .allMatch(record -> record.path("linchpin_id").isMissingNode()
                        || record.path("linchpin_id").isNull());
    }

    @Test
    void without_a_linchpin_id_a_create_whose_answer_is_lost_is_found_by_its_unique_property() {
        var bed = unannounced(Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL));
        bed.calls.loseAnswer(path("/contacts/batch/create"));
        bed.sql("insert into " + bed.table() + " (email, firstname) values ('ada@example.com', 'Ada')");
        bed.settle();

        assertThat(records(bed)).isEqualTo(1);
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("1");
        assertThat(bed.differences()).isEmpty();
        assertThat(conflicts(bed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void without_a_linchpin_id_or_a_unique_property_a_lost_create_is_found_by_what_it_wrote(boolean webhooks) {
        var bed = unannounced(Kind.DEALS.mapping(place.table(Kind.DEALS.type())));
        bed.webhooks = webhooks;
        bed.calls.loseAnswer(path("/deals/batch/create"));
        bed.sql(Kind.DEALS.insertion(bed.table(), "Big one"));
        bed.run(Duration.ofMinutes(10));

        assertThat(records(bed)).isEqualTo(1);
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("1");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void without_a_linchpin_id_a_create_whose_request_is_lost_is_sent_again() {
        var bed = unannounced(Kind.DEALS.mapping(place.table(Kind.DEALS.type())));
        bed.calls.loseRequest(path("/deals/batch/create"));
        bed.sql(Kind.DEALS.insertion(bed.table(), "Big one"));
        bed.run(Duration.ofMinutes(10));

        assertThat(records(bed)).isEqualTo(1);
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void without_a_linchpin_id_a_process_killed_between_create_and_answer_makes_no_second_record() {
        var bed = unannounced(Kind.DEALS.mapping(place.table(Kind.DEALS.type())));
        bed.calls.after(path("/deals/batch/create"), () -> {
            throw new Bed.Killed();
        });
        bed.sql(Kind.DEALS.insertion(bed.table(), "Big one"));
        assertThat(runUntilKilled(bed)).isTrue();
        bed.restart();
        bed.run(Duration.ofMinutes(10));

        assertThat(records(bed)).isEqualTo(1);
        assertThat(bed.value("select count(*) from " + bed.table())).isEqualTo("1");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void without_a_linchpin_id_a_persons_records_wait_for_creates_in_flight_no_longer_than_those_take() {
        var bed = unannounced(Kind.DEALS.mapping(place.table(Kind.DEALS.type())));
        bed.calls.after(path("/deals/batch/create"), () -> {
            TypesContract.created(bed, Kind.DEALS, "Theirs");
        });
        bed.sql(Kind.DEALS.insertion(bed.table(), "Ours"));
        bed.settle();

        assertThat(TypesContract.texts(bed, Kind.DEALS)).containsExactly("Ours", "Theirs");
        assertThat(records(bed)).isEqualTo(2);
        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items()).isEmpty();
    }
}
