package dev.linchpin.hubspot.records;

import static dev.linchpin.hubspot.records.Records.notFound;
import static dev.linchpin.hubspot.records.Records.partly;
import static dev.linchpin.hubspot.records.Records.record;
import static dev.linchpin.hubspot.records.Records.results;
import static dev.linchpin.hubspot.records.Records.traced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.hubspot.HubSpot.ArchiveOutcome;
import dev.linchpin.engine.hubspot.Lane;
import dev.linchpin.engine.hubspot.RecordWrite;
import dev.linchpin.engine.hubspot.WriteOptions;
import dev.linchpin.engine.hubspot.WriteOutcome;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.hubspot.HubSpotClient;
import dev.linchpin.hubspot.HubSpotSettings;
import dev.linchpin.hubspot.budget.BudgetSettings;
import dev.linchpin.hubspot.testing.FakeTime;
import dev.linchpin.hubspot.testing.ScriptedHubSpot;
import dev.linchpin.hubspot.transport.HttpAnswer;
import dev.linchpin.hubspot.transport.HttpCall;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the engine is told about each record of a write, whatever HubSpot or the network does. */
class RecordWritesTest {
    private static final ObjectType CONTACTS = ObjectType.CONTACTS;
    private static final WriteOptions NOW_OR_LATER = new WriteOptions(Lane.PUSH, Instant.MAX);

    private final FakeTime time = new FakeTime();
    private final ScriptedHubSpot hubSpot = new ScriptedHubSpot();
    private final HubSpotClient client = hubSpot.client(time);

