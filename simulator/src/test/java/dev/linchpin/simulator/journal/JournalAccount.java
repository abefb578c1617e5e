package dev.linchpin.simulator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** An account whose journal an installed app reads. */
abstract class JournalAccount {

    static final String SUBSCRIPTIONS = "/webhooks-journal/subscriptions/2026-09";
    static final String JOURNAL = "/webhooks-journal/journal/2026-09";
    static final String SCOPES = "developer.webhooks_journal.read developer.webhooks_journal.subscriptions.read"
            + " developer.webhooks_journal.subscriptions.write developer.webhooks_journal.snapshots.read"
            + " developer.webhooks_journal.snapshots.write crm.objects.contacts.read crm.lists.read";

    final TestAccount account = new TestAccount();
    String token = "";

    @BeforeEach
    void getToken() {
        account.set("{\"access\":{\"tokenLifetime\":\"30d\"}}");
        token = token(SCOPES);
    }

    String token(String scopes) {
        return anonymous(
                        "POST",
                        "/oauth/2026-09/token",
                        "grant_type=client_credentials&client_id=simulator-client-id"
                                + "&client_secret=simulator-client-secret&scope=" + scopes.replace(' ', '+'))
                .text("/access_token");
    }

    void publish(int files) {
        for (int i = 0; i < files; i++) {
            account.contact("\"phone\":\"" + i + "\"");
            account.advance(Duration.ofSeconds(5));
        }
    }

    Answer subscribe(String actions, String further) {
        return post("{\"subscriptionType\":\"OBJECT\",\"portalId\":4242,\"objectTypeId\":\"0-1\",\"actions\":["
                + actions + "]" + further + "}");
    }

    Answer post(String subscription) {
        return call("POST", SUBSCRIPTIONS, subscription);
    }

    Answer call(String method, String target, String body) {
        return account.callAs(token, method, target, body);
    }

    Answer get(String target) {
        return call("GET", target, "");
    }

    Answer next(String offset) {
        return get(JOURNAL + "/offset/" + offset + "/next");
    }

    static List<String> offsets(Answer batch) {
        return batch.json()
                .path("results")
                .valueStream()
                .map(pointer -> pointer.path("currentOffset").asString())
                .toList();
    }

    /** Everything that is in the journal once it has been published. */
    List<JsonNode> events() {
        account.advance(Duration.ofSeconds(5));
        var events = new ArrayList<JsonNode>();
        for (JsonNode pointer :
                get(JOURNAL + "/batch/earliest/100").json().path("results").values()) {
            JsonNode file = anonymous("GET", pointer.path("url").asString(), "").json();
            events.addAll(file.path("journalEvents").valueStream().toList());
        }
        return events;
    }

    JsonNode download(Answer pointer) {
        Answer file = anonymous("GET", pointer.text("/url"), "");
        assertThat(file.status()).isEqualTo(200);
        return file.json();
    }

    Answer anonymous(String method, String target, String body) {
        return new Answer(account.hubSpot.handle(SimulatedRequest.of(method, target, null, body)));
    }

    String grant() {
        account.set("{\"access\":{\"grantAtOnce\":true}}");
        String redirect = "http%3A%2F%2Flocalhost%3A3000%2Foauth-callback";
        String location = anonymous(
                        "GET",
                        "/oauth/authorize?client_id=simulator-client-id&scope=oauth&redirect_uri=" + redirect,
                        "")
                .header("Location");
        return anonymous(
                        "POST",
                        "/oauth/2026-09/token",
                        "grant_type=authorization_code&client_id=simulator-client-id"
                                + "&client_secret=simulator-client-secret&redirect_uri=" + redirect + "&code="
                                + location.substring(location.indexOf("code=") + 5))
                .text("/access_token");
    }

    static String snapshot(String id) {
        return "{\"snapshotRequests\":[{\"portalId\":4242,\"objectTypeId\":\"0-1\",\"objectId\":" + id
                + ",\"properties\":[\"phone\"]}]}";
    }
}
