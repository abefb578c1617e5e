package dev.linchpin.simulator.webhooks;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.facts.Fact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WebhookSubscriptionsTest {

    private static final String APP = "/app-webhooks/2026-09/900200";
    private static final String TARGET =
            "{\"targetUrl\":\"https://hook.example/events\",\"throttling\":{\"maxConcurrentRequests\":10}}";

    private final TestAccount account = new TestAccount();

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/v3/900200", "/app-webhooks/2026-03/900200", "/app-webhooks/2026-09/900200"})
    @Fact("webhooks/settings-api")
    void settings_are_made_read_changed_and_deleted_with_a_developers_key(String app) {
        String path = app + "/settings?hapikey=simulator-developer-key";
        assertThat(developer("GET", path, "").status()).isEqualTo(404);
        Answer made = developer("PUT", path, TARGET);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.text("/targetUrl")).isEqualTo("https://hook.example/events");
        assertThat(made.json().at("/throttling/maxConcurrentRequests").asInt()).isEqualTo(10);
        assertThat(made.text("/createdAt")).isEqualTo("2026-11-20T09:00:00.000Z");
        account.advance(Duration.ofMinutes(1));
        developer("PUT", path, TARGET.replace("10", "6"));
        Answer read = developer("GET", path, "");
        assertThat(read.json().at("/throttling/maxConcurrentRequests").asInt()).isEqualTo(6);
        assertThat(read.text("/updatedAt")).isEqualTo("2026-11-20T09:01:00.000Z");
        assertThat(developer("DELETE", path, "").status()).isEqualTo(204);
        assertThat(developer("GET", path, "").status()).isEqualTo(404);
    }

    @Test
    @Fact("webhooks/settings-bounds")
    void a_target_must_be_https_and_take_more_than_five_requests_at_once() {
        assertThat(set("http://hook.example/", "10").status()).isEqualTo(400);
        assertThat(set("http://localhost:8080/", "10").status()).isEqualTo(200);
        assertThat(set("https://hook.example/", "5").status()).isEqualTo(400);
        assertThat(set("https://hook.example/", "10,\"period\":\"DAILY\"").status())
                .isEqualTo(400);
        assertThat(account.call("PUT", APP + "/settings", "{\"throttling\":{\"maxConcurrentRequests\":10}}")
                        .status())
                .isEqualTo(400);
    }

    private Answer set(String url, String concurrency) {
        return account.call(
                "PUT",
                APP + "/settings",
                "{\"targetUrl\":\"" + url + "\",\"throttling\":{\"maxConcurrentRequests\":" + concurrency + "}}");
    }

    @Test
    @Fact({"webhooks/developer-key", "access/developer-key"})
    void only_the_developers_key_or_an_all_powerful_token_configures_webhooks() {
        assertThat(developer("GET", APP + "/subscriptions?hapikey=wrong", "").status())
                .isEqualTo(401);
        assertThat(developer("GET", APP + "/subscriptions", "").status()).isEqualTo(401);
        assertThat(developer("GET", CONTACTS + "?hapikey=simulator-developer-key", "")
                        .status())
                .isEqualTo(401);
        account.set("{\"tokens\":[{\"token\":\"t\",\"scopes\":[\"crm.objects.contacts.read\"]}]}");
        assertThat(account.callAs("t", "GET", APP + "/subscriptions", "").status())
                .isEqualTo(403);
    }

    @Test
    @Fact("webhooks/who-can-configure")
    void webhooks_of_private_apps_and_service_keys_are_not_configured_over_the_api() {
        account.set("""
                {"access":{"apps":[
                {"appId":1,"name":"a","kind":"private","clientId":"a","clientSecret":"","redirectUris":[],
                 "requiredScopes":[],"optionalScopes":[],"installed":true},
                {"appId":2,"name":"b","kind":"serviceKey","clientId":"b","clientSecret":"","redirectUris":[],
                 "requiredScopes":[],"optionalScopes":[],"installed":true}]}}""");
        assertThat(account.get("/app-webhooks/2026-09/1/subscriptions").status())
                .isEqualTo(403);
        assertThat(account.get("/app-webhooks/2026-09/2/subscriptions").status())
                .isEqualTo(403);
        assertThat(account.get("/app-webhooks/2026-09/3/subscriptions").status())
                .isEqualTo(404);
    }

    @Test
    @Fact({"webhooks/subscription-api", "webhooks/new-ones-are-paused"})
    void subscriptions_are_made_paused_read_activated_and_deleted() {
        Answer made = account.post(
                APP + "/subscriptions", "{\"eventType\":\"contact.propertyChange\",\"propertyName\":\"phone\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().path("active").asBoolean()).isFalse();
        assertThat(made.json().path("id").isString()).isTrue();
        String path = APP + "/subscriptions/" + made.text("/id");
        assertThat(account.patch(path, "{\"active\":true}")
                        .json()
                        .path("active")
                        .asBoolean())
                .isTrue();
        assertThat(account.patch(path, "{}").status()).isEqualTo(400);
        Answer read = account.get(path);
        assertThat(read.text("/eventType")).isEqualTo("contact.propertyChange");
        assertThat(read.text("/propertyName")).isEqualTo("phone");
        assertThat(account.get(APP + "/subscriptions").ids()).containsExactly(made.text("/id"));
        assertThat(account.delete(path).status()).isEqualTo(204);
        assertThat(account.get(path).status()).isEqualTo(404);
        assertThat(account.delete(path).status()).isEqualTo(404);
    }

    @Test
    @Fact("webhooks/subscription-types")
    void unknown_event_types_are_refused_and_object_events_name_their_type() {
        for (String good : List.of(
                "\"contact.privacyDeletion\"",
                "\"line_item.associationChange\"",
                "\"product.merge\"",
                "\"conversation.newMessage\"",
                "\"object.restore\",\"objectTypeId\":\"0-1\"")) {
            assertThat(subscribe(good).status()).as(good).isEqualTo(201);
        }
        for (String bad : List.of(
                "\"contact.created\"",
                "\"company.privacyDeletion\"",
                "\"product.associationChange\"",
                "\"note.creation\"",
                "\"object.creation\"",
                "\"contact.creation\",\"objectTypeId\":\"0-1\"",
                "\"object.creation\",\"objectTypeId\":\"0-9999\"",
                "\"contact.propertyChange\"",
                "\"contact.creation\",\"propertyName\":\"phone\"")) {
            assertThat(subscribe(bad).status()).as(bad).isEqualTo(400);
        }
    }

    @Test
    @Fact("webhooks/silent-properties")
    void some_properties_cannot_be_subscribed_to() {
        for (String name : List.of("hs_lastmodifieddate", "num_unique_conversion_events")) {
            assertThat(subscribe("\"contact.propertyChange\",\"propertyName\":\"" + name + "\"")
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    @Fact("webhooks/scopes")
    void an_app_can_be_subscribed_only_to_what_it_may_ask_to_read() {
        account.set("""
                {"access":{"apps":[{"appId":900200,"name":"a","kind":"oauth","clientId":"c","clientSecret":"s",
                "redirectUris":[],"requiredScopes":["oauth","crm.objects.contacts.read"],"optionalScopes":["tickets"],
                "installed":true}]}}""");
        for (String covered : List.of(
                "\"contact.creation\"", "\"ticket.creation\"", "\"object.creation\",\"objectTypeId\":\"0-46\"")) {
            assertThat(subscribe(covered).status()).as(covered).isEqualTo(201);
        }
        for (String uncovered : List.of(
                "\"company.creation\"", "\"conversation.creation\"", "\"object.creation\",\"objectTypeId\":\"0-2\"")) {
            assertThat(subscribe(uncovered).status()).as(uncovered).isEqualTo(403);
        }
        Answer refused = subscribe("\"deal.creation\"");
        assertThat(refused.text("/category")).isEqualTo("MISSING_SCOPES");
        assertThat(refused.text("/errors/0/context/requiredGranularScopes/0")).isEqualTo("crm.objects.deals.read");
    }

    @Test
    @Fact("webhooks/duplicate-subscription")
    void the_same_subscription_twice_is_refused() {
        assertThat(subscribe("\"contact.creation\"").status()).isEqualTo(201);
        assertThat(subscribe("\"contact.creation\"").status()).isEqualTo(409);
        account.set("{\"webhooks\":{\"duplicateSubscriptionStatus\":400}}");
        assertThat(subscribe("\"contact.creation\"").status()).isEqualTo(400);
        assertThat(subscribe("\"object.creation\",\"objectTypeId\":\"0-1\"").status())
                .isEqualTo(201);
    }

    @Test
    @Fact("webhooks/at-most-1000")
    void an_app_has_at_most_1000_subscriptions() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(subscribe("\"contact.propertyChange\",\"propertyName\":\"p" + i + "\"")
                            .status())
                    .isEqualTo(201);
        }
        assertThat(subscribe("\"contact.creation\"").status()).isEqualTo(400);
    }

    @Test
    @Fact("webhooks/batch-update")
    void several_subscriptions_are_activated_at_once_and_unknown_ones_are_told_in_a_207() {
        String one = subscribe("\"contact.creation\"").text("/id");
        String two = subscribe("\"contact.deletion\"").text("/id");
        Answer both = account.post(
                APP + "/subscriptions/batch/update",
                "{\"inputs\":[{\"id\":" + one + ",\"active\":true},{\"id\":" + two + ",\"active\":true}]}");
        assertThat(both.status()).isEqualTo(200);
        assertThat(both.text("/status")).isEqualTo("COMPLETE");
        assertThat(both.json().path("results").valueStream())
                .allMatch(result -> result.path("active").asBoolean());
        Answer partial = account.post(
                APP + "/subscriptions/batch/update",
                "{\"inputs\":[{\"id\":" + one + ",\"active\":false},{\"id\":5,\"active\":false}]}");
        assertThat(partial.status()).isEqualTo(207);
        assertThat(partial.json().at("/errors/0/context/ids/0").asString()).isEqualTo("5");
        assertThat(account.get(APP + "/subscriptions/" + one)
                        .json()
                        .path("active")
                        .asBoolean())
                .isFalse();
    }

    @Test
    @Fact({"webhooks/per-subscription", "webhooks/creation-fan-out", "webhooks/signature-v3", "webhooks/signature-v1"})
    void an_app_gets_what_it_subscribed_to_at_its_target_signed_with_its_secret() {
        account.call("PUT", APP + "/settings", TARGET);
        String creation = active("\"contact.creation\"");
        String phone = active("\"contact.propertyChange\",\"propertyName\":\"phone\"");
        subscribe("\"contact.propertyChange\",\"propertyName\":\"city\"");
        account.contact("\"phone\":\"1\",\"city\":\"Berlin\",\"firstname\":\"Ada\"");
        account.company("\"name\":\"Acme\"");
        Delivery delivery = account.hubSpot.webhooks().take().orElseThrow();
        assertThat(delivery.target()).hasToString("https://hook.example/events");
        assertThat(delivery.headers())
                .containsEntry("X-HubSpot-Signature", Signatures.v1("simulator-client-secret", delivery.body()))
                .containsEntry(
                        "X-HubSpot-Signature-v3",
                        Signatures.v3(
                                "simulator-client-secret",
                                "POST",
                                "https://hook.example/events",
                                delivery.body(),
                                account.clock.millis()));
        List<JsonNode> events = TestAccount.events(delivery);
        assertThat(events)
                .extracting(event -> event.path("subscriptionId").asString() + " "
                        + event.path("propertyName").asString("") + " "
                        + event.path("appId").asString())
                .containsExactlyInAnyOrder(creation + "  900200", phone + " phone 900200");
        assertThat(events.getFirst().path("occurredAt"))
                .isEqualTo(events.getLast().path("occurredAt"));
        account.hubSpot.webhooks().settle(delivery, true);
        assertThat(account.deliveredEvents()).isEmpty();
    }

    @Test
    @Fact("webhooks/generic-events")
    void object_events_name_the_type_and_come_beside_those_named_after_it() {
        account.call("PUT", APP + "/settings", TARGET);
        active("\"contact.creation\"");
        active("\"object.creation\",\"objectTypeId\":\"0-1\"");
        active("\"object.creation\",\"objectTypeId\":\"0-46\"");
        account.contact("\"phone\":\"1\"");
        assertThat(account.deliveredEvents())
                .extracting(event -> event.path("subscriptionType").asString() + " "
                        + event.path("objectTypeId").asString(""))
                .containsExactlyInAnyOrder("contact.creation ", "object.creation 0-1");
        account.post("/crm/v3/objects/notes", "{\"properties\":{\"hs_timestamp\":\"0\"}}");
        assertThat(account.deliveredEvents())
                .extracting(event -> event.path("objectTypeId").asString(""))
                .containsExactly("0-46");
    }

    @Test
    @Fact("webhooks/apps-are-independent")
    void two_apps_get_their_own_events_and_one_that_refuses_does_not_hold_up_the_other() {
        account.set("{\"webhooks\":{\"target\":\"http://own.example/\",\"properties\":[]}}");
        account.call("PUT", APP + "/settings", TARGET);
        active("\"contact.creation\"");
        account.contact("\"phone\":\"1\"");
        var targets = new ArrayList<String>();
        for (Optional<Delivery> next = take(); next.isPresent(); next = take()) {
            targets.add(next.get().target().getHost());
            account.hubSpot
                    .webhooks()
                    .settle(next.get(), next.get().target().getHost().equals("own.example"));
        }
        assertThat(targets).containsExactlyInAnyOrder("own.example", "hook.example");
        account.contact("\"phone\":\"2\"");
        assertThat(take().orElseThrow().target()).hasToString("http://own.example/");
    }

    @Test
    @Fact("webhooks/only-installed")
    void an_app_that_is_not_installed_gets_nothing() {
        account.call("PUT", APP + "/settings", TARGET);
        active("\"contact.creation\"");
        uninstall();
        account.contact("\"phone\":\"1\"");
        assertThat(account.deliveredEvents()).isEmpty();
    }

    private void uninstall() {
        String query = "?client_id=simulator-client-id&scope=oauth&redirect_uri="
                + "http%3A%2F%2Flocalhost%3A3000%2Foauth-callback";
        String location =
                developer("POST", "/oauth/authorize" + query, "decision=grant").header("Location");
        String token = developer(
                        "POST",
                        "/oauth/2026-09/token",
                        "grant_type=authorization_code&client_id=simulator-client-id"
                                + "&client_secret=simulator-client-secret&redirect_uri="
                                + "http%3A%2F%2Flocalhost%3A3000%2Foauth-callback&code="
                                + location.substring(location.indexOf("code=") + 5))
                .text("/access_token");
        assertThat(account.callAs(token, "DELETE", "/appinstalls/v3/external-install", "")
                        .status())
                .isEqualTo(204);
    }

    @Test
    @Fact("webhooks/throttling")
    void no_more_deliveries_are_under_way_or_begun_in_a_period_than_the_app_can_take() {
        account.call("PUT", APP + "/settings", TARGET.replace("10", "6,\"period\":\"ROLLING_MINUTE\""));
        active("\"contact.propertyChange\",\"propertyName\":\"phone\"");
        for (int i = 0; i < 1_000; i++) {
            account.contact("\"phone\":\"" + i + "\"");
        }
        var taken = new ArrayList<Delivery>();
        for (Optional<Delivery> next = take(); next.isPresent(); next = take()) {
            taken.add(next.get());
        }
        assertThat(taken).hasSize(6);
        taken.forEach(delivery -> account.hubSpot.webhooks().settle(delivery, true));
        assertThat(take()).isEmpty();
        assertThat(account.hubSpot.webhooks().nextDue().orElseThrow()).isEqualTo(account.clock.millis() + 60_000);
        account.advance(Duration.ofMinutes(1));
        assertThat(take()).isPresent();
    }

    @Test
    @Fact("webhooks/settings-cache")
    void changes_come_into_force_when_the_cache_has_expired() {
        account.set("{\"webhooks\":{\"settingsCache\":\"5m\"}}");
        account.call("PUT", APP + "/settings", TARGET);
        active("\"contact.creation\"");
        account.contact("\"phone\":\"1\"");
        assertThat(account.deliveredEvents()).isEmpty();
        account.advance(Duration.ofMinutes(5));
        account.contact("\"phone\":\"2\"");
        assertThat(account.deliveredEvents()).hasSize(1);
    }

    @Test
    @Fact("webhooks/deleting-settings")
    void deleting_the_settings_leaves_subscriptions_that_get_nothing() {
        account.call("PUT", APP + "/settings", TARGET);
        active("\"contact.creation\"");
        account.delete(APP + "/settings");
        account.contact("\"phone\":\"1\"");
        assertThat(account.deliveredEvents()).isEmpty();
        assertThat(account.get(APP + "/subscriptions").ids()).hasSize(1);
        account.call("PUT", APP + "/settings", TARGET);
        account.contact("\"phone\":\"2\"");
        assertThat(account.deliveredEvents()).hasSize(1);
    }

    @Test
    void a_reset_forgets_what_was_configured() {
        account.call("PUT", APP + "/settings", TARGET);
        active("\"contact.creation\"");
        account.control("POST", "reset", "");
        assertThat(account.get(APP + "/subscriptions").ids()).isEmpty();
        assertThat(account.get(APP + "/settings").status()).isEqualTo(404);
    }

    @Test
    @Fact("webhooks/signature-v2")
    void v2_signatures_agree_with_a_value_computed_elsewhere() {
        byte[] body = "[{\"eventId\":1}]".getBytes(StandardCharsets.UTF_8);
        // printf 'secretPOSThttps://a.example/h[{"eventId":1}]' | sha256sum
        assertThat(Signatures.v2("secret", "POST", "https://a.example/h", body))
                .isEqualTo("b49344d11c826f7c60014bd29fb58c6b6a889b0867babd639329be4578129918");
    }

    private Answer subscribe(String eventType) {
        return account.post(APP + "/subscriptions", "{\"eventType\":" + eventType + "}");
    }

    private String active(String eventType) {
        String id = subscribe(eventType).text("/id");
        account.patch(APP + "/subscriptions/" + id, "{\"active\":true}");
        return id;
    }

    private Optional<Delivery> take() {
        return account.hubSpot.webhooks().take();
    }

    private Answer developer(String method, String target, String body) {
        return new Answer(account.hubSpot.handle(SimulatedRequest.of(method, target, null, body)));
    }
}
