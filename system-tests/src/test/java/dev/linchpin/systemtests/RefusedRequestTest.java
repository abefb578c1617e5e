package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.webhooks.Signatures;
import dev.linchpin.systemtests.Installation.Feed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that cannot be served: each gets a problem as RFC 9457 describes it, and nothing of it is applied. */
class RefusedRequestTest {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Installation installation;

    @BeforeAll
    static void start(@TempDir Path directory) {
        installation =
                new Installation(directory, Place.sqlite(directory), Account.with(5, 0), Feed.WEBHOOKS, "").load();
    }

    @AfterEach
    void is_well() {
        assertThat(installation.contacts().count()).isEqualTo(5);
        installation.assertWell();
    }

    @AfterAll
    static void end() {
        if (installation != null) {
            installation.close();
        }
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
        var problem = answer.json();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("title").asString()).isNotBlank();
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(answer.text()).doesNotContain("Exception", "dev.linchpin", "\\tat ");
    }

    private static Answer send(String method, String path, Map<String, String> headers, String body) {
        return Http.send(method, installation.api().url() + path, headers, body);
    }

    // --- who ---------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/contacts", "/api/status", "/api/conflicts", "/api/journal", "/v1/sync/contacts/1/status"})
    void without_the_key_nothing_is_shown(String path) {
        var refused = send("GET", path, Map.of(), "");

        assertProblem(refused, 401, "unauthorized");
        assertThat(Objects.requireNonNull(refused.headers().get("WWW-Authenticate")))
                .startsWith("Bearer");
    }

    @Test
    void a_wrong_key_opens_nothing() {
        assertProblem(
                send("GET", "/api/contacts", Map.of("Authorization", "Bearer nonsense"), ""), 401, "unauthorized");
        assertProblem(
                send(
                        "POST",
                        "/api/contacts",
                        Map.of("Authorization", "Bearer nonsense"),
                        "{\"email\":\"a@b.example\"}"),
                401,
                "unauthorized");
    }

    // --- what --------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "POST,  /api/contacts,   `{\"email\": `,                            400, malformed_json",
                "POST,  /api/contacts,   `[]`,                                      400, not_an_object",
                "POST,  /api/contacts,   `{}`,                                      400, empty_record",
                "POST,  /api/contacts,   `{\"emial\":\"a@b.example\"}`,             400, invalid_field",
                "POST,  /api/contacts,   `{\"email\":\"nobody\"}`,                  400, invalid_field",
                "POST,  /api/contacts,   `{\"email\":\"a@b.example\",\"id\":\"9\"}`, 400, invalid_field",
                "PATCH, /api/contacts/1, `{\"loyalty_points\":\"many\"}`,           400, invalid_field",
                "PATCH, /api/contacts/1, `{\"contract_end\":\"soon\"}`,             400, invalid_field",
                "PATCH, /api/contacts/1, `{\"city\":{\"name\":\"Rome\"}}`,          400, invalid_field",
                "PATCH, /api/contacts/999, `{\"city\":\"Rome\"}`,                   404, not_found",
                "POST,  /api/conflicts/1/resolve, `{\"resolution\":\"hubspot\"}`,   404, not_found",
                "POST,  /api/contcats,   `{\"email\":\"a@b.example\"}`,             404, not_found"
            })
    void a_body_that_does_not_fit(String method, String path, String body, int status, String code) {
        assertProblem(installation.api().send(method, path, body), status, code);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/contcats,                 404, not_found",
        "GET,    /api/contacts/999,             404, not_found",
        "GET,    /api/contacts/nonsense,        404, not_found",
        "GET,    /api/contacts/hubspot:1,       404, not_found",
        "GET,    /api/contacts?colour=red,      400, invalid_parameter",
        "GET,    /api/contacts?limit=0,         400, invalid_parameter",
        "GET,    /api/contacts?limit=many,      400, invalid_parameter",
        "GET,    /api/journal?object_type=cats, 404, not_found",
        "GET,    /api/conflicts/nonsense,       400, invalid_parameter",
        "POST,   /api/dead-letters/1/retry,     404, not_found",
        "DELETE, /api/contacts/999,             404, not_found",
        "DELETE, /api/status,                   405, method_not_allowed",
        "POST,   /api/sync/contcats/1/to-hubspot, 404, not_found",
        "GET,    /nowhere,                      404, not_found"
    })
    void a_path_that_leads_nowhere(String method, String path, int status, String code) {
        assertProblem(installation.api().send(method, path, ""), status, code);
    }

    @Test
    void a_misspelt_type_or_field_is_answered_with_the_likely_one() {
        var type = installation.api().get("/api/contcats").json();
        var field = installation
                .api()
                .send("POST", "/api/contacts", "{\"emial\":\"a@b.example\"}")
                .json();

        assertThat(type.path("detail").asString()).contains("contcats").contains("contacts");
        assertThat(field.path("detail").asString()).contains("'emial'").contains("'email'");
        assertThat(field.path("field").asString()).isEqualTo("emial");
    }

    @Test
    void malformed_json_is_answered_with_the_place() {
        var problem = installation
                .api()
                .send("POST", "/api/contacts", "{\n  \"email\": oops\n}")
                .json();

        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("column").asInt()).isPositive();
    }

    @Test
    void a_body_of_more_than_a_megabyte_is_not_read() {
        var body = "{\"email\":\"" + "x".repeat(1024 * 1024) + "\"}";

        assertProblem(installation.api().send("POST", "/api/contacts", body), 413, "body_too_large");
        assertProblem(send("POST", "/webhooks/hubspot", Map.of(), body), 413, "body_too_large");
    }

    // --- webhooks ----------------------------------------------------------------------------------------------------

    private static Answer deliver(String secret, Instant signedAt, String signed, String sent) {
        var address = installation.api().url() + "/webhooks/hubspot";
        var signature = Signatures.v3(
                secret, "POST", address, signed.getBytes(StandardCharsets.UTF_8), signedAt.toEpochMilli());
        return Http.send(
                "POST",
                address,
                Map.of(
                        "X-HubSpot-Signature-v3",
                        signature,
                        "X-HubSpot-Request-Timestamp",
                        Long.toString(signedAt.toEpochMilli())),
                sent);
    }

    @Test
    void a_signed_delivery_is_taken() {
        assertThat(deliver(Installation.SECRET, Instant.now(), "[]", "[]").status())
                .isEqualTo(200);
    }

    @Test
    void a_delivery_that_is_not_signed_or_signed_by_somebody_else_is_refused() {
        assertProblem(send("POST", "/webhooks/hubspot", Map.of(), "[]"), 401, "invalid_signature");
        assertProblem(deliver("another secret", Instant.now(), "[]", "[]"), 401, "invalid_signature");
        assertProblem(deliver(Installation.SECRET, Instant.now(), "[]", "[ ]"), 401, "invalid_signature");
    }

    @Test
    void an_old_delivery_is_refused_because_somebody_may_play_it_again() {
        var old = Instant.now().minus(Duration.ofMinutes(6));

        assertProblem(deliver(Installation.SECRET, old, "[]", "[]"), 401, "invalid_signature");
    }

    @Test
    void a_signed_delivery_that_is_no_delivery_is_refused() {
        assertProblem(deliver(Installation.SECRET, Instant.now(), "nonsense", "nonsense"), 400, "not_a_delivery");
    }
}
