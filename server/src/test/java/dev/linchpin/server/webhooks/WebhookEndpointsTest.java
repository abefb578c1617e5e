package dev.linchpin.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.ownership.Host;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.account.OwnApp;
import dev.linchpin.hubspot.auth.Secret;
import dev.linchpin.hubspot.webhooks.WebhookParser;
import dev.linchpin.hubspot.webhooks.WebhookVerifier;
import dev.linchpin.server.api.MappedTypes;
import dev.linchpin.server.http.HttpServer;
import dev.linchpin.server.http.Json;
import dev.linchpin.server.http.Responses;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookEndpointsTest {
    private static final String SECRET = "the-client-secret";
    private static final String PATH = "/webhooks/hubspot";
    private static final String DELIVERY = """
            [{"eventId": 100, "subscriptionId": 1, "portalId": 4242, "appId": 9, "occurredAt": 1700000000000,
              "subscriptionType": "contact.propertyChange", "attemptNumber": 0, "objectId": 123,
              "propertyName": "city", "propertyValue": "Rome", "changeSource": "CRM_UI", "sourceId": "userId:7"}]""";

    private final Clock clock = Clock.systemUTC();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Database database;

    WebhookEndpointsTest(@TempDir Path directory) {
        database = Database.open(DatabaseOptions.of("jdbc:sqlite:" + directory.resolve("linchpin.db")), clock);
    }

    @AfterEach
    void close() {
        client.close();
        database.close();
    }

    private HttpServer start(@Nullable URI publicUrl) {
        var contacts = new ObjectMapping(
                ObjectType.CONTACTS, "contacts", "id", "hubspot_id", Map.of(), List.of(), Deletes.CARRIED_OVER);
        var json = new Json();
        var endpoints = new WebhookEndpoints(
                new WebhookVerifier(new Secret(SECRET), Set.of(), clock),
                new WebhookParser("4242", new OwnApp("9"), Map.of()),
                publicUrl,
                database.store(database.own(Host.local())),
                new MappedTypes(() -> List.of(contacts)),
                new Responses(json));
        return HttpServer.start("127.0.0.1", 0, key -> false, json, List.of(endpoints));
    }

    @Test
    void a_delivery_that_comes_twice_is_taken_in_once() throws Exception {
        try (var server = start(null)) {
            var url = server.url() + PATH;

            assertThat(deliver(url, url).body()).isEqualTo("{\"received\":1,\"fresh\":1}");
            assertThat(deliver(url, url).body()).isEqualTo("{\"received\":1,\"fresh\":0}");
        }
    }

    @Test
    void without_a_public_address_the_host_header_says_what_hubspot_called() throws Exception {
        try (var server = start(null)) {
            var url = server.url() + PATH + "?tenant=a%2Fb";

            assertThat(deliver(url, url).statusCode()).isEqualTo(200);
            assertThat(deliver(url, "https://sync.example.com" + PATH).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void behind_a_proxy_the_public_address_counts_for_typed_paths_too() throws Exception {
        try (var server = start(URI.create("https://example.com/sync" + PATH))) {
            assertThat(deliver(server.url() + PATH, "https://example.com/sync" + PATH)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(deliver(
                                    server.url() + "/v1" + PATH + "/contact",
                                    "https://example.com/sync/v1" + PATH + "/contact")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(deliver(server.url() + PATH, server.url() + PATH).statusCode())
                    .isEqualTo(401);
        }
    }

    private HttpResponse<String> deliver(String url, String signedUrl) throws Exception {
        var timestamp = Long.toString(clock.millis());
        var hmac = Mac.getInstance("HmacSHA256");
        hmac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signed = "POST" + signedUrl.replace("%2F", "/") + DELIVERY + timestamp;
        var signature = hmac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("X-HubSpot-Signature-v3", Base64.getEncoder().encodeToString(signature))
                .header("X-HubSpot-Request-Timestamp", timestamp)
                .POST(BodyPublishers.ofString(DELIVERY));
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
