package dev.linchpin.simulator.properties;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be said about properties and their groups. */
class DefinitionsTest {

    private static final String PROPERTIES = "/crm/properties/2026-09/contacts";
    private static final String GROUPS = PROPERTIES + "/groups";

    private final TestAccount account = new TestAccount();

    @Test
    @Fact({"properties/create-answers-201", "properties/location"})
    void a_created_property_is_answered_whole_and_where_it_is() {
        Answer created = create("shoe_size", "number", "number", ",\"numberDisplayHint\":\"formatted\"");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo(PROPERTIES + "/shoe_size");
        assertThat(created.text("/numberDisplayHint")).isEqualTo("formatted");
        assertThat(created.text("/dataSensitivity")).isEqualTo("non_sensitive");
        assertThat(created.json().path("displayOrder").asInt()).isEqualTo(-1);
        assertThat(created.json().at("/modificationMetadata/archivable").booleanValue())
                .isTrue();
        assertThat(account.get(PROPERTIES + "/shoe_size").json()).isEqualTo(created.json());
    }

    @Test
    @Fact("properties/name-taken")
    void a_name_that_is_taken_is_a_409() {
        Answer taken = create("email", "string", "text", "");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.text("/category")).isEqualTo("OBJECT_ALREADY_EXISTS");
        assertThat(taken.text("/subCategory")).isEqualTo("Properties.PROPERTY_WITH_NAME_EXISTS");
        assertThat(taken.text("/message")).isEqualTo("A property named 'email' already exists.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shoe", "1shoe", "shoe size", "shoe-size", "_shoe"})
    @Fact("properties/names")
    void names_are_lower_case_letters_digits_and_underscores(String name) {
        assertThat(create(name, "string", "text", "").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "string, text, 201", "string, textarea, 201", "string, html, 201", "string, file, 201",
        "string, phonenumber, 201", "string, date, 400", "number, number, 201", "number, text, 400",
        "date, date, 201", "datetime, date, 201", "datetime, datetime, 400", "phone_number, phonenumber, 201",
        "phone_number, text, 400", "bool, checkbox, 400", "enumeration, text, 400", "json, text, 400"
    })
    @Fact("properties/field-types")
    void field_types_go_with_types(String type, String fieldType, int status) {
        assertThat(create("p", type, fieldType, "").status()).isEqualTo(status);
    }

    @Test
    @Fact("properties/enumeration-needs-options")
    void an_enumeration_needs_options_with_values_of_their_own() {
        assertThat(create("p", "enumeration", "select", "").status()).isEqualTo(400);
        String option = "{\"label\":\"A\",\"value\":\"a\",\"description\":\"first\"}";
        assertThat(create("p", "enumeration", "select", ",\"options\":[" + option + "," + option + "]")
                        .status())
                .isEqualTo(400);
        Answer created = create("p", "enumeration", "select", ",\"options\":[" + option + "]");
        assertThat(created.text("/options/0/description")).isEqualTo("first");
    }

    @Test
    @Fact("properties/bool-needs-options")
    void a_boolean_needs_the_options_true_and_false() {
        Answer refused = create("p", "bool", "booleancheckbox", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/subCategory")).endsWith("INVALID_BOOLEAN_OPTION");
        assertThat(create(
                                "p",
                                "bool",
                                "booleancheckbox",
                                ",\"options\":[{\"label\":\"Y\",\"value\":\"true\"},{\"label\":\"N\",\"value\":\"false\"}]")
                        .status())
                .isEqualTo(201);
        account.set("{\"definitions\":{\"booleanOptionsRequired\":false}}");
        assertThat(create("q", "bool", "booleancheckbox", "").text("/options/1/value"))
                .isEqualTo("false");
    }

    @Test
    @Fact("properties/external-options")
    void external_options_need_a_referenced_type_and_none_of_their_own() {
        assertThat(create("p", "enumeration", "select", ",\"externalOptions\":true")
                        .status())
                .isEqualTo(400);
        Answer owner =
                create("p", "enumeration", "select", ",\"externalOptions\":true,\"referencedObjectType\":\"OWNER\"");
        assertThat(owner.status()).isEqualTo(201);
        assertThat(account.post(CONTACTS, "{\"properties\":{\"p\":\"1\"}}").status())
                .isEqualTo(400);
        assertThat(account.post(CONTACTS, "{\"properties\":{\"p\":\"5002\"}}").status())
                .isEqualTo(201);
    }

    @Test
    @Fact("properties/currency")
    void only_currency_properties_name_a_currency_property() {
        Answer refused = create("p", "number", "number", ",\"currencyPropertyName\":\"deal_currency_code\"");
        assertThat(refused.text("/subCategory")).endsWith("ONLY_CURRENCY_PROPERTIES_CAN_SPECIFY_CURRENCY");
        Answer created =
                create("p", "number", "number", ",\"showCurrencySymbol\":true,\"currencyPropertyName\":\"anything\"");
        assertThat(created.json().path("showCurrencySymbol").booleanValue()).isTrue();
    }

    @Test
    @Fact("properties/update")
    void an_update_overwrites_what_it_names() {
        create(
                "p",
                "enumeration",
                "select",
                ",\"options\":[{\"label\":\"A\",\"value\":\"a\"},{\"label\":\"B\",\"value\":\"b\"}]");
        String id = account.contact("\"p\":\"a\"");
        Answer patched = account.patch(
                PROPERTIES + "/p",
                "{\"label\":\"New\",\"options\":[{\"label\":\"B\",\"value\":\"b\"}],\"hasUniqueValue\":true}");
        assertThat(patched.text("/label")).isEqualTo("New");
        assertThat(patched.text("/groupName")).isEqualTo("contactinformation");
        assertThat(patched.json().path("options").size()).isEqualTo(1);
        assertThat(patched.json().path("hasUniqueValue").booleanValue())
                .as("fixed at creation")
                .isFalse();
        assertThat(account.value(id, "p")).as("a value outlives its option").isEqualTo("a");
        assertThat(account.patch(PROPERTIES + "/p", "{\"groupName\":\"nowhere\"}")
                        .status())
                .isEqualTo(400);
        assertThat(account.patch(PROPERTIES + "/p", "{\"fieldType\":\"date\"}").status())
                .isEqualTo(400);
        assertThat(account.patch(PROPERTIES + "/p", "{\"fieldType\":\"radio\"}").text("/fieldType"))
                .isEqualTo("radio");
        assertThat(account.patch(PROPERTIES + "/none", "{\"label\":\"x\"}").status())
                .isEqualTo(404);
    }

    @Test
    @Fact({"properties/archive", "properties/archive-missing"})
    void an_archived_property_is_found_only_among_the_archived() {
        create("p", "string", "text", "");
        assertThat(account.delete(PROPERTIES + "/p").status()).isEqualTo(204);
        assertThat(account.get(PROPERTIES + "/p").status()).isEqualTo(404);
        Answer archived = account.get(PROPERTIES + "/p?archived=true");
        assertThat(archived.json().path("archived").booleanValue()).isTrue();
        assertThat(archived.text("/archivedAt")).isNotEmpty();
        assertThat(account.delete(PROPERTIES + "/p").status()).isEqualTo(404);
        assertThat(account.delete(PROPERTIES + "/never").status()).isEqualTo(404);
    }

    @Test
    @Fact("properties/recreating-restores")
    void creating_an_archived_property_again_brings_its_values_back() {
        create("p", "string", "text", ",\"formField\":true");
        String id = account.contact("\"p\":\"12\"");
        account.delete(PROPERTIES + "/p");
        assertThat(account.value(id, "p")).isEmpty();
        Answer again = create("p", "number", "number", "");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("/type")).as("as it was created last").isEqualTo("number");
        assertThat(again.json().path("formField").booleanValue()).isFalse();
        assertThat(account.value(id, "p")).isEqualTo("12");
        account.set("{\"definitions\":{\"recreatingRestores\":false}}");
        account.delete(PROPERTIES + "/p");
        create("p", "string", "text", "");
        assertThat(account.value(id, "p")).isEmpty();
        create("q", "string", "text", "");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"p\":\"one\",\"q\":\"two\"}}");
        assertThat(account.value(id, "p")).isEqualTo("one");
        assertThat(account.value(id, "q")).isEqualTo("two");
    }

    @Test
    @Fact("properties/unique-ends-with-the-property")
    void a_unique_property_created_again_without_uniqueness_identifies_nothing() {
        create("p", "string", "text", ",\"hasUniqueValue\":true");
        account.contact("\"p\":\"same\"");
        assertThat(account.post(CONTACTS, "{\"properties\":{\"p\":\"same\"}}").status())
                .isEqualTo(400);
        account.delete(PROPERTIES + "/p");
        create("p", "string", "text", "");
        assertThat(account.post(CONTACTS, "{\"properties\":{\"p\":\"same\"}}").status())
                .isEqualTo(201);
        assertThat(account.get(CONTACTS + "/same?idProperty=p").status()).isEqualTo(400);
    }

    @Test
    @Fact("properties/unique-limit")
    void a_type_has_at_most_ten_unique_properties() {
        for (int i = 0; i < 10; i++) {
            assertThat(create("u" + i, "string", "text", ",\"hasUniqueValue\":true")
                            .status())
                    .isEqualTo(201);
        }
        assertThat(create("u10", "string", "text", ",\"hasUniqueValue\":true").status())
                .isEqualTo(400);
        account.delete(PROPERTIES + "/u3");
        assertThat(create("u10", "string", "text", ",\"hasUniqueValue\":true").status())
                .isEqualTo(201);
    }

    @Test
    @Fact({"properties/limit-per-type", "properties/limit-per-account"})
    void there_can_be_only_so_many_custom_properties() {
        int there = account.get("/crm/limits/2026-09/custom-properties")
                .json()
                .at("/byObjectType/0/usage")
                .asInt();
        account.set("{\"definitions\":{\"customPropertiesPerType\":" + (there + 1) + "}}");
        assertThat(create("p", "string", "text", "").status()).isEqualTo(201);
        Answer refused = create("q", "string", "text", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message")).contains("limit of " + (there + 1));
        account.set("{\"definitions\":{\"customPropertiesPerType\":1000,\"customPropertiesPerAccount\":3}}");
        assertThat(create("q", "string", "text", "").status()).isEqualTo(400);
    }

    @Test
    @Fact("properties/hubspots-own")
    void hubspots_own_properties_stay_as_they_are_but_for_options() {
        assertThat(account.patch(PROPERTIES + "/email", "{\"label\":\"Mail\"}").status())
                .isEqualTo(400);
        assertThat(account.delete(PROPERTIES + "/email").status()).isEqualTo(400);
        assertThat(account.patch(
                                PROPERTIES + "/hs_analytics_source",
                                "{\"options\":[{\"label\":\"A\",\"value\":\"a\"}]}")
                        .status())
                .as("read-only options")
                .isEqualTo(400);
        assertThat(account.patch(PROPERTIES + "/hs_lead_status", "{\"options\":[{\"label\":\"A\",\"value\":\"a\"}]}")
                        .text("/options/0/value"))
                .isEqualTo("a");
    }

    @Test
    @Fact("properties/sensitive-scope")
    void sensitive_properties_need_a_scope() {
        account.set("{\"tokens\":[{\"token\":\"narrow\",\"scopes\":[\"crm.schemas.contacts.write\"]}]}");
        Answer refused = account.callAs(
                "narrow", "POST", PROPERTIES, definition("p", "string", "text", ",\"dataSensitivity\":\"sensitive\""));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("/message")).isEqualTo("Missing required scope for: sensitive-data-property-create");
    }

    @Test
    @Fact({"properties/sensitive-feature", "properties/sensitive-listing"})
    void sensitive_properties_are_refused_unless_the_account_has_them_and_then_kept_apart() {
        Answer refused = create("p", "string", "text", ",\"dataSensitivity\":\"sensitive\"");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/subCategory")).endsWith("PORTAL_NOT_ENABLED_FOR_SENSITIVE_DATA");
        account.set("{\"definitions\":{\"sensitiveData\":true}}");
        assertThat(create("p", "string", "text", ",\"dataSensitivity\":\"sensitive\"")
                        .text("/dataSensitivity"))
                .isEqualTo("sensitive");
        assertThat(create("q", "string", "text", ",\"dataSensitivity\":\"secret\"")
                        .status())
                .isEqualTo(400);
        assertThat(account.get(PROPERTIES + "/p").status()).isEqualTo(404);
        assertThat(account.get(PROPERTIES + "/p?dataSensitivity=sensitive").status())
                .isEqualTo(200);
        assertThat(account.get(PROPERTIES + "/email?dataSensitivity=sensitive").status())
                .isEqualTo(404);
        assertThat(account.get(PROPERTIES + "?dataSensitivity=sensitive")
                        .json()
                        .path("results")
                        .size())
                .isEqualTo(1);
        assertThat(account.get(PROPERTIES).response().text()).doesNotContain("\"name\":\"p\"");
    }

    @Test
    @Fact("properties/list-parameter")
    void a_listing_can_be_narrowed_to_names() {
        Answer list = account.get(PROPERTIES + "?properties=email,firstname&locale=de");
        assertThat(list.json()
                        .path("results")
                        .valueStream()
                        .map(property -> property.path("name").asString()))
                .containsExactly("email", "firstname");
    }

    @Test
    @Fact({"properties/batch-create", "properties/batch-read", "properties/batch-archive"})
    void batches_answer_with_times_and_errors() {
        Answer created = account.post(
                PROPERTIES + "/batch/create",
                "{\"inputs\":[" + definition("a1", "string", "text", "") + ","
                        + definition("email", "string", "text", "") + "]}");
        assertThat(created.status()).isEqualTo(207);
        assertThat(created.text("/status")).isEqualTo("COMPLETE");
        assertThat(created.text("/startedAt")).isNotEmpty();
        assertThat(created.text("/completedAt")).isNotEmpty();
        assertThat(created.json().path("numErrors").asInt()).isEqualTo(1);
        assertThat(created.text("/errors/0/subCategory")).isEqualTo("Properties.PROPERTY_WITH_NAME_EXISTS");
        Answer read = account.post(
                PROPERTIES + "/batch/read", "{\"archived\":false,\"inputs\":[{\"name\":\"a1\"},{\"name\":\"none\"}]}");
        assertThat(read.status()).isEqualTo(207);
        assertThat(read.text("/results/0/name")).isEqualTo("a1");
        assertThat(read.text("/errors/0/category")).isEqualTo("OBJECT_NOT_FOUND");
        Answer refused =
                account.post(PROPERTIES + "/batch/archive", "{\"inputs\":[{\"name\":\"a1\"},{\"name\":\"email\"}]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(account.get(PROPERTIES + "/a1").status()).as("all or none").isEqualTo(200);
        assertThat(account.post(PROPERTIES + "/batch/archive", "{\"inputs\":[{\"name\":\"a1\"}]}")
                        .status())
                .isEqualTo(204);
        assertThat(account.get(PROPERTIES + "/a1").status()).isEqualTo(404);
    }

    @Test
    @Fact("properties/group-must-exist")
    void a_property_stands_under_a_group_that_exists() {
        Answer refused = account.post(
                PROPERTIES, definition("p", "string", "text", "").replace("contactinformation", "nowhere"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message")).isEqualTo("Property group nowhere does not exist");
    }

    @Test
    @Fact({"properties/group-create", "properties/group-update", "properties/group-read"})
    void groups_are_created_read_and_changed() {
        Answer created = account.post(GROUPS, "{\"name\":\"orchard\",\"label\":\"Orchard\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().toString())
                .isEqualTo("{\"archived\":false,\"name\":\"orchard\",\"displayOrder\":-1,\"label\":\"Orchard\"}");
        assertThat(account.get(GROUPS + "/orchard").json()).isEqualTo(created.json());
        Answer patched = account.patch(GROUPS + "/orchard", "{\"label\":\"Trees\",\"displayOrder\":3,\"name\":\"x\"}");
        assertThat(patched.text("/label")).isEqualTo("Trees");
        assertThat(patched.text("/name")).isEqualTo("orchard");
        assertThat(account.get(GROUPS)
                        .json()
                        .path("results")
                        .valueStream()
                        .map(group -> group.path("name").asString()))
                .contains("contactinformation", "orchard");
        assertThat(account.get(GROUPS + "/none").status()).isEqualTo(404);
        assertThat(account.get(GROUPS + "/contactinformation").text("/label")).isEqualTo("Contact information");
    }

    @Test
    @Fact("properties/group-name-taken")
    void a_group_name_that_is_taken_is_a_409() {
        Answer taken = account.post(GROUPS, "{\"name\":\"contactinformation\",\"label\":\"x\"}");
        assertThat(taken.status()).isEqualTo(409);
        assertThat(account.post(GROUPS, "{\"name\":\"Bad Name\",\"label\":\"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(account.post(GROUPS, "{\"name\":\"fine\"}").status()).isEqualTo(400);
    }

    @Test
    @Fact({"properties/group-in-use", "properties/group-archive"})
    void a_group_is_archived_once_no_active_property_is_in_it_and_is_gone_then() {
        account.post(GROUPS, "{\"name\":\"orchard\",\"label\":\"Orchard\"}");
        account.post(PROPERTIES, definition("p", "string", "text", "").replace("contactinformation", "orchard"));
        Answer refused = account.delete(GROUPS + "/orchard");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().has("category")).isFalse();
        assertThat(refused.text("/message"))
                .startsWith("{")
                .contains("PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES")
                .contains("Can't delete or purge a group with active properties");
        account.delete(PROPERTIES + "/p");
        assertThat(account.delete(GROUPS + "/orchard").status()).isEqualTo(204);
        assertThat(account.get(GROUPS + "/orchard").status()).isEqualTo(404);
        assertThat(account.post(
                                PROPERTIES,
                                definition("p", "string", "text", "").replace("contactinformation", "orchard"))
                        .status())
                .as("restoring into a group that is gone")
                .isEqualTo(400);
        assertThat(account.post(GROUPS, "{\"name\":\"orchard\",\"label\":\"Again\"}")
                        .text("/label"))
                .isEqualTo("Again");
    }

    @Test
    @Fact("properties/type-names")
    void types_go_by_singular_and_plural_names_in_any_case_and_by_id() {
        for (String type : List.of("companies", "company", "COMPANIES", "0-2", "Company")) {
            assertThat(account.get("/crm/properties/2026-09/" + type + "/domain")
                            .status())
                    .as(type)
                    .isEqualTo(200);
        }
    }

    private Answer create(String name, String type, String fieldType, String rest) {
        return account.post(PROPERTIES, definition(name, type, fieldType, rest));
    }

    private static String definition(String name, String type, String fieldType, String rest) {
        return "{\"name\":\"%s\",\"label\":\"L\",\"type\":\"%s\",\"fieldType\":\"%s\",\"groupName\":\"contactinformation\"%s}"
                .formatted(name, type, fieldType, rest);
    }
}
