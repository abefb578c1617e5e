package dev.linchpin.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.hubspot.HubSpotException;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpServerTest {
    private static final String KEY = "the-right-key";

    private final Json json = new Json();
    private final Responses responses = new Responses(json);
    private final CountDownLatch isAtWork = new CountDownLatch(1);
    private final HttpServer server =
            HttpServer.start("127.0.0.1", 0, KEY::equals, json, List.<Endpoints>of(this::addTo, new StaticPages()));
    private final HttpClient client = HttpClient.newHttpClient();

    private void addTo(RoutesConfig routes) {
        routes.get("/api/things", context -> responses.ok(context, Map.of("fine", true)));
        routes.post("/api/things", context -> responses.ok(context, json.readObject(Bodies.read(context))));
        routes.get("/api/broken", context -> {
            throw new IllegalStateException("row of jane@example.com is broken");
        });
        routes.get("/api/busy", context -> {
            throw new HubSpotException.RateLimited("HubSpot's limit is used up", Duration.ofSeconds(7));
        });
        routes.get("/api/error", context -> {
            throw new AssertionError("row of jane@example.com is broken");
        });
        routes.get("/api/slow", context -> {
            isAtWork.countDown();
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            responses.ok(context, Map.of("fine", true));
        });
        routes.get("/metrics", context -> context.result("figures"));
        Access.open(routes, "/health/live", context -> responses.ok(context, Map.of("status", "up")));
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void the_key_opens_the_api() throws Exception {
        assertThat(get("/api/things").statusCode()).isEqualTo(200);
    }

    @Test
    void without_the_key_the_api_is_closed() throws Exception {
        for (var path : List.of("/api/things", "/api/things/", "/api/things?a=b", "/metrics")) {
            var response = send(HttpRequest.newBuilder(uri(path)));

            var problem = problem(response, 401);
            assertThat(problem.path("code").asString()).isEqualTo("unauthorized");
            assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"linchpin\"");
        }
    }

    @Test
    void no_spelling_of_the_path_gets_past_the_key() throws Exception {
        for (var path : List.of(
                "//api/things",
                "/%61pi/things",
                "/api%2Fthings",
                "/api/./things",
                "/health/live/../../api/things",
                "/health/live;/api/things",
                "/api;a=b/things",
                "/API/things")) {
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .matches("(?s)HTTP/1.1 (400|401|404) .*")
                    .doesNotContain("fine");
        }
    }

    @Test
    void a_wrong_key_is_refused() throws Exception {
        problem(send(HttpRequest.newBuilder(uri("/api/things")).header("Authorization", "Bearer wrong")), 401);
        problem(send(HttpRequest.newBuilder(uri("/api/things")).header("Authorization", "Basic " + KEY)), 401);
    }

    @Test
    void monitors_may_ask_by_head() throws Exception {
        for (var path : List.of("/health/live", "/")) {
            assertThat(send(HttpRequest.newBuilder(uri(path)).HEAD()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void health_and_pages_need_no_key() throws Exception {
        assertThat(send(HttpRequest.newBuilder(uri("/health/live"))).statusCode())
                .isEqualTo(200);
        var page = send(HttpRequest.newBuilder(uri("/")));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(page.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void an_error_of_the_jvm_tells_the_caller_as_little() throws Exception {
        var problem = problem(get("/api/error"), 500);

        assertThat(problem.path("reference").asString()).isNotEmpty();
        assertThat(problem.toString()).doesNotContain("jane@example.com");
    }

    @Test
    void a_request_under_way_is_answered_whole_before_the_server_stops() throws Exception {
        var answer = client.sendAsync(authorised("/api/slow").build(), BodyHandlers.ofString());
        isAtWork.await();

        server.close();

        assertThat(answer.join().body()).isEqualTo("{\"fine\":true}");
    }

    @Test
    void a_character_that_no_database_takes_is_refused_in_urls() throws Exception {
        problem(get("/api/things?name=a%00b"), 400);
    }

    @Test
    void an_unknown_path_is_a_problem() throws Exception {
        problem(get("/api/nothing"), 404);
        problem(get("/nothing"), 404);
    }

    @Test
    void a_wrong_method_is_a_problem_that_names_the_right_ones() throws Exception {
        var response = send(authorised("/api/things").DELETE());

        problem(response, 405);
        assertThat(response.headers().firstValue("Allow").orElseThrow())
                .contains("GET")
                .contains("POST");
    }

    @Test
    void malformed_json_is_a_problem_that_names_line_and_column() throws Exception {
        var problem = problem(post("/api/things", "{\n  \"a\": oops }"), 400);

        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("column").asInt()).isGreaterThan(7);
    }

    @Test
    void json_that_is_no_object_or_says_a_thing_twice_is_a_problem() throws Exception {
        for (var body : List.of("", "[]", "\"text\"", "null", "{} {}", "{\"a\":1,\"a\":2}", "[".repeat(5000))) {
            problem(post("/api/things", body), 400);
        }
    }

    @Test
    void a_body_over_the_limit_is_a_problem_whether_or_not_it_says_its_size() throws Exception {
        var large = new byte[Bodies.LIMIT + 1];

        problem(send(authorised("/api/things").POST(BodyPublishers.ofByteArray(large))), 413);
        problem(
                send(authorised("/api/things")
                        .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))),
                413);
    }

    @Test
    void a_failure_of_our_own_tells_the_caller_a_reference_and_nothing_else() throws Exception {
        var problem = problem(get("/api/broken"), 500);

        assertThat(problem.path("reference").asString()).isNotEmpty();
        assertThat(problem.toString()).doesNotContain("jane@example.com");
    }

    @Test
    void hubspots_limits_are_passed_on_with_the_time_to_wait() throws Exception {
        var response = get("/api/busy");

        problem(response, 503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("7");
    }

    @Test
    void what_is_not_http_is_a_problem_too() throws Exception {
        assertThat(raw("GET /api/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
        assertThat(raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 414")
                .contains("application/problem+json");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private JsonNode problem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        var problem = new JsonMapper().readTree(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        return problem;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(authorised(path).GET());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(authorised(path).POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder authorised(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + KEY);
    }

    private URI uri(String path) {
        return URI.create(server.url() + path);
    }
}
