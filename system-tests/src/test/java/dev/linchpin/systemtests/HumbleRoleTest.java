package dev.linchpin.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.systemtests.Installation.Feed;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator installs and removes; Linchpin and the application may do no more than they have to. */
class HumbleRoleTest {
    private static void run(String url, String sql) {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void linchpin_runs_on_what_an_administrator_made_from_the_printed_sql(@TempDir Path directory) {
        var administrator = Place.postgres();
        run(administrator.url(), "create role lowly login; create role shop login");
        var humble = new Place(administrator.url().replace("user=postgres", "user=lowly"), administrator.prefix());
        var shop = new Place(administrator.url().replace("user=postgres", "user=shop"), administrator.prefix());
        try (var installation = new Installation(directory, humble, Account.with(30, 5), Feed.WEBHOOKS, "")) {
            var before = Console.run(directory, installation.environment(), "doctor");
            assertThat(before.exitCode()).as(before.out()).isEqualTo(5);
            assertThat(before.out())
                    .contains("problem   rights    The database user lowly may not create the schema linchpin")
                    .contains("Create the table hubspot.contacts");
            var sql = Console.run(directory, installation.environment(), "doctor", "--print-sql");
            assertThat(sql.exitCode()).as(sql.errors()).isZero();

            run(administrator.url(), sql.out());
            installation.load();
            run(
                    administrator.url(),
                    "grant usage on schema hubspot to shop; grant select, update on hubspot.contacts to shop");
            var record = installation.contacts().records(1).getFirst();
            shop.contacts().set(record, "jobtitle", "Captain");
            installation.awaitBothSides(record, "jobtitle", "Captain");
            installation.account().edit(record, "jobtitle", "Admiral");
            installation.awaitBothSides(record, "jobtitle", "Admiral");
            installation.awaitAgreement();

            var beside = Console.run(directory, installation.environment(), "doctor");
            assertThat(beside.exitCode()).as(beside.out()).isZero();
            assertThat(beside.out()).contains("triggers are as they should be").doesNotContain("warning   rights");
            assertThat(Console.run(directory, installation.environment(), "uninstall", "--yes")
                            .exitCode())
                    .isEqualTo(7);
            installation.stop();
            installation.account().addProperty("favourite_knot");
            installation.goOn();
            shop.contacts().set(record, "jobtitle", "Boatswain");
            installation.awaitBothSides(record, "jobtitle", "Boatswain");
            assertThat(installation.server().program().errors())
                    .containsOnlyOnce("The field 'favourite_knot' of contacts is left out");
            assertThat(Console.run(directory, installation.environment(), "doctor", "--print-sql")
                            .out())
                    .contains("alter table \"hubspot\".\"contacts\" add column \"favourite_knot\" text;")
                    .contains("create or replace function linchpin.\"capture_rows_of_contacts\"");
            installation.stop();
            installation.assertWell();
            var removal = Console.run(directory, installation.environment(), "uninstall", "--print-sql");
            assertThat(removal.exitCode()).as(removal.errors()).isZero();
            run(administrator.url(), removal.out());

            shop.contacts().set(record, "jobtitle", "Pensioner");
            assertThat(administrator.contacts().query("select 1 from pg_namespace where nspname = 'linchpin'"))
                    .isEmpty();
            assertThat(administrator.contacts().count()).isEqualTo(30);
        } finally {
            run(administrator.url(), "drop owned by lowly, shop; drop role lowly, shop");
        }
    }
}