    @Test
    void an_update_goes_out_as_one_batch_and_each_record_gets_its_own_answer() {
        hubSpot.answer(200, results(record("2", "{\"phone\":\"22\"}"), record("1", "{\"phone\":\"11\"}")));

        var outcomes = update(phone("1", "11"), phone("2", "22"));

        assertThat(ScriptedHubSpot.body(hubSpot.call(0)))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"inputs":[{"id":"1","objectWriteTraceId":"0","properties":{"phone":"11"}},
                           {"id":"2","objectWriteTraceId":"1","properties":{"phone":"22"}}]}"""));
        assertThat(outcomes).map(RecordWritesTest::writtenId).containsExactly("1", "2");
    }

    @Test
    void an_upsert_writes_the_unique_property_too_and_tells_new_records_from_old() {
        hubSpot.answer(
                200, results(traced("5", "1", "{\"linchpin_id\":\"b\"}"), record("4", "{\"linchpin_id\":\"A\"}")));

        var outcomes = client.upsert(CONTACTS, "linchpin_id", List.of(phone("a", "1"), phone("b", "2")), NOW_OR_LATER);

        assertThat(hubSpot.call(0).uri().getPath()).isEqualTo("/crm/objects/2026-09/contacts/batch/upsert");
        assertThat(ScriptedHubSpot.body(hubSpot.call(0)).path("inputs").get(0))
                .isEqualTo(JsonMapper.shared().readTree("""
                        {"id":"a","idProperty":"linchpin_id","objectWriteTraceId":"0",
                         "properties":{"phone":"1","linchpin_id":"a"}}"""));
        assertThat(outcomes).map(RecordWritesTest::writtenId).containsExactly("4", "5");
        assertThat(outcomes)
                .map(outcome -> ((WriteOutcome.Written) outcome).created())
                .containsExactly(false, true);
    }

    @Test
    void more_than_a_hundred_records_take_several_calls() {
        hubSpot.otherwise(call -> new SilentHubSpot(Set.of()).answer(call));
        var writes = IntStream.range(0, 230).mapToObj(i -> phone("" + i, "x")).toList();

        var outcomes = client.update(CONTACTS, writes, NOW_OR_LATER);

        assertThat(hubSpot.calls()).hasSize(3);
        assertThat(outcomes)
                .map(RecordWritesTest::writtenId)
                .containsExactlyElementsOf(writes.stream().map(RecordWrite::key).toList());
    }

    @Test
    void an_answer_under_another_id_is_a_merge_found_late() {
        hubSpot.answer(200, results(record("9", "{}"), record("2", "{}")));

        assertThat(update(phone("1", "1"), phone("2", "2")))
                .map(RecordWritesTest::writtenId)
                .containsExactly("9", "2");
    }

    @Test
    void a_record_that_the_answer_does_not_mention_is_unsettled() {
        hubSpot.answer(200, results(record("2", "{}"), record("8", "{}"), record("9", "{}")));

        var outcomes = update(phone("1", "1"), phone("2", "2"));

        assertThat(outcomes.getFirst())
                .isInstanceOfSatisfying(
                        WriteOutcome.Unsettled.class,
                        unsettled -> assertThat(unsettled.mayStillArrive()).isFalse());
    }

    @Test
    void errors_inside_a_207_belong_to_the_records_that_they_name() {
        hubSpot.answer(
                207,
                partly(
                        List.of(record("1", "{}")),
                        notFound("2"),
                        "{\"category\":\"VALIDATION_ERROR\",\"message\":\"bad\",\"context\":{\"objectWriteTraceId\":[\"2\"],"
                                + "\"propertyName\":[\"phone\"]}}",
                        "{\"category\":\"CONFLICT\",\"message\":\"Contact already exists. Existing ID: 77\",\"context\":{\"ids\":[\"4\"]}}",
                        "{\"category\":\"INTERNAL_ERROR\",\"message\":\"oops\",\"context\":{\"ids\":[\"5\"]}}"));

        var outcomes = update(phone("1", "1"), phone("2", "2"), phone("3", "3"), phone("4", "4"), phone("5", "5"));

        assertThat(outcomes.subList(1, 5))
                .containsExactly(
                        new WriteOutcome.Missing(),
                        new WriteOutcome.Refused("bad", Set.of("phone")),
                        new WriteOutcome.Taken(
                                Optional.of(new HubSpotId("77")), "Contact already exists. Existing ID: 77"),
                        new WriteOutcome.Unsettled("oops", false, null));
    }

    /** Refuses batches that hold a bad record, as HubSpot does, with no word about which. */
    private record SilentHubSpot(Set<String> bad) implements ScriptedHubSpot.Handler {
        @Override
        public HttpAnswer answer(HttpCall call) {
            var ids = ScriptedHubSpot.body(call)
                    .path("inputs")
                    .valueStream()
                    .map(input -> input.path("id").asString())
                    .toList();
            return ids.stream().anyMatch(bad::contains)
                    ? ScriptedHubSpot.json(
                            400, "{\"category\":\"VALIDATION_ERROR\",\"message\":\"Something is wrong\"}")
                    : ScriptedHubSpot.json(
                            200,
                            results(ids.stream().map(id -> record(id, "{}")).toList()));
        }
    }

    @Test
    void a_batch_poisoned_by_a_nameless_record_is_halved_until_the_others_are_through() {
        hubSpot.otherwise(new SilentHubSpot(Set.of("13", "14", "77")));
        var writes = IntStream.range(0, 100).mapToObj(i -> phone("" + i, "x")).toList();

        var outcomes = client.update(CONTACTS, writes, NOW_OR_LATER);

        for (var index = 0; index < 100; index++) {
            if (Set.of(13, 14, 77).contains(index)) {
                assertThat(outcomes.get(index)).isEqualTo(new WriteOutcome.Refused("Something is wrong", Set.of()));
            } else {
                assertThat(outcomes.get(index)).isInstanceOf(WriteOutcome.Written.class);
            }
        }
        assertThat(hubSpot.calls()).hasSizeLessThan(40);
        assertThat(client.budget().burst().used()).isEqualTo(hubSpot.calls().size());
    }

    @Test
    void a_value_that_hubspot_quotes_is_confirmed_on_its_own_in_three_calls_instead_of_fourteen() {
        hubSpot.otherwise(call -> {
            var bad = call.body() != null && call.body().contains("\"gold\"");
            return bad ? ScriptedHubSpot.json(400, """
                            {"category":"VALIDATION_ERROR","message":"Property values were not valid: [{\\"isValid\\":false,\
                            \\"message\\":\\"gold was not one of the allowed options: [silver]\\",\
                            \\"error\\":\\"INVALID_OPTION\\",\\"name\\":\\"tier\\"}]"}""") : new SilentHubSpot(Set.of()).answer(call);
        });
        var writes = IntStream.range(0, 100)
                .mapToObj(i -> new RecordWrite("" + i, Map.of("tier", i == 60 ? "gold" : "silver")))
                .toList();

        var outcomes = client.update(CONTACTS, writes, NOW_OR_LATER);

        assertThat(outcomes.get(60))
                .isEqualTo(
                        new WriteOutcome.Refused("gold was not one of the allowed options: [silver]", Set.of("tier")));
        assertThat(outcomes).filteredOn(WriteOutcome.Written.class::isInstance).hasSize(99);
        assertThat(hubSpot.calls()).hasSize(3);
    }

    @Test
    void records_that_write_to_a_property_that_does_not_exist_are_refused_without_trying_them_again() {
        hubSpot.answer(400, """
                {"category":"VALIDATION_ERROR","message":"Property values were not valid: [{\\"isValid\\":false,\
                \\"message\\":\\"Property \\\\\\"fax\\\\\\" does not exist\\",\\"error\\":\\"PROPERTY_DOESNT_EXIST\\",\
                \\"name\\":\\"fax\\"}]"}""");
        hubSpot.answer(200, results(record("2", "{}")));

        var outcomes = update(new RecordWrite("1", Map.of("fax", "1", "phone", "2")), phone("2", "2"));

        assertThat(outcomes.getFirst())
                .isEqualTo(new WriteOutcome.Refused("Property \"fax\" does not exist", Set.of("fax")));
        assertThat(writtenId(outcomes.get(1))).isEqualTo("2");
        assertThat(hubSpot.calls()).hasSize(2);
    }

    @Test
    void a_record_that_is_named_by_id_is_left_out_and_the_rest_sent_again() {
        hubSpot.answer(404, "{\"category\":\"OBJECT_NOT_FOUND\",\"message\":\"gone\",\"context\":{\"ids\":[\"1\"]}}");
        hubSpot.answer(200, results(record("2", "{}")));

        assertThat(update(phone("1", "1"), phone("2", "2")).getFirst()).isEqualTo(new WriteOutcome.Missing());
        assertThat(hubSpot.calls()).hasSize(2);
    }

    @Test
    void a_batch_that_conflicts_as_a_whole_is_taken_apart_to_the_one_record() {
        hubSpot.answer(409, "{\"category\":\"CONFLICT\",\"message\":\"Contact already exists. Existing ID: 123\"}");
        hubSpot.answer(200, results(record("7", "{\"linchpin_id\":\"a\"}")));
        hubSpot.answer(409, "{\"category\":\"CONFLICT\",\"message\":\"Contact already exists. Existing ID: 123\"}");

        var outcomes = client.upsert(CONTACTS, "linchpin_id", List.of(phone("a", "1"), phone("b", "2")), NOW_OR_LATER);

        assertThat(writtenId(outcomes.getFirst())).isEqualTo("7");
        assertThat(outcomes.get(1))
                .isEqualTo(new WriteOutcome.Taken(
                        Optional.of(new HubSpotId("123")), "Contact already exists. Existing ID: 123"));
    }

    @Test
    void a_unique_value_held_by_another_record_is_taken_by_somebody_unknown() {
        hubSpot.answer(400, "{\"category\":\"VALIDATION_ERROR\",\"message\":\"CONFLICTING_UNIQUE_VALUE: key\"}");

        assertThat(update(phone("1", "1")))
                .containsExactly(new WriteOutcome.Taken(Optional.empty(), "CONFLICTING_UNIQUE_VALUE: key"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 521})
    void trouble_at_hubspot_leaves_open_what_was_stored_and_is_not_repeated(int status) {
        hubSpot.answer(status, "", Map.of("Retry-After", "3"));

        assertThat(update(phone("1", "1")).getFirst())
                .isInstanceOfSatisfying(WriteOutcome.Unsettled.class, unsettled -> {
                    assertThat(unsettled.mayStillArrive()).isFalse();
                    assertThat(unsettled.retryAfter()).isEqualTo(Duration.ofSeconds(3));
                });
        assertThat(hubSpot.calls()).hasSize(1);
    }

    @Test
    void no_answer_means_that_the_write_may_still_arrive() {
        hubSpot.noAnswer().answer(504, "").answer(524, "");

        for (var attempt = 0; attempt < 3; attempt++) {
            assertThat(update(phone("1", "1")).getFirst())
                    .isInstanceOfSatisfying(
                            WriteOutcome.Unsettled.class,
                            unsettled -> assertThat(unsettled.mayStillArrive()).isTrue());
        }
    }

    @Test
    void a_locked_record_is_unsettled_and_asks_for_the_two_seconds_of_its_lock() {
        hubSpot.answer(423, "{\"message\":\"locked\"}");

        assertThat(update(phone("1", "1")).getFirst())
                .isInstanceOfSatisfying(WriteOutcome.Unsettled.class, unsettled -> {
                    assertThat(unsettled.mayStillArrive()).isFalse();
                    assertThat(unsettled.retryAfter()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
                });
    }

    @Test
    void what_was_turned_away_or_never_left_was_certainly_not_stored() {
        hubSpot.answer(429, "").notSent();

        assertThat(update(phone("1", "1")).getFirst()).isInstanceOf(WriteOutcome.NotSent.class);
        assertThat(client.budget().turnedAway()).isEqualTo(1);
        assertThat(update(phone("1", "1")).getFirst()).isInstanceOf(WriteOutcome.NotSent.class);
    }

    @Test
    void a_write_whose_turn_comes_too_late_is_not_sent() {
        var slow = hubSpot.client(time, HubSpotSettings.DEFAULT.withBudget(BudgetSettings.DEFAULT.withBurst(1)));
        hubSpot.answer(200, results(record("1", "{}")));
        var options = new WriteOptions(Lane.PUSH, time.instant().plusSeconds(5));
        slow.update(CONTACTS, List.of(phone("1", "1")), options);

        assertThat(slow.update(CONTACTS, List.of(phone("1", "1")), options).getFirst())
                .isEqualTo(new WriteOutcome.NotSent(
                        "HubSpot's limits leave no room for the call in time", Duration.ofSeconds(10)));
        assertThat(hubSpot.calls()).hasSize(1);
    }

    @Test
    void a_refused_credential_stops_writes_before_they_are_sent() {
        hubSpot.answer(401, "{\"category\":\"INVALID_AUTHENTICATION\",\"message\":\"no\"}");

        for (var attempt = 0; attempt < 3; attempt++) {
            assertThat(update(phone("1", "1")).getFirst())
                    .isInstanceOfSatisfying(
                            WriteOutcome.NotSent.class,
                            notSent -> assertThat(notSent.reason()).contains("access token"));
        }
        assertThat(hubSpot.calls()).hasSize(1);
        assertThat(client.health().isCredentialAccepted()).isFalse();
    }

    @Test
    void a_success_that_cannot_be_read_is_unsettled() {
        hubSpot.answer(200, "{\"results\":[{\"id\":");

        assertThat(update(phone("1", "1")).getFirst()).isInstanceOf(WriteOutcome.Unsettled.class);
    }

    @Test
    void archiving_accepts_records_that_are_gone_already() {
        hubSpot.answer(204, "");
        hubSpot.answer(207, partly(List.of(), notFound("2")));

        assertThat(archive("1", "2")).containsExactly(ArchiveOutcome.ACCEPTED, ArchiveOutcome.ACCEPTED);
        assertThat(archive("1", "2")).containsExactly(ArchiveOutcome.ACCEPTED, ArchiveOutcome.ACCEPTED);
        assertThat(hubSpot.call(0).body()).isEqualTo("{\"inputs\":[{\"id\":\"1\"},{\"id\":\"2\"}]}");
    }

    @Test
    void an_archive_without_a_clear_answer_is_unknown() {
        hubSpot.answer(503, "").noAnswer();

        assertThat(archive("1")).containsExactly(ArchiveOutcome.UNKNOWN);
        assertThat(archive("1")).containsExactly(ArchiveOutcome.UNKNOWN);
    }

    private List<WriteOutcome> update(RecordWrite... writes) {
        return client.update(CONTACTS, List.of(writes), NOW_OR_LATER);
    }

    private List<ArchiveOutcome> archive(String... ids) {
        return client.archive(
                CONTACTS, List.of(ids).stream().map(HubSpotId::new).toList(), NOW_OR_LATER);
    }

    private static RecordWrite phone(String key, String value) {
        return new RecordWrite(key, Map.of("phone", value));
    }

    private static String writtenId(WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.Written(var record, var _) -> record.id().value();
            default -> throw new AssertionError(outcome);
        };
    }
}
