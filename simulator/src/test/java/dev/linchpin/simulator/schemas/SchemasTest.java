package dev.linchpin.simulator.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SchemasTest {

    private static final String SCHEMAS = "/crm-object-schemas/2026-09/schemas";
    private static final String NAME = "p4242_car";
    private static final String CARS = "/crm/objects/2026-09/" + NAME;
    private static final String CAR = """
            {"name":"car","labels":{"singular":"Car","plural":"Cars"},"description":"On wheels",
             "primaryDisplayProperty":"plate","secondaryDisplayProperties":["colour"],
             "requiredProperties":["plate"],"searchableProperties":["plate","colour"],
             "properties":[
              {"name":"plate","label":"Plate","type":"string","fieldType":"text","hasUniqueValue":true},
              {"name":"colour","label":"Colour"},
              {"name":"doors","label":"Doors","type":"number","fieldType":"number"}],
             "associatedObjects":["CONTACT"]}""";

    private final TestAccount account = new TestAccount();

    @Test
    @Fact({"schemas/create-answers-201", "schemas/type-id", "schemas/fully-qualified-name", "schemas/property-defaults"
    })
    void a_schema_is_created_with_its_properties() {
        Answer created = create();
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/objectTypeId")).matches("2-\\d+");
        assertThat(created.text("/fullyQualifiedName")).isEqualTo(NAME);
        assertThat(created.text("/labels/plural")).isEqualTo("Cars");
        assertThat(created.text("/primaryDisplayProperty")).isEqualTo("plate");
        assertThat(created.json().path("archived").booleanValue()).isFalse();
        JsonNode colour = created.json()
                .path("properties")
                .valueStream()
                .filter(property -> property.path("name").asString().equals("colour"))
                .findFirst()
                .orElseThrow();
        assertThat(colour.path("type").asString()).isEqualTo("string");
        assertThat(colour.path("fieldType").asString()).isEqualTo("text");
        assertThat(colour.path("groupName").asString()).isEqualTo("car_information");
        assertThat(account.get("/crm/v3/schemas/" + NAME).json()).isEqualTo(created.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"p4242_car", "P4242_CAR", "p_car"})
    @Fact("schemas/names")
    void the_type_works_under_each_of_its_names(String name) {
        create();
        Answer made = account.post(
                "/crm/objects/2026-09/" + name, "{\"properties\":{\"plate\":\"B-LN 1\",\"doors\":\"4.0\"}}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(account.get("/crm/v3/objects/" + name + "/" + made.text("/id") + "?properties=doors")
                        .text("/properties/doors"))
                .isEqualTo("4");
        assertThat(account.get("/crm/properties/2026-09/" + name + "/plate").text("/label"))
                .isEqualTo("Plate");
        assertThat(account.get(SCHEMAS + "/" + name).text("/name")).isEqualTo("car");
    }

    @Test
    @Fact("schemas/names")
    void the_type_works_under_its_id_in_every_call() {
        String id = create().text("/objectTypeId");
        String objects = "/crm/objects/2026-09/" + id;
        Answer batch = account.post(
                objects + "/batch/create",
                "{\"inputs\":[{\"properties\":{\"plate\":\"A\"}},{\"properties\":{\"plate\":\"B\"}}]}");
        assertThat(batch.status()).isEqualTo(201);
        account.advance(Duration.ofMinutes(1));
        Answer found = account.post(
                objects + "/search",
                "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"plate\",\"operator\":\"EQ\",\"value\":\"B\"}]}]}");
        assertThat(found.json().path("total").asInt()).isEqualTo(1);
        assertThat(account.post(objects + "/search", "{\"query\":\"a\"}")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(account.get(objects + "/B?idProperty=plate").status()).isEqualTo(200);
        assertThat(account.get(objects).json().path("results").size()).isEqualTo(2);
        assertThat(account.get("/crm/properties/2026-09/" + id + "/groups").text("/results/0/name"))
                .isEqualTo("car_information");
        assertThat(account.stats().at("/records/" + NAME).asInt()).isEqualTo(2);
    }

    @Test
    @Fact("schemas/bare-name-refused")
    void the_bare_name_is_no_name() {
        create();
        Answer refused = account.get("/crm/properties/2026-09/car");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message")).isEqualTo("Unable to infer object type from: car");
    }

    @Test
    @Fact("schemas/required-properties")
    void records_need_what_the_schema_requires_from_2026_09_on() {
        create();
        assertThat(account.post(CARS, "{\"properties\":{\"colour\":\"red\"}}").status())
                .isEqualTo(400);
        assertThat(account.post("/crm/v3/objects/" + NAME, "{\"properties\":{\"colour\":\"red\"}}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    @Fact("schemas/webhooks")
    void events_about_custom_objects_are_generic_and_name_the_type() {
        String id = create().text("/objectTypeId");
        account.set("{\"webhooks\":{\"target\":\"http://localhost:1/hook\",\"objectTypes\":[\"" + NAME + "\"]}}");
        account.post(CARS, "{\"properties\":{\"plate\":\"A\"}}");
        account.advance(Duration.ofMinutes(1));
        List<JsonNode> events = account.deliveredEvents();
        assertThat(events)
                .extracting(event -> event.path("subscriptionType").asString())
                .contains("object.creation", "object.propertyChange");
        assertThat(events)
                .extracting(event -> event.path("objectTypeId").asString())
                .containsOnly(id);
    }

    @Test
    @Fact({"schemas/name-rules", "schemas/labels-required", "schemas/primary-display-required"})
    void names_labels_and_the_display_property_are_checked() {
        assertThat(account.post(SCHEMAS, CAR.replace("\"name\":\"car\"", "\"name\":\"1car\""))
                        .status())
                .isEqualTo(400);
        assertThat(account.post(SCHEMAS, CAR.replace("\"name\":\"car\"", "\"name\":\"my-car\""))
                        .status())
                .isEqualTo(400);
        assertThat(account.post(SCHEMAS, CAR.replace("\"name\":\"car\"", "\"name\":\"" + "c".repeat(51) + "\""))
                        .status())
                .isEqualTo(400);
        assertThat(account.post(SCHEMAS, CAR.replace("\"plural\":\"Cars\"", "\"plural\":\"\""))
                        .status())
                .isEqualTo(400);
        assertThat(account.post(SCHEMAS, "{\"name\":\"car\",\"primaryDisplayProperty\":\"hs_object_id\"}")
                        .status())
                .isEqualTo(400);
        Answer bare = account.post(SCHEMAS, "{\"name\":\"car\",\"labels\":{\"singular\":\"C\",\"plural\":\"Cs\"}}");
        assertThat(bare.text("/subCategory")).contains("PRIMARY_DISPLAY_PROPERTY_REQUIRED");
        assertThat(account.get(SCHEMAS).json().path("results").size()).isZero();
    }

    @Test
    @Fact("schemas/display-properties-exist")
    void schemas_speak_only_of_properties_that_exist_and_are_refused_whole() {
        assertThat(account.post(SCHEMAS, CAR.replace("[\"colour\"]", "[\"color\"]"))
                        .status())
                .isEqualTo(400);
        assertThat(account.post(SCHEMAS, CAR.replace("[\"colour\"]", "[\"colour\",\"doors\",\"plate\"]"))
                        .status())
                .isEqualTo(400);
        assertThat(account.get("/crm/properties/2026-09/" + NAME).status()).isEqualTo(400);
        Answer created = create();
        assertThat(created.status()).isEqualTo(201);
        assertThat(account.patch(SCHEMAS + "/" + NAME, "{\"requiredProperties\":[\"wings\"]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact("schemas/searchable-default")
    void a_bare_schema_searches_by_id() {
        Answer created = account.post(
                SCHEMAS,
                "{\"name\":\"bus\",\"labels\":{\"singular\":\"Bus\",\"plural\":\"Buses\"},"
                        + "\"primaryDisplayProperty\":\"hs_object_id\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("searchableProperties").toString()).isEqualTo("[\"hs_object_id\"]");
    }

    @Test
    @Fact("schemas/name-taken")
    void a_name_is_taken_whatever_its_case() {
        create();
        Answer again = account.post(SCHEMAS, CAR.replace("\"name\":\"car\"", "\"name\":\"Car\""));
        assertThat(again.status()).isEqualTo(409);
    }

    @Test
    @Fact("schemas/limit")
    void there_can_be_only_so_many_custom_types() {
        account.set("{\"definitions\":{\"customObjectTypes\":1}}");
        create();
        assertThat(account.post(SCHEMAS, CAR.replace("\"name\":\"car\"", "\"name\":\"bus\""))
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact("schemas/patch")
    void a_patch_changes_what_it_names_but_not_the_name() {
        create();
        account.advance(Duration.ofMinutes(1));
        Answer patched = account.patch(
                SCHEMAS + "/" + NAME,
                "{\"name\":\"lorry\",\"labels\":{\"singular\":\"Lorry\"},\"requiredProperties\":[],\"clearDescription\":true}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.text("/name")).isEqualTo("car");
        assertThat(patched.text("/labels/singular")).isEqualTo("Lorry");
        assertThat(patched.text("/labels/plural")).isEqualTo("Cars");
        assertThat(patched.text("/description")).isEmpty();
        assertThat(patched.text("/updatedAt")).isGreaterThan(patched.text("/createdAt"));
        assertThat(patched.json().has("properties")).isFalse();
        assertThat(account.post(CARS, "{\"properties\":{\"colour\":\"red\"}}").status())
                .as("nothing is required any more")
                .isEqualTo(201);
    }

    @Test
    @Fact({"schemas/delete-needs-no-records", "schemas/archived-leaves-the-list"})
    void a_schema_is_archived_once_it_has_no_live_records() {
        create();
        String id = account.post(CARS, "{\"properties\":{\"plate\":\"A\"}}").text("/id");
        Answer refused = account.delete(SCHEMAS + "/" + NAME);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/subCategory")).contains("EXISTING_OBJECT_RECORDS");
        account.delete(CARS + "/" + id);
        assertThat(account.delete(SCHEMAS + "/" + NAME).status()).isEqualTo(204);
        assertThat(account.get(SCHEMAS).json().path("results").size()).isZero();
        assertThat(account.get(SCHEMAS + "/" + NAME).status()).isEqualTo(404);
        assertThat(account.get(CARS).status()).isEqualTo(400);
        JsonNode archived = account.get(SCHEMAS + "?archived=true").json().at("/results/0");
        assertThat(archived.path("archived").booleanValue()).isTrue();
        assertThat(archived.path("properties").size()).isZero();
    }

    @Test
    @Fact("schemas/delete-needs-no-records")
    void the_rule_about_records_can_be_switched_off() {
        create();
        account.post(CARS, "{\"properties\":{\"plate\":\"A\"}}");
        account.set("{\"definitions\":{\"schemaDeletionNeedsNoRecords\":false}}");
        assertThat(account.delete(SCHEMAS + "/" + NAME).status()).isEqualTo(204);
    }

    @Test
    @Fact("schemas/purge")
    void only_an_archived_schema_is_purged() {
        create();
        assertThat(account.delete(SCHEMAS + "/" + NAME + "?archived=true").status())
                .isEqualTo(400);
        account.delete(SCHEMAS + "/" + NAME);
        assertThat(account.delete(SCHEMAS + "/" + NAME + "?archived=true").status())
                .isEqualTo(204);
        assertThat(account.get(SCHEMAS + "?archived=true")
                        .json()
                        .path("results")
                        .size())
                .isZero();
        assertThat(account.delete(SCHEMAS + "/" + NAME + "?archived=true").status())
                .isEqualTo(404);
    }

    @Test
    @Fact("schemas/recreate-purges")
    void a_new_schema_of_an_archived_name_starts_afresh() {
        String first = create().text("/objectTypeId");
        account.post(CARS, "{\"properties\":{\"plate\":\"A\"}}");
        account.set("{\"definitions\":{\"schemaDeletionNeedsNoRecords\":false}}");
        account.delete(SCHEMAS + "/" + NAME);
        String second = create().text("/objectTypeId");
        assertThat(second).isNotEqualTo(first);
        assertThat(account.get(CARS).json().path("results").size()).isZero();
        assertThat(account.get(SCHEMAS + "?archived=true")
                        .json()
                        .path("results")
                        .size())
                .isEqualTo(1);
    }

    @Test
    @Fact("schemas/batch-read")
    void schemas_are_read_in_batches() {
        String id = create().text("/objectTypeId");
        Answer read = account.post(SCHEMAS + "/batch/read", "{\"inputs\":[{\"id\":\"" + id + "\"},{\"id\":\"2-1\"}]}");
        assertThat(read.status()).isEqualTo(207);
        assertThat(read.text("/results/0/objectTypeId")).isEqualTo(id);
        assertThat(read.text("/errors/0/category")).isEqualTo("OBJECT_NOT_FOUND");
    }

    @Test
    @Fact("schemas/associations")
    void schemas_name_the_types_that_records_can_be_linked_to() {
        Answer created = create();
        String id = created.text("/objectTypeId");
        assertThat(created.json()
                        .path("associations")
                        .valueStream()
                        .map(association -> association.path("fromObjectTypeId").asString()))
                .containsExactly(id, "0-1");
        Answer added = account.post(
                SCHEMAS + "/" + NAME + "/associations",
                "{\"fromObjectTypeId\":\"" + id + "\",\"toObjectTypeId\":\"0-2\",\"name\":\"fleet\"}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text("/name")).isEqualTo("fleet");
        assertThat(account.get(SCHEMAS + "/" + NAME).json().path("associations").size())
                .isEqualTo(4);
        assertThat(account.delete(SCHEMAS + "/" + NAME + "/associations/" + added.text("/id"))
                        .status())
                .isEqualTo(204);
        assertThat(account.get(SCHEMAS + "/" + NAME).json().path("associations").size())
                .isEqualTo(2);
        assertThat(account.post(
                                SCHEMAS + "/" + NAME + "/associations",
                                "{\"fromObjectTypeId\":\"0-1\",\"toObjectTypeId\":\"0-2\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact("schemas/standard-types")
    void the_schema_of_a_standard_type_can_be_read() {
        Answer contact = account.get(SCHEMAS + "/contacts");
        assertThat(contact.text("/objectTypeId")).isEqualTo("0-1");
        assertThat(contact.text("/name")).isEqualTo("CONTACT");
        assertThat(contact.json().path("properties").size()).isGreaterThan(40);
    }

    @Test
    @Fact("schemas/pipelines")
    void the_first_pipeline_of_a_custom_type_brings_its_properties() {
        create();
        String pipelines = "/crm/pipelines/2026-09/" + NAME;
        assertThat(account.get(pipelines).json().path("results").size()).isZero();
        assertThat(account.get("/crm/properties/2026-09/" + NAME + "/hs_pipeline_stage")
                        .status())
                .isEqualTo(404);
        Answer made = account.post(
                pipelines,
                "{\"label\":\"Shop\",\"displayOrder\":0,\"stages\":[{\"label\":\"In\",\"displayOrder\":0,\"metadata\":{}}]}");
        assertThat(made.text("/stages/0/metadata/state")).isEqualTo("OPEN");
        String stage = made.text("/stages/0/id");
        assertThat(account.get("/crm/properties/2026-09/" + NAME + "/hs_pipeline_stage")
                        .text("/options/0/value"))
                .isEqualTo(stage);
        assertThat(account.post(CARS, "{\"properties\":{\"plate\":\"A\",\"hs_pipeline_stage\":\"" + stage + "\"}}")
                        .status())
                .isEqualTo(201);
        assertThat(account.delete(pipelines + "/" + made.text("/id")).status()).isEqualTo(400);
    }

    @Test
    @Fact("schemas/scopes")
    void custom_objects_go_by_scopes_of_their_own() {
        create();
        account.set(
                "{\"tokens\":[{\"token\":\"narrow\",\"scopes\":[\"crm.schemas.custom.read\",\"crm.objects.custom.read\"]}]}");
        assertThat(account.callAs("narrow", "GET", SCHEMAS, "").status()).isEqualTo(200);
        assertThat(account.callAs("narrow", "GET", CARS, "").status()).isEqualTo(200);
        assertThat(account.callAs("narrow", "POST", SCHEMAS, CAR).status()).isEqualTo(403);
        assertThat(account.callAs("narrow", "POST", CARS, "{}").status()).isEqualTo(403);
    }

    @Test
    void a_reset_forgets_custom_types() {
        String first = create().text("/objectTypeId");
        account.post(CARS, "{\"properties\":{\"plate\":\"A\"}}");
        account.control("POST", "reset", "");
        assertThat(account.get(CARS).status()).isEqualTo(400);
        assertThat(create().text("/objectTypeId")).isEqualTo(first);
        assertThat(account.get(CARS).json().path("results").size()).isZero();
    }

    private Answer create() {
        return account.post(SCHEMAS, CAR);
    }
}
