package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the guard holds, over HTTP and on the command line, beside a running server. */
class GuardCommandTest {
    private static final int CONTACTS = 120;

    private static JsonNode held(Installation installation) {
        return installation.api().get("/api/guard").json().path("items");
    }

    @Test
    void a_mass_deletion_is_shown_everywhere_and_decided_by_a_person(@TempDir Path directory) {
        try (var installation = new Installation(
                        directory, Place.sqlite(directory), Account.with(CONTACTS, 0), Feed.POLLING, "")
                .load()) {
            var contacts = installation.contacts();
            contacts.execute("delete from " + contacts.name() + " where id <= 60");
            Wait.until(() -> held(installation).size() == 1
                    && held(installation).path(0).path("records").asInt() == 60);
            var hold = held(installation).path(0);
            var version = hold.path("version").asLong();

            assertThat(hold.path("loss").asString()).isEqualTo("row-deleted");
            assertThat(installation.api().get("/api/status").json().path("held"))
                    .hasSize(1);
            assertThat(installation.api().get("/metrics").text())
                    .contains("hubspot_sync_held{entity_type=\"contacts\"} 60");
            var list = Program.run(directory, installation.environment(), "guard", "list");
            assertThat(list.out()).contains("60 rows were deleted").contains("contacts row-deleted " + version);

            var path = "/api/guard/contacts/row-deleted/approve";
            assertThat(installation
                            .api()
                            .send("POST", path, "{\"version\":" + (version - 1) + "}")
                            .status())
                    .isEqualTo(409);
            assertThat(installation.api().send("POST", path, "{}").status()).isEqualTo(400);
            assertThat(installation
                            .api()
                            .send("POST", "/api/guard/contacts/nothing/approve", "{\"version\":1}")
                            .status())
                    .isEqualTo(404);

            var approved = Program.run(
                    directory,
                    installation.environment(),
                    "guard",
                    "approve",
                    "contacts",
                    "row-deleted",
                    String.valueOf(version));

            assertThat(approved.exitCode()).as(approved.errors()).isZero();
            assertThat(approved.out()).contains("60 records");
            installation.awaitAgreement();
            Wait.until(() -> held(installation).isEmpty());
            assertThat(installation.contacts().count()).isEqualTo(CONTACTS - 60);
            var again = Program.run(
                    directory,
                    installation.environment(),
                    "guard",
                    "reject",
                    "contacts",
                    "row-deleted",
                    String.valueOf(version));
            assertThat(again.exitCode()).isEqualTo(1);
            assertThat(again.errors()).contains("Nothing of the kind is held");
            installation.assertWell();
        }
    }
}
