package dev.linchpin.simulator.properties;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PropertiesTest {

    private static final String PROPERTIES = "/crm/properties/2026-09/contacts";

    private final TestAccount account = new TestAccount();

    @Test
    void definitions_tell_type_options_and_what_may_be_written() {
        JsonNode stage = account.get(PROPERTIES + "/lifecyclestage").json();
        assertThat(stage.path("type").asString()).isEqualTo("enumeration");
        assertThat(stage.at("/options/1/value").asString()).isEqualTo("lead");
        assertThat(stage.path("hubspotDefined").booleanValue()).isTrue();
        assertThat(stage.at("/modificationMetadata/readOnlyValue").booleanValue())
                .isFalse();
        JsonNode domain = account.get("/crm/v3/properties/0-1/hs_email_domain").json();
        assertThat(domain.path("calculated").booleanValue()).isTrue();
        assertThat(domain.at("/modificationMetadata/readOnlyValue").booleanValue())
                .isTrue();
        assertThat(account.get(PROPERTIES + "/hubspot_owner_id").text("/referencedObjectType"))
                .isEqualTo("OWNER");
    }

    @Test
    void every_type_has_a_catalogue_without_repeated_names() {
        for (String type : List.of("contacts", "companies", "deals", "tickets", "notes", "orders")) {
            Set<String> names = new HashSet<>();
            for (JsonNode property : account.get("/crm/properties/2026-09/" + type)
                    .json()
                    .path("results")
                    .values()) {
                assertThat(names.add(property.path("name").asString())).isTrue();
            }
            assertThat(names).contains("hs_object_id");
        }
        assertThat(account.get(PROPERTIES).json().path("results").size()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void a_created_property_can_be_written_and_read_at_once() {
        Answer created = create("shoe_size", "number", "number", "");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("hubspotDefined").booleanValue()).isFalse();
        String id = account.contact("\"shoe_size\":\"43.0\"");
        assertThat(account.value(id, "shoe_size")).isEqualTo("43");
    }

    @Test
    void creating_a_property_twice_is_a_conflict_and_bad_definitions_are_refused() {
        create("shoe_size", "number", "number", "");
        assertThat(create("shoe_size", "number", "number", "").status()).isEqualTo(409);
        assertThat(create("Shoe Size", "number", "number", "").status()).isEqualTo(400);
        assertThat(create("shoe_date", "datetime", "text", "").status()).isEqualTo(400);
        assertThat(create("shoe_date", "moment", "date", "").status()).isEqualTo(400);
        assertThat(account.post(PROPERTIES, "{\"name\":\"x\"}").status()).isEqualTo(400);
    }

    @Test
    void new_options_are_accepted_once_the_definition_is_patched() {
        create("colour", "enumeration", "select", ",\"options\":[{\"label\":\"Red\",\"value\":\"red\"}]");
        String write = "{\"properties\":{\"colour\":\"blue\"}}";
        assertThat(account.post(CONTACTS, write).status()).isEqualTo(400);
        Answer patched = account.patch(
                PROPERTIES + "/colour",
                "{\"options\":[{\"label\":\"Red\",\"value\":\"red\"},{\"label\":\"Blue\",\"value\":\"blue\"}]}");
        assertThat(patched.status()).isEqualTo(200);
        assertThat(account.post(CONTACTS, write).status()).isEqualTo(201);
    }

    @Test
    void an_archived_property_is_gone_from_reads_writes_and_the_list() {
        create("shoe_size", "number", "number", "");
        String id = account.contact("\"shoe_size\":\"43\"");
        assertThat(account.delete(PROPERTIES + "/shoe_size").status()).isEqualTo(204);
        assertThat(account.get(PROPERTIES + "/shoe_size").status()).isEqualTo(404);
        assertThat(account.get(PROPERTIES + "?archived=true").text("/results/0/name"))
                .isEqualTo("shoe_size");
        assertThat(account.get(CONTACTS + "/" + id + "?properties=shoe_size")
                        .json()
                        .path("properties")
                        .has("shoe_size"))
                .isFalse();
        assertThat(account.patch(CONTACTS + "/" + id, "{\"properties\":{\"shoe_size\":\"44\"}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void hubspots_own_properties_cannot_be_archived_or_renamed() {
        assertThat(account.delete(PROPERTIES + "/email").status()).isEqualTo(400);
        assertThat(account.patch(PROPERTIES + "/email", "{\"label\":\"Mail\"}").status())
                .isEqualTo(400);
    }

    @Test
    void batches_of_definitions_report_what_failed() {
        Answer created = account.post(PROPERTIES + "/batch/create", """
                {"inputs":[{"name":"a1","label":"A","type":"string","fieldType":"text","groupName":"contactinformation"},
                           {"name":"email","label":"A","type":"string","fieldType":"text","groupName":"contactinformation"}]}""");
        assertThat(created.status()).isEqualTo(207);
        assertThat(created.text("/results/0/name")).isEqualTo("a1");
        Answer read =
                account.post(PROPERTIES + "/batch/read", "{\"inputs\":[{\"name\":\"a1\"},{\"name\":\"nonsense\"}]}");
        assertThat(read.status()).isEqualTo(207);
        assertThat(read.json().path("results").size()).isEqualTo(1);
        assertThat(account.post(PROPERTIES + "/batch/archive", "{\"inputs\":[{\"name\":\"a1\"}]}")
                        .status())
                .isEqualTo(204);
        assertThat(account.get(PROPERTIES + "/a1").status()).isEqualTo(404);
    }

    private Answer create(String name, String type, String fieldType, String rest) {
        return account.post(
                PROPERTIES,
                "{\"name\":\"%s\",\"label\":\"L\",\"type\":\"%s\",\"fieldType\":\"%s\",\"groupName\":\"contactinformation\"%s}"
                        .formatted(name, type, fieldType, rest));
    }
}
