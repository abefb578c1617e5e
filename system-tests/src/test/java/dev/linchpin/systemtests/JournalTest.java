package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What Linchpin did, found by side, action, cause and time, and taken out as a file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JournalTest {
    /** More than go into one portion of a file. */
    private static final int CONTACTS = 1_200;

    @SuppressWarnings("NullAway.Init") // set before any test
    private Installation installation;

    @SuppressWarnings("NullAway.Init") // set before any test
    private String record;

    @SuppressWarnings("NullAway.Init") // set before any test
    private Instant loaded;

    @BeforeAll
    void edit(@TempDir Path directory) {
        installation = new Installation(
                        directory, Place.sqlite(directory), Account.with(CONTACTS, 0), Feed.WEBHOOKS, "")
                .load();
        record = installation.contacts().records(1).getFirst();
        installation.contacts().set(record, "firstname", "=cmd()");
        installation.contacts().set(record, "lastname", "Nobody");
        installation.awaitBothSides(record, "firstname", "=cmd()");
        installation.awaitBothSides(record, "lastname", "Nobody");
        loaded = Instant.parse(
                entries("action=CREATE&limit=1000").getFirst().path("at").asString());
        installation.account().edit(record, "jobtitle", "+49 30 1234 at any time");
        installation.awaitBothSides(record, "jobtitle", "+49 30 1234 at any time");
        installation.contacts().set(record, "loyalty_points", "-5");
        installation.awaitBothSides(record, "loyalty_points", "-5");
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

    private List<JsonNode> entries(String query) {
        return installation.api().all("/api/journal?" + query);
    }

    private List<NamedCsvRecord> file(String query) {
        var answer = installation.api().get("/api/journal.csv?" + query).orFail();
        assertThat(answer.headers().get("Content-Type")).startsWith("text/csv");
        assertThat(answer.headers().get("Content-Disposition")).contains("journal.csv");
        return CsvReader.builder().ofNamedCsvRecord(answer.text()).stream().toList();
    }

    @Test
    void entries_are_found_by_side_action_and_cause() {
        assertThat(entries("side=HUBSPOT&action=UPDATE&hubspot_id=" + record))
                .extracting(entry -> entry.path("field_name").asString())
                .containsExactlyInAnyOrder("firstname", "lastname", "loyalty_points");
        assertThat(entries("side=database&action=update"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("after").asString()).startsWith("+49"));
        assertThat(entries("cause=LOAD&action=CREATE")).hasSize(CONTACTS);
        assertThat(entries("cause=PERSON")).isEmpty();
    }

    @Test
    void entries_are_found_by_time() {
        var later = loaded.plusMillis(1);

        assertThat(entries("to=" + later)).hasSizeGreaterThanOrEqualTo(CONTACTS);
        assertThat(entries("from=" + later))
                .allSatisfy(entry ->
                        assertThat(Instant.parse(entry.path("at").asString())).isAfterOrEqualTo(later));
        assertThat(entries("object_type=contacts").size())
                .isEqualTo(
                        entries("to=" + later).size() + entries("from=" + later).size());
    }

    @Test
    void entries_tell_what_people_call_the_record() {
        assertThat(entries("action=UPDATE&hubspot_id=" + record))
                .allSatisfy(entry ->
                        assertThat(entry.path("record_name").asString()).isEqualTo("=cmd() Nobody"));
    }

    @Test
    void a_file_holds_all_that_is_found() {
        var listed = entries("object_type=contacts").stream()
                .map(entry -> String.valueOf(entry.path("id").asLong()))
                .toList();

        assertThat(file("object_type=contacts"))
                .extracting(line -> line.getField("id"))
                .isEqualTo(listed);
        assertThat(file("cause=PERSON")).isEmpty();
    }

    @Test
    void no_cell_of_a_file_is_a_formula() {
        var lines = file("action=UPDATE&hubspot_id=" + record);

        assertThat(lines)
                .allSatisfy(line -> assertThat(line.getField("record_name")).isEqualTo("'=cmd() Nobody"));
        assertThat(lines)
                .extracting(line -> line.getField("after"))
                .containsExactlyInAnyOrder("'=cmd()", "Nobody", "'+49 30 1234 at any time", "-5");
    }
}
