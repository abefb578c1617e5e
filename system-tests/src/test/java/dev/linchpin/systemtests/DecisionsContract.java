package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** People look at conflicts, decide about one or many, and change their minds, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class DecisionsContract {
    private static final String OURS = "Captain";
    private static final String THEIRS = "Admiral";
    private static final String BULK = "/api/conflicts/resolve";

    @SuppressWarnings("NullAway.Init") // set before any test
    private Installation installation;

    @SuppressWarnings("NullAway.Init") // set before any test
    private List<String> records;

    abstract Place place(Path directory);

    @BeforeAll
    void edit_both_sides_while_stopped(@TempDir Path directory) {
        installation = new Installation(directory, place(directory), Account.with(40, 0), Feed.WEBHOOKS, "").load();
        records = installation.contacts().records(30);
        installation.server().stop();
        for (var record : records) {
            installation.contacts().set(record, "jobtitle", OURS);
            installation.account().edit(record, "jobtitle", THEIRS);
        }
        for (var record : records.subList(20, 30)) {
            installation.contacts().set(record, "city", "Hull");
            installation.account().edit(record, "city", "Oslo");
        }
        installation.contacts().set(records.get(0), "firstname", "Ada");
        installation.contacts().set(records.get(0), "lastname", "Lovelace");
        installation.serve();
        installation.settle();
        Wait.untilAsserted(
                () -> assertThat(installation.api().all("/api/conflicts")).hasSize(40));
    }

    @AfterEach
    void is_well() {
        installation.assertWell();
    }

    @AfterAll
    void end() {
        if (installation != null) {
            installation.close();
        }
    }

    private JsonNode conflict(int record) {
        return installation.api().conflicts(records.get(record)).getFirst();
    }

    private static String path(JsonNode conflict) {
        return "/api/conflicts/" + conflict.path("id").asLong() + "/resolve";
    }

    private Answer resolve(JsonNode conflict, Map<String, ?> body) {
        return installation.api().post(path(conflict), body);
    }

    private Answer delete(String path) {
        return installation.api().send("DELETE", path, "");
    }

    private List<JsonNode> listed(String query) {
        return installation.api().all("/api/conflicts?" + query);
    }

    private static Map<String, Long> item(JsonNode conflict) {
        return Map.of(
                "id",
                conflict.path("id").asLong(),
                "version",
                conflict.path("version").asLong());
    }

    // --- looking -----------------------------------------------------------------------------------------------------

    @Test
    @Order(1)
    void conflicts_tell_the_names_of_records_and_fields() {
        var conflict = conflict(0);

        assertThat(conflict.path("record_name").asString()).isEqualTo("Ada Lovelace");
        assertThat(conflict.path("field_label").asString()).isEqualTo("Job Title");
        assertThat(conflict.path("pending").isNull()).isTrue();
        assertThat(conflict.path("refused").isNull()).isTrue();
    }

    @Test
    @Order(1)
    void a_conflict_tells_who_changed_it_when() {
        var before = Instant.now().minus(Duration.ofMinutes(10));
        var id = conflict(1).path("id").asLong();

        var detail = installation.api().get("/api/conflicts/" + id).orFail().json();

        assertThat(detail.path("hubspot_changed_by").asString()).isEqualTo("user 7");
        assertThat(Instant.parse(detail.path("hubspot_changed_at").asString())).isAfter(before);
        assertThat(Instant.parse(detail.path("database_changed_at").asString())).isAfter(before);
        assertThat(detail.path("hubspot_url").asString())
                .startsWith("https://")
                .endsWith("/record/0-1/" + records.get(1));
    }

    @Test
    @Order(1)
    void a_conflict_is_shown_without_that_while_hubspot_does_not_answer() {
        installation.account().faults(List.of(Map.of("route", "* /crm/objects/**", "kind", "503")));
        try {
            var detail = installation
                    .api()
                    .get("/api/conflicts/" + conflict(1).path("id").asLong())
                    .orFail()
                    .json();

            assertThat(detail.path("hubspot_changed_at").isNull()).isTrue();
            assertThat(detail.path("hubspot_value").asString()).isEqualTo(THEIRS);
        } finally {
            installation.account().clearFaults();
        }
    }

    @Test
    @Order(1)
    void conflicts_are_found_by_field_kind_name_and_key() {
        assertThat(listed("field=city")).hasSize(10);
        assertThat(listed("kind=both_changed&field=jobtitle")).hasSize(30);
        assertThat(listed("kind=IDENTITY")).isEmpty();
        assertThat(listed("q=lovelace")).hasSize(1);
        assertThat(listed("q=" + records.get(25))).hasSize(2);
        assertThat(listed("q=" + records.get(25) + "&field=city")).hasSize(1);
        assertThat(listed("q=nobody%20at%20all")).isEmpty();
    }

    @Test
    @Order(1)
    void found_conflicts_are_paged() {
        var first =
                installation.api().get("/api/conflicts?q=a&limit=7").orFail().json();
        var all = listed("q=a").size();

        assertThat(all).isGreaterThan(7);
        assertThat(first.path("items")).hasSize(7);
        assertThat(listed("q=a&limit=7")).hasSize(all);
    }

    // --- deciding about one ------------------------------------------------------------------------------------------

    @Test
    @Order(2)
    void a_decision_waits_is_shown_and_can_be_taken_back() {
        var conflict = conflict(2);

        var pending = resolve(conflict, Map.of("resolution", "hubspot", "after_seconds", 60));

        assertThat(pending.status()).isEqualTo(202);
        assertThat(pending.json().path("outcome").asString()).isEqualTo("pending");
        var shown = conflict(2).path("pending");
        assertThat(shown.path("resolution").asString()).isEqualTo("hubspot");
        assertThat(shown.path("batch")).isEqualTo(pending.json().path("batch"));
        assertThat(installation.inSql(records.get(2), "jobtitle")).isEqualTo(OURS);

        assertThat(delete(path(conflict)).status()).isEqualTo(204);

        assertThat(conflict(2).path("pending").isNull()).isTrue();
        assertThat(delete(path(conflict)).status()).isEqualTo(404);
        assertThat(installation.inSql(records.get(2), "jobtitle")).isEqualTo(OURS);
    }

    @Test
    @Order(2)
    void a_decision_that_was_not_taken_back_is_applied_when_it_is_due() {
        var conflict = conflict(3);

        resolve(conflict, Map.of("resolution", "value", "value", "Commodore", "after_seconds", 1))
                .orFail();
        assertThat(conflict(3).path("pending").path("value").asString()).isEqualTo("Commodore");

        installation.awaitBothSides(records.get(3), "jobtitle", "Commodore");
        Wait.until(() -> installation.api().conflicts(records.get(3)).isEmpty());
        var tooLate = delete(path(conflict));
        assertThat(tooLate.status()).isEqualTo(409);
        assertThat(tooLate.json().path("code").asString()).isEqualTo("already_applied");
    }

    @Test
    @Order(2)
    void a_pending_decision_about_values_that_move_is_refused_and_says_so() {
        var conflict = conflict(4);
        resolve(conflict, Map.of("resolution", "database", "after_seconds", 3)).orFail();

        installation.account().edit(records.get(4), "jobtitle", "Bosun");

        Wait.until(() -> conflict(4).path("refused").isString());
        assertThat(conflict(4).path("refused").asString()).contains("changed after this was decided");
        assertThat(conflict(4).path("pending").isNull()).isTrue();
        assertThat(conflict(4).path("hubspot_value").asString()).isEqualTo("Bosun");
        assertThat(installation.inHubSpot(records.get(4), "jobtitle")).isEqualTo("Bosun");
        assertThat(installation.inSql(records.get(4), "jobtitle")).isEqualTo(OURS);

        resolve(conflict(4), Map.of("resolution", "hubspot")).orFail();
        installation.awaitBothSides(records.get(4), "jobtitle", "Bosun");
    }

    @Test
    @Order(2)
    void a_decision_at_once_takes_the_place_of_one_that_waits() {
        resolve(conflict(5), Map.of("resolution", "hubspot", "after_seconds", 60))
                .orFail();

        resolve(conflict(5), Map.of("resolution", "database")).orFail();

        installation.awaitBothSides(records.get(5), "jobtitle", OURS);
    }

    @Test
    @Order(2)
    void what_does_not_fit_is_refused_before_it_waits() {
        var conflict = conflict(6);

        assertThat(resolve(conflict, Map.of("resolution", "hubspot", "version", 99, "after_seconds", 5))
                        .status())
                .isEqualTo(409);
        assertThat(resolve(conflict, Map.of("resolution", "separate", "after_seconds", 5))
                        .status())
                .isEqualTo(422);
        assertThat(resolve(conflict, Map.of("resolution", "hubspot", "after_seconds", -1))
                        .status())
                .isEqualTo(400);
        assertThat(conflict(6).path("pending").isNull()).isTrue();
    }

    // --- deciding about many -----------------------------------------------------------------------------------------

    @Test
    @Order(3)
    void a_preview_tells_what_would_be_settled_and_settles_nothing() {
        var answer = installation
                .api()
                .post(BULK, Map.of("filter", Map.of("field", "city"), "resolution", "hubspot", "preview", true))
                .orFail()
                .json();

        assertThat(answer.path("matched").asInt()).isEqualTo(10);
        assertThat(answer.path("resolvable").asInt()).isEqualTo(10);
        assertThat(answer.path("outcome").asString()).isEqualTo("preview");
        assertThat(answer.path("by_field")).singleElement().satisfies(count -> {
            assertThat(count.path("object_type").asString()).isEqualTo("contacts");
            assertThat(count.path("field_name").asString()).isEqualTo("city");
            assertThat(count.path("count").asInt()).isEqualTo(10);
        });
        assertThat(listed("field=city")).hasSize(10);
    }

    @Test
    @Order(4)
    void a_batch_is_taken_back_as_one() {
        var batch = installation
                .api()
                .post(BULK, Map.of("filter", Map.of("field", "city"), "resolution", "hubspot", "after_seconds", 60))
                .orFail()
                .json()
                .path("batch")
                .asString();
        assertThat(listed("field=city"))
                .allSatisfy(conflict -> assertThat(
                                conflict.path("pending").path("batch").asString())
                        .isEqualTo(batch));

        var again = installation
                .api()
                .post(BULK, Map.of("filter", Map.of("field", "city"), "resolution", "database", "preview", true))
                .orFail()
                .json();
        assertThat(again.path("resolvable").asInt()).isZero();
        assertThat(again.path("refused")).hasSize(10);

        assertThat(delete(BULK + "/" + batch).status()).isEqualTo(204);
        assertThat(listed("field=city"))
                .allSatisfy(conflict ->
                        assertThat(conflict.path("pending").isNull()).isTrue());
    }

    @Test
    @Order(5)
    void listed_conflicts_are_settled_but_not_those_that_have_moved_or_are_gone() {
        var good = Stream.of(10, 11, 12).map(this::conflict).toList();
        var moved = Map.of("id", conflict(13).path("id").asLong(), "version", 7L);
        var gone = Map.of("id", 999_999L, "version", 1L);
        var items = Stream.concat(good.stream().map(DecisionsContract::item), Stream.of(moved, gone))
                .toList();

        var answer = installation
                .api()
                .post(BULK, Map.of("items", items, "resolution", "database"))
                .orFail();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("outcome").asString()).isEqualTo("resolved");
        assertThat(answer.json().path("resolvable").asInt()).isEqualTo(3);
        assertThat(answer.json()
                        .path("refused")
                        .valueStream()
                        .map(refused -> refused.path("id").asLong()))
                .containsExactlyInAnyOrder(Objects.requireNonNull(moved.get("id")), 999_999L);
        for (var record : List.of(10, 11, 12)) {
            installation.awaitBothSides(records.get(record), "jobtitle", OURS);
        }
        assertThat(conflict(13).path("hubspot_value").asString()).isEqualTo(THEIRS);
        var batch = answer.json().path("batch").asString();
        assertThat(delete(BULK + "/" + batch).json().path("applied").asInt()).isEqualTo(3);
    }

    @Test
    @Order(6)
    void all_that_a_filter_finds_is_settled_unless_more_is_found_than_was_shown() {
        var wish = Map.of("filter", Map.of("field", "city"), "resolution", "hubspot", "matched", 9);
        assertThat(installation.api().post(BULK, wish).json().path("code").asString())
                .isEqualTo("more_matched");

        installation
                .api()
                .post(BULK, Map.of("filter", Map.of("field", "city"), "resolution", "hubspot", "matched", 10))
                .orFail();

        for (var record : records.subList(20, 30)) {
            installation.awaitBothSides(record, "city", "Oslo");
        }
        assertThat(listed("field=city")).isEmpty();
        assertThat(listed("field=jobtitle")).isNotEmpty();
    }

    @Test
    @Order(7)
    void a_clean_stop_applies_what_waits() {
        resolve(conflict(14), Map.of("resolution", "hubspot", "after_seconds", 60))
                .orFail();

        installation.server().stop();
        installation.serve();

        installation.awaitBothSides(records.get(14), "jobtitle", THEIRS);
        Wait.until(() -> installation.api().conflicts(records.get(14)).isEmpty());
    }
}
