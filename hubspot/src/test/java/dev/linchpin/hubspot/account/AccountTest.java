package dev.linchpin.hubspot.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.engine.hubspot.HubSpotException;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.HubSpotClient;
import dev.linchpin.hubspot.HubSpotSettings;
import dev.linchpin.hubspot.auth.Secret;
import dev.linchpin.hubspot.auth.StaticTokens;
import dev.linchpin.hubspot.call.CallObserver;
import dev.linchpin.hubspot.testing.FakeTime;
import dev.linchpin.hubspot.testing.ScriptedHubSpot;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final String DETAILS = """
            {"portalId":4242,"accountType":"STANDARD","timeZone":"Europe/Berlin","uiDomain":"app-eu1.hubspot.com"}""";
    private static final String TOKEN = """
            {"userId":1,"hubId":4242,"appId":5150,"scopes":["crm.objects.contacts.read","tickets"]}""";

    private final FakeTime time = new FakeTime();
    private final ScriptedHubSpot hubSpot = new ScriptedHubSpot();

    @Test
    void connecting_tells_whose_account_it_is_and_who_we_are_there() {
        hubSpot.answer(200, DETAILS).answer(200, TOKEN);
        var client = hubSpot.client(time);

        var account = client.connect();

        assertThat(account.portalId()).isEqualTo("4242");
        assertThat(account.uiDomain()).isEqualTo("app-eu1.hubspot.com");
        assertThat(account.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(account.appId()).isEqualTo("5150");
        assertThat(client.ownApp().wrote("INTEGRATION", "5150")).isTrue();
        assertThat(client.ownApp().wrote("CRM_UI", "5150")).isFalse();
        assertThat(client.ownApp().wrote("API", "5151")).isFalse();
        assertThat(ScriptedHubSpot.body(hubSpot.call(1)).path("tokenKey").asString())
                .isEqualTo("pat-test");
    }

    @Test
    void missing_scopes_are_known_beforehand() {
        hubSpot.answer(200, DETAILS).answer(200, TOKEN);

        var account = hubSpot.client(time).connect();

        assertThat(account.missingScopes(ObjectType.CONTACTS, false)).isEmpty();
        assertThat(account.missingScopes(new ObjectType("notes"), true)).containsExactly("crm.objects.contacts.write");
        assertThat(account.missingScopes(ObjectType.COMPANIES, true))
                .containsExactly("crm.objects.companies.read", "crm.objects.companies.write");
        assertThat(account.missingScopes(new ObjectType("tickets"), true)).isEmpty();
        assertThat(account.missingScopes(new ObjectType("2-77"), false)).containsExactly("crm.objects.custom.read");
    }

    @Test
    void an_account_that_does_not_tell_about_its_token_works_without() {
        hubSpot.answer(200, DETAILS).answer(401, "{\"category\":\"INVALID_AUTHENTICATION\"}");
        var client = hubSpot.client(time);

        var account = client.connect();

        assertThat(account.appId()).isNull();
        assertThat(account.missingScopes(ObjectType.CONTACTS, true)).isEmpty();
        assertThat(client.health().isCredentialAccepted()).isTrue();
    }

    @Test
    void who_we_are_is_asked_again_when_the_answer_is_lost() {
        hubSpot.answer(200, DETAILS).answer(503, "").answer(200, TOKEN);

        assertThat(hubSpot.client(time).connect().appId()).isEqualTo("5150");
    }

    @Test
    void nobody_works_without_knowing_their_own_writes_only_because_hubspot_is_away() {
        hubSpot.answer(200, DETAILS);
        for (var tries = 0; tries < 5; tries++) {
            hubSpot.answer(503, "");
        }

        assertThatThrownBy(() -> hubSpot.client(time).connect()).isInstanceOf(HubSpotException.Transient.class);
    }

    @Test
    void a_configured_app_id_is_not_overruled() {
        hubSpot.answer(200, DETAILS).answer(200, TOKEN);

        assertThat(hubSpot.client(time, HubSpotSettings.DEFAULT.withAppId("7"))
                        .connect()
                        .appId())
                .isEqualTo("7");
    }

    @Test
    void a_wrong_token_is_said_in_one_line() {
        hubSpot.answer(401, "{\"category\":\"INVALID_AUTHENTICATION\",\"message\":\"no\"}");

        assertThatThrownBy(() -> hubSpot.client(time).connect())
                .isInstanceOf(HubSpotException.Unauthorized.class)
                .hasMessage(
                        "HubSpot does not accept the access token: it is wrong, revoked, or of another kind of account");
    }

    @Test
    void a_base_url_that_leads_elsewhere_is_said_in_one_line() {
        hubSpot.answer(200, "<html>Welcome to nginx</html>");

        assertThatThrownBy(() -> hubSpot.client(time).connect())
                .isInstanceOf(HubSpotException.Rejected.class)
                .hasMessageContaining("base URL");
    }

    @Test
    void reads_and_writes_use_their_own_tokens_which_must_open_the_same_account() {
        var tokens = new StaticTokens(new Secret("write"), new Secret("read"));
        var client =
                new HubSpotClient(HubSpotSettings.DEFAULT, tokens, hubSpot, time.surroundings(), CallObserver.NONE);
        hubSpot.answer(200, DETAILS).answer(200, "{\"portalId\":1}");

        assertThatThrownBy(client::connect).hasMessageContaining("two different HubSpot accounts");
        assertThat(hubSpot.calls())
                .extracting(call -> call.headers().get("Authorization"))
                .containsExactly("Bearer read", "Bearer write");
    }

    @Test
    void the_daily_quota_is_counted_in_the_accounts_own_days() {
        hubSpot.answer(200, DETAILS).answer(200, TOKEN);
        var client = hubSpot.client(time);
        client.connect();
        hubSpot.answer(429, "{\"policyName\":\"DAILY\",\"message\":\"You have reached your daily limit.\"}");

        assertThatThrownBy(() -> client.properties(ObjectType.CONTACTS))
                .isInstanceOf(HubSpotException.RateLimited.class);
        // Midnight in Berlin is 23:00 in UTC, and one minute of grace.
        time.advance(Duration.ofHours(14).plusMinutes(1));
        hubSpot.answer(200, "{\"results\":[]}");

        assertThat(client.properties(ObjectType.CONTACTS)).isEmpty();
    }

    @Test
    void secrets_do_not_print() {
        var tokens = new StaticTokens(new Secret("pat-secret"), null);

        assertThat(tokens.toString()).doesNotContain("pat-secret");
        assertThatThrownBy(() -> new StaticTokens(new Secret("pat secret\n"), null))
                .hasMessageContaining("copied whole")
                .hasMessageNotContaining("secret\n");
        assertThatThrownBy(() -> new Secret(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settings_out_of_range_are_refused_by_name() {
        var settings = HubSpotSettings.DEFAULT;

        assertThatThrownBy(() -> settings.withBaseUrl(URI.create("api.hubapi.com")))
                .hasMessageContaining("baseUrl");
        assertThat(Objects.requireNonNull(settings.withBaseUrl(URI.create("http://localhost:8081/"))
                        .baseUrl()
                        .getHost()))
                .isEqualTo("localhost");
    }
}
