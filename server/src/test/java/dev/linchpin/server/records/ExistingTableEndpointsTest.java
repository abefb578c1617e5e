package dev.linchpin.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.server.testing.DemoSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExistingTableEndpointsTest {
    private static final String CONFIGURATION = """
            objects:
              companies:
                table: customers
                key: [tenant, number]
                hubspot-id: "ids->>'hubspot'"
                where: "status <> 'draft'"
                fields:
                  name: company_name
                  domain: { column: "details->'web'->>'domain'", transform: [lower, trim] }
                  annualrevenue: { column: cents, transform: cents }
            """;

    @TempDir
    Path directory;

    private void makeTable() throws IOException, SQLException {
        Files.createDirectories(directory.resolve("demo"));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("demo/linchpin.db"));
                var statement = connection.createStatement()) {
            statement.execute("create table customers (tenant text not null default 'new', number integer not null"
                    + " default (abs(random() % 1000000)), company_name text, details text, ids text, cents integer,"
                    + " status text default 'ok', primary key (tenant, number))");
            statement.execute("insert into customers values ('a~b', 1, 'Tilde Ltd', '{\"x\": 1}', null, 1250, 'ok'),"
                    + " ('e/f', 3, 'Slash Ltd', null, null, null, 'ok'),"
                    + " ('c', 2, 'Draft Ltd', '{}', null, null, 'draft')");
        }
    }

    @Test
    void the_api_names_rows_by_all_parts_of_their_key_and_fields_by_their_names() throws IOException, SQLException {
        makeTable();
        try (var session = DemoSession.start(directory, CONFIGURATION)) {
            assertThat(session.query("select count(*) from customers where ids is not null"))
                    .containsExactly("7");

            var path = "/api/companies/a%257Eb~1";
            var shown = session.get(path);
            assertThat(shown.path("id").asString("")).isEqualTo("a%7Eb~1");
            assertThat(shown.path("annualrevenue").asDouble()).isEqualTo(12.5);

            session.patch(path, "{\"domain\": \"tilde.example\", \"annualrevenue\": 7.25}");
            assertThat(session.query("select cents || details from customers where tenant = 'a~b'"))
                    .containsExactly("725{\"x\":1,\"web\":{\"domain\":\"tilde.example\"}}");
            session.settle();
            assertThat(session.get("/api/sync/companies/a%257Eb~1/status").toString())
                    .contains("IN_SYNC");
            assertThat(session.get("/api/sync/companies?q=Tilde").toString()).contains("a%7Eb~1");
            assertThat(session.get("/api/companies/e%2Ff~3").path("name").asString(""))
                    .isEqualTo("Slash Ltd");
            assertThat(session.get("/api/properties/companies").toString()).contains("\"details->'web'->>'domain'\"");
            assertThat(session.query("select name from sqlite_master where tbl_name = 'customers' and type = 'index'"
                            + " and name not like 'sqlite_%'"))
                    .isEmpty();
        }
    }
}
