package dev.linchpin.simulator.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Simulator;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class RestartTest {
    private static final String CONTACTS = "/crm/objects/2026-09/contacts";
    private static final String EVERYTHING =
            CONTACTS + "?limit=50&propertiesWithHistory=email,jobtitle,phone&properties=email,jobtitle,phone";

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_kept_account_comes_back_with_links_and_what_followed_from_them() throws Exception {
        String everything = CONTACTS + "?associations=companies&properties=associatedcompanyid,email";
        String before;
        try (var simulator = start(Duration.ZERO, 5)) {
            put(simulator, "/_simulator/settings", "{\"autoAssociation\":{\"enabled\":true}}");
            post(simulator, CONTACTS, "{\"properties\":{\"email\":\"ada@acme.example\"}}");
            post(simulator, "/_simulator/clock", "{\"advance\":\"1m\"}");
            before = get(simulator, everything);
        }

        try (var simulator = start(Duration.ofHours(3), 50)) {
            assertThat(before).contains("contact_to_company_unlabeled");
            assertThat(get(simulator, everything)).isEqualTo(before);
        }
    }

    @Test
    @Fact("control/kept-account")
    void a_kept_account_comes_back_with_its_ids_and_histories() throws Exception {
        String before;
        try (var simulator = start(Duration.ZERO, 5)) {
            post(simulator, CONTACTS, "{\"properties\":{\"email\":\"a@example.com\"}}");
            post(simulator, CONTACTS, "{\"properties\":{\"email\":\"b@example.com\",\"phone\":\"1\"}}");
            post(simulator, CONTACTS, "{\"properties\":{\"email\":\"refused\"}}");
            var id = new JsonMapper()
                    .readTree(get(simulator, CONTACTS))
                    .at("/results/0/id")
                    .asString();
            post(
                    simulator,
                    "/_simulator/users/7/edits",
                    "{\"objectType\":\"contacts\",\"id\":\"" + id + "\",\"properties\":{\"jobtitle\":\"Admiral\"}}");
            before = get(simulator, EVERYTHING);
        }

        try (var simulator = start(Duration.ofHours(3), 50)) {
            assertThat(before).contains("Admiral", "a@example.com").doesNotContain("refused");
            assertThat(get(simulator, EVERYTHING)).isEqualTo(before);
            post(simulator, CONTACTS, "{\"properties\":{\"email\":\"c@example.com\"}}");
        }

        try (var simulator = start(Duration.ofHours(4), 5)) {
            assertThat(get(simulator, EVERYTHING)).contains("a@example.com", "c@example.com");
        }
    }

    @Test
    void a_line_that_was_cut_off_is_left_out() throws Exception {
        try (var simulator = start(Duration.ZERO, 1)) {
            post(simulator, CONTACTS, "{\"properties\":{\"email\":\"a@example.com\"}}");
        }
        Files.writeString(directory.resolve("account"), "17952 POST /crm/obj", StandardOpenOption.APPEND);

        try (var simulator = start(Duration.ofHours(1), 1)) {
            assertThat(get(simulator, EVERYTHING)).contains("a@example.com");
            post(simulator, CONTACTS, "{\"properties\":{\"email\":\"b@example.com\"}}");
        }
        try (var simulator = start(Duration.ofHours(2), 1)) {
            assertThat(get(simulator, EVERYTHING)).contains("a@example.com", "b@example.com");
        }
    }

    @Test
    @Fact("control/kept-commits")
    void what_was_committed_without_an_answer_comes_back() throws Exception {
        String before;
        try (var simulator = start(Duration.ZERO, 0)) {
            for (var kind :
                    List.of("500\",\"commits\":true,\"rate\":\"1", "lost-response", "truncated", "reset", "503")) {
                plan(simulator, kind);
                try {
                    post(simulator, CONTACTS, "{\"properties\":{\"jobtitle\":\"" + kind.substring(0, 3) + "\"}}");
                } catch (IOException broken) {
                    assertThat(kind).isIn("lost-response", "truncated", "reset");
                }
            }
            before = get(simulator, EVERYTHING);
            assertThat(before).contains("\"500\"", "\"los\"", "\"tru\"").doesNotContain("\"res\"", "\"503\"");
        }
        try (var simulator = start(Duration.ofHours(1), 0)) {
            assertThat(get(simulator, EVERYTHING)).isEqualTo(before);
        }
    }

    @Test
    @Fact("control/kept-settings")
    void writes_are_repeated_under_the_settings_and_at_the_time_they_were_made() throws Exception {
        String before;
        try (var simulator = start(Duration.ZERO, 0)) {
            put(
                    simulator,
                    "/_simulator/settings",
                    "{\"behaviour\":{\"nullClears\":false,\"mergePreservesPrimaryId\":true}}");
            post(simulator, CONTACTS, "{\"properties\":{\"email\":\"a@example.com\"}}");
            post(simulator, CONTACTS, "{\"properties\":{\"email\":\"b@example.com\"}}");
            post(simulator, "/_simulator/clock", "{\"advance\":\"48h\"}");
            post(
                    simulator,
                    CONTACTS + "/merge",
                    "{\"primaryObjectId\":\"30000000001\",\"objectIdToMerge\":\"30000000002\"}");
            before = get(simulator, EVERYTHING);
            assertThat(before).contains("\"id\":\"30000000001\"").doesNotContain("30000000003");
        }
        try (var simulator = start(Duration.ofMinutes(1), 0)) {
            assertThat(get(simulator, EVERYTHING)).isEqualTo(before);
            assertThat(get(simulator, "/_simulator/settings")).contains("\"mergePreservesPrimaryId\":false");
            var now = Instant.parse(new JsonMapper()
                    .readTree(get(simulator, "/_simulator/clock"))
                    .path("now")
                    .asString());
            assertThat(now).isAfter(Instant.now().plus(Duration.ofHours(47)));
        }
    }

    @Test
    void a_call_that_was_within_the_limits_is_repeated_whatever_the_limits_are_now() throws Exception {
        String before;
        try (var simulator = start(Duration.ZERO, 0)) {
            put(simulator, "/_simulator/settings", "{\"limits\":\"off\"}");
            for (int i = 0; i < 200; i++) {
                post(simulator, CONTACTS, "{\"properties\":{\"phone\":\"" + i + "\"}}");
            }
            before = get(simulator, CONTACTS + "?limit=10&after=30000000195");
        }
        try (var simulator = start(Duration.ofHours(1), 0)) {
            assertThat(get(simulator, CONTACTS + "?limit=10&after=30000000195")).isEqualTo(before);
        }
    }

    @Test
    @Fact("control/every-write-kept")
    void every_call_that_is_not_a_get_is_kept_unless_it_is_declared_a_read() {
        var account = new TestAccount();
        var reads = Pattern.compile(".*(/search|/lists/[^/]+/all|/batch/read|/access-token-info|/introspect)$");
        for (var route : account.hubSpot.routes()) {
            boolean get = route.method().equals("GET");
            String path = route.paths().getFirst();
            assertThat(route.writes() || get || reads.matcher(path).matches())
                    .as(route.method() + " " + path)
                    .isTrue();
        }
    }

    private void plan(Simulator simulator, String kind) throws IOException, InterruptedException {
        put(
                simulator,
                "/_simulator/faults",
                "{\"rules\":[{\"count\":1,\"route\":\"POST /crm/**\",\"kind\":\"" + kind + "\"}]}");
    }

    private void put(Simulator simulator, String path, String body) throws IOException, InterruptedException {
        int status = client.send(
                        request(simulator, path)
                                .PUT(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isEqualTo(200);
    }

    private Simulator start(Duration later, int contacts) {
        return Simulator.start(
                SimulatorOptions.defaults()
                        .withPort(0)
                        .withRecords(contacts, 2, 0)
                        .withClock(Clock.offset(Clock.systemUTC(), later)),
                directory.resolve("account"));
    }

    private String get(Simulator simulator, String path) throws IOException, InterruptedException {
        return client.send(request(simulator, path).GET().build(), BodyHandlers.ofString())
                .body();
    }

    private void post(Simulator simulator, String path, String body) throws IOException, InterruptedException {
        client.send(request(simulator, path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.discarding());
    }

    private static HttpRequest.Builder request(Simulator simulator, String path) {
        return HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .header("Authorization", "Bearer pat-simulator")
                .header("Content-Type", "application/json");
    }
}
