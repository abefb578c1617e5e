package dev.linchpin.server.access;

import static dev.linchpin.server.access.Browser.cookie;
import static dev.linchpin.server.access.Browser.header;
import static dev.linchpin.server.access.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signing in as a browser does, over HTTP. */
class SessionTest {
    private static final String KEY = "the-right-key-of-the-test";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    private final Browser browser = new Browser(KEY, now::get);

    @AfterEach
    void stop() {
        browser.close();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Test
    void the_key_begins_a_session_that_opens_the_api() throws Exception {
        var response = browser.signIn(KEY);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(header(response, "Set-Cookie"))
                .startsWith("linchpin_session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200")
                .doesNotContain("Secure");
        assertThat(json(response).path("name").asString()).isEqualTo("admin");
        assertThat(json(response).path("expires_at").asString()).isEqualTo("2026-11-22T22:00:00Z");
        assertThat(browser.get("/api/things", cookie(response)).statusCode()).isEqualTo(200);
        assertThat(response.body() + cookie(response)).doesNotContain(KEY);
    }

    @Test
    void a_wrong_key_begins_none() throws Exception {
        var response = browser.signIn("a-wrong-key");

        assertProblem(response, 401, "unauthorized");
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void what_is_no_key_is_refused_by_the_name_of_its_member() throws Exception {
        for (var body : new String[] {"{}", "{\"key\": 7}", "{\"key\": null}"}) {
            var response = browser.send("POST", "/api/session", body);

            assertProblem(response, 400, "invalid_member");
            assertThat(json(response).path("member").asString()).isEqualTo("key");
        }
        var misspelt = browser.send("POST", "/api/session", "{\"kye\": \"x\"}");
        assertThat(json(misspelt).path("detail").asString()).endsWith("did you mean 'key'?");
    }

    @Test
    void a_session_can_be_asked_for_again() throws Exception {
        var begun = browser.signIn(KEY);

        var shown = browser.get("/api/session", cookie(begun));

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(json(shown)).isEqualTo(json(begun));
    }

    @Test
    void there_is_no_session_without_a_cookie() throws Exception {
        assertProblem(browser.send("GET", "/api/session", ""), 401, "unauthorized");
        assertProblem(browser.send("GET", "/api/session", "", "Authorization", "Bearer " + KEY), 401, "unauthorized");
    }

    @Test
    void a_session_expires() throws Exception {
        var cookie = cookie(browser.signIn(KEY));

        pass(Sessions.LIFE.minusSeconds(1));
        assertThat(browser.get("/api/things", cookie).statusCode()).isEqualTo(200);
        pass(Duration.ofSeconds(1));

        assertProblem(browser.get("/api/things", cookie), 401, "unauthorized");
    }

    @Test
    void use_renews_a_session_after_half_its_time_and_keeps_its_token() throws Exception {
        var begun = browser.signIn(KEY);

        pass(Sessions.LIFE.dividedBy(2).minusSeconds(1));
        assertThat(browser.get("/api/things", cookie(begun)).headers().firstValue("Set-Cookie"))
                .isEmpty();
        pass(Duration.ofSeconds(1));
        var renewed = browser.get("/api/session", cookie(begun));

        assertThat(json(renewed).path("csrf_token")).isEqualTo(json(begun).path("csrf_token"));
        assertThat(json(renewed).path("expires_at").asString()).isEqualTo("2026-11-23T04:00:00Z");
        pass(Sessions.LIFE.minusSeconds(1));
        assertProblem(browser.get("/api/things", cookie(begun)), 401, "unauthorized");
        assertThat(browser.get("/api/things", cookie(renewed)).statusCode()).isEqualTo(200);
    }

    @Test
    void no_part_of_a_cookie_can_be_altered() throws Exception {
        var cookie = cookie(browser.signIn(KEY));
        var parts = cookie.substring("linchpin_session=".length()).split("\\.", -1);
        var later = Long.parseLong(parts[1]) + 1;
        var other = (parts[0].startsWith("A") ? "B" : "A") + parts[0].substring(1);
        var signature = (parts[2].startsWith("A") ? "B" : "A") + parts[2].substring(1);

        for (var forged : new String[] {
            parts[0] + "." + later + "." + parts[2],
            other + "." + parts[1] + "." + parts[2],
            parts[0] + "." + parts[1] + "." + signature,
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1],
            parts[0] + ".99999999999999999999." + parts[2],
            "x",
            ""
        }) {
            assertProblem(browser.get("/api/things", "linchpin_session=" + forged), 401, "unauthorized");
        }
    }

    @Test
    void whatever_may_change_something_needs_the_token() throws Exception {
        var begun = browser.signIn(KEY);
        var other = browser.signIn(KEY);
        var cookie = cookie(begun);

        assertProblem(browser.send("POST", "/api/things", "{}", "Cookie", cookie), 403, "csrf_token_missing");
        assertProblem(
                browser.send("POST", "/api/things", "{}", "Cookie", cookie, "X-CSRF-Token", token(other)),
                403,
                "csrf_token_missing");
        assertProblem(browser.send("DELETE", "/api/session", "", "Cookie", cookie), 403, "csrf_token_missing");
        assertThat(browser.send("POST", "/api/things", "{}", "Cookie", cookie, "X-CSRF-Token", token(begun))
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.send("HEAD", "/api/things", "", "Cookie", cookie).statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_key_itself_needs_no_token_even_beside_a_cookie() throws Exception {
        var cookie = cookie(browser.signIn(KEY));

        assertThat(browser.send("POST", "/api/things", "{}", "Authorization", "Bearer " + KEY)
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.send("POST", "/api/things", "{}", "Authorization", "Bearer " + KEY, "Cookie", cookie)
                        .statusCode())
                .isEqualTo(200);
        assertProblem(
                browser.send("GET", "/api/things", "", "Authorization", "Bearer wrong", "Cookie", cookie),
                401,
                "unauthorized");
    }

    @Test
    void what_is_open_stays_open_with_a_cookie_that_has_ended() throws Exception {
        assertThat(browser.get("/open", "linchpin_session=x").statusCode()).isEqualTo(200);
        assertThat(browser.send("POST", "/api/session", "{\"key\": \"" + KEY + "\"}", "Cookie", "linchpin_session=x")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void signing_out_has_the_browser_forget_the_cookie() throws Exception {
        var begun = browser.signIn(KEY);

        var response =
                browser.send("DELETE", "/api/session", "", "Cookie", cookie(begun), "X-CSRF-Token", token(begun));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(header(response, "Set-Cookie"))
                .startsWith("linchpin_session=;")
                .contains("Expires=Thu, 01 Jan 1970 00:00:00 GMT", "Path=/");
    }

    @Test
    void a_session_outlives_a_restart_and_dies_with_its_key() throws Exception {
        var begun = browser.signIn(KEY);

        try (var restarted = new Browser(KEY, now::get)) {
            assertThat(restarted
                            .send("POST", "/api/things", "{}", "Cookie", cookie(begun), "X-CSRF-Token", token(begun))
                            .statusCode())
                    .isEqualTo(200);
        }
        try (var rekeyed = new Browser("another-key-of-the-test", now::get)) {
            assertProblem(rekeyed.get("/api/things", cookie(begun)), 401, "unauthorized");
        }
    }

    @Test
    void guessing_keys_is_slowed_down_and_the_right_key_is_not_counted() throws Exception {
        for (var attempt = 0; attempt < 30; attempt++) {
            assertThat(browser.signIn(KEY).statusCode()).isEqualTo(201);
        }
        for (var attempt = 0; attempt < 10; attempt++) {
            assertProblem(browser.signIn("guess-" + attempt), 401, "unauthorized");
        }

        var refused = browser.signIn(KEY);

        assertProblem(refused, 429, "too_many_sign_ins");
        assertThat(header(refused, "Retry-After")).isEqualTo("6");
        pass(Duration.ofSeconds(6));
        assertThat(browser.signIn(KEY).statusCode()).isEqualTo(201);
    }

    @Test
    void where_pages_of_other_sites_call_the_cookie_is_for_them_too() throws Exception {
        try (var open = new Browser(KEY, now::get, "https://dashboard.example.com")) {
            assertThat(header(open.signIn(KEY), "Set-Cookie")).contains("SameSite=None", "Secure", "HttpOnly");
        }
    }

    @Test
    void behind_a_proxy_that_speaks_https_the_cookie_is_for_https_only() throws Exception {
        var begun = browser.send("POST", "/api/session", "{\"key\": \"" + KEY + "\"}", "X-Forwarded-Proto", "https");

        assertThat(header(begun, "Set-Cookie")).contains("Secure", "SameSite=Strict");
    }

    private static String token(HttpResponse<String> begun) {
        return json(begun).path("csrf_token").asString();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("code").asString()).isEqualTo(code);
    }
}
