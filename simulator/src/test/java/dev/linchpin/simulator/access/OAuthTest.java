package dev.linchpin.simulator.access;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.api.Access;
import dev.linchpin.simulator.api.Route;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.facts.Fact;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OAuthTest {

    private static final String CALLBACK = "http://localhost:3000/oauth-callback";
    private static final String TOKEN = "/oauth/2026-09/token";
    private static final String CONTACTS_SCOPES = "oauth crm.objects.contacts.read";

    private TestAccount account = new TestAccount();

    @Test
    @Fact("oauth/authorize-page")
    void the_authorize_page_names_the_app_and_the_scopes_and_a_person_decides() {
        Answer page = get(authorize(CONTACTS_SCOPES, "&state=a%20b"));
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.response().text())
                .contains("Simulated app", "crm.objects.contacts.read", "<form method=\"post\"", "Grant", "Deny");

        Map<String, String> granted = back(decide(CONTACTS_SCOPES, "&state=a%20b", "grant"));
        assertThat(granted).containsKey("code").containsEntry("state", "a b");
        Map<String, String> denied = back(decide(CONTACTS_SCOPES, "&state=a%20b", "deny"));
        assertThat(denied).containsEntry("error", "access_denied").containsEntry("state", "a b");
    }

    @Test
    void the_page_can_be_told_to_grant_at_once() {
        account.set("{\"access\":{\"grantAtOnce\":true}}");
        assertThat(back(get(authorize(CONTACTS_SCOPES, "")))).containsKey("code");
    }

    @Test
    @Fact("oauth/authorize-checks")
    void a_wrong_client_redirect_or_scope_is_told_to_the_person_and_nobody_is_redirected() {
        for (String wrong : List.of(
                authorize(CONTACTS_SCOPES, "").replace("simulator-client-id", "nobody"),
                authorize(CONTACTS_SCOPES, "").replace("3000", "3001"),
                authorize("oauth everything", ""),
                authorize("crm.objects.contacts.read", ""),
                authorize(CONTACTS_SCOPES, "&code_challenge=x&code_challenge_method=MD5"))) {
            Answer answer = get(wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.header("Location")).isEmpty();
        }
        assertThat(account.control("PUT", "settings", """
                        {"access":{"apps":[{"appId":1,"name":"a","kind":"oauth","clientId":"c","clientSecret":"s",
                        "redirectUris":["http://elsewhere.example/"],"requiredScopes":[],"optionalScopes":[],
                        "installed":true}]}}""").status()).isEqualTo(400);
    }

    @Test
    @Fact("oauth/optional-scopes")
    void optional_scopes_are_granted_where_the_app_may_have_them_and_dropped_otherwise() {
        String code = code("&optional_scope=tickets%20no.such.scope");
        assertThat(texts(redeem(TOKEN, code, "").json().path("scopes")))
                .containsExactly("crm.objects.contacts.read", "oauth", "tickets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth/v1/token", "/oauth/v3/token", "/oauth/2026-03/token", "/oauth/2026-09/token"})
    @Fact("oauth/token-answer")
    void a_code_is_redeemed_for_tokens_that_last_1800_seconds(String path) {
        Answer answer = redeem(path, code(), "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(1800);
        assertThat(answer.text("/token_type")).isEqualTo("bearer");
        assertThat(answer.text("/token_use")).isEqualTo("access_token");
        assertThat(answer.json().path("hub_id").asInt()).isEqualTo(4242);
        assertThat(answer.text("/refresh_token")).isNotEmpty();
        String token = answer.text("/access_token");
        assertThat(account.callAs(token, "GET", CONTACTS, "").status()).isEqualTo(200);
        assertThat(account.callAs(token, "POST", CONTACTS, "{}").status()).isEqualTo(403);
    }

    @Test
    @Fact("oauth/code-single-use")
    void a_code_works_once_and_not_for_long() {
        String code = code();
        assertThat(redeem(TOKEN, code, "").status()).isEqualTo(200);
        refused(redeem(TOKEN, code, ""), "BAD_AUTH_CODE", "invalid_grant");
        String late = code();
        account.advance(Duration.ofMinutes(10));
        refused(redeem(TOKEN, late, ""), "BAD_AUTH_CODE", "invalid_grant");
    }

    @Test
    @Fact("oauth/redirect-must-match")
    void the_redirect_must_be_the_one_of_the_authorization() {
        Answer answer = post(
                TOKEN,
                "grant_type=authorization_code&client_id=simulator-client-id&client_secret=simulator-client-secret"
                        + "&redirect_uri=https://other.example/&code=" + code());
        refused(answer, "MISMATCH_REDIRECT_URI_AUTH_CODE", "invalid_grant");
    }

    @Test
    @Fact("oauth/pkce")
    void a_challenge_must_be_met_with_its_verifier() {
        // The pair of RFC 7636, appendix B.
        String verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        String asked = "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
        String code = code(asked);
        refused(redeem(TOKEN, code, "&code_verifier=wrong"), "BAD_CODE_VERIFIER", "invalid_grant");
        assertThat(redeem(TOKEN, code, "&code_verifier=" + verifier).status()).isEqualTo(200);
        String plain = code("&code_challenge=abc&code_challenge_method=plain");
        refused(redeem(TOKEN, plain, ""), "BAD_CODE_VERIFIER", "invalid_grant");
        assertThat(redeem(TOKEN, plain, "&code_verifier=abc").status()).isEqualTo(200);
    }

    @Test
    @Fact("oauth/refresh")
    void refreshing_makes_another_access_token_and_keeps_the_refresh_token() {
        Answer first = granted();
        Answer second = refresh(first.text("/refresh_token"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("/refresh_token")).isEqualTo(first.text("/refresh_token"));
        assertThat(second.text("/access_token")).isNotEqualTo(first.text("/access_token"));
        assertThat(account.callAs(first.text("/access_token"), "GET", CONTACTS, "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Fact("oauth/rotation")
    void refresh_tokens_rotate_if_set_so() {
        account.set("{\"access\":{\"rotateRefreshTokens\":true}}");
        String first = granted().text("/refresh_token");
        String second = refresh(first).text("/refresh_token");
        assertThat(second).isNotEqualTo(first);
        refused(refresh(first), "BAD_REFRESH_TOKEN", "invalid_grant");
        assertThat(refresh(second).status()).isEqualTo(200);
    }

    @Test
    @Fact("oauth/error-body")
    void refusals_have_the_keys_of_rfc_6749_beside_hubspots_older_ones() {
        Answer answer = refresh("nobody's");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/error")).isEqualTo("invalid_grant");
        assertThat(answer.text("/error_description")).isEqualTo("refresh token is invalid, expired or revoked");
        assertThat(answer.text("/status")).isEqualTo("BAD_REFRESH_TOKEN");
        assertThat(answer.text("/message")).isEqualTo("refresh token is invalid, expired or revoked");
        assertThat(answer.text("/correlationId")).isNotEmpty();
        assertThat(answer.json().has("category")).isFalse();
        String good = "client_id=simulator-client-id&client_secret=simulator-client-secret";
        refused(post(TOKEN, "grant_type=refresh_token"), "BAD_CLIENT_ID", "invalid_client");
        refused(post(TOKEN, "client_id=simulator-client-id&client_secret=no"), "BAD_CLIENT_SECRET", "invalid_client");
        refused(post(TOKEN, good + "&grant_type=password"), "BAD_GRANT_TYPE", "unsupported_grant_type");
        refused(post(TOKEN, good + "&grant_type=client_credentials&scope=x"), "BAD_SCOPE", "invalid_scope");
    }

    @Test
    @Fact("oauth/body-only")
    void only_the_oldest_version_reads_the_query() {
        String query = "?client_secret=simulator-client-secret&refresh_token="
                + granted().text("/refresh_token");
        String body = "grant_type=refresh_token&client_id=simulator-client-id";
        assertThat(post("/oauth/v1/token" + query, body).status()).isEqualTo(200);
        refused(post("/oauth/v3/token" + query, body), "BAD_CLIENT_SECRET", "invalid_client");
    }

    @Test
    @Fact("oauth/expiry-body")
    void an_access_token_expires_by_the_simulators_clock_and_says_when() {
        String token = granted().text("/access_token");
        account.advance(Duration.ofSeconds(1_799));
        assertThat(account.callAs(token, "GET", CONTACTS, "").status()).isEqualTo(200);
        account.advance(Duration.ofSeconds(31));
        Answer answer = account.callAs(token, "GET", CONTACTS, "");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("/status")).isEqualTo("error");
        assertThat(answer.text("/category")).isEqualTo("EXPIRED_AUTHENTICATION");
        assertThat(answer.text("/message")).endsWith("expired 30 second(s) ago.");
        assertThat(answer.json().path("context").path("expire time").path(0).asString())
                .isEqualTo("2026-11-20T09:30:00.000Z");
    }

    @Test
    @Fact("oauth/introspect")
    void introspection_describes_tokens_of_the_app_that_asks() {
        Answer tokens = granted();
        JsonNode access = introspect(tokens.text("/access_token"));
        assertThat(access.path("active").asBoolean()).isTrue();
        assertThat(access.path("token_use").asString()).isEqualTo("access_token");
        assertThat(access.path("app_id").asLong()).isEqualTo(900_200);
        assertThat(access.path("client_id").asString()).isEqualTo("simulator-client-id");
        assertThat(access.path("expires_in").asInt()).isEqualTo(1800);
        assertThat(texts(access.path("scopes"))).containsExactly("crm.objects.contacts.read", "oauth");
        assertThat(access.at("/signed_access_token/hubId").asInt()).isEqualTo(4242);
        JsonNode refresh = introspect(tokens.text("/refresh_token"));
        assertThat(refresh.path("token_use").asString()).isEqualTo("refresh_token");
        assertThat(refresh.has("expires_in")).isFalse();
        assertThat(introspect("nothing").toString()).isEqualTo("{\"active\":false}");
        account.advance(Duration.ofMinutes(30));
        assertThat(introspect(tokens.text("/access_token")).path("active").asBoolean())
                .isFalse();
    }

    @Test
    @Fact("oauth/revoke")
    void revoking_a_refresh_token_leaves_access_tokens_alone_unless_set_otherwise() {
        Answer tokens = granted();
        assertThat(revoke(tokens.text("/refresh_token")).status()).isEqualTo(200);
        refused(refresh(tokens.text("/refresh_token")), "BAD_REFRESH_TOKEN", "invalid_grant");
        assertThat(status(tokens)).isEqualTo(200);
        assertThat(revoke(tokens.text("/access_token")).status()).isEqualTo(200);
        assertThat(status(tokens)).isEqualTo(401);
        assertThat(revoke("unknown").status()).isEqualTo(200);

        account.set("{\"access\":{\"revokingEndsAccess\":true}}");
        Answer others = granted();
        revoke(others.text("/refresh_token"));
        assertThat(status(others)).isEqualTo(401);
    }

    @Test
    @Fact("oauth/v1-metadata")
    void the_oldest_version_describes_tokens_by_path_and_deletes_refresh_tokens() {
        Answer tokens = granted();
        JsonNode access = account.get("/oauth/v1/access-tokens/" + tokens.text("/access_token"))
                .json();
        assertThat(access.path("token_type").asString()).isEqualTo("access");
        assertThat(access.path("hub_id").asInt()).isEqualTo(4242);
        assertThat(access.path("user_id").asInt()).isEqualTo(77);
        String refresh = "/oauth/v1/refresh-tokens/" + tokens.text("/refresh_token");
        assertThat(account.get(refresh).text("/client_id")).isEqualTo("simulator-client-id");
        assertThat(account.delete(refresh).status()).isEqualTo(204);
        assertThat(account.get(refresh).status()).isEqualTo(404);
        refused(refresh(tokens.text("/refresh_token")), "BAD_REFRESH_TOKEN", "invalid_grant");
        assertThat(account.get("/oauth/v1/access-tokens/nothing").status()).isEqualTo(404);
        assertThat(account.get("/oauth/v3/access-tokens/x").status()).isEqualTo(404);
    }

    @Test
    @Fact("oauth/client-credentials")
    void an_apps_token_for_itself_has_no_refresh_token_and_opens_the_journal_alone() {
        Answer answer = post(
                TOKEN,
                "grant_type=client_credentials&client_id=simulator-client-id&client_secret=simulator-client-secret"
                        + "&scope=developer.webhooks_journal.read%20crm.objects.contacts.read");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/token_use")).isEqualTo("client_credentials");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(1800);
        assertThat(answer.json().has("refresh_token")).isFalse();
        Answer call = account.callAs(answer.text("/access_token"), "GET", CONTACTS, "");
        assertThat(call.status()).isEqualTo(403);
    }

    @Test
    @Fact("oauth/client-credentials")
    void an_apps_token_for_itself_opens_no_call_but_those_of_the_journal() {
        String token = post(
                        TOKEN,
                        "grant_type=client_credentials&client_id=simulator-client-id"
                                + "&client_secret=simulator-client-secret"
                                + "&scope=developer.webhooks_journal.read%20crm.objects.contacts.read")
                .text("/access_token");
        for (Route route : account.hubSpot.routes()) {
            String path = route.paths().getLast();
            if (!(route.access() instanceof Access.Anybody) && !path.startsWith("/webhooks-journal/")) {
                String filled = path.replace("{type}", "contacts")
                        .replace("{toType}", "contacts")
                        .replaceAll("\\{[^}]+}", "1");
                assertThat(account.callAs(token, route.method(), filled, "").status())
                        .as(route.method() + " " + filled)
                        .isEqualTo(403);
            }
        }
    }

    @Test
    @Fact("oauth/uninstall")
    void an_app_that_uninstalls_itself_loses_its_tokens() {
        Answer tokens = granted();
        String path = "/appinstalls/2026-09/external-install";
        assertThat(account.delete(path).status()).isEqualTo(403);
        assertThat(account.callAs(tokens.text("/access_token"), "DELETE", path, "")
                        .status())
                .isEqualTo(204);
        refused(refresh(tokens.text("/refresh_token")), "BAD_REFRESH_TOKEN", "invalid_grant");
        assertThat(status(tokens)).isEqualTo(401);
        assertThat(granted().status()).isEqualTo(200);
    }

    @Test
    @Fact("oauth/own-limits")
    void an_oauth_app_has_110_calls_in_ten_seconds_and_no_day() {
        account.set("{\"limits\":\"professional\"}");
        String token = granted().text("/access_token");
        Answer first = account.callAs(token, "GET", CONTACTS, "");
        assertThat(first.header("X-HubSpot-RateLimit-Max")).isEqualTo("110");
        assertThat(first.response().headers()).doesNotContainKey("X-HubSpot-RateLimit-Daily");
        for (int i = 1; i < 110; i++) {
            assertThat(account.callAs(token, "GET", CONTACTS, "").status()).isEqualTo(200);
        }
        assertThat(account.callAs(token, "GET", CONTACTS, "").status()).isEqualTo(429);
        Answer privateApp = account.get(CONTACTS);
        assertThat(privateApp.status()).isEqualTo(200);
        assertThat(privateApp.header("X-HubSpot-RateLimit-Daily-Remaining")).isEqualTo("649999");
    }

    @Test
    void tokens_follow_from_the_seed() {
        assertThat(granted().text("/access_token")).isEqualTo(token(1)).isNotEqualTo(token(2));
    }

    private String token(long seed) {
        account = new TestAccount(options -> options.withSeed(seed));
        return granted().text("/access_token");
    }

    private static String authorize(String scopes, String further) {
        return "/oauth/authorize?client_id=simulator-client-id&redirect_uri=" + encoded(CALLBACK) + "&scope="
                + encoded(scopes) + further;
    }

    private Answer decide(String scopes, String further, String decision) {
        return post(authorize(scopes, further), "decision=" + decision);
    }

    private String code() {
        return code("");
    }

    private String code(String further) {
        return back(decide(CONTACTS_SCOPES, further, "grant")).getOrDefault("code", "");
    }

    private Answer redeem(String path, String code, String further) {
        return post(
                path,
                "grant_type=authorization_code&client_id=simulator-client-id&client_secret=simulator-client-secret"
                        + "&redirect_uri=" + encoded(CALLBACK) + "&code=" + code + further);
    }

    private Answer granted() {
        return redeem(TOKEN, code(), "");
    }

    private Answer refresh(String token) {
        return post(TOKEN, client("grant_type=refresh_token&refresh_token=" + token));
    }

    private Answer revoke(String token) {
        return post(TOKEN + "/revoke", client("token=" + token));
    }

    private JsonNode introspect(String token) {
        return post(TOKEN + "/introspect", client("token=" + token)).json();
    }

    private static String client(String fields) {
        return "client_id=simulator-client-id&client_secret=simulator-client-secret&" + fields;
    }

    private int status(Answer tokens) {
        return account.callAs(tokens.text("/access_token"), "GET", CONTACTS, "").status();
    }

    private Answer get(String target) {
        return new Answer(account.hubSpot.handle(SimulatedRequest.of("GET", target, null, "")));
    }

    private Answer post(String target, String form) {
        return new Answer(account.hubSpot.handle(SimulatedRequest.of("POST", target, null, form)));
    }

    private static void refused(Answer answer, String status, String error) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/status")).isEqualTo(status);
        assertThat(answer.text("/error")).isEqualTo(error);
    }

    private static Map<String, String> back(Answer answer) {
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).startsWith(CALLBACK + "?");
        return List.of(answer.header("Location")
                        .substring(CALLBACK.length() + 1)
                        .split("&"))
                .stream()
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
