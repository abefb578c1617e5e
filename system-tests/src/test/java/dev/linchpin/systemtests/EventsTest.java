package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.Installation.Feed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happens on either side reaches whoever listens, signed in as a browser is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsTest {
    private static final Duration QUIET = Duration.ofMillis(600);

    @SuppressWarnings("NullAway.Init") // set before any test
    private Installation installation;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Listening listening;

    /** Reads a stream to its end. */
    private static final class Listening implements AutoCloseable {
        private final HttpClient client = HttpClient.newHttpClient();
        private final List<JsonNode> data = new CopyOnWriteArrayList<>();
        private final HttpResponse<Stream<String>> response;
        private final CompletableFuture<Void> end;

        Listening(Api api) {
            var begun = Http.send(
                            "POST", api.url() + "/api/session", Map.of(), Answer.json(Map.of("key", RunningServer.KEY)))
                    .orFail();
            var cookie = begun.headers().getOrDefault("Set-Cookie", "").replaceFirst(";.*", "");
            response = client.sendAsync(
                            HttpRequest.newBuilder(URI.create(api.url() + "/api/events"))
                                    .header("Cookie", cookie)
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            BodyHandlers.ofLines())
                    .join();
            end = CompletableFuture.runAsync(() -> response.body()
                    .filter(line -> line.startsWith("data: "))
                    .forEach(line -> data.add(new JsonMapper().readTree(line.substring(6)))));
        }

        /** Whether a hint came about records of contacts. */
        boolean heardOfRecords() {
            return data.stream()
                    .filter(hint -> hint.path("object_type").asString("").equals("contacts"))
                    .flatMap(hint -> hint.path("what").valueStream())
                    .anyMatch(what -> what.asString().equals("records"));
        }

        /** Forgets what was heard, once nothing more comes. */
        void forget() {
            Wait.during(QUIET, () -> {
                var isQuiet = data.isEmpty();
                data.clear();
                return isQuiet;
            });
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        installation =
                new Installation(directory, Place.sqlite(directory), Account.with(3, 0), Feed.WEBHOOKS, "").load();
        var contested = installation.contacts().records(3).getLast();
        installation.server().stop();
        installation.contacts().set(contested, "jobtitle", "Captain");
        installation.account().edit(contested, "jobtitle", "Admiral");
        installation.serve();
    }

    @BeforeEach
    void listen() {
        listening = new Listening(installation.api());
    }

    @AfterEach
    void leave() {
        listening.close();
        installation.assertWell();
    }

    @AfterAll
    void end() {
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void the_stream_greets_with_what_the_document_says() {
        var document = new ApiDocument(
                installation.api().get("/api/openapi.yaml").orFail().text());
        Wait.until(() -> !listening.data.isEmpty());
        var hello = listening.data.getFirst();
        installation.contacts().set(record(), "city", "Rome");
        Wait.until(listening::heardOfRecords);

        assertThat(listening.response.statusCode()).isEqualTo(200);
        assertThat(document.faultsOf("EventHello", hello.toString())).isEmpty();
        listening.data.stream()
                .skip(1)
                .forEach(hint -> assertThat(document.faultsOf("EventChanged", hint.toString()))
                        .as(hint.toString())
                        .isEmpty());
    }

    @Test
    void an_edit_in_sql_is_heard_of() {
        listening.forget();

        installation.contacts().set(record(), "jobtitle", "Captain");

        Wait.until(listening::heardOfRecords);
    }

    @Test
    void an_edit_in_hubspot_is_heard_of() {
        listening.forget();

        installation.account().edit(record(), "jobtitle", "Admiral");

        Wait.until(listening::heardOfRecords);
    }

    @Test
    void a_dead_letter_is_heard_of_when_it_comes_and_when_it_goes() {
        installation.contacts().set(record(), "lifecyclestage", "nonsense");
        Wait.until(() -> heardOf("dead_letters"));
        listening.forget();

        installation.contacts().set(record(), "lifecyclestage", "customer");

        Wait.until(() -> heardOf("dead_letters"));
    }

    @Test
    void what_a_person_does_about_a_dead_letter_is_heard_of() {
        var record = installation.contacts().records(2).getLast();
        installation.contacts().set(record, "lifecyclestage", "nonsense");
        Wait.until(() -> !installation.api().deadLetters(record).isEmpty());
        var letter =
                installation.api().deadLetters(record).getFirst().path("id").asLong();
        listening.forget();

        installation
                .api()
                .send("POST", "/api/dead-letters/" + letter + "/discard", "")
                .orFail();

        Wait.until(() -> heardOf("dead_letters"));
    }

    @Test
    void a_decision_that_waits_is_heard_of_and_so_is_taking_it_back() {
        var conflict = Wait.forValue(
                () -> installation.api().all("/api/conflicts").stream().findFirst());
        var path = "/api/conflicts/" + conflict.path("id").asLong() + "/resolve";
        installation.settle();
        listening.forget();

        installation
                .api()
                .post(path, Map.of("resolution", "hubspot", "after_seconds", 60))
                .orFail();
        Wait.until(() -> heardOf("conflicts"));

        listening.forget();
        installation.api().send("DELETE", path, "").orFail();
        Wait.until(() -> heardOf("conflicts"));
    }

    @Test
    void a_comparison_is_heard_of() {
        listening.forget();

        installation.api().post("/api/sync/reconcile", Map.of()).orFail();

        Wait.until(() -> heardOf("checks"));
    }

    @Test
    void a_stop_ends_the_stream() {
        try {
            installation.server().stop();

            assertThat(listening.end).succeedsWithin(Duration.ofSeconds(5));
        } finally {
            installation.serve();
        }
    }

    private boolean heardOf(String topic) {
        return listening.data.stream()
                .flatMap(hint -> hint.path("what").valueStream())
                .anyMatch(what -> what.asString().equals(topic));
    }

    private String record() {
        return installation.contacts().records(1).getFirst();
    }
}
