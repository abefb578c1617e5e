package dev.linchpin.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole of it in one JVM, over HTTP and SQL like anybody else. */
class DemoTest {
    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    @Test
    void three_demos_run_in_one_jvm() throws Exception {
        var demos = IntStream.range(0, 3).mapToObj(this::start).toList();
        try {
            for (var demo : demos) {
                settle(demo);
                assertThat(call(demo, "GET", "/api/status", "")
                                .at("/types/0/links")
                                .asInt())
                        .isEqualTo(5);
            }
        } finally {
            demos.forEach(Demo::close);
        }
    }

    @Test
    void a_record_made_changed_and_deleted_over_the_api_is_so_in_hubspot() throws Exception {
        try (var demo = start(0)) {
            settle(demo);
            var created = call(demo, "POST", "/api/contacts", """
                    {"email": "ada@example.com", "loyalty_points": 5, "newsletter": true}""");
            var path = "/api/contacts/" + created.path("id").asString();
            assertThat(created.path("hubspot_id").isNull()).isTrue();
            settle(demo);

            var linked = call(demo, "GET", path, "");
            assertThat(linked.path("loyalty_points").isNumber()).isTrue();
            assertThat(linked.path("newsletter").asBoolean()).isTrue();
            assertThat(inHubSpot(demo, linked).at("/properties/email").asString())
                    .isEqualTo("ada@example.com");

            call(demo, "PATCH", "/api/records/contact/hubspot:" + id(linked), "{\"jobtitle\": \"Countess\"}");
            settle(demo);
            assertThat(inHubSpot(demo, linked).at("/properties/jobtitle").asString())
                    .isEqualTo("Countess");

            call(
                    demo,
                    "PUT",
                    path,
                    "{\"id\": \"" + linked.path("id").asString() + "\", \"email\": \"ada@example.com\"}");
            settle(demo);
            assertThat(inHubSpot(demo, linked).at("/properties/jobtitle").asString(""))
                    .isEmpty();

            call(demo, "DELETE", path, "");
            settle(demo);
            assertThat(inHubSpot(demo, linked).path("category").asString()).isEqualTo("OBJECT_NOT_FOUND");
            assertThat(call(demo, "GET", path, "").path("status").asInt()).isEqualTo(404);
            assertThat(call(demo, "GET", "/api/sync" + path.substring(4) + "/logs", "")
                            .path("items")
                            .size())
                    .isPositive();
        }
    }

    @Test
    void fields_that_do_not_fit_are_all_named_and_nothing_is_stored() throws Exception {
        try (var demo = start(0)) {
            settle(demo);

            var problem = call(demo, "PATCH", "/api/contacts/1", """
                    {"phne": "1", "loyalty_points": "many", "newsletter": 7, "email": "x", "id": "2", "city": "Rome"}""");

            assertThat(problem.path("status").asInt()).isEqualTo(400);
            assertThat(problem.path("errors")
                            .valueStream()
                            .map(error -> error.path("field").asString()))
                    .containsExactly("phne", "loyalty_points", "newsletter", "email", "id");
            assertThat(problem.path("detail").asString()).endsWith("did you mean 'phone'?");
            assertThat(call(demo, "GET", "/api/contacts/1", "").path("city").asString(""))
                    .isNotEqualTo("Rome");
        }
    }

    @Test
    void lists_are_filtered_and_paged() throws Exception {
        try (var demo = start(0)) {
            settle(demo);
            var first = call(demo, "GET", "/api/contacts?limit=2", "");
            assertThat(first.path("items").size()).isEqualTo(2);
            var second = call(
                    demo,
                    "GET",
                    "/api/contacts?limit=2&after=" + first.path("next").asString(),
                    "");
            assertThat(second.at("/items/0/id").asString()).isEqualTo("3");

            var email = first.at("/items/1/email").asString();
            var found = call(demo, "GET", "/api/contacts?email=" + email, "");
            assertThat(found.path("items").size()).isEqualTo(1);
            assertThat(call(demo, "GET", "/api/contacts?emial=x", "")
                            .path("detail")
                            .asString())
                    .endsWith("did you mean 'email'?");
            assertThat(call(demo, "GET", "/api/contcts", "").path("detail").asString())
                    .endsWith("did you mean 'contacts'?");
        }
    }

