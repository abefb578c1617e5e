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
import java.net.http.HttpResponse;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RestartTest {
    private static final String CONTACTS = "/crm/objects/2026-09/contacts";
    private static final String EVERYTHING =
            CONTACTS + "?limit=50&propertiesWithHistory=email,jobtitle,phone&properties=email,jobtitle,phone";

    private static final String CLIENT = "client_id=simulator-client-id&client_secret=simulator-client-secret";
    private static final String CALLBACK = "http%3A%2F%2Flocalhost%3A3000%2Foauth-callback";

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
    @Fact("control/kept-tokens")
    void tokens_come_back_and_go_on_expiring() throws Exception {
        String access;
        String refresh;
        try (var simulator = start(Duration.ZERO, 0)) {
            var redeemed = redeem(simulator, grant(simulator));
            access = redeemed.path("access_token").asString();
            refresh = redeemed.path("refresh_token").asString();
            assertThat(redeem(simulator, "nonsense").path("status").asString()).isEqualTo("BAD_AUTH_CODE");
            var revoked = redeem(simulator, grant(simulator));
            send(
                    simulator,
                    "/oauth/2026-09/token/revoke",
                    CLIENT + "&token=" + revoked.path("access_token").asString());
            assertThat(statusAs(simulator, access)).isEqualTo(200);
        }
        try (var simulator = start(Duration.ofMinutes(29), 0)) {
            assertThat(statusAs(simulator, access)).isEqualTo(200);
        }
        try (var simulator = start(Duration.ofMinutes(31), 0)) {
            assertThat(statusAs(simulator, access)).isEqualTo(401);
            var refreshed = json(send(
                            simulator,
                            "/oauth/2026-09/token",
                            CLIENT + "&grant_type=refresh_token&refresh_token=" + refresh)
                    .body());
            assertThat(statusAs(simulator, refreshed.path("access_token").asString()))
                    .isEqualTo(200);
        }
    }

    @Test
    @Fact("control/kept-subscriptions")
    void webhook_subscriptions_come_back_whatever_was_refused_between_them() throws Exception {
        String subscriptions = "/app-webhooks/2026-09/900200/subscriptions";
        String target = "/app-webhooks/2026-09/900200/settings";
        String before;
        String settings;
        try (var simulator = start(Duration.ZERO, 0)) {
            put(
                    simulator,
                    target,
                    "{\"targetUrl\":\"https://hook.example/\",\"throttling\":{\"maxConcurrentRequests\":10}}");
            post(simulator, subscriptions, "{\"eventType\":\"contact.creation\",\"active\":true}");
            post(simulator, subscriptions, "{\"eventType\":\"contact.creation\"}");
            post(simulator, subscriptions, "{\"eventType\":\"contact.propertyChange\",\"propertyName\":\"phone\"}");
            before = get(simulator, subscriptions);
            settings = get(simulator, target);
        }
        try (var simulator = start(Duration.ofHours(1), 0)) {
            assertThat(before).contains("contact.creation", "contact.propertyChange");
            assertThat(get(simulator, subscriptions)).isEqualTo(before);
            assertThat(get(simulator, target)).isEqualTo(settings);
        }
    }

    @Test
    @Fact("control/kept-journal")
    void the_journal_comes_back_and_goes_on_forgetting() throws Exception {
        String subscriptions = "/webhooks-journal/subscriptions/2026-09";
        String earliest = "/webhooks-journal/journal/2026-09/earliest";
        String before;
        String filters;
        String offset;
        try (var simulator = start(Duration.ZERO, 0)) {
            String token = journalToken(simulator);
            subscribe(simulator, token, "0-1");
            assertThat(subscribe(simulator, token, "0-2")).isEqualTo(403);
            subscribe(simulator, token, "0-46");
            assertThat(filter(simulator, token, 99)).isEqualTo(404);
            assertThat(filter(simulator, token, 1)).isEqualTo(200);
            filters = getAs(simulator, token, subscriptions + "/filters/subscription/1")
                    .body();
            before = getAs(simulator, token, subscriptions).body();
            post(simulator, CONTACTS, "{\"properties\":{\"phone\":\"1\"}}");
            post(simulator, "/_simulator/clock", "{\"advance\":\"5s\"}");
            offset = json(getAs(simulator, token, earliest).body())
                    .path("currentOffset")
                    .asString();
        }
        try (var simulator = start(Duration.ofHours(1), 0)) {
            String token = journalToken(simulator);
            assertThat(before).contains("\"objectTypeId\":\"0-1\"", "\"objectTypeId\":\"0-46\"");
            assertThat(getAs(simulator, token, subscriptions).body()).isEqualTo(before);
            assertThat(getAs(simulator, token, subscriptions + "/filters/subscription/1")
                            .body())
                    .isEqualTo(filters)
                    .contains("IS_NOT_EMPTY");
            var pointer = json(getAs(simulator, token, earliest).body());
            assertThat(pointer.path("currentOffset").asString())
                    .isEqualTo(offset)
                    .isNotEmpty();
            var file = URI.create(pointer.path("url").asString());
            assertThat(client.send(HttpRequest.newBuilder(file).build(), BodyHandlers.ofString())
                            .body())
                    .contains("\"propertyChanges\":{\"phone\":\"1\"}");
        }
        try (var simulator = start(Duration.ofDays(3).plusMinutes(1), 0)) {
            assertThat(getAs(simulator, journalToken(simulator), earliest).statusCode())
                    .isEqualTo(204);
        }
    }

    private String grant(Simulator simulator) throws IOException, InterruptedException {
        var answer = send(
                simulator,
                "/oauth/authorize?client_id=simulator-client-id&redirect_uri=" + CALLBACK
                        + "&scope=oauth+crm.objects.contacts.read",
                "decision=grant");
        return answer.headers().firstValue("location").orElseThrow().replaceFirst(".*code=", "");
    }

    private JsonNode redeem(Simulator simulator, String code) throws IOException, InterruptedException {
        return json(send(
                        simulator,
                        "/oauth/2026-09/token",
                        CLIENT + "&grant_type=authorization_code&redirect_uri=" + CALLBACK + "&code=" + code)
                .body());
    }

    private String journalToken(Simulator simulator) throws IOException, InterruptedException {
        return json(send(
                                simulator,
                                "/oauth/2026-09/token",
                                CLIENT + "&grant_type=client_credentials&scope=crm.objects.contacts.read"
                                        + "+developer.webhooks_journal.read"
                                        + "+developer.webhooks_journal.subscriptions.read"
                                        + "+developer.webhooks_journal.subscriptions.write")
                        .body())
                .path("access_token")
                .asString();
    }

    private int subscribe(Simulator simulator, String token, String typeId) throws IOException, InterruptedException {
        var body = "{\"subscriptionType\":\"OBJECT\",\"portalId\":4242,\"objectTypeId\":\"" + typeId
                + "\",\"actions\":[\"CREATE\"],\"properties\":[\"phone\"]}";
        return postAs(simulator, token, "", body);
    }

    private int filter(Simulator simulator, String token, int subscription) throws IOException, InterruptedException {
        return postAs(
                simulator,
                token,
                "/filters",
                "{\"subscriptionId\":" + subscription + ",\"filter\":{\"conditions\":[{\"filterType\":"
                        + "\"CRM_OBJECT_PROPERTY\",\"property\":\"phone\",\"operator\":\"IS_NOT_EMPTY\"}]}}");
    }

    private int postAs(Simulator simulator, String token, String path, String body)
            throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(
                                        URI.create(simulator.url() + "/webhooks-journal/subscriptions/2026-09" + path))
                                .header("Authorization", "Bearer " + token)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private int statusAs(Simulator simulator, String token) throws IOException, InterruptedException {
        return getAs(simulator, token, CONTACTS).statusCode();
    }

    private HttpResponse<String> getAs(Simulator simulator, String token, String path)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(simulator.url() + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> send(Simulator simulator, String path, String form)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(simulator.url() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    @Test
    void what_was_sent_in_an_earlier_life_is_not_sent_again() throws Exception {
        var options = SimulatorOptions.defaults()
                .withPort(0)
                .withRecords(0, 0, 0)
                .withWebhooks("http://localhost:9/hook", "shh");
        var file = directory.resolve("account");
        try (var simulator = Simulator.start(options, file)) {
            post(simulator, CONTACTS, "{\"properties\":{\"phone\":\"1\"}}");
            assertThat(webhooks(simulator)).isPositive();
        }
        try (var simulator = Simulator.start(options, file)) {
            assertThat(get(simulator, CONTACTS)).contains("\"id\"");
            assertThat(webhooks(simulator)).isZero();
        }
    }

    private static int webhooks(Simulator simulator) {
        var webhooks = simulator.hubSpot().webhooks();
        synchronized (webhooks) {
            return webhooks.queued() + webhooks.inFlight();
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
