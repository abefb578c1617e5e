package dev.linchpin.systemtests.protocol;

import static dev.linchpin.systemtests.protocol.Calls.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.schema.Blueprint;
import dev.linchpin.engine.store.Conflict;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.store.KnownField;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The schemas of the two sides change while Linchpin runs: only what is affected stops, and it goes on when it can. */
abstract class SchemaContract extends BedContract {
    SchemaContract(Place place) {
        super(place);
    }

    /** Maps the usual fields, {@code tier} and {@code nickname}, and every property whose name begins with {@code new_}. */
    private record Growing(ObjectMapping contacts) implements Blueprint {
        @Override
        public List<ObjectType> types() {
            return List.of(ObjectType.CONTACTS);
        }

        @Override
        public Wanted wanted(ObjectType type, List<PropertyDefinition> catalogue, Set<String> known) {
            var fields = new LinkedHashMap<>(contacts.fields());
            catalogue.stream()
                    .filter(property -> property.name().startsWith("new_"))
                    .forEach(property -> fields.put(
                            property.name(),
                            new Field(
                                    property.name(),
                                    property.name(),
                                    property.name(),
                                    property.type(),
                                    Direction.BOTH,
                                    Policy.MANUAL)));
            return Blueprint.of(List.of(contacts.withFields(fields))).wanted(type, catalogue, known);
        }
    }

    private Bed growing(int contacts) {
        return growing(contacts, Policy.MANUAL);
    }

    private Bed growing(int contacts, Policy policy) {
        var table = place.table(ObjectType.CONTACTS);
        var plain = Mappings.contacts(table, policy);
        var bed =
                bed(SimulatorOptions.defaults().withRecords(contacts, 0, 0), List.of(plain), EngineSettings.defaults());
        bed.blueprint = new Growing(plain);
        return started(bed);
    }

    private static List<KnownField> frozen(Bed bed) {
        return bed.inspection().frozen();
    }

    private static void define(Bed bed, String name, String type, String fieldType, String more) {
        bed.definition(
                "POST",
                "",
                "{\"name\":\"" + name + "\",\"label\":\"" + name + "\",\"type\":\"" + type + "\",\"fieldType\":\""
                        + fieldType + "\",\"groupName\":\"contactinformation\"" + more + "}");
    }

    @Test
    void a_new_property_gets_a_column_and_is_back_filled() {
        var bed = growing(120);
        var record = anyRecord(bed);
        define(bed, "new_nickname", "string", "text", "");
        bed.edit(record, "new_nickname", "Ada");

        noticed(bed);

        assertThat(inRow(bed, record, "new_nickname")).isEqualTo("Ada");
        update(bed, record, "new_nickname", "Lady Ada");
        bed.settle();
        assertThat(bed.inHubSpotUnmapped(record, "new_nickname")).isEqualTo("Lady Ada");
        assertThat(bed.differences()).isEmpty();
        assertThat(frozen(bed)).isEmpty();
    }

