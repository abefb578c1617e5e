package dev.linchpin.hubspot.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.hubspot.budget.Limit;
import dev.linchpin.hubspot.testing.ScriptedHubSpot;
import dev.linchpin.hubspot.transport.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Bodies as HubSpot documents them or has been seen to send them. */
class FailuresTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    static final String INVALID_OPTION = """
            {"status":"error","message":"Property values were not valid: [{\\"isValid\\":false,\\"message\\":\\"gold was \
            not one of the allowed options: [silver]\\",\\"error\\":\\"INVALID_OPTION\\",\\"name\\":\\"tier\\",\
            \\"localizedErrorMessage\\":\\"gold was not one of the allowed options\\",\\"portalId\\":4242}]",\
            "correlationId":"c","category":"VALIDATION_ERROR","errors":[{"message":"gold was not one of the allowed \
            options: [silver]","code":"INVALID_OPTION","context":{"propertyName":["tier"]}}]}""";

    static final String CONTACT_EXISTS = """
            {"status":"error","message":"Contact already exists. Existing ID: 123","correlationId":"c",\
            "category":"CONFLICT"}""";

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(401, """
                        {"status":"error","message":"Authentication credentials not found. This API supports OAuth 2.0 \
                        authentication","correlationId":"c","category":"INVALID_AUTHENTICATION"}""", Failure.Unauthorized.class),
                Arguments.of(403, "{}", Failure.Forbidden.class),
                Arguments.of(404, """
                        {"status":"error","message":"Object not found.  objectId are usually numeric.",\
                        "correlationId":"c","context":{"id":["1"]},"category":"OBJECT_NOT_FOUND"}""", Failure.Missing.class),
                Arguments.of(404, "{\"status\":\"error\",\"message\":\"resource not found\"}", Failure.Missing.class),
                Arguments.of(404, "<html>Not found</html>", Failure.Misdirected.class),
                Arguments.of(409, CONTACT_EXISTS, Failure.Conflict.class),
                Arguments.of(400, INVALID_OPTION, Failure.Invalid.class),
                Arguments.of(400, "<html>Bad request</html>", Failure.Misdirected.class),
                Arguments.of(302, "", Failure.Misdirected.class),
                Arguments.of(
                        414,
                        "{\"message\":\"Cannot have more than 250 identities on a profile\"}",
                        Failure.Invalid.class),
                Arguments.of(423, "{\"status\":\"error\",\"message\":\"locked\"}", Failure.Locked.class),
                Arguments.of(429, "", Failure.RateLimited.class),
                Arguments.of(477, "", Failure.Unavailable.class),
                Arguments.of(500, "{\"status\":\"error\",\"message\":\"internal error\"}", Failure.Unavailable.class),
                Arguments.of(502, "<html>", Failure.Unavailable.class),
                Arguments.of(503, "", Failure.Unavailable.class),
                Arguments.of(521, "", Failure.Unavailable.class),
                Arguments.of(504, "<html>", Failure.NoAnswer.class),
                Arguments.of(524, "", Failure.NoAnswer.class));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void each_answer_has_its_meaning(int status, String body, Class<? extends Failure> meaning) {
        assertThat(failure(status, body)).isInstanceOf(meaning);
    }

    @Test
    void an_expired_token_is_told_from_a_wrong_one_which_hubspot_says_expired_in_1970() {
        var expired = failure(401, """
                {"status":"error","message":"The OAuth token used to make this call expired 5 minute(s) ago.",\
                "correlationId":"c","category":"EXPIRED_AUTHENTICATION",\
                "context":{"expire time":["2026-11-21T08:55:00.000Z"]}}""");
        var wrong = failure(401, """
                {"status":"error","message":"The OAuth token used to make this call expired 20778 day(s) ago.",\
                "correlationId":"c","category":"EXPIRED_AUTHENTICATION",\
                "context":{"expire time":["1970-01-01T00:00:00.000Z"]}}""");

        assertThat(expired.message()).contains("has expired");
        assertThat(wrong.message()).contains("wrong");
    }

    @Test
    void a_missing_scope_is_named() {
        var failure = failure(403, """
                {"status":"error","message":"This app hasn't been granted all required scopes to make this call.",\
                "correlationId":"c","errors":[{"message":"One or more of the following scopes are required.",\
                "context":{"requiredGranularScopes":["crm.objects.deals.write"]}}],\
                "links":{"scopes":"https://developers.hubspot.com/scopes"},"category":"MISSING_SCOPES"}""");

        assertThat(failure)
                .isEqualTo(new Failure.Forbidden(
                        "The HubSpot credential lacks a scope; needed: crm.objects.deals.write",
                        List.of("crm.objects.deals.write")));
    }

    @Test
    void the_limit_that_was_hit_is_read_from_the_policy_or_the_sentence() {
        assertThat(limit(Limit.SEARCH, """
                {"status":"error","message":"You have reached your secondly limit.","correlationId":"c",\
                "category":"RATE_LIMITS"}""")).isEqualTo(Limit.SEARCH);
        assertThat(limit(Limit.BURST, """
                {"status":"error","message":"You have reached your ten_secondly_rolling limit.",\
                "errorType":"RATE_LIMIT","policyName":"TEN_SECONDLY_ROLLING"}""")).isEqualTo(Limit.BURST);
        assertThat(limit(Limit.SEARCH, """
                {"status":"error","message":"You have reached your daily limit.","errorType":"RATE_LIMIT",\
                "policyName":"DAILY"}""")).isEqualTo(Limit.DAILY);
    }

    @Test
    void retry_after_is_honoured_in_seconds_and_as_a_date() {
        var seconds = ScriptedHubSpot.json(477, "", Map.of("Retry-After", "90"));
        var date = ScriptedHubSpot.json(503, "", Map.of("retry-after", "Sat, 21 Nov 2026 09:01:00 GMT"));
        var nonsense = ScriptedHubSpot.json(503, "", Map.of("Retry-After", "soon"));

        assertThat(retryAfter(seconds)).contains(Duration.ofSeconds(90));
        assertThat(retryAfter(date)).contains(Duration.ofMinutes(1));
        assertThat(retryAfter(nonsense)).isEmpty();
    }

    @Test
    void the_existing_record_of_a_conflict_stands_in_the_sentence() {
        assertThat(failure(409, CONTACT_EXISTS))
                .isInstanceOfSatisfying(
                        Failure.Conflict.class,
                        conflict -> assertThat(conflict.existing()).isEqualTo(Optional.of(new HubSpotId("123"))));
    }

    @Test
    void a_custom_unique_value_that_is_taken_is_a_conflict_too() {
        var failure = failure(400, """
                {"status":"error","message":"Property values were not valid: [{\\"isValid\\":false,\\"message\\":\
                \\"K-1 already exists: another object already has that value\\",\
                \\"error\\":\\"CONFLICTING_UNIQUE_VALUE\\",\\"name\\":\\"key\\"}]","category":"VALIDATION_ERROR"}""");

        assertThat(failure).isInstanceOfSatisfying(Failure.Conflict.class, conflict -> {
            assertThat(conflict.existing()).isEmpty();
            assertThat(conflict.message()).isEqualTo("K-1 already exists: another object already has that value");
        });
    }

    @Test
    void a_validation_error_yields_the_sentence_inside_and_the_property_at_fault() {
        var faults = List.of(
                new PropertyFault("tier", "INVALID_OPTION", "gold was not one of the allowed options: [silver]"));

        assertThat(failure(400, INVALID_OPTION)).isInstanceOfSatisfying(Failure.Invalid.class, invalid -> {
            assertThat(invalid.message()).isEqualTo("gold was not one of the allowed options: [silver]");
            assertThat(invalid.blame().faults()).isEqualTo(faults);
        });
        var withoutErrors = INVALID_OPTION.substring(0, INVALID_OPTION.indexOf(",\"errors\"")) + "}";
        assertThat(failure(400, withoutErrors))
                .isInstanceOfSatisfying(
                        Failure.Invalid.class,
                        invalid -> assertThat(invalid.blame().faults()).isEqualTo(faults));
    }

    @Test
    void duplicate_ids_are_blamed_by_id() {
        var failure = failure(400, """
                {"status":"error","message":"Duplicate IDs found in batch input: [7]. IDs must be unique",\
                "correlationId":"c","context":{"ids":["7"]},"category":"VALIDATION_ERROR"}""");

        assertThat(Failures.blameOf(failure).ids()).containsExactly("7");
    }

    @Test
    void entries_of_a_207_are_sorted_by_their_category() {
        assertThat(item("{\"category\":\"OBJECT_NOT_FOUND\",\"message\":\"m\",\"context\":{\"ids\":[\"1\"]}}"))
                .isInstanceOf(Failure.Missing.class);
        assertThat(item("{\"category\":\"CONFLICT\",\"message\":\"Contact already exists. Existing ID: 5\"}"))
                .isInstanceOf(Failure.Conflict.class);
        assertThat(item("{\"category\":\"VALIDATION_ERROR\",\"subCategory\":\"crm.CONFLICTING_UNIQUE_VALUE\"}"))
                .isInstanceOf(Failure.Conflict.class);
        assertThat(item("{\"category\":\"VALIDATION_ERROR\",\"message\":\"m\"}"))
                .isInstanceOf(Failure.Invalid.class);
        assertThat(item("{\"category\":\"RATE_LIMITS\",\"message\":\"m\"}")).isInstanceOf(Failure.RateLimited.class);
        assertThat(item("{\"category\":\"INTERNAL_ERROR\",\"message\":\"m\"}")).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void bodies_of_unexpected_shape_do_not_break_the_reading() {
        for (var body : List.of("null", "[]", "\"x\"", "{\"errors\":\"x\",\"context\":[1],\"message\":{}}", "{")) {
            for (var status : List.of(400, 401, 403, 404, 409, 423, 429, 500)) {
                assertThat(failure(status, body).message()).isNotBlank();
            }
        }
    }

    private static Failure failure(int status, String body) {
        return Failures.of(ScriptedHubSpot.json(status, body), Limit.BURST, NOW);
    }

    private static Failure item(String json) {
        return Failures.ofItem(JsonMapper.shared().readTree(json));
    }

    private static Limit limit(Limit called, String body) {
        return switch (Failures.of(ScriptedHubSpot.json(429, body), called, NOW)) {
            case Failure.RateLimited limited -> limited.limit();
            case Failure other -> throw new AssertionError(other);
        };
    }

    private static Optional<Duration> retryAfter(HttpAnswer answer) {
        return switch (Failures.of(answer, Limit.BURST, NOW)) {
            case Failure.Unavailable unavailable -> Optional.ofNullable(unavailable.retryAfter());
            case Failure other -> throw new AssertionError(other);
        };
    }
}
