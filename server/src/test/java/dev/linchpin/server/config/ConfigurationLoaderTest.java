package dev.linchpin.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Traits;
import dev.linchpin.engine.reference.Reference;
import dev.linchpin.engine.store.Feed;
import dev.linchpin.server.config.ConfigurationLoader.Purpose;
import dev.linchpin.server.config.ConfigurationLoader.Sources;
import dev.linchpin.server.config.ObjectSettings.FieldSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationLoaderTest {
    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>(Map.of("HUBSPOT_ACCESS_TOKEN", "pat-x"));

    @Test
    void associations_that_make_no_sense_are_refused_each_with_its_line() throws Exception {
        write("""
                objects:
                  contacts:
                    associations:
                      a: { column: company_id }
                      b: { to: companies }
                      c: { to: companies, column: x, label-column: y }
                      d: { to: companies, table: t, label: L, label-column: l }
                      e: { to: companies, column: x, policy: latest-wins }
                      f: { to: companies, colum: x }
                """);

        assertThat(problems())
                .containsExactly(
                        "linchpin.yaml:4: objects.contacts.associations.a: 'to' is missing: the object type that the"
                                + " associations lead to",
                        "linchpin.yaml:5: objects.contacts.associations.b: expected either 'column' (a foreign key of this"
                                + " type's table) or 'table' (of pairs)",
                        "linchpin.yaml:6: objects.contacts.associations.c.label-column is only for associations that a"
                                + " table holds",
                        "linchpin.yaml:7: objects.contacts.associations.d: with 'label' there is but one kind of"
                                + " association, so no 'label-column'",
                        "linchpin.yaml:8: objects.contacts.associations.e.policy: expected one of manual, hubspot-wins,"
                                + " database-wins: HubSpot keeps no times of associations",
                        "linchpin.yaml:9: unknown key 'objects.contacts.associations.f.colum' - did you mean 'column'?",
                        "linchpin.yaml:9: objects.contacts.associations.f: expected either 'column' (a foreign key of this"
                                + " type's table) or 'table' (of pairs)");
    }

    @Test
    void mirrors_are_read_with_their_usual_times() throws IOException {
        write("""
                objects:
                  contacts: { mode: mirror }
                  deals:
                    mode: mirror
                    every: 1h
                    offset: 7m
                    properties: [dealname, amount]
                    properties-json: true
                    deletes: { in-hubspot: mark }
                """);

        var settings = load();

        assertThat(settings.objects()).isEmpty();
        assertThat(settings.sync().reference()).isEmpty();
        assertThat(settings.sync().mirrorEvery()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.mirrors())
                .containsExactly(
                        new MirrorOptions(
                                ObjectType.CONTACTS,
                                null,
                                Duration.ZERO,
                                List.of(),
                                false,
                                Deletes.OnRecordArchived.DELETE,
                                "linchpin.yaml:2"),
                        new MirrorOptions(
                                new ObjectType("deals"),
                                Duration.ofHours(1),
                                Duration.ofMinutes(7),
                                List.of("dealname", "amount"),
                                true,
                                Deletes.OnRecordArchived.MARK,
                                "linchpin.yaml:3"));
        environment.put("SYNC_INTERVAL_MINUTES", "20");
        assertThat(load().sync().mirrorEvery()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void what_is_for_the_other_mode_is_refused() throws IOException {
        write("""
                objects:
                  contacts: { mode: mirror, match: email, deletes: { in-database: archive } }
                  companies: { every: 5m }
                  deals: { mode: miror }
                """);

        assertThat(problems())
                .containsExactlyInAnyOrder(
                        "linchpin.yaml:2: 'objects.contacts.match' means nothing to a mirror",
                        "linchpin.yaml:2: 'objects.contacts.deletes.in-database' means nothing to a mirror",
                        "linchpin.yaml:3: objects.companies.every is for mirrors: set objects.companies.mode to mirror,"
                                + " or leave it out",
                        "linchpin.yaml:4: objects.deals.mode: expected mirror or two-way - did you mean 'mirror'?");
    }

    @Test
    void origins_are_named_as_browsers_write_them() {
        environment.put("CORS_ORIGIN", "https://Dashboard.Example.com:443, http://localhost:5173,https://[::1]:8443");

        assertThat(load().server().corsOrigins())
                .containsExactly("https://dashboard.example.com", "http://localhost:5173", "https://[::1]:8443");
        environment.remove("CORS_ORIGIN");
        assertThat(load().server().corsOrigins()).isEmpty();
    }

    @Test
    void what_is_no_origin_is_refused() {
        for (var wrong : List.of(
                "*",
                "dashboard.example.com",
                "https://dashboard.example.com/",
                "https://a.example,",
                "https://me@a.example",
                "https://a.example?x",
                "ftp://a.example",
                "https://*.example.com",
                "null")) {
            environment.put("CORS_ORIGIN", wrong);

            assertThat(problems())
                    .as(wrong)
                    .singleElement()
                    .asString()
                    .contains("CORS_ORIGIN")
                    .contains("server.cors-origin: expected origins such as https://dashboard.example.com");
        }
    }

    @Test
    void the_environment_alone_is_enough() {
        environment.put("LINCHPIN_PORT", "9000");

        var settings = load();

        assertThat(settings.database().url()).isEqualTo("jdbc:sqlite:linchpin.db");
        assertThat(settings.hubspot().token()).isEqualTo(new Secret("pat-x"));
        assertThat(settings.server().port()).isEqualTo(9000);
        assertThat(settings.server().host()).isEqualTo("127.0.0.1");
        assertThat(settings.objects())
                .extracting(ObjectSettings::type)
                .containsExactly(ObjectType.CONTACTS, ObjectType.COMPANIES);
        assertThat(settings.objects())
                .extracting(ObjectSettings::match)
                .containsExactly(List.of("email"), List.of("domain"));
    }

    @Test
    void a_file_says_everything_and_the_environment_overrides_it() throws IOException {
        environment.put("DATABASE_PASSWORD", "s3cret");
        environment.put("RATE_LIMIT_REQUESTS", "150");
        write("""
                database: { url: "jdbc:postgresql://localhost/crm", user: app, password: "${DATABASE_PASSWORD}" }
                hubspot:
                  budget:
                    share: 0.5
                    requests: 100
                server:
                  port: ${SOME_PORT:-8090}
                objects:
                  contacts:
                    match: [email, phone]
                    default-policy: hubspot-wins
                    fields:
                      phone: { policy: latest-wins }
                      lifecyclestage: { direction: from-hubspot }
                    deletes: { in-database: unlink, in-hubspot: mark }
                """);

        var settings = load();

        assertThat(settings.database().password()).isEqualTo(new Secret("s3cret"));
        assertThat(settings.hubspot().share()).isEqualTo(0.5);
        assertThat(settings.hubspot().burst()).isEqualTo(150);
        assertThat(settings.server().port()).isEqualTo(8090);
        var contacts = settings.objects().getFirst();
        assertThat(contacts.match()).containsExactly("email", "phone");
        assertThat(contacts.defaultPolicy()).isEqualTo(Policy.HUBSPOT_WINS);
        assertThat(contacts.fields())
                .containsEntry("phone", new FieldSettings(Policy.LATEST_WINS, null, "linchpin.yaml:13"))
                .containsEntry("lifecyclestage", new FieldSettings(null, Direction.FROM_HUBSPOT, "linchpin.yaml:14"));
        assertThat(contacts.deletes())
                .isEqualTo(new Deletes(Deletes.OnRowDeleted.UNLINK, Deletes.OnRecordArchived.MARK));
    }

    @Test
    void all_mistakes_are_told_at_once_each_with_its_line_and_the_likely_word() throws IOException {
        write("""
                hubspot:
                  tokn: abc
                  budget: { share: 7 }
                server: { port: eighty }
                objects:
                  contact: {}
                  companies:
                    polcy: manual
                    default-policy: merge
                    every: 5m
                    fields:
                      name: { direction: to-hubspt }
                wolly: 1
                """);

        assertThat(problems())
                .containsExactly(
                        "linchpin.yaml:2: unknown key 'hubspot.tokn' - did you mean 'hubspot.token'?",
                        "linchpin.yaml:13: unknown key 'wolly'",
                        "linchpin.yaml:6: unknown object type 'contact' - did you mean 'contacts'?",
                        "linchpin.yaml:8: unknown key 'objects.companies.polcy'",
                        "linchpin.yaml:9: objects.companies.default-policy: 'merge' does not fit every field; give it as"
                                + " the policy of those that it fits. Expected one of manual, hubspot-wins,"
                                + " database-wins, latest-wins",
                        "linchpin.yaml:10: objects.companies.every is for mirrors: set objects.companies.mode to mirror,"
                                + " or leave it out",
                        "linchpin.yaml:12: objects.companies.fields.name.direction: expected one of both, to-hubspot,"
                                + " from-hubspot - did you mean 'to-hubspot'?",
                        "linchpin.yaml:3: hubspot.budget.share: expected a share above 0 and at most 1, such as 0.9",
                        "linchpin.yaml:4: server.port: expected a whole number from 0 to 65535");
    }

    @Test
    void every_policy_can_be_given_to_a_field() throws IOException {
        write("""
                objects:
                  contacts:
                    fields:
                      a: { policy: manual }
                      b: { policy: hubspot-wins }
                      c: { policy: database-wins }
                      d: { policy: latest-wins }
                      e: { policy: merge }
                      f: { policy: max }
                      g: { policy: min }
                      h: { policy: sum }
                      i: { policy: forward-only, direction: both }
                """);

        assertThat(load().objects().getFirst().fields().values())
                .extracting(FieldSettings::policy)
                .containsExactly(Policy.values());
    }

    @Test
    void a_policy_that_is_misspelt_or_has_only_one_side_to_weigh_is_refused() throws IOException {
        write("""
                objects:
                  contacts:
                    fields:
                      stage: { policy: foward-only }
                      interests: { policy: merge, direction: to-hubspot }
                """);

        assertThat(problems())
                .containsExactly(
                        "linchpin.yaml:4: objects.contacts.fields.stage.policy: expected one of manual, hubspot-wins,"
                                + " database-wins, latest-wins, merge, max, min, sum, forward-only - did you mean 'forward-only'?",
                        "linchpin.yaml:5: objects.contacts.fields.interests: the policy 'merge' weighs what both sides"
                                + " hold, and with the direction 'to-hubspot' only one side counts; leave one of the two"
                                + " out");
    }

    @Test
    void a_type_is_settled_linked_and_created_as_configured() throws IOException {
        write("""
                reference: [lists, owners]
                objects:
                  p4242_car: { match: plate, settle: 5s, first-link: database, linchpin-id: false,
                              properties-json: true }
                """);

        var settings = load();

        assertThat(settings.sync().reference()).containsExactly(Reference.LISTS, Reference.OWNERS);
        assertThat(settings.objects().getFirst().traits())
                .isEqualTo(Traits.NONE
                        .withSettle(Duration.ofSeconds(5))
                        .withFirstLink(Traits.FirstLink.DATABASE)
                        .unannounced()
                        .asWhole());
    }

    @Test
    void nothing_need_be_kept_for_reference_and_what_there_is_not_cannot_be() throws IOException {
        assertThat(load().sync().reference()).containsExactly(Reference.PIPELINES, Reference.OWNERS);
        write("reference: none");
        assertThat(load().sync().reference()).isEmpty();
        write("reference: [owner]");
        assertThat(problems()).singleElement().asString().contains("reference").contains("owners");
    }

    @Test
    void a_key_in_the_wrong_section_is_pointed_to_the_right_one() throws IOException {
        write("token: abc\n");

        assertThat(problems()).containsExactly("linchpin.yaml:1: unknown key 'token' - did you mean 'hubspot.token'?");
    }

    @Test
    void a_key_given_twice_is_refused() throws IOException {
        write("server:\n  port: 1\n  port: 2\n");

        assertThat(problems()).containsExactly("linchpin.yaml:3: 'port' was already given in line 2");
    }

    @Test
    void text_that_is_not_yaml_is_refused_with_its_line() throws IOException {
        write("server:\n  port: 1\n bad: [\n");

        assertThat(problems()).singleElement().asString().startsWith("linchpin.yaml:3: this is not YAML");
    }

    @Test
    void a_variable_that_is_not_set_is_named() throws IOException {
        write("hubspot:\n  read-token: ${NO_SUCH_THING}\n");

        assertThat(problems()).containsExactly("linchpin.yaml:2: the environment variable NO_SUCH_THING is not set");
    }

    @Test
    void without_a_token_nothing_can_be_synchronised_but_the_database_can_be_looked_at() {
        environment.clear();

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("hubspot.token: missing; set HUBSPOT_ACCESS_TOKEN");
        assertThat(ConfigurationLoader.load(sources(), Purpose.LOOK).hubspot().token())
                .isNull();
    }

    @Test
    void a_dotenv_file_is_read_below_the_process_environment() throws IOException {
        Files.writeString(directory.resolve(".env"), """
                # what is left empty counts as not set
                HUBSPOT_READ_TOKEN=
                export LINCHPIN_PORT="9001"
                LINCHPIN_HOST='::1'   # loopback, too
                LOG_LEVEL=debug # while trying things out
                """);
        environment.put("LOG_LEVEL", "warn");

        var settings = load();

        assertThat(settings.hubspot().readToken()).isNull();
        assertThat(settings.server().port()).isEqualTo(9001);
        assertThat(settings.server().host()).isEqualTo("::1");
        assertThat(settings.log().level()).isEqualTo(LogSettings.Level.WARN);
    }

    @Test
    void a_mistake_in_dotenv_is_told_with_its_line() throws IOException {
        Files.writeString(directory.resolve(".env"), "LINCHPIN_PORT=80a\nnonsense\n");

        assertThat(problems())
                .containsExactly(
                        ".env:2: expected NAME=value",
                        "LINCHPIN_PORT (.env:1): server.port: expected a whole number from 0 to 65535");
    }

    @Test
    void minutes_of_other_connectors_become_durations() {
        environment.put("SYNC_INTERVAL_MINUTES", "15");
        environment.put("SYNC_BUFFER_MINUTES", "0.5");

        assertThat(load().sync().pollEvery()).isEqualTo(Duration.ofMinutes(15));
        assertThat(load().sync().pollOverlap()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void feeds_are_a_list_and_webhooks_need_a_secret_to_be_one() throws IOException {
        assertThat(load().sync().feeds()).containsExactly(Feed.POLLING);

        environment.put("HUBSPOT_CLIENT_SECRET", "signed");
        environment.put("HUBSPOT_CLIENT_ID", "app");
        write("sync: { feeds: [journal, polling] }");

        assertThat(load().sync().feeds()).containsExactlyInAnyOrder(Feed.JOURNAL, Feed.POLLING);
        assertThat(load().sync().pollEvery()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void the_journal_without_an_oauth_app_is_refused_plainly() throws IOException {
        write("sync: { feeds: [journal] }");

        assertThatThrownBy(this::load)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("OAuth apps only")
                .hasMessageContaining("HUBSPOT_CLIENT_ID");
    }

    @Test
    void hubspot_is_searched_less_often_when_webhooks_come() {
        assertThat(load().sync().pollEvery()).isEqualTo(Duration.ofSeconds(30));

        environment.put("HUBSPOT_WEBHOOK_SECRET", "signed");

        assertThat(load().sync().pollEvery()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void mariadb_may_be_named_in_parts_as_other_connectors_have_it() {
        environment.put("DB_HOST", "db.example");
        assertThat(problems()).singleElement().asString().contains("DB_HOST", "set DB_NAME");

        environment.put("DB_NAME", "crm");
        environment.put("DB_PORT", "many");
        assertThat(problems()).singleElement().asString().contains("DB_PORT");

        environment.put("DB_PORT", "3307");
        environment.put("DB_USER", "app");
        environment.put("DB_PASSWORD", "p%ss");
        var database = load().database();
        assertThat(database.url()).isEqualTo("jdbc:mariadb://db.example:3307/crm");
        assertThat(database.user()).isEqualTo("app");
        assertThat(database.password()).isEqualTo(new Secret("p%ss"));

        environment.put("DATABASE_URL", "jdbc:mariadb://elsewhere/crm");
        environment.put("DATABASE_USER", "other");
        assertThat(load().database().url()).isEqualTo("jdbc:mariadb://elsewhere/crm");
        assertThat(load().database().user()).isEqualTo("other");
    }

    @Test
    void mysql_is_refused_and_its_url_taken_for_a_slip_where_the_server_may_be_mariadb() {
        environment.put("DATABASE_URL", "jdbc:mysql://localhost/crm");

        assertThat(problems()).singleElement().asString().contains("jdbc:mariadb:");
    }

    @Test
    void the_url_of_a_hosting_service_is_understood() {
        environment.put("DATABASE_URL", "postgres://app:p%40ss@db.example:5433/crm?sslmode=require");

        assertThat(load().database().url())
                .isEqualTo("jdbc:postgresql://db.example:5433/crm?user=app&password=p%40ss&sslmode=require");
    }

    @Test
    void listening_beyond_this_machine_needs_a_key() {
        environment.put("LINCHPIN_HOST", "0.0.0.0");
        assertThat(problems()).singleElement().asString().contains("needs an admin key of your own");

        environment.put("LINCHPIN_ADMIN_KEY", "0123456789abcdef");
        assertThat(load().server().host()).isEqualTo("0.0.0.0");
    }

    @Test
    void secrets_never_print() {
        environment.put("LINCHPIN_ADMIN_KEY", "0123456789abcdef");
        environment.put("HUBSPOT_CLIENT_SECRET", "shhh");

        assertThat(load().toString()).doesNotContain("0123456789abcdef", "shhh", "pat-x");
    }

    @Test
    void a_secret_that_does_not_fit_is_not_repeated() {
        environment.put("LINCHPIN_ADMIN_KEY", "too-short");
        environment.put("DATABASE_URL", "postgres://app:hunter2@");

        assertThat(problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).doesNotContain("too-short", "hunter2"));
    }

    @Test
    void a_misspelt_variable_is_warned_about_because_strangers_may_share_the_environment() {
        environment.put("HUBSPOT_ACESS_TOKEN", "pat-y");

        assertThat(load().warnings())
                .containsExactly("The environment variable HUBSPOT_ACESS_TOKEN means nothing to this version"
                        + " - did you mean 'HUBSPOT_ACCESS_TOKEN'?");
    }

    @Test
    void a_named_file_must_exist() {
        var sources = new Sources(directory, Path.of("other.yaml"), environment, Map.of());

        var refusal = catchThrowableOfType(
                ConfigurationException.class, () -> ConfigurationLoader.load(sources, Purpose.SYNCHRONISE));

        assertThat(refusal).hasMessage("other.yaml: there is no such file");
    }

    @Test
    void options_of_the_command_line_win() {
        environment.put("LINCHPIN_PORT", "9000");
        var sources = new Sources(directory, null, environment, Map.of("server.port", "9100"));

        assertThat(ConfigurationLoader.load(sources, Purpose.SYNCHRONISE)
                        .server()
                        .port())
                .isEqualTo(9100);
    }

    private Settings load() {
        return ConfigurationLoader.load(sources(), Purpose.SYNCHRONISE);
    }

    private List<String> problems() {
        var refusal = catchThrowableOfType(
                ConfigurationException.class, () -> ConfigurationLoader.load(sources(), Purpose.SYNCHRONISE));
        return refusal.problems().stream().map(Problem::toString).toList();
    }

    private Sources sources() {
        return new Sources(directory, null, environment, Map.of());
    }

    private void write(String yaml) throws IOException {
        Files.writeString(directory.resolve("linchpin.yaml"), yaml);
    }
}