    @Test
    void a_new_field_is_back_filled_by_reading_every_record_once() {
        var bed = growing(300);
        define(bed, "new_nickname", "string", "text", "");
        var before = bed.calls.made().size();

        noticed(bed);

        assertThat(bed.calls.made().subList(before, bed.calls.made().size()).stream()
                        .filter(call -> call.endsWith("/contacts/batch/read")))
                .hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void a_property_whose_label_changes_goes_on() {
        var bed = growing(3);
        var record = anyRecord(bed);

        bed.definition("PATCH", "/loyalty_points", "{\"label\":\"Points\"}");
        noticed(bed);
        bed.edit(record, "loyalty_points", "12");
        bed.settle();

        assertThat(inRow(bed, record, "loyalty_points")).startsWith("12");
        assertThat(frozen(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void an_archived_property_freezes_its_field_alone() {
        var bed = growing(3);
        var record = anyRecord(bed);
        bed.edit(record, "loyalty_points", "7");
        bed.settle();

        bed.definition("DELETE", "/loyalty_points", "");
        // Before anybody has looked at the schema: the record is read without the property.
        bed.edit(record, "phone", "edited in HubSpot");
        bed.settle();
        assertThat(inRow(bed, record, "loyalty_points")).startsWith("7");
        noticed(bed);
        bed.edit(record, "jobtitle", "edited in HubSpot");
        update(bed, record, "firstname", "edited in SQL");
        bed.settle();

        assertThat(inRow(bed, record, "loyalty_points")).startsWith("7");
        assertThat(inRow(bed, record, "phone")).isEqualTo("edited in HubSpot");
        assertThat(inRow(bed, record, "jobtitle")).isEqualTo("edited in HubSpot");
        assertThat(bed.inHubSpot(record, "firstname")).isEqualTo("edited in SQL");
        assertThat(frozen(bed)).singleElement().satisfies(field -> {
            assertThat(field.name()).isEqualTo("loyalty_points");
            assertThat(field.frozen()).contains("HubSpot has no property");
        });
        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items()).isEmpty();
    }

    @Test
    void a_restored_property_catches_up() {
        var bed = growing(3);
        var record = anyRecord(bed);
        bed.edit(record, "loyalty_points", "7");
        bed.settle();
        bed.definition("DELETE", "/loyalty_points", "");
        noticed(bed);
        update(bed, record, "loyalty_points", "8");
        bed.settle();

        bed.definition("POST", "", POINTS);
        noticed(bed);

        assertThat(frozen(bed)).isEmpty();
        assertThat(bed.inHubSpot(record, "loyalty_points")).isEqualTo("8");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_record_that_got_its_row_while_a_property_was_archived_unnoticed_catches_up() {
        var bed = growing(3);
        bed.webhooks = false;
        var record = bed.person("{\"objectType\":\"contacts\",\"properties\":{\"loyalty_points\":\"7\"}}")
                .path("id")
                .asString();
        bed.definition("DELETE", "/loyalty_points", "");
        bed.webhooks = true;
        bed.edit(record, "phone", "edited in HubSpot");
        bed.settle();
        assertThat(inRow(bed, record, "phone")).isEqualTo("edited in HubSpot");

        bed.definition("POST", "", POINTS);
        noticed(bed);

        assertThat(inRow(bed, record, "loyalty_points")).startsWith("7");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_frozen_field_stays_frozen_over_a_restart() {
        var bed = growing(3);
        var record = anyRecord(bed);
        bed.edit(record, "loyalty_points", "7");
        bed.settle();
        bed.definition("DELETE", "/loyalty_points", "");
        dropColumn(bed, "jobtitle");

        bed.restart();
        noticed(bed);

        assertThat(frozen(bed)).extracting(KnownField::name).containsExactly("jobtitle", "loyalty_points");
        assertThat(inRow(bed, record, "loyalty_points")).startsWith("7");
        assertThat(bed.query("select * from " + bed.table() + " where id = 1").getFirst())
                .as("the dropped column is not made anew")
                .hasSize(10);
    }

    @Test
    void only_values_with_a_removed_option_are_refused() {
        var bed = growing(3);
        define(
                bed,
                "new_tier",
                "enumeration",
                "select",
                ",\"options\":[" + option("gold") + "," + option("silver") + "]");
        noticed(bed);
        var ids = List.copyOf(bed.contactsInHubSpot().keySet());
        bed.definition("PATCH", "/new_tier", "{\"options\":[" + option("silver") + "]}");

        update(bed, ids.get(0), "new_tier", "gold");
        update(bed, ids.get(0), "phone", "goes on");
        update(bed, ids.get(1), "new_tier", "silver");
        noticed(bed);

        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items())
                .singleElement()
                .satisfies(view -> assertThat(view.letter().field()).isEqualTo("new_tier"));
        assertThat(bed.inHubSpot(ids.get(0), "phone")).isEqualTo("goes on");
        assertThat(bed.inHubSpotUnmapped(ids.get(1), "new_tier")).isEqualTo("silver");

        bed.definition("PATCH", "/new_tier", "{\"options\":[" + option("gold") + "," + option("silver") + "]}");
        noticed(bed);
        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items()).isEmpty();
        assertThat(bed.inHubSpotUnmapped(ids.get(0), "new_tier")).isEqualTo("gold");
    }

    private static String option(String value) {
        return "{\"label\":\"" + value + "\",\"value\":\"" + value + "\",\"displayOrder\":0,\"hidden\":false}";
    }

    @Test
    void a_dropped_column_freezes_its_field_and_never_breaks_the_users_statement() {
        var bed = growing(3);
        var record = anyRecord(bed);
        bed.edit(record, "jobtitle", "Analyst");
        bed.settle();

        dropColumn(bed, "jobtitle");
        update(bed, record, "phone", "from SQL");
        bed.edit(record, "firstname", "from HubSpot");
        bed.edit(record, "jobtitle", "Countess");
        noticed(bed);

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("from SQL");
        assertThat(inRow(bed, record, "firstname")).isEqualTo("from HubSpot");
        assertThat(bed.inHubSpot(record, "jobtitle")).isEqualTo("Countess");
        assertThat(frozen(bed)).extracting(KnownField::name).containsExactly("jobtitle");
        assertThat(bed.inspection().deadLetters(Filter.NONE, null, 10).items()).isEmpty();

        bed.sql("alter table " + bed.table() + " add column jobtitle text");
        noticed(bed);
        assertThat(inRow(bed, record, "jobtitle")).isEqualTo("Countess");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void an_edit_that_was_replaced_just_before_its_column_was_dropped_is_found() {
        for (var policy : List.of(Policy.MANUAL, Policy.HUBSPOT_WINS)) {
            var bed = growing(3, policy);
            var record = anyRecord(bed);
            bed.webhooks = false;
            bed.calls.before(Calls.path("/contacts/batch/update"), () -> bed.edit(record, "jobtitle", "from HubSpot"));
            update(bed, record, "jobtitle", "from SQL");
            bed.run(Duration.ofSeconds(2));
            assertThat(bed.inHubSpot(record, "jobtitle")).isEqualTo("from SQL");
            assertThat(conflicts(bed)).as("not looked at yet").isEmpty();
            dropColumn(bed, "jobtitle");
            noticed(bed);

            assertThat(frozen(bed)).extracting(KnownField::name).containsExactly("jobtitle");
            assertThat(conflicts(bed)).isEmpty();
            bed.sql("alter table " + bed.table() + " add column jobtitle text");
            noticed(bed);

            if (policy == Policy.MANUAL) {
                assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
                    assertThat(conflict.kind()).isEqualTo(Conflict.Kind.OVERWRITTEN);
                    assertThat(conflict.hubspot().text()).isEqualTo("from HubSpot");
                });
            } else {
                assertThat(bed.inHubSpot(record, "jobtitle")).isEqualTo("from HubSpot");
                assertThat(inRow(bed, record, "jobtitle")).isEqualTo("from HubSpot");
            }
        }
    }

    @Test
    void an_edit_that_was_replaced_just_before_its_property_was_archived_is_found_once_that_is_restored() {
        var bed = growing(3);
        var record = anyRecord(bed);
        bed.webhooks = false;
        bed.calls.before(path("/contacts/batch/update"), () -> bed.edit(record, "loyalty_points", "7"));
        update(bed, record, "loyalty_points", "8");
        bed.run(Duration.ofSeconds(2));
        bed.definition("DELETE", "/loyalty_points", "");
        noticed(bed);
        update(bed, record, "phone", "edited in SQL");
        bed.settle();
        assertThat(frozen(bed)).extracting(KnownField::name).containsExactly("loyalty_points");

        bed.definition("POST", "", POINTS);
        noticed(bed);

        assertThat(conflicts(bed)).singleElement().satisfies(conflict -> {
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.OVERWRITTEN);
            assertThat(conflict.hubspot().text()).isEqualTo("7");
        });
    }

    @Test
    void a_write_whose_answer_was_lost_before_its_property_was_archived_is_no_edit_once_that_is_restored() {
        var bed = growing(3);
        var record = anyRecord(bed);
        bed.calls.loseAnswer(path("/contacts/batch/update"));
        update(bed, record, "loyalty_points", "8");
        bed.run(Duration.ofMillis(300));
        bed.definition("DELETE", "/loyalty_points", "");
        noticed(bed);

        bed.definition("POST", "", POINTS);
        bed.edit(record, "loyalty_points", "9");
        noticed(bed);

        assertThat(conflicts(bed)).isEmpty();
        assertThat(inRow(bed, record, "loyalty_points")).isIn("9", "9.0");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_renamed_column_freezes_its_field_until_it_is_renamed_back() {
        var bed = growing(3);
        var record = anyRecord(bed);

        bed.sql("alter table " + bed.table() + " rename column phone to telephone");
        bed.sql("update " + bed.table() + " set telephone = 'from SQL', firstname = 'Grace' where hubspot_id = '"
                + record + "'");
        noticed(bed);
        assertThat(frozen(bed)).extracting(KnownField::name).containsExactly("phone");
        assertThat(bed.inHubSpot(record, "firstname")).isEqualTo("Grace");

        bed.sql("alter table " + bed.table() + " rename column telephone to phone");
        noticed(bed);

        assertThat(frozen(bed)).isEmpty();
        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("from SQL");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_column_that_is_renamed_again_while_it_is_taken_back_freezes_its_field_again() {
        var mappings = List.of(
                Mappings.contacts(place.table(ObjectType.CONTACTS), Policy.MANUAL),
                Mappings.companies(place.table(ObjectType.COMPANIES), Policy.MANUAL));
        var bed = bed(SimulatorOptions.defaults().withRecords(3, 1, 0), mappings, EngineSettings.defaults());
        bed.blueprint = Blueprint.of(mappings);
        started(bed);
        var away = "alter table " + bed.table() + " rename column phone to telephone";
        bed.sql(away);
        noticed(bed);

        bed.sql("alter table " + bed.table() + " rename column telephone to phone");
        // The contacts have been looked at by then.
        bed.calls.before(call -> call.uri().getPath().matches("/crm/properties/[^/]+/companies"), () -> bed.sql(away));
        noticed(bed);
        assertThat(frozen(bed)).extracting(KnownField::name).containsExactly("phone");

        bed.sql("alter table " + bed.table() + " rename column telephone to phone");
        update(bed, anyRecord(bed), "phone", "from SQL");
        noticed(bed);
        assertThat(frozen(bed)).isEmpty();
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_column_of_another_type_goes_on() {
        var bed = growing(3);
        var record = anyRecord(bed);
        bed.edit(record, "loyalty_points", "7");
        bed.settle();
        if (place == Place.POSTGRESQL) {
            bed.sql("alter table " + bed.table() + " alter column loyalty_points type bigint");
        } else if (place == Place.MARIADB) {
            bed.sql("alter table " + bed.table() + " modify column loyalty_points bigint");
        }

        bed.edit(record, "loyalty_points", "9");
        bed.settle();

        assertThat(inRow(bed, record, "loyalty_points")).startsWith("9");
        assertThat(bed.differences()).isEmpty();
    }

    @Test
    void a_type_whose_table_is_gone_pauses_and_nothing_is_deleted() {
        var bed = growing(3);
        var record = anyRecord(bed);
        var aside = "aside";

        bed.sql("alter table " + bed.table() + " rename to " + aside);
        bed.edit(record, "phone", "edited meanwhile");
        noticed(bed);
        bed.run(Duration.ofHours(2));

        assertThat(bed.contactsInHubSpot()).hasSize(3);
        assertThat(frozen(bed)).singleElement().satisfies(type -> {
            assertThat(type.isAboutType()).isTrue();
            assertThat(type.frozen()).contains("is not there any more");
        });
        bed.restart();
        noticed(bed);
        assertThat(bed.contactsInHubSpot()).hasSize(3);

        bed.sql("alter table " + (place == Place.POSTGRESQL ? "hubspot." : "") + aside + " rename to contacts");
        noticed(bed);

        assertThat(frozen(bed)).isEmpty();
        assertThat(inRow(bed, record, "phone")).isEqualTo("edited meanwhile");
        assertThat(bed.differences()).isEmpty();
        assertThat(Map.copyOf(bed.contactsInHubSpot())).hasSize(3);
    }

    @Test
    void what_was_changed_without_triggers_is_found_though_the_process_dies_when_it_has_put_them_back() {
        var bed = growing(3);
        var record = anyRecord(bed);
        var capture = Objects.requireNonNull(bed.database).capture();
        capture.uninstall();
        update(bed, record, "phone", "unseen");

        capture.install(bed.mappings);
        bed.restart();
        bed.settle();

        assertThat(bed.inHubSpot(record, "phone")).isEqualTo("unseen");
    }
}
