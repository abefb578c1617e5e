package dev.linchpin.database.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.database.ownership.Host;
import dev.linchpin.database.sql.DatabaseException;
import dev.linchpin.database.testing.Fields;
import dev.linchpin.database.testing.Person;
import dev.linchpin.database.testing.PostgresServer;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.store.CapturedChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PostgresInstallationTest extends InstallationContract {
    @Override
    String newDatabase(Path directory) {
        return PostgresServer.newBlankDatabase();
    }

    @Override
    String table() {
        return "hubspot.contacts";
    }

    @Override
    List<String> catalogue() {
        return administrator.sees("""
                        select n.nspname || '.' || c.relname || ' ' || c.relkind::text || ' ' || coalesce((
                            select string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' order by a.attnum)
                            from pg_attribute a where a.attrelid = c.oid and a.attnum > 0), '') as line
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname not like 'pg_%' and n.nspname <> 'information_schema'
                        union all
                        select p.oid::regprocedure::text || ' ' || md5(p.prosrc) from pg_proc p
                        join pg_namespace n on n.oid = p.pronamespace
                        where n.nspname not like 'pg_%' and n.nspname <> 'information_schema'
                        union all
                        select tgrelid::regclass || '.' || tgname || ' ' || pg_get_triggerdef(oid) from pg_trigger
                        where not tgisinternal
                        union all
                        select nspname from pg_namespace where nspname not like 'pg_%'
                          and nspname not in ('information_schema', 'hubspot')
                        order by 1
                        """).stream().map(Objects::requireNonNull).toList();
    }

    /** A database user of this name without any right of its own. */
    private DatabaseOptions humble(String role) {
        administrator.does("drop role if exists " + role);
        administrator.does("create role " + role + " login");
        return new DatabaseOptions(url.replace("user=postgres", "user=" + role), null, null, 4);
    }

    private static void drop(Person administrator, String role) {
        administrator.does("drop owned by " + role);
        administrator.does("drop role " + role);
    }

    @Test
    void a_role_with_the_printed_grants_alone_can_run_what_an_administrator_made() {
        var options = humble("linchpin_humble");
        var application = humble("some_application");
        try (var examined = Database.examine(options, clock)) {
            var installation = examined.installation();
            assertThat(installation.missingRights(List.of(contacts()), REFERENCES, true))
                    .contains("may not create the schema linchpin", "may not create the schema hubspot");
            runs(installation.needed(List.of(contacts()), REFERENCES));
            assertThat(installation.missingRights(List.of(contacts()), REFERENCES, false))
                    .contains("may not use the schema linchpin", "may not use the schema hubspot");
            runs(installation.grants(List.of(contacts()), REFERENCES));
            assertThat(installation.missingRights(List.of(contacts()), REFERENCES, false))
                    .isEmpty();
            assertThat(installation.needed(List.of(contacts()), REFERENCES)).isEmpty();
            assertThat(installation.server().isAllPowerful()).isFalse();
        }
        administrator.does("grant usage on schema hubspot to some_application");
        administrator.does("grant insert, update (name), select (name) on hubspot.contacts to some_application");

        try (var database = Database.open(options, clock);
                var person = new Person(application.url())) {
            database.managedTables().apply(List.of(contacts()));
            database.referenceTables().apply(REFERENCES);
            database.capture().install(List.of(contacts()));
            var store = database.store(database.own(Host.local()));
            person.does("insert into hubspot.contacts (name) values ('Ada')");
            person.does("update hubspot.contacts set name = 'Grace'");

            List<CapturedChange> captured = store.inTransaction(tx -> tx.captured(10));
            assertThat(captured).hasSize(2);
            assertThatThrownBy(() -> person.sees("select 1 from linchpin.change_log"))
                    .hasMessageContaining("permission denied for schema linchpin");
        }
        drop(administrator, "some_application");
        drop(administrator, "linchpin_humble");
    }

    @Test
    void a_trigger_that_this_role_may_not_change_goes_on_as_it_is() {
        var options = humble("linchpin_humbler");
        try (var examined = Database.examine(options, clock)) {
            var installation = examined.installation();
            runs(installation.needed(List.of(contacts()), REFERENCES));
            runs(installation.grants(List.of(contacts()), REFERENCES));
            var fewer = contacts().without(Set.of("stage"));

            try (var database = Database.open(options, clock)) {
                assertThat(database.capture().install(List.of(fewer))).isEmpty();
                administrator.does("insert into hubspot.contacts (stage) values ('lead')");
                List<CapturedChange> captured =
                        database.store(database.own(Host.local())).inTransaction(tx -> tx.captured(10));
                assertThat(captured).hasSize(1);
                assertThatThrownBy(() -> database.capture().install(List.of(contacts(), companies())))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("permission denied");
            }
            assertThat(installation.needed(List.of(fewer), REFERENCES))
                    .singleElement()
                    .satisfies(step -> assertThat(step.sql()).startsWith("create or replace function"));
        }
        drop(administrator, "linchpin_humbler");
    }

    private ObjectMapping companies() {
        administrator.does("create table if not exists hubspot.companies (id bigint, hubspot_id text, name text)");
        administrator.does("grant all on hubspot.companies to linchpin_humbler");
        return Fields.mapping(
                ObjectType.COMPANIES, "hubspot.companies", List.of(), Fields.field("name", FieldType.TEXT));
    }

    @Test
    void a_view_of_somebody_elses_keeps_everything_from_being_removed() {
        installAll();
        administrator.does("create view mine as select * from linchpin.record_status");
        var before = catalogue();
        try (var database = examined()) {
            var installation = database.installation();
            assertThatThrownBy(() -> installation.remove(Host.local()))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("other objects depend on it");
        }

        assertThat(catalogue()).isEqualTo(before);
    }
}
