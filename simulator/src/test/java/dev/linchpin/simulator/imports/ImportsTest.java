package dev.linchpin.simulator.imports;

import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static dev.linchpin.simulator.imports.ImportingAccount.IMPORTS;
import static dev.linchpin.simulator.imports.ImportingAccount.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ImportsTest {

    private final ImportingAccount imports = new ImportingAccount();
    private final TestAccount account = imports.account;

    @Test
    @Fact({"imports/starts-asynchronously", "imports/read"})
    void an_import_is_started_then_processing_then_done() {
        account.set("{\"imports\":{\"rowsPerSecond\":1}}");
        Answer started = imports.start(PEOPLE, "First,Mail\nAda,ada@x.example\nBob,bob@x.example\n");
        assertThat(started.status()).isEqualTo(200);
        assertThat(started.text("/state")).isEqualTo("STARTED");
        assertThat(started.text("/importName")).isEqualTo("People");
        assertThat(started.text("/mappedObjectTypeIds/0")).isEqualTo("0-1");
        assertThat(started.text("/importRequestJson/files/0/fileName")).isEqualTo("people.csv");
        String id = started.text("/id");
        account.advance(Duration.ofMillis(1_999));
        assertThat(imports.read(id).text("/state")).isEqualTo("STARTED");
        assertThat(account.get(CONTACTS).ids()).isEmpty();
        account.advance(Duration.ofMillis(1));
        assertThat(imports.read(id).text("/state")).isEqualTo("PROCESSING");
        assertThat(account.get(CONTACTS).ids()).hasSize(1);
        account.advance(Duration.ofSeconds(1));
        assertThat(imports.read(id).text("/state")).isEqualTo("DONE");
        assertThat(account.get(CONTACTS).ids()).hasSize(2);
        assertThat(account.get("/crm/v3/imports/" + id).text("/updatedAt")).isEqualTo("2026-11-20T09:00:03.000Z");
    }

    @Test
    @Fact("imports/counters")
    void the_counters_tell_what_became_of_the_rows() {
        account.contact("\"email\":\"ada@x.example\"");
        String id = imports.finished(
                PEOPLE, "First,Mail\nAda,ada@x.example\nBob,bob@x.example\nBert,bob@x.example\nCid,nonsense\n");
        JsonNode counters = imports.read(id).json().at("/metadata/counters");
        assertThat(counters.path("TOTAL_ROWS").asInt()).isEqualTo(4);
        assertThat(counters.path("CREATED_OBJECTS").asInt()).isEqualTo(1);
        assertThat(counters.path("UPDATED_OBJECTS").asInt()).isEqualTo(2);
        assertThat(counters.path("UNIQUE_OBJECTS_WRITTEN").asInt()).isEqualTo(2);
        assertThat(counters.path("PROPERTY_VALUES_EMITTED").asInt()).isEqualTo(6);
        assertThat(counters.path("MAPPED_COLUMNS").asInt()).isEqualTo(2);
        assertThat(counters.path("ERRORS").asInt()).isEqualTo(1);
    }

    @Test
    @Fact("imports/source")
    void changes_carry_the_import_as_their_source_and_its_time() {
        String id = imports.finished(PEOPLE, "First,Mail\nAda,ada@x.example\n");
        String contact = account.get(CONTACTS).ids().getFirst();
        Answer read = account.get(CONTACTS + "/" + contact + "?propertiesWithHistory=firstname");
        assertThat(read.text("/propertiesWithHistory/firstname/0/sourceType")).isEqualTo("IMPORT");
        assertThat(read.text("/propertiesWithHistory/firstname/0/sourceId")).isEqualTo(id);
        assertThat(read.text("/createdAt")).isEqualTo("2026-11-20T09:00:02.000Z");
        assertThat(account.stats().at("/writes/IMPORT").asInt()).isEqualTo(1);
    }

    @Test
    @Fact("imports/webhooks")
    void an_import_floods_the_webhooks() {
        account.set("{\"webhooks\":{\"target\":\"http://127.0.0.1:9/hook\",\"properties\":[\"firstname\"]}}");
        String id = imports.finished(PEOPLE, "First,Mail\nAda,ada@x.example\nBob,bob@x.example\n");
        assertThat(imports.read(id).text("/state")).isEqualTo("DONE");
        List<JsonNode> events = account.deliveredEvents();
        assertThat(events).hasSize(4);
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.path("changeSource").asString()).isEqualTo("IMPORT"));
    }

    @Test
    @Fact("imports/row-limits")
    void a_file_or_a_day_with_too_many_rows_fails_the_import() {
        account.set("{\"imports\":{\"maximumRows\":1}}");
        String large = imports.finished(PEOPLE, "First,Mail\na,a@x.example\nb,b@x.example\n");
        assertThat(imports.read(large).text("/state")).isEqualTo("FAILED");
        assertThat(imports.errorTypes(large)).containsExactly("LIMIT_EXCEEDED");
        account.set("{\"imports\":{\"maximumRows\":100,\"maximumRowsPerDay\":3}}");
        assertThat(imports.read(imports.finished(PEOPLE, "First,Mail\na,a@x.example\n"))
                        .text("/state"))
                .isEqualTo("DONE");
        assertThat(imports.read(imports.finished(PEOPLE, "First,Mail\na,a@x.example\n"))
                        .text("/state"))
                .isEqualTo("FAILED");
        account.advance(Duration.ofDays(1));
        assertThat(imports.read(imports.finished(PEOPLE, "First,Mail\na,a@x.example\n"))
                        .text("/state"))
                .isEqualTo("DONE");
    }

    @Test
    @Fact("imports/cancel")
    void a_canceled_import_stops_and_keeps_what_it_wrote() {
        account.set("{\"imports\":{\"rowsPerSecond\":1}}");
        String id = imports.start(PEOPLE, "First,Mail\na,a@x.example\nb,b@x.example\n")
                .text("/id");
        account.advance(Duration.ofSeconds(2));
        Answer canceled = account.post(IMPORTS + "/" + id + "/cancel", "");
        assertThat(canceled.status()).isEqualTo(200);
        assertThat(canceled.text("/status")).isEqualTo("COMPLETE");
        account.advance(Duration.ofMinutes(1));
        assertThat(imports.read(id).text("/state")).isEqualTo("CANCELED");
        assertThat(account.get(CONTACTS).ids()).hasSize(1);
        assertThat(account.post(IMPORTS + "/" + id + "/cancel", "").status()).isEqualTo(400);
    }

    @Test
    @Fact({"imports/list", "imports/errors"})
    void imports_and_their_errors_are_paged() {
        String first = imports.finished(PEOPLE, "First,Mail\na,x\nb,y\nc,z\n");
        String second = imports.finished(PEOPLE, "First,Mail\na,a@x.example\n");
        Answer page = account.get(IMPORTS + "?limit=1");
        assertThat(page.ids()).containsExactly(second);
        assertThat(account.get(IMPORTS + "?limit=1&after=" + page.text("/paging/next/after"))
                        .ids())
                .containsExactly(first);
        account.set("{\"imports\":{\"newestFirst\":false}}");
        assertThat(account.get(IMPORTS).ids()).containsExactly(first, second);
        Answer errors = imports.errors(first, "?limit=2");
        assertThat(errors.ids()).hasSize(2);
        Answer rest = imports.errors(first, "?limit=2&after=" + errors.text("/paging/next/after"));
        assertThat(rest.ids()).hasSize(1).doesNotContainAnyElementsOf(errors.ids());
        assertThat(rest.json().has("paging")).isFalse();
    }

    @Test
    @Fact({"imports/scope", "imports/not-found"})
    void imports_need_their_scope_and_unknown_ones_are_a_404() {
        account.set("{\"tokens\":[{\"token\":\"narrow\",\"scopes\":[\"crm.objects.contacts.write\"]}]}");
        assertThat(account.callAs("narrow", "GET", IMPORTS, "").status()).isEqualTo(403);
        account.set("{\"tokens\":[{\"token\":\"narrow\",\"scopes\":[\"crm.import\"]}]}");
        assertThat(account.callAs("narrow", "GET", IMPORTS, "").status()).isEqualTo(200);
        account.set("{\"tokens\":[{\"token\":\"pat-simulator\"}]}");
        assertThat(account.get(IMPORTS + "/5").status()).isEqualTo(404);
        assertThat(account.get(IMPORTS + "/x/errors").status()).isEqualTo(404);
    }

    @Test
    void a_reset_forgets_the_imports_also_the_running_ones() {
        imports.start(PEOPLE, "First,Mail\na,a@x.example\n");
        account.control("POST", "reset", "");
        account.advance(Duration.ofMinutes(1));
        assertThat(account.get(IMPORTS).ids()).isEmpty();
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }
}
