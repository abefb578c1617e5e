package dev.linchpin.hubspot.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.HubSpotClient;
import dev.linchpin.hubspot.testing.FakeTime;
import dev.linchpin.hubspot.testing.ScriptedHubSpot;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class PropertyCatalogueTest {
    private static final String GONE =
            "{\"status\":\"error\",\"message\":\"Property does not exist\",\"category\":\"OBJECT_NOT_FOUND\"}";
    private static final String UNIQUE = "{\"name\":\"linchpin_id\",\"type\":\"string\",\"hasUniqueValue\":true}";

    private final ScriptedHubSpot hubSpot = new ScriptedHubSpot();
    private final HubSpotClient client = hubSpot.client(new FakeTime());

    @ParameterizedTest
    @CsvSource({
        "contacts, city, string, text, TEXT",
        "contacts, email, string, text, EMAIL",
        "companies, email, string, text, TEXT",
        "companies, domain, string, text, DOMAIN",
        "contacts, age, number, number, NUMBER",
        "contacts, vip, bool, booleancheckbox, BOOLEAN",
        "contacts, born, date, date, DATE",
        "contacts, seen, datetime, date, DATETIME",
        "contacts, tier, enumeration, select, ENUMERATION",
        "contacts, interests, enumeration, checkbox, OPTION_SET",
        "contacts, phone, phone_number, phonenumber, TEXT",
        "contacts, place, object_coordinates, text, TEXT"
    })
    void hubspots_types_have_their_field_types(
            String objectType, String name, String type, String fieldType, FieldType expected) {
        hubSpot.answer(
                200,
                "{\"results\":[{\"name\":\"%s\",\"type\":\"%s\",\"fieldType\":\"%s\"}]}"
                        .formatted(name, type, fieldType));

        assertThat(client.properties(new ObjectType(objectType)))
                .extracting(PropertyDefinition::type)
                .containsExactly(expected);
    }

    @Test
    void what_can_be_written_hidden_and_unique_is_read_from_the_definition() {
        hubSpot.answer(200, """
                {"results":[
                 {"name":"a","label":"A","type":"string","fieldType":"text","hasUniqueValue":true,
                  "modificationMetadata":{"readOnlyValue":false}},
                 {"name":"b","label":"","type":"number","fieldType":"number","hidden":true,"calculated":true},
                 {"name":"c","label":"C","type":"string","fieldType":"text",
                  "modificationMetadata":{"readOnlyValue":true}},
                 {"name":"d","label":"D","type":"string","fieldType":"text","archived":true}]}""");

        assertThat(client.properties(ObjectType.CONTACTS))
                .containsExactly(
                        new PropertyDefinition("a", "A", FieldType.TEXT, false, false, true),
                        new PropertyDefinition("b", "b", FieldType.NUMBER, true, true, false),
                        new PropertyDefinition("c", "C", FieldType.TEXT, false, true, false));
        assertThat(hubSpot.call(0).uri().getPath()).isEqualTo("/crm/properties/2026-09/contacts");
    }

    @Test
    void options_come_in_the_order_in_which_people_see_them() {
        hubSpot.answer(200, """
                {"results":[{"name":"stage","type":"enumeration","fieldType":"radio","options":[
                 {"value":"new","displayOrder":-1},{"value":"customer","label":"Customer","displayOrder":2},
                 {"value":"lead","label":"","displayOrder":0},{"value":"also new","displayOrder":-1}]}]}""");

        var stage = client.properties(ObjectType.CONTACTS).getFirst();
        assertThat(stage.options()).containsExactly("lead", "customer", "new", "also new");
        assertThat(stage.optionLabels()).containsOnly(Map.entry("customer", "Customer"));
    }

    @Test
    void contacts_are_unique_by_their_address_whatever_its_definition_says() {
        hubSpot.answer(200, "{\"results\":[{\"name\":\"email\",\"type\":\"string\",\"hasUniqueValue\":false}]}");

        assertThat(client.properties(ObjectType.CONTACTS))
                .extracting(PropertyDefinition::unique)
                .containsExactly(true);
    }

    @Test
    void a_unique_property_that_is_there_is_left_as_it_is() {
        hubSpot.answer(200, UNIQUE);

        ensure(ObjectType.CONTACTS);

        assertThat(hubSpot.calls()).hasSize(1);
    }

    @Test
    void a_missing_unique_property_is_created_out_of_sight_of_forms() {
        hubSpot.answer(404, GONE).answer(201, UNIQUE);

        ensure(ObjectType.COMPANIES);

        assertThat(ScriptedHubSpot.body(hubSpot.call(1)))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"name":"linchpin_id","label":"Linchpin id","description":"d","groupName":"companyinformation",
                 "type":"string","fieldType":"text","hasUniqueValue":true,"hidden":false,"formField":false}"""));
    }

    @Test
    void on_a_custom_type_it_goes_into_a_group_that_exists() {
        hubSpot.answer(404, GONE)
                .answer(200, "{\"results\":[{\"name\":\"cars_information\"}]}")
                .answer(201, UNIQUE);

        ensure(new ObjectType("2-77"));

        assertThat(ScriptedHubSpot.body(hubSpot.call(2)).path("groupName").asString())
                .isEqualTo("cars_information");
    }

    @Test
    void two_servers_may_create_it_at_the_same_time() {
        hubSpot.answer(404, GONE)
                .answer(409, "{\"message\":\"already exists\",\"category\":\"OBJECT_ALREADY_EXISTS\"}")
                .answer(200, UNIQUE);

        ensure(ObjectType.CONTACTS);
    }

    @Test
    void a_property_of_that_name_that_is_not_unique_cannot_be_used() {
        hubSpot.answer(200, "{\"name\":\"linchpin_id\",\"type\":\"string\",\"hasUniqueValue\":false}");

        assertThatThrownBy(() -> ensure(ObjectType.CONTACTS))
                .isInstanceOf(HubSpotException.Rejected.class)
                .hasMessageContaining("linchpin_id")
                .hasMessageContaining("unique");
    }

    @Test
    void without_the_schema_scope_the_scope_is_named() {
        hubSpot.answer(404, GONE)
                .answer(
                        403,
                        "{\"category\":\"MISSING_SCOPES\",\"errors\":[{\"context\":"
                                + "{\"requiredGranularScopes\":[\"crm.schemas.contacts.write\"]}}]}");

        assertThatThrownBy(() -> ensure(ObjectType.CONTACTS))
                .isInstanceOf(HubSpotException.Forbidden.class)
                .hasMessageContaining("crm.schemas.contacts.write");
    }

    private void ensure(ObjectType type) {
        client.ensureUniqueProperty(type, "linchpin_id", "Linchpin id", "d");
    }
}
