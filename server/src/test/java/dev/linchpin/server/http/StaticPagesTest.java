package dev.linchpin.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.config.RoutesConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A built dashboard, as browsers load it. */
class StaticPagesTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final Responses responses = new Responses(new Json());
    private final HttpServer server = HttpServer.start(
            "127.0.0.1",
            0,
            key -> false,
            new Json(),
            List.<Endpoints>of(new StaticPages("/dev/linchpin/server/http/site/"), this::addTo));
    private final HttpClient client = HttpClient.newHttpClient();

    private void addTo(RoutesConfig routes) {
        routes.get("/api/{objectType}", context -> responses.ok(context, Map.of()));
        routes.get(
                "/api/missing/thing",
                context -> {
                    throw ProblemDetails.notFound("No such thing.").asException();
                },
                Access.WITHOUT_KEY);
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void the_application_is_at_the_root_and_at_every_path_that_its_router_knows() throws Exception {
        for (var path : List.of(
                "/",
                "/conflicts",
                "/conflicts/12",
                "/records/contacts/7",
                "/records/contacts/hubspot:30000000050",
                "/records/contacts/a.b@example.com",
                "/failures",
                "/activity?side=HUBSPOT",
                "/settings/")) {
            var response = get(path, "Accept", BROWSER);

            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(header(response, "Content-Type")).startsWith("text/html");
            assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
            assertThat(text(response)).contains("The application");
        }
    }

    @Test
    void a_program_that_calls_a_path_of_the_application_gets_a_problem() throws Exception {
        assertProblem(get("/conflicts", "Accept", "application/json"), 404);
        assertProblem(get("/conflicts"), 404);
        assertProblem(
                send(HttpRequest.newBuilder(uri("/conflicts"))
                        .header("Accept", BROWSER)
                        .DELETE()),
                404);
    }

    @Test
    void a_browser_that_goes_to_the_api_gets_what_any_caller_gets() throws Exception {
        assertProblem(get("/api/contacts", "Accept", BROWSER), 401);
        for (var path :
                List.of("/api/missing/thing", "/api/of/no/route", "/v1/x", "/health/x", "/metrics", "/webhooks/x")) {
            assertProblem(get(path, "Accept", BROWSER), 404);
        }
    }

    @Test
    void assets_are_kept_for_ever_and_compressed() throws Exception {
        var script = get("/assets/index-Ab1_x-Z9.js", "Accept-Encoding", "gzip");

        assertThat(header(script, "Content-Type")).startsWith("text/javascript");
        assertThat(header(script, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(script, "Content-Encoding")).isEqualTo("gzip");
        var plain = new GZIPInputStream(new ByteArrayInputStream(script.body())).readAllBytes();
        assertThat(new String(plain, StandardCharsets.UTF_8)).contains("number199 = 199");
        assertThat(script.body().length).isLessThan(plain.length / 3);
        assertThat(header(get("/assets/index-Ab1_x-Z9.css"), "Content-Type")).startsWith("text/css");
    }

    @Test
    void a_missing_asset_is_never_the_page() throws Exception {
        assertProblem(get("/assets/gone-Zz.js", "Accept", BROWSER), 404);
        assertProblem(get("/assets/deep/er.js", "Accept", BROWSER), 404);
    }

    @Test
    void files_beside_the_page_are_found() throws Exception {
        assertThat(header(get("/favicon.svg"), "Content-Type")).startsWith("image/svg+xml");
        assertThat(text(get("/index.html"))).contains("The application");
    }

    @Test
    void nothing_but_the_applications_files_can_be_had() throws Exception {
        for (var path : List.of(
                "/outside.txt",
                "/../outside.txt",
                "/assets/../../outside.txt",
                "/assets/..%2f..%2foutside.txt",
                "/assets/%2e%2e/%2e%2e/outside.txt",
                "/..%2foutside.txt",
                "/assets/secret.key",
                "/assets/",
                "/assets/..",
                "//outside.txt")) {
            assertThat(raw(path)).as(path).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("not for anybody");
        }
    }

    @Test
    void a_page_that_the_browser_has_is_not_sent_again() throws Exception {
        var first = get("/");

        var again = get("/", "If-None-Match", header(first, "ETag"));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(get("/", "If-None-Match", "\"0123456789abcdef\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_application_is_told_where_the_api_is() throws Exception {
        var settings = get("/config.json");

        assertThat(header(settings, "Content-Type")).startsWith("application/json");
        assertThat(text(settings)).isEqualTo("{\"api_url\": \"\"}");
    }

    @Test
    void pages_may_load_their_own_files_and_call_their_own_server_and_no_other() throws Exception {
        var policy = header(get("/conflicts", "Accept", BROWSER), "Content-Security-Policy");

        assertThat(policy.split("; ?"))
                .containsExactlyInAnyOrder(
                        "default-src 'none'",
                        "script-src 'self'",
                        "style-src 'self'",
                        "img-src 'self'",
                        "font-src 'self'",
                        "connect-src 'self'",
                        "base-uri 'none'",
                        "form-action 'none'",
                        "frame-ancestors 'none'");
    }

    @Test
    void a_build_without_the_application_shows_the_plain_page() throws Exception {
        try (var plain = HttpServer.start(
                "127.0.0.1",
                0,
                key -> false,
                new Json(),
                List.of(new StaticPages("/dev/linchpin/server/http/site/app/")))) {
            var page = client.send(
                    HttpRequest.newBuilder(URI.create(plain.url() + "/")).build(), BodyHandlers.ofString());
            var icon = client.send(
                    HttpRequest.newBuilder(URI.create(plain.url() + "/favicon.svg"))
                            .build(),
                    BodyHandlers.ofString());
            var other = client.send(
                    HttpRequest.newBuilder(URI.create(plain.url() + "/conflicts"))
                            .header("Accept", BROWSER)
                            .build(),
                    BodyHandlers.ofString());

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(icon.statusCode()).isEqualTo(200);
            assertThat(other.statusCode()).isEqualTo(404);
        }
    }

    private String raw(String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(HttpResponse<byte[]> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow();
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private URI uri(String path) {
        return URI.create(server.url() + path);
    }
}
