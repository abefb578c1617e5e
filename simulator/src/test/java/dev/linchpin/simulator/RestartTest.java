package dev.linchpin.simulator;

import static org.assertj.core.api.Assertions.assertThat;

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
