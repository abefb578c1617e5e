package dev.linchpin.server.access;

import static dev.linchpin.server.access.Browser.cookie;
import static dev.linchpin.server.access.Browser.header;
import static dev.linchpin.server.access.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What browsers are told about pages of other origins. */
class CorsTest {
    private static final String KEY = "the-right-key-of-the-test";
    private static final String ORIGIN = "https://dashboard.example.com";
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    static {
        // What browsers send by themselves, and this client would not.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin");
    }

    private final Browser browser = new Browser(KEY, () -> NOW, ORIGIN, "http://localhost:5173");

    @AfterEach
    void stop() {
        browser.close();
    }

    @Test
    void a_page_of_a_named_origin_may_call_with_its_session() throws Exception {
        var begun = browser.send("POST", "/api/session", "{\"key\": \"" + KEY + "\"}", "Origin", ORIGIN);
        var response = browser.send(
                "POST",
                "/api/things",
                "{}",
                "Origin",
                "http://localhost:5173",
                "Cookie",
                cookie(begun),
                "X-CSRF-Token",
                json(begun).path("csrf_token").asString());

        assertThat(header(begun, "Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("http://localhost:5173");
        assertThat(header(response, "Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(header(response, "Vary")).contains("Origin");
    }

    @Test
    void a_page_of_a_named_origin_can_read_problems_too() throws Exception {
        var response = browser.send("GET", "/api/things", "", "Origin", ORIGIN);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
    }

    @Test
    void a_browser_that_asks_beforehand_is_told_what_is_allowed() throws Exception {
        for (var path : new String[] {"/api/things", "/api/session", "/api/of/no/route"}) {
            var response = preflight(browser, path, ORIGIN);

            assertThat(response.statusCode()).isEqualTo(204);
            assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
            assertThat(header(response, "Access-Control-Allow-Methods")).contains("PATCH", "DELETE");
            assertThat(header(response, "Access-Control-Allow-Headers")).contains("X-CSRF-Token", "Content-Type");
        }
    }

    @Test
    void a_page_of_any_other_origin_is_told_nothing() throws Exception {
        for (var origin : new String[] {
            "https://evil.example.com",
            "null",
            "http://dashboard.example.com",
            "https://dashboard.example.com.evil.example",
            "https://dashboard.example.com:444"
        }) {
            assertClosed(preflight(browser, "/api/things", origin));
            assertClosed(browser.send("GET", "/api/things", "", "Origin", origin));
        }
    }

    @Test
    void the_servers_own_pages_need_no_leave() throws Exception {
        var begun = browser.send("POST", "/api/session", "{\"key\": \"" + KEY + "\"}", "Origin", "http://127.0.0.1:1");

        assertThat(begun.statusCode()).isEqualTo(201);
    }

    @Test
    void without_the_setting_no_page_is_told_anything() throws Exception {
        try (var closed = new Browser(KEY, () -> NOW)) {
            assertClosed(preflight(closed, "/api/things", ORIGIN));
        }
    }

    private static HttpResponse<String> preflight(Browser browser, String path, String origin) throws Exception {
        return browser.send(
                "OPTIONS",
                path,
                "",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "x-csrf-token");
    }

    private static void assertClosed(HttpResponse<String> response) {
        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }
}
