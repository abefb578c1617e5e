package dev.linchpin.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Transform;
import dev.linchpin.engine.transform.Cents;
import dev.linchpin.engine.transform.Chain;
import dev.linchpin.engine.transform.Codes;
import dev.linchpin.engine.transform.DateFormat;
import dev.linchpin.engine.transform.Default;
import dev.linchpin.engine.transform.Fold;
import dev.linchpin.engine.transform.Separated;
import dev.linchpin.server.config.ConfigurationLoader.Purpose;
import dev.linchpin.server.config.ConfigurationLoader.Sources;
import dev.linchpin.server.config.ObjectSettings.ExistingTable;
import dev.linchpin.server.config.ObjectSettings.FieldSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExistingTablesConfigTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("HUBSPOT_ACCESS_TOKEN", "pat-x");

    @TempDir
    Path directory;

    private ObjectSettings companies(String yaml) throws IOException {
        Files.writeString(directory.resolve("linchpin.yaml"), yaml);
        return ConfigurationLoader.load(new Sources(directory, null, ENVIRONMENT, Map.of()), Purpose.SYNCHRONISE)
                .objects()
                .getFirst();
    }

    private static FieldSettings field(ObjectSettings settings, String name) {
        return Objects.requireNonNull(settings.fields().get(name));
    }

    private static Transform transform(ObjectSettings settings, String field) {
        return field(settings, field).transform();
    }

    @Test
    void a_table_of_any_shape_is_described_in_the_words_of_the_documentation() throws IOException {
        var companies = companies("""
                objects:
                  companies:
                    table: public.customers
                    key: [tenant, number]
                    hubspot-id: "external_ids->>'hubspot_company_id'"
                    where: "status <> 'draft'"
                    capture: polling
                    poll-every: 1m
                    fields:
                      name:         company_name
                      domain:       { column: "details->'web'->>'domain'", transform: [lower, trim] }
                      ban:          { column: ban, direction: to-hubspot, policy: database-wins }
                      credit_limit: { direction: from-hubspot, transform: cents }
                """);

        assertThat(companies.table())
                .isEqualTo(new ExistingTable(
                        "public.customers",
                        List.of("tenant", "number"),
                        new Place("external_ids", List.of("hubspot_company_id")),
                        true,
                        Duration.ofMinutes(1),
                        "linchpin.yaml:2"));
        assertThat(companies.match()).containsExactly("domain");
        assertThat(field(companies, "name").place()).isEqualTo(Place.ofColumn("company_name"));
        assertThat(field(companies, "domain").place()).isEqualTo(new Place("details", List.of("web", "domain")));
        assertThat(transform(companies, "domain")).isEqualTo(new Chain(List.of(Fold.LOWER, Fold.TRIM)));
        assertThat(field(companies, "ban").policy()).isEqualTo(Policy.DATABASE_WINS);
        assertThat(field(companies, "credit_limit").direction()).isEqualTo(Direction.FROM_HUBSPOT);
        assertThat(field(companies, "credit_limit").place()).isNull();
        assertThat(transform(companies, "credit_limit")).isEqualTo(new Cents(2));
    }

    @Test
    void every_transform_has_its_words() throws IOException {
        var companies = companies("""
                objects:
                  companies:
                    table: customers
                    key: id
                    fields:
                      a: { transform: { cents: 3 } }
                      b: { transform: { map: { A: active, "1": "true" } } }
                      c: { transform: { date: dd.MM.yyyy } }
                      d: { transform: { split: "," } }
                      e: { transform: { join: ", " }, lossy: accept }
                      f: { transform: [trim, { default: none }] }
                """);

        assertThat(transform(companies, "a")).isEqualTo(new Cents(3));
        assertThat(transform(companies, "b")).isEqualTo(new Codes(Map.of("A", "active", "1", "true")));
        assertThat(transform(companies, "c")).isEqualTo(new DateFormat("dd.MM.yyyy"));
        assertThat(transform(companies, "d")).isEqualTo(Separated.split(","));
        assertThat(transform(companies, "e")).isEqualTo(Separated.join(", "));
        assertThat(field(companies, "e").lossy()).isTrue();
        assertThat(transform(companies, "f")).isEqualTo(new Chain(List.of(Fold.TRIM, new Default("none"))));
        // Nothing that was named says that a row and a record are the same.
        assertThat(companies.match()).isEmpty();
    }

    @Test
    void what_makes_no_sense_is_told_with_its_line() {
        assertThatThrownBy(() -> companies("""
                objects:
                  companies:
                    table: customers
                    hubspot-id: "ids->hubspot"
                    fields:
                      name: "lower(name)"
                      domain: { transform: lowr }
                      phone: { transform: date }
                      city: { transform: { cents: two }, lossy: yes }
                      zip: { transform: { map: {} } }
                      state: { transform: { date: "bb" } }
                  contacts:
                    key: id
                    fields:
                      email: { column: mail }
                """))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::toString)
                                .satisfiesExactly(
                                        one -> assertThat(one)
                                                .startsWith("linchpin.yaml:2:")
                                                .contains("'key' is missing"),
                                        one -> assertThat(one)
                                                .startsWith("linchpin.yaml:4:")
                                                .contains("quoted"),
                                        one -> assertThat(one)
                                                .startsWith("linchpin.yaml:6:")
                                                .contains("expressions"),
                                        one -> assertThat(one)
                                                .startsWith("linchpin.yaml:7:")
                                                .contains("did you mean 'lower'?"),
                                        one -> assertThat(one)
                                                .startsWith("linchpin.yaml:8:")
                                                .contains("{ date: ... }"),
                                        one -> assertThat(one)
                                                .startsWith("linchpin.yaml:9:")
                                                .contains("decimals"),
                                        one -> assertThat(one)
                                                .startsWith("linchpin.yaml:9:")
                                                .contains("accept"),
                                        one -> assertThat(one)
                                                .startsWith("linchpin.yaml:10:")
                                                .contains("codes"),
                                        one -> assertThat(one).startsWith("linchpin.yaml:11:"),
                                        one -> assertThat(one)
                                                .startsWith("linchpin.yaml:13:")
                                                .contains("'table'"),
                                        one -> assertThat(one)
                                                .startsWith("linchpin.yaml:15:")
                                                .contains("'table'")));
    }
}
