package dev.linchpin.server.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.linchpin.server.testing.DemoSession;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Records as somebody finds them who uses the API of a server that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowseEndpointsTest {
    @SuppressWarnings("NullAway.Init")
    private DemoSession demo;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        demo = DemoSession.start(directory, """
                objects:
                  contacts:
                    associations:
                      companies: { to: companies, table: contacts_companies }
                  companies: {}
                """);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> items("/api/sync/contacts?standing=pending").isEmpty());
    }

    @AfterAll
    void stop() {
        demo.close();
    }

    private List<JsonNode> items(String path) {
        return demo.get(path).path("items").valueStream().toList();
    }

    private static JsonNode field(JsonNode fields, String name) {
        return fields.path("items")
                .valueStream()
                .filter(field -> field.path("field_name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    @Test
    void all_records_are_listed_page_after_page() {
        var ids = new ArrayList<String>();
        var next = "";
        do {
            var page = demo.get("/api/sync/contact?limit=7" + (next.isEmpty() ? "" : "&after=" + next));
            assertThat(page.path("items").size()).isLessThanOrEqualTo(7);
            page.path("items").forEach(item -> ids.add(text(item, "id")));
            next = text(page, "next");
        } while (!next.isEmpty());

        assertThat(ids).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void an_item_shows_its_name_how_it_stands_and_a_few_values() {
        var row = demo.get("/api/contacts/4");
        var item = items("/api/sync/contacts?q=" + text(row, "hubspot_id")).getFirst();

        assertThat(text(item, "id")).isEqualTo("4");
        assertThat(text(item, "name")).isEqualTo(text(row, "firstname") + " " + text(row, "lastname"));
        assertThat(text(item, "standing")).isEqualTo("IN_SYNC");
        assertThat(item.path("differs").asBoolean()).isFalse();
        assertThat(text(item, "last_synced_at")).endsWith("Z");
        assertThat(item.path("values").propertyNames()).contains("email").hasSize(4);
        assertThat(item.at("/values/email").asString()).isEqualTo(text(row, "email"));
    }

    @Test
    void a_record_is_found_by_the_beginning_of_its_names_or_address() {
        var row = demo.get("/api/contacts/5");
        var first = text(row, "firstname");

        assertThat(items("/api/sync/contacts?q=" + first.substring(0, 3).toUpperCase(Locale.ROOT)))
                .anySatisfy(item -> assertThat(text(item, "id")).isEqualTo("5"));
        assertThat(items("/api/sync/contacts?q=" + text(row, "email"))).hasSize(1);
        assertThat(items("/api/sync/contacts?q=nobody-is-called-so")).isEmpty();
        assertThat(items("/api/sync/contacts?standing=CONFLICT&q=" + text(row, "email")))
                .isEmpty();
    }

    @Test
    void a_record_is_shown_with_its_name_and_where_hubspot_shows_it() {
        var row = demo.get("/api/contacts/6");
        var status = demo.get("/api/sync/contacts/6/status");

        assertThat(text(status, "name")).isEqualTo(text(row, "firstname") + " " + text(row, "lastname"));
        assertThat(text(status, "hubspot_url"))
                .startsWith("https://")
                .endsWith("/record/0-1/" + text(row, "hubspot_id"));
        assertThat(text(status, "status")).isEqualTo("IN_SYNC");
        assertThat(status.has("last_verified_at")).isTrue();
    }

    @Test
    void both_sides_of_a_record_are_shown_as_they_are_now() {
        demo.unseen("update contacts set jobtitle = 'Spy' where id = 7");
        var row = demo.get("/api/contacts/7");

        var fields = demo.get("/api/sync/contacts/7/fields");

        assertThat(text(fields, "hubspot_read")).isEqualTo("ok");
        var title = field(fields, "jobtitle");
        assertThat(text(title, "state")).isEqualTo("DIFFERS");
        assertThat(text(title, "database_value")).isEqualTo("Spy");
        assertThat(text(title, "hubspot_value")).isEqualTo(text(title, "base_hubspot"));
        var email = field(fields, "email");
        assertThat(text(email, "state")).isEqualTo("IN_SYNC");
        assertThat(text(email, "hubspot_value")).isEqualTo(text(row, "email"));
        var stage = field(fields, "lifecyclestage");
        assertThat(text(stage, "type")).isEqualTo("ENUMERATION");
        assertThat(stage.path("options").valueStream().map(option -> text(option, "label")))
                .contains("Lead");
    }

    @Test
    void without_hubspot_the_row_is_shown_alone() {
        demo.simulator("PUT", "/faults", "{\"rules\": [{\"route\": \"*\", \"kind\": \"503\", \"rate\": 1}]}");
        try {
            var fields = demo.get("/api/sync/contacts/8/fields");

            assertThat(text(fields, "hubspot_read")).isEqualTo("unavailable");
            assertThat(field(fields, "email").path("hubspot_value").isNull()).isTrue();
            assertThat(text(field(fields, "email"), "state")).isEqualTo("IN_SYNC");
        } finally {
            demo.simulator("DELETE", "/faults", "");
        }
    }

    @Test
    void a_record_is_shown_with_what_it_is_associated_with_from_either_end() {
        demo.sql("delete from contacts_companies where contact_id = 9");
        demo.sql("insert into contacts_companies (contact_id, company_id, label) values (9, 2, '')");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var associated = items("/api/sync/contacts/9/associations");
            assertThat(associated).singleElement().satisfies(company -> {
                assertThat(text(company, "association")).isEqualTo("companies");
                assertThat(text(company, "object_type")).isEqualTo("companies");
                assertThat(text(company, "id")).isEqualTo("2");
                assertThat(text(company, "name")).isEqualTo(text(demo.get("/api/companies/2"), "name"));
                assertThat(text(company, "state")).isEqualTo("IN_SYNC");
            });
        });
        assertThat(items("/api/sync/companies/2/associations"))
                .anySatisfy(contact -> assertThat(text(contact, "id")).isEqualTo("9"));
    }

    @Test
    void what_is_not_there_or_not_understood_is_told() {
        assertThat(demo.get("/api/sync/contacts/4711/fields").path("status").asInt())
                .isEqualTo(404);
        assertThat(demo.get("/api/sync/contacts/4711/associations")
                        .path("status")
                        .asInt())
                .isEqualTo(404);
        assertThat(demo.get("/api/sync/contcts").path("status").asInt()).isEqualTo(404);
        assertThat(text(demo.get("/api/sync/contacts?after=x"), "parameter")).isEqualTo("after");
        assertThat(text(demo.get("/api/sync/contacts?standing=fine"), "parameter"))
                .isEqualTo("standing");
        assertThat(text(demo.get("/api/sync/contacts?name=x"), "parameter")).isEqualTo("name");
    }
}