    @Test
    void a_position_that_no_page_gave_is_refused() throws Exception {
        try (var demo = start(0)) {
            for (var list : List.of("journal", "conflicts", "dead-letters", "queue")) {
                var problem = call(demo, "GET", "/api/" + list + "?after=zzz", "");

                assertThat(problem.path("parameter").asString()).isEqualTo("after");
            }
        }
    }

    @Test
    void an_edit_in_hubspot_arrives_by_webhook() throws Exception {
        try (var demo = start(0)) {
            settle(demo);
            var contact = call(demo, "GET", "/api/contacts/1", "");

            edit(demo, contact, "Admiral");

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(call(demo, "GET", "/api/contacts/1", "")
                                    .path("jobtitle")
                                    .asString(""))
                            .isEqualTo("Admiral"));
            assertThat(call(demo, "GET", "/api/journal?id=1&field=jobtitle", "")
                            .at("/items/0/cause")
                            .asString())
                    .isEqualTo("WEBHOOK");
        }
    }

    @Test
    void an_unsigned_delivery_is_refused() throws Exception {
        try (var demo = start(0)) {
            assertThat(call(demo, "POST", "/webhooks/hubspot", "[]")
                            .path("code")
                            .asString())
                    .isEqualTo("invalid_signature");
            assertThat(call(demo, "POST", "/v1/webhooks/hubspot/contact", "[]")
                            .path("code")
                            .asString())
                    .isEqualTo("invalid_signature");
        }
    }

    @Test
    void a_second_start_goes_on_where_the_first_was() throws Exception {
        String key;
        try (var demo = start(0)) {
            settle(demo);
            key = demo.key();
            edit(demo, call(demo, "GET", "/api/contacts/1", ""), "Admiral");
            awaitTitle(demo, "Admiral");
            call(demo, "POST", "/api/contacts", "{\"email\": \"ada@example.com\"}");
            settle(demo);
        }
        sql("update contacts set city = 'Rome' where id = 2");

        try (var demo = start(0)) {
            settle(demo);

            assertThat(demo.key()).isEqualTo(key);
            assertThat(call(demo, "GET", "/api/contacts/1", "").path("jobtitle").asString(""))
                    .isEqualTo("Admiral");
            assertThat(inHubSpot(demo, call(demo, "GET", "/api/contacts/2", ""))
                            .at("/properties/city")
                            .asString())
                    .isEqualTo("Rome");
            var ada =
                    call(demo, "GET", "/api/contacts?email=ada@example.com", "").at("/items/0");
            assertThat(inHubSpot(demo, ada).at("/properties/email").asString()).isEqualTo("ada@example.com");
            var status = call(demo, "GET", "/api/status", "");
            assertThat(status.at("/types/1/links").asInt()).isEqualTo(21);
            assertThat(status.at("/types/1/conflicts").asInt()).isZero();
            assertThat(status.at("/types/1/dead_letters").asInt()).isZero();
        }
    }

    private Demo start(int number) {
        return Demo.start(new DemoOptions(0, 0, directory.resolve("demo-" + number), 20, "warn"), Clock.systemUTC());
    }

    private static void settle(Demo demo) {
        var engine = demo.application().connection().engine();
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(30))
                .until(engine::isIdle);
    }

    private void awaitTitle(Demo demo, String title) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(call(demo, "GET", "/api/contacts/1", "")
                                .path("jobtitle")
                                .asString(""))
                        .isEqualTo(title));
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("demo-0/linchpin.db"));
                var edit = connection.createStatement()) {
            edit.executeUpdate(statement);
        }
    }

    private void edit(Demo demo, JsonNode contact, String title) throws IOException, InterruptedException {
        send(
                demo.simulatorUrl() + "/_simulator/users/7/edits",
                "",
                "POST",
                "{\"objectType\": \"contacts\", \"id\": \"" + id(contact) + "\", \"properties\": {\"jobtitle\": \""
                        + title + "\"}}");
    }

    private JsonNode inHubSpot(Demo demo, JsonNode contact) throws IOException, InterruptedException {
        var path = "/crm/objects/2026-09/contacts/" + id(contact) + "?properties=email,jobtitle,city";
        return send(demo.simulatorUrl() + path, "pat-simulator", "GET", "");
    }

    private static String id(JsonNode contact) {
        return contact.path("hubspot_id").asString();
    }

    private JsonNode call(Demo demo, String method, String path, String body) throws IOException, InterruptedException {
        return send(demo.application().url() + path, demo.key(), method, body);
    }

    private JsonNode send(String url, String key, String method, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + key)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return json.readTree(client.send(request, BodyHandlers.ofString()).body());
    }
}
