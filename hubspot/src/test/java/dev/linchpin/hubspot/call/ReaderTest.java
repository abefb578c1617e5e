package dev.linchpin.hubspot.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.HubSpotClient;
import dev.linchpin.hubspot.HubSpotSettings;
import dev.linchpin.hubspot.budget.BudgetSettings;
import dev.linchpin.hubspot.testing.FakeTime;
import dev.linchpin.hubspot.testing.ScriptedHubSpot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens to a read when HubSpot does not answer it as asked. */
class ReaderTest {
    private static final String NONE = "{\"results\":[]}";
    private static final String SECONDLY = """
            {"status":"error","message":"You have reached your secondly limit.","category":"RATE_LIMITS"}""";

    private final FakeTime time = new FakeTime();
    private final ScriptedHubSpot hubSpot = new ScriptedHubSpot();
    private final HubSpotClient client = hubSpot.client(time);

    @Test
    void a_read_is_repeated_with_growing_pauses_until_it_works() {
        hubSpot.answer(503, "").noAnswer().notSent().answer(502, "<html>").answer(200, NONE);

        list();

        assertThat(hubSpot.calls()).hasSize(5);
        assertThat(time.passed()).isBetween(Duration.ofMillis(3_750), Duration.ofMillis(7_500));
    }

    @Test
    void after_five_tries_it_fails_and_says_why() {
        hubSpot.otherwise(call -> ScriptedHubSpot.json(503, ""));

        assertThatThrownBy(this::list)
                .isInstanceOf(HubSpotException.Transient.class)
                .hasMessage("HubSpot is unavailable (503)");
        assertThat(hubSpot.calls()).hasSize(5);
    }

    @Test
    void an_unreachable_host_is_named() {
        for (var attempt = 0; attempt < 5; attempt++) {
            hubSpot.notSent();
        }

        assertThatThrownBy(this::list)
                .isInstanceOf(HubSpotException.Transient.class)
                .hasMessageContaining("api.hubapi.com");
    }

    @Test
    void a_locked_record_is_left_alone_for_the_two_seconds_of_its_lock() {
        hubSpot.answer(423, "{\"message\":\"locked\"}").answer(200, NONE);

        list();

        assertThat(time.passed()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void retry_after_is_honoured_while_it_is_bearable() {
        hubSpot.answer(477, "", Map.of("Retry-After", "20")).answer(200, NONE);

        list();

        assertThat(time.passed()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(21));
    }

    @Test
    void a_day_long_migration_is_reported_at_once() {
        hubSpot.answer(477, "", Map.of("Retry-After", "86400"));

        assertThatThrownBy(this::list)
                .isInstanceOfSatisfying(
                        HubSpotException.Transient.class,
                        failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofDays(1)));
        assertThat(hubSpot.calls()).hasSize(1);
    }

    @Test
    void a_call_turned_away_waits_until_its_window_is_free_and_is_counted() {
        hubSpot.answer(429, SECONDLY).answer(200, NONE);

        client.search(ObjectType.CONTACTS, "email", List.of("a@x.example"), List.of(), Lane.PUSH);

        assertThat(time.passed()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(client.budget().turnedAway()).isEqualTo(1);
    }

    @Test
    void a_day_that_is_used_up_is_not_waited_for() {
        hubSpot.answer(429, "{\"message\":\"You have reached your daily limit.\",\"policyName\":\"DAILY\"}");

        assertThatThrownBy(this::list)
                .isInstanceOfSatisfying(
                        HubSpotException.RateLimited.class,
                        limited -> assertThat(limited.retryAfter()).isGreaterThan(Duration.ofHours(14)));
        assertThatThrownBy(this::list).isInstanceOf(HubSpotException.RateLimited.class);
        assertThat(hubSpot.calls()).hasSize(1);
    }

    @Test
    void a_refusal_is_not_repeated() {
        hubSpot.answer(400, "{\"category\":\"VALIDATION_ERROR\",\"message\":\"ada@example.com is not valid\"}");

        assertThatThrownBy(this::list)
                .isInstanceOf(HubSpotException.Rejected.class)
                .hasMessage("(address) is not valid");
    }

    @Test
    void a_wrong_token_is_tried_once_and_then_again_every_half_minute_until_it_works() {
        hubSpot.answer(401, "{\"category\":\"INVALID_AUTHENTICATION\",\"message\":\"no\"}");
        assertThatThrownBy(this::list).isInstanceOf(HubSpotException.Unauthorized.class);
        assertThatThrownBy(this::list).isInstanceOf(HubSpotException.Unauthorized.class);
        assertThat(hubSpot.calls()).hasSize(1);
        assertThat(client.health().isCredentialAccepted()).isFalse();
        assertThat(client.health().problems()).singleElement().asString().contains("does not accept the access token");

        time.advance(Duration.ofSeconds(30));
        hubSpot.answer(200, NONE);
        list();

        assertThat(client.health().isCredentialAccepted()).isTrue();
        assertThat(client.health().problems()).isEmpty();
    }

    @Test
    void a_missing_scope_holds_back_only_calls_of_that_kind() {
        hubSpot.answer(
                403,
                "{\"category\":\"MISSING_SCOPES\",\"errors\":[{\"context\":"
                        + "{\"requiredGranularScopes\":[\"crm.objects.contacts.read\"]}}]}");
        hubSpot.answer(200, NONE);

        assertThatThrownBy(this::list)
                .isInstanceOf(HubSpotException.Forbidden.class)
                .hasMessageContaining("crm.objects.contacts.read");
        client.list(ObjectType.COMPANIES, List.of(), "", false, Lane.POLL);

        assertThat(client.health().isCredentialAccepted()).isTrue();
        assertThat(client.health().problems()).hasSize(1);
        assertThatThrownBy(this::list).isInstanceOf(HubSpotException.Forbidden.class);
        assertThat(hubSpot.calls()).hasSize(2);
    }

    @Test
    void an_interrupted_read_stops_at_once_and_leaves_the_flag_for_the_thread() {
        hubSpot.next(call -> {
            Thread.currentThread().interrupt();
            return ScriptedHubSpot.json(503, "");
        });

        assertThatThrownBy(this::list).isInstanceOf(HubSpotException.Transient.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(hubSpot.calls()).hasSize(1);
    }

    @Test
    void calls_in_a_row_never_overrun_the_limit_that_hubspot_states() {
        hubSpot.otherwise(call -> ScriptedHubSpot.json(200, NONE, Map.of("X-HubSpot-RateLimit-Max", "20")));
        var sharing = hubSpot.client(time, HubSpotSettings.DEFAULT.withBudget(BudgetSettings.DEFAULT.withShare(0.5)));

        for (var call = 0; call < 31; call++) {
            sharing.list(ObjectType.CONTACTS, List.of(), "", false, Lane.PUSH);
        }

        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(30));
    }

    private void list() {
        client.list(ObjectType.CONTACTS, List.of(), "", false, Lane.PUSH);
    }
}
