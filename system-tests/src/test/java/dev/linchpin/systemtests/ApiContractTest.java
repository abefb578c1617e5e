package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A real server's answers are what its OpenAPI document says, with nothing missing and nothing besides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiContractTest {
    private static final int TROUBLED = 8;

    /** Of each operation that succeeded, what was wrong with its answers. */
    private final Map<String, List<String>> succeeded = new TreeMap<>();

    @SuppressWarnings("NullAway.Init") // set before any test
    private Installation installation;

    @SuppressWarnings("NullAway.Init") // set before any test
    private ApiDocument document;

    /** Records of which each has a conflict and a refused value. */
    @SuppressWarnings("NullAway.Init") // set before any test
    private List<String> records;

    @BeforeAll
    void bring_trouble(@TempDir Path directory) {
        installation = new Installation(
                        directory, Place.sqlite(directory), Account.with(200, 5), Feed.WEBHOOKS, "guard: {records: 1}")
                .load();
        var all = installation.contacts().records(200);
        records = all.subList(0, TROUBLED);
        installation.server().stop();
        for (var record : records) {
            installation.contacts().set(record, "jobtitle", "Captain");
            installation.account().edit(record, "jobtitle", "Admiral");
            installation.contacts().set(record, "lifecyclestage", "nonsense");
        }
        var name = installation.contacts().name();
        installation.contacts().execute("delete from " + name + " where id > 150");
        installation.serve();
        document = new ApiDocument(
                installation.api().get("/api/openapi.yaml").orFail().text());
        Wait.untilAsserted(() -> {
            assertThat(installation.api().all("/api/conflicts")).hasSize(TROUBLED);
            assertThat(installation.api().all("/api/dead-letters")).hasSize(TROUBLED);
            assertThat(installation.api().all("/api/guard")).hasSize(1);
        });
    }

    @AfterAll
    void end() {
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void every_operation_answers_as_it_is_described() {
        lookAtTheWhole();
        signInAndOut();
        settleConflicts();
        mendRefusals();
        decideAboutWhatIsHeld();
        editRows();
        lookAtARecord();
        compare();
        deliverEvents();

        succeeded.forEach(
                (operation, faults) -> assertThat(faults).as(operation).isEmpty());
        var kept = new TreeSet<>(succeeded.keySet());
        // Its answer does not end by itself.
        kept.add("streamEvents");
        var missing = new TreeSet<>(document.operations());
        missing.removeAll(kept);
        assertThat(missing).as("described, and not called here").isEmpty();
    }

    @Test
    void problems_are_as_they_are_described() {
        var id = conflict(records.get(6)).path("id").asLong();
        problem("getSession", 401, call("GET", "/api/session", "", Map.of()));
        problem("signIn", 401, call("POST", "/api/session", "{\"key\": \"wrong\"}", Map.of()));
        problem("signIn", 400, call("POST", "/api/session", "{", Map.of()));
        problem("getStatus", 401, call("GET", "/api/status", "", Map.of()));
        problem("listConflicts", 400, get("/api/conflicts?fild=x"));
        problem("listQueue", 400, get("/api/queue?limit=0"));
        problem("listRows", 404, get("/api/records/contcts"));
        problem("getRow", 404, get("/api/records/contacts/999999"));
        problem("changeRow", 400, send("PATCH", "/api/records/contacts/1", "{\"phne\": 1, \"newsletter\": \"maybe\"}"));
        problem("getConflict", 404, get("/api/conflicts/999999"));
        problem("resolveConflict", 400, send("POST", resolve(id), "{\"resolution\": \"neither\"}"));
        problem("resolveConflict", 409, send("POST", resolve(id), "{\"resolution\": \"hubspot\", \"version\": 0}"));
        problem("resolveConflict", 422, send("POST", resolve(id), "{\"resolution\": \"separate\"}"));
        problem(
                "resolveConflict",
                400,
                send("POST", resolve(id), "{\"resolution\": \"hubspot\", \"after_seconds\": 61}"));
        problem("takeBackResolution", 404, send("DELETE", resolve(id), ""));
        problem("resolveConflicts", 400, send("POST", "/api/conflicts/resolve", "{\"resolution\": \"hubspot\"}"));
        problem(
                "resolveConflicts",
                409,
                send(
                        "POST",
                        "/api/conflicts/resolve",
                        "{\"resolution\": \"hubspot\", \"filter\": {}, \"matched\": 0}"));
        problem("takeBackBatch", 404, send("DELETE", "/api/conflicts/resolve/none", ""));
        problem("listConflicts", 400, get("/api/conflicts?kind=SOME"));
        problem("listJournal", 400, get("/api/journal?from=yesterday"));
        problem("exportJournal", 400, get("/api/journal.csv?action=DELETED"));
        problem("correctDeadLetter", 400, send("PUT", letter(6), "{\"value\": {}}"));
        problem("correctDeadLetter", 404, send("PUT", "/api/dead-letters/999999", "{\"value\": \"lead\"}"));
        problem("retryDeadLetters", 400, send("POST", "/api/dead-letters/retry", "{\"ids\": [\"one\"]}"));
        problem("retryDeadLetter", 404, send("POST", "/api/dead-letters/999999/retry", ""));
        problem("getRun", 404, get("/api/sync/reconciliation-runs/999999"));
        problem("receiveEvents", 401, send("POST", "/webhooks/hubspot", "[]"));
        problem("receiveEvents", 400, deliver("/webhooks/hubspot", "{}"));
    }

    private void lookAtTheWhole() {
        check("getDescription", get("/api/openapi.yaml"));
        check("getOverview", get("/api/overview"));
        check("getStatistics", get("/api/statistics?points=10"));
        check("getStatus", get("/api/status"));
        check("listQueue", get("/api/queue"));
        check("listJournal", get("/api/journal?limit=50"));
        check("exportJournal", get("/api/journal.csv"));
        check("listProperties", get("/api/properties/contacts"));
        check("getMetrics", get("/metrics"));
        check("getLiveness", call("GET", "/health/live", "", Map.of()));
        check("getReadiness", call("GET", "/health/ready", "", Map.of()));
    }

    private void signInAndOut() {
        var begun =
                check("signIn", call("POST", "/api/session", Answer.json(Map.of("key", RunningServer.KEY)), Map.of()));
        var cookie = begun.headers().getOrDefault("Set-Cookie", "").replaceFirst(";.*", "");
        check("getSession", call("GET", "/api/session", "", Map.of("Cookie", cookie)));
        problem("signOut", 403, call("DELETE", "/api/session", "", Map.of("Cookie", cookie)));
        var token = begun.json().path("csrf_token").asString();
        check("signOut", call("DELETE", "/api/session", "", Map.of("Cookie", cookie, "X-CSRF-Token", token)));
    }

    private void settleConflicts() {
        check("listConflicts", get("/api/conflicts?object_type=contacts"));
        var first = conflict(records.get(0)).path("id").asLong();
        check("getConflict", get("/api/conflicts/" + first));
        check("resolveConflict", send("POST", resolve(first), "{\"resolution\": \"hubspot\"}"));
        var second = conflict(records.get(1)).path("id").asLong();
        check("resolveConflict", send("POST", resolve(second), "{\"resolution\": \"hubspot\", \"after_seconds\": 60}"));
        check("listConflicts", get("/api/conflicts"));
        check("takeBackResolution", send("DELETE", resolve(second), ""));
        var items = List.of(Map.of("id", conflict(records.get(2)).path("id").asLong(), "version", 1));
        var many = check(
                "resolveConflicts",
                installation
                        .api()
                        .post(
                                "/api/conflicts/resolve",
                                Map.of("items", items, "resolution", "database", "after_seconds", 60)));
        var batch = many.json().path("batch").asString("none");
        check("takeBackBatch", send("DELETE", "/api/conflicts/resolve/" + batch, ""));
        var record = "/api/sync/contacts/hubspot:" + records.get(3);
        check("listRecordConflicts", get(record + "/conflicts"));
        check(
                "resolveRecordConflict",
                send("POST", record + "/resolve-conflict", "{\"resolution\": \"value\", \"value\": \"Bosun\"}"));
    }

    private void mendRefusals() {
        check("listDeadLetters", get("/api/dead-letters"));
        check("listDeadLetterGroups", get("/api/dead-letters/groups"));
        check("getDeadLetter", get(letter(0)));
        check("correctDeadLetter", send("PUT", letter(0), "{\"value\": \"customer\"}"));
        check("retryDeadLetter", send("POST", letter(1) + "/retry", ""));
        check("discardDeadLetter", send("POST", letter(2) + "/discard", ""));
        var ids = "{\"ids\": [" + letter(3).replaceFirst(".*/", "") + "]}";
        check("discardDeadLetters", send("POST", "/api/dead-letters/discard", ids));
        check("retryDeadLetters", send("POST", "/api/dead-letters/retry", ids));
    }

    private void decideAboutWhatIsHeld() {
        var held = check("listHeld", get("/api/guard")).json().path("items").get(0);
        var version = "{\"version\": " + held.path("version").asLong() + "}";
        problem("approveHeld", 409, send("POST", "/api/guard/contacts/row-deleted/approve", "{\"version\": 0}"));
        check("rejectHeld", send("POST", "/api/guard/contacts/row-deleted/reject", version));
        installation.settle();
        var name = installation.contacts().name();
        installation.contacts().execute("delete from " + name + " where id > 140");
        var again = Wait.forValue(
                () -> get("/api/guard").json().path("items").valueStream().findFirst());
        version = "{\"version\": " + again.path("version").asLong() + "}";
        check("approveHeld", send("POST", "/api/guard/contacts/row-deleted/approve", version));
    }

    private void editRows() {
        check("listRows", get("/api/records/contacts?limit=3"));
        var made = check(
                "insertRow",
                send("POST", "/api/records/contacts", "{\"email\": \"ada@example.com\", \"newsletter\": true}"));
        var path = "/api/records/contacts/" + made.json().path("id").asString();
        check("getRow", get(path));
        check("changeRow", send("PATCH", path, "{\"loyalty_points\": 5}"));
        check("replaceRow", send("PUT", path, "{\"email\": \"ada@example.com\"}"));
        check("deleteRow", send("DELETE", path, ""));
    }

    private void lookAtARecord() {
        var record = "/api/sync/contacts/hubspot:" + records.get(5);
        check("listRecords", get("/api/sync/contacts?limit=10"));
        check("getRecordStatus", get(record + "/status"));
        check("listRecordFields", get(record + "/fields"));
        check("listRecordAssociations", get(record + "/associations"));
        check("listRecordJournal", get(record + "/logs"));
        check("pushRecord", send("POST", record + "/to-hubspot", ""));
        check("pullRecord", send("POST", record + "/from-hubspot", ""));
        check("pullAll", send("POST", "/api/sync/pull-all?object_type=companies", ""));
        check("pushAll", send("POST", "/api/sync/push-all", "{\"object_type\": \"companies\"}"));
        check("syncAll", send("POST", "/api/sync/hubspot?object_type=companies", ""));
    }

    private void compare() {
        check(
                "reconcile",
                send("POST", "/api/sync/reconcile", "{\"object_type\": \"contacts\", \"customer_id\": \"1\"}"));
        var asked = check("reconcile", send("POST", "/api/sync/reconcile", ""));
        var run = asked.json().path("runs").get(0).path("id").asLong();
        check("listRuns", get("/api/sync/reconciliation-runs"));
        check("getRun", get("/api/sync/reconciliation-runs/" + run));
    }

    private void deliverEvents() {
        var event = List.of(Map.of(
                "eventId",
                1,
                "subscriptionType",
                "contact.propertyChange",
                "objectId",
                Long.parseLong(records.get(0)),
                "propertyName",
                "city",
                "propertyValue",
                "Rome",
                "occurredAt",
                Instant.now().toEpochMilli()));
        check("receiveEvents", deliver("/webhooks/hubspot", Answer.json(event)));
        check("receiveEventsOfType", deliver("/v1/webhooks/hubspot/contact", Answer.json(event)));
    }

    /** Notes what a successful answer is like. */
    private Answer check(String operation, Answer answer) {
        if (answer.status() / 100 == 2) {
            succeeded.merge(
                    operation, document.faults(operation, answer), (before, more) -> before.isEmpty() ? more : before);
        } else {
            answer.orFail();
        }
        return answer;
    }

    private void problem(String operation, int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(document.faults(operation, answer))
                .as(operation + ": " + answer.text())
                .isEmpty();
    }

    private Answer get(String path) {
        return installation.api().get(path);
    }

    private Answer send(String method, String path, String body) {
        return installation.api().send(method, path, body);
    }

    /** Without the key. */
    private Answer call(String method, String path, String body, Map<String, String> headers) {
        return Http.send(method, installation.api().url() + path, headers, body);
    }

    /** Signed as HubSpot signs. */
    private Answer deliver(String path, String body) {
        try {
            var now = Long.toString(Instant.now().toEpochMilli());
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Installation.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var signed = "POST" + installation.api().url() + path + body + now;
            var signature = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            return call(
                    "POST",
                    path,
                    body,
                    Map.of("X-HubSpot-Signature-v3", signature, "X-HubSpot-Request-Timestamp", now));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JsonNode conflict(String record) {
        return installation.api().conflicts(record).getFirst();
    }

    private static String resolve(long conflict) {
        return "/api/conflicts/" + conflict + "/resolve";
    }

    private String letter(int number) {
        var letter = Wait.forValue(() ->
                installation.api().deadLetters(records.get(number)).stream().findFirst());
        return "/api/dead-letters/" + letter.path("id").asLong();
    }
}
