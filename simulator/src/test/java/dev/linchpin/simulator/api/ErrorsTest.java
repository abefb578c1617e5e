package dev.linchpin.simulator.api;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {

    /** What they require is documented since long before the versions by date, and demanded under every version. */
    private static final Set<String> ACTIVITIES =
            Set.of("notes", "calls", "meetings", "tasks", "emails", "communications");

    private final TestAccount account = new TestAccount();

    @Test
    @Fact({"errors/envelope", "errors/correlation-id"})
    void an_error_has_the_envelope_and_the_correlation_id_of_its_header() {
        Answer answer = account.get(CONTACTS + "/1");
        assertThat(answer.text("/status")).isEqualTo("error");
        assertThat(answer.text("/message")).isNotEmpty();
        assertThat(answer.text("/category")).isEqualTo("OBJECT_NOT_FOUND");
        assertThat(answer.text("/correlationId")).isEqualTo(answer.header("X-HubSpot-Correlation-Id"));
        assertThat(account.get(CONTACTS).header("X-HubSpot-Correlation-Id")).hasSize(36);
    }

    @Test
    @Fact("errors/not-found")
    void a_record_that_does_not_exist_is_a_404_that_names_the_id() {
        for (Answer answer : new Answer[] {
            account.get(CONTACTS + "/17"),
            account.patch(CONTACTS + "/17", "{\"properties\":{\"phone\":\"1\"}}"),
            account.delete(CONTACTS + "/17"),
        }) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text("/message")).isEqualTo("Object not found.  objectId are usually numeric.");
            assertThat(answer.text("/context/id/0")).isEqualTo("17");
        }
        assertThat(account.get(CONTACTS + "/nonsense").status()).isEqualTo(404);
    }

    @Test
    @Fact({"errors/unknown-path", "errors/other-method"})
    void a_path_that_does_not_exist_is_a_404_and_another_method_a_405() {
        Answer answer = account.get("/crm/no/such/path");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/message")).isEqualTo("resource not found");
        assertThat(account.call("PUT", CONTACTS, "{}").status()).isEqualTo(405);
    }

    @Test
    @Fact("errors/unknown-type")
    void an_object_type_that_does_not_exist_is_named_in_an_error_without_a_category() {
        Answer answer = account.get("/crm/v3/objects/widgets");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/message")).isEqualTo("Unable to infer object type from: widgets");
        assertThat(answer.json().has("category")).isFalse();
    }

    @Test
    @Fact("errors/missing-fields")
    void a_body_that_lacks_a_field_is_a_400_that_names_it() {
        assertThat(missing(CONTACTS, "{}")).endsWith("Some required fields were not set: [properties]");
        assertThat(missing(CONTACTS + "/batch/read", "{}")).endsWith("Some required fields were not set: [inputs]");
        assertThat(missing(CONTACTS + "/merge", "{}")).endsWith("Some required fields were not set: [primaryObjectId]");
    }

    private String missing(String path, String body) {
        Answer answer = account.post(path, body);
        assertThat(answer.status()).isEqualTo(400);
        return answer.text("/message");
    }

    @ParameterizedTest
    @CsvSource({"limit=many", "limit=0", "after=here"})
    @Fact("errors/bad-parameter")
    void a_parameter_that_is_no_number_is_a_400(String query) {
        assertThat(account.get(CONTACTS + "?" + query).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deals          | DEAL          | dealname                       | 'pipeline,dealstage'",
                "deals          | DEAL          | 'dealname,pipeline'            | dealstage",
                "tickets        | TICKET        | hs_pipeline_stage              | subject",
                "tickets        | TICKET        | subject                        | hs_pipeline_stage",
                "companies      | COMPANY       | city                           | 'name,domain'",
                "products       | PRODUCT       | price                          | name",
                "notes          | NOTE          | hs_note_body                   | hs_timestamp",
                "calls          | CALL          | hs_call_body                   | hs_timestamp",
                "meetings       | MEETING       | hs_meeting_body                | hs_timestamp",
                "tasks          | TASK          | hs_task_body                   | hs_timestamp",
                "emails         | EMAIL         | hs_timestamp                   | hs_email_direction",
                "emails         | EMAIL         | hs_email_direction             | hs_timestamp",
                "communications | COMMUNICATION | hs_timestamp                   | hs_communication_channel_type",
            })
    @Fact({
        "errors/required",
        "objects/required-of-deals",
        "objects/required-of-tickets",
        "objects/required-of-companies",
        "objects/required-of-products",
        "activities/timestamp-required",
        "objects/required-of-emails",
        "objects/required-of-communications"
    })
    void a_creation_without_what_the_type_requires_names_what_is_missing(
            String type, String named, String given, String missing) {
        Answer answer = account.post("/crm/objects/2026-09/" + type, "{\"properties\":" + values(given) + "}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/category")).isEqualTo("VALIDATION_ERROR");
        assertThat(answer.text("/message"))
                .isEqualTo("Error creating " + named + ". Some required properties were not set.");
        assertThat(missing).contains(answer.text("/context/properties/0"));
        String all = values(given + "," + (type.equals("companies") ? "name" : missing));
        assertThat(account.post("/crm/objects/2026-09/" + type, "{\"properties\":" + all + "}")
                        .status())
                .isEqualTo(201);
        assertThat(account.post("/crm/v3/objects/" + type, "{\"properties\":" + values(given) + "}")
                        .status())
                .isEqualTo(ACTIVITIES.contains(type) ? 400 : 201);
    }

    @Test
    @Fact("objects/required-of-contacts")
    void a_contact_requires_nothing() {
        assertThat(account.post(CONTACTS, "{\"properties\":{}}").status()).isEqualTo(201);
    }

    private static String values(String names) {
        var json = new StringBuilder("{");
        for (String name : names.split(",", -1)) {
            String value = switch (name) {
                case "pipeline" -> "default";
                case "dealstage" -> "closedwon";
                case "hs_pipeline_stage" -> "1";
                case "price" -> "5";
                case "hs_timestamp" -> "2026-11-20T09:00:00Z";
                case "hs_email_direction" -> "EMAIL";
                case "hs_communication_channel_type" -> "SMS";
                default -> "text";
            };
            json.append(json.length() == 1 ? "" : ",").append("\"" + name + "\":\"" + value + "\"");
        }
        return json.append("}").toString();
    }
}
