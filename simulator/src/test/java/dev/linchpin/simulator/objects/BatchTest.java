package dev.linchpin.simulator.objects;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BatchTest {

    private final TestAccount account = new TestAccount();

    @Test
    @Fact({"batch/read-207", "batch/207-body"})
    void batch_read_answers_what_it_finds_and_names_the_rest_in_a_207() {
        String id = account.contact("\"phone\":\"1\"");
        Answer answer =
                batch("read", "{\"properties\":[\"phone\"],\"inputs\":[{\"id\":\"" + id + "\"},{\"id\":\"5\"}]}");
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.text("/status")).isEqualTo("COMPLETE");
        assertThat(answer.ids()).containsExactly(id);
        assertThat(answer.json().path("numErrors").asInt()).isEqualTo(1);
        assertThat(answer.text("/errors/0/category")).isEqualTo("OBJECT_NOT_FOUND");
        assertThat(answer.text("/errors/0/context/ids/0")).isEqualTo("5");
    }

    @Test
    @Fact({"batch/read-by-id-property", "batch/read-archived"})
    void batch_read_finds_by_an_id_property_and_reads_archived_ones_on_request() {
        String id = account.contact("\"email\":\"ada@example.com\"");
        assertThat(batch("read", "{\"idProperty\":\"email\",\"inputs\":[{\"id\":\"Ada@example.com\"}]}")
                        .ids())
                .containsExactly(id);
        account.delete(CONTACTS + "/" + id);
        String inputs = "{\"inputs\":[{\"id\":\"" + id + "\"}]}";
        assertThat(batch("read", inputs).status()).isEqualTo(207);
        assertThat(batch("read?archived=true", inputs).ids()).containsExactly(id);
    }

    @Test
    @Fact("batch/at-most-100")
    void more_than_100_inputs_are_refused() {
        String inputs = IntStream.rangeClosed(1, 101)
                .mapToObj(i -> "{\"properties\":{\"firstname\":\"n" + i + "\"}}")
                .collect(Collectors.joining(","));
        assertThat(batch("create", "{\"inputs\":[" + inputs + "]}").status()).isEqualTo(400);
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }

    @Test
    @Fact("batch/results-in-any-order")
    void results_come_in_any_order() {
        String inputs = IntStream.range(0, 20)
                .mapToObj(i -> "{\"properties\":{\"firstname\":\"n" + i + "\"}}")
                .collect(Collectors.joining(","));
        List<String> ids = batch("create", "{\"inputs\":[" + inputs + "]}").ids();
        List<String> sorted = new ArrayList<>(ids);
        sorted.sort(null);
        assertThat(ids).hasSize(20).isNotEqualTo(sorted);
    }

    @Test
    @Fact("batch/all-or-nothing")
    void one_bad_input_fails_a_whole_creation() {
        Answer answer = batch(
                "create",
                "{\"inputs\":[{\"properties\":{\"email\":\"a@b.example\"}},{\"properties\":{\"newsletter\":\"x\"}}]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }

    @Test
    @Fact("batch/known-email-409")
    void the_same_address_twice_fails_a_whole_creation() {
        Answer answer = batch(
                "create",
                "{\"inputs\":[{\"properties\":{\"email\":\"a@b.example\"}},{\"properties\":{\"email\":\"A@b.example\"}}]}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }

    @Test
    @Fact("batch/trace-ids")
    void trace_ids_make_a_creation_partial_and_come_back_with_results_and_errors() {
        String taken = account.contact("\"email\":\"a@b.example\"");
        Answer answer = batch("create", """
                {"inputs":[{"objectWriteTraceId":"t1","properties":{"email":"a@b.example"}},
                           {"objectWriteTraceId":"t2","properties":{"email":"c@d.example"}}]}""");
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.text("/results/0/objectWriteTraceId")).isEqualTo("t2");
        assertThat(answer.text("/errors/0/context/objectWriteTraceId/0")).isEqualTo("t1");
        assertThat(answer.text("/errors/0/message")).endsWith("Existing ID: " + taken);
    }

    @Test
    @Fact("batch/repeated-trace-ids")
    void trace_ids_that_repeat_leave_a_creation_all_or_nothing() {
        Answer answer = batch("create", """
                {"inputs":[{"objectWriteTraceId":"t","properties":{"email":"x"}},
                           {"objectWriteTraceId":"t","properties":{"email":"c@d.example"}}]}""");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }

    @Test
    @Fact("batch/update-is-partial")
    void an_update_is_partial_without_asking_unless_set_otherwise() {
        String good = account.contact("\"phone\":\"1\"");
        String bad = account.contact("\"phone\":\"1\"");
        String body = """
                {"inputs":[{"id":"%s","properties":{"phone":"2"}},{"id":"%s","properties":{"newsletter":"x"}},
                           {"id":"5","properties":{"phone":"2"}}]}""".formatted(good, bad);
        account.set("{\"behaviour\":{\"invalidInputFailsBatch\":true}}");
        assertThat(batch("update", body).status()).isEqualTo(400);
        assertThat(account.value(good, "phone")).isEqualTo("1");
        account.set("{\"behaviour\":{\"invalidInputFailsBatch\":false}}");
        Answer answer = batch("update", body);
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.ids()).containsExactly(good);
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.at("/context/ids/0").asString()))
                .containsExactlyInAnyOrder(bad, "5");
        assertThat(account.value(good, "phone")).isEqualTo("2");
    }

    @Test
    @Fact("batch/duplicate-ids")
    void the_same_id_twice_is_refused_whole() {
        String id = account.contact("\"phone\":\"1\"");
        String input = "{\"id\":\"" + id + "\",\"properties\":{\"phone\":\"2\"}}";
        Answer answer = batch("update", "{\"inputs\":[" + input + "," + input + "]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/message"))
                .isEqualTo("Duplicate IDs found in batch input: [" + id + "]. IDs must be unique");
        assertThat(answer.text("/context/ids/0")).isEqualTo(id);
        assertThat(account.value(id, "phone")).isEqualTo("1");
    }

    @Test
    @Fact({"batch/upsert-says-new", "batch/upsert-by-unique-property"})
    void an_upsert_updates_what_it_finds_creates_the_rest_and_says_which() {
        String id = account.contact("\"email\":\"a@b.example\"");
        Answer answer = batch("upsert", """
                {"inputs":[{"id":"a@b.example","idProperty":"email","properties":{"phone":"1"}},
                           {"id":"new@b.example","idProperty":"email","properties":{"phone":"2"}}]}""");
        assertThat(answer.status()).isEqualTo(200);
        for (JsonNode result : answer.json().path("results").values()) {
            boolean known = result.path("id").asString().equals(id);
            assertThat(result.path("new").booleanValue()).isEqualTo(!known);
        }
        assertThat(account.get(CONTACTS + "/new@b.example?idProperty=email&properties=phone")
                        .text("/properties/phone"))
                .isEqualTo("2");
    }

    @Test
    @Fact("identity/email-moves-within-a-batch")
    void an_address_can_move_from_one_contact_to_another_within_a_batch() {
        String first = account.contact("\"email\":\"a@b.example\"");
        String second = account.contact("\"email\":\"c@d.example\"");
        Answer answer = batch("update", """
                {"inputs":[{"id":"%s","properties":{"email":"x@y.example"}},
                           {"id":"%s","properties":{"email":"a@b.example"}}]}""".formatted(first, second));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(account.get(CONTACTS + "/a@b.example?idProperty=email").text("/id"))
                .isEqualTo(second);
    }

    @Test
    @Fact({"batch/archive-answers-204", "batch/archive-ignores-unknown"})
    void a_batch_archive_ignores_unknown_ids_unless_set_otherwise() {
        String id = account.contact("\"phone\":\"1\"");
        String body = "{\"inputs\":[{\"id\":\"" + id + "\"},{\"id\":\"5\"}]}";
        account.set("{\"behaviour\":{\"batchArchiveIgnoresUnknown\":false}}");
        assertThat(batch("archive", body).status()).isEqualTo(404);
        assertThat(account.get(CONTACTS).ids()).containsExactly(id);
        account.set("{\"behaviour\":{\"batchArchiveIgnoresUnknown\":true}}");
        assertThat(batch("archive", body).status()).isEqualTo(204);
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }

    @Test
    @Fact("batch/at-most-100")
    void the_refusal_of_too_many_inputs_names_the_bound() {
        String inputs = IntStream.rangeClosed(1, 101)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"properties\":{}}")
                .collect(Collectors.joining(","));
        for (String call : List.of("read", "create", "update", "upsert", "archive")) {
            Answer answer = batch(call, "{\"inputs\":[" + inputs + "]}");
            assertThat(answer.status()).as(call).isEqualTo(400);
            assertThat(answer.text("/category")).isEqualTo("VALIDATION_ERROR");
            assertThat(answer.text("/message")).contains("100");
        }
    }

    @Test
    @Fact("batch/history-of-50")
    void a_batch_read_with_histories_takes_50_inputs() {
        String inputs = IntStream.rangeClosed(1, 51)
                .mapToObj(i -> "{\"id\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
        Answer answer = batch("read", "{\"propertiesWithHistory\":[\"phone\"],\"inputs\":[" + inputs + "]}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/message"))
                .isEqualTo("The maximum number of inputs supported in a batch request for property histories is 50. "
                        + "Please reduce the number of items and try again");
    }

    @Test
    @Fact("batch/empty")
    void a_batch_without_inputs_does_nothing_unless_it_is_to_be_refused() {
        for (String call : List.of("read", "create", "update", "upsert")) {
            Answer answer = batch(call, "{\"inputs\":[]}");
            assertThat(answer.status()).as(call).isEqualTo(call.equals("create") ? 201 : 200);
            assertThat(answer.text("/status")).isEqualTo("COMPLETE");
            assertThat(answer.ids()).isEmpty();
            assertThat(answer.json().has("numErrors")).isFalse();
        }
        assertThat(batch("archive", "{\"inputs\":[]}").status()).isEqualTo(204);
        account.set("{\"behaviour\":{\"emptyBatchIsRefused\":true}}");
        for (String call : List.of("read", "create", "update", "upsert", "archive")) {
            assertThat(batch(call, "{\"inputs\":[]}").status()).as(call).isEqualTo(400);
        }
    }

    @Test
    @Fact("batch/inputs-required")
    void a_batch_that_lacks_inputs_is_refused() {
        for (String call : List.of("read", "create", "update", "upsert", "archive")) {
            assertThat(batch(call, "{}").status()).as(call).isEqualTo(400);
        }
    }

    @Test
    @Fact("batch/duplicate-ids")
    void the_same_address_in_another_case_is_the_same_id() {
        Answer answer = batch("upsert", """
                {"inputs":[{"id":"a@b.example","idProperty":"email","properties":{"phone":"1"}},
                           {"id":"A@b.example","idProperty":"email","properties":{"phone":"2"}}]}""");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }

    @Test
    @Fact("batch/duplicate-ids")
    void the_same_id_twice_is_refused_even_with_trace_ids() {
        String id = account.contact("\"phone\":\"1\"");
        Answer answer = batch("update", """
                {"inputs":[{"id":"%s","objectWriteTraceId":"a","properties":{"phone":"2"}},
                           {"id":"%s","objectWriteTraceId":"b","properties":{"phone":"3"}}]}""".formatted(id, id));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(account.value(id, "phone")).isEqualTo("1");
    }

    @Test
    @Fact("batch/partial-upsert-by-email")
    void an_upsert_by_address_can_be_made_to_demand_the_address_among_the_properties() {
        account.set("{\"behaviour\":{\"partialUpsertByEmail\":false}}");
        Answer answer = batch("upsert", """
                {"inputs":[{"id":"a@b.example","idProperty":"email","properties":{"phone":"1"}},
                           {"id":"c@d.example","idProperty":"email","properties":{"phone":"1","email":"c@d.example"}}]}""");
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.ids()).hasSize(1);
        assertThat(answer.text("/errors/0/context/ids/0")).isEqualTo("a@b.example");
    }

    @Test
    @Fact("batch/207-body")
    void a_partial_answer_counts_its_errors_and_tells_when_it_was_made() {
        account.contact("\"email\":\"a@b.example\"");
        Answer answer = batch("create", """
                {"inputs":[{"objectWriteTraceId":"t1","properties":{"email":"a@b.example"}},
                           {"objectWriteTraceId":"t2","properties":{"newsletter":"x"}},
                           {"objectWriteTraceId":"t3","properties":{"phone":"1"}}]}""");
        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.json().path("numErrors").asInt()).isEqualTo(2);
        assertThat(answer.text("/startedAt")).isEqualTo("2026-11-20T09:00:00.000Z");
        assertThat(answer.text("/completedAt")).isEqualTo("2026-11-20T09:00:00.000Z");
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("category").asString()))
                .containsExactlyInAnyOrder("CONFLICT", "VALIDATION_ERROR");
    }

    @Test
    @Fact("batch/one-request")
    void a_batch_counts_as_one_request() {
        account.set("{\"limits\":\"professional\"}");
        Answer answer = batch("create", "{\"inputs\":[{\"properties\":{}},{\"properties\":{}},{\"properties\":{}}]}");
        assertThat(answer.header("X-HubSpot-RateLimit-Remaining")).isEqualTo("189");
    }

    private Answer batch(String call, String body) {
        return account.post(CONTACTS + "/batch/" + call, body);
    }
}
