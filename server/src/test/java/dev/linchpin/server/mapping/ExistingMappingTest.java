package dev.linchpin.server.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.Database;
import dev.linchpin.database.DatabaseOptions;
import dev.linchpin.engine.hubspot.PropertyDefinition;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Deletes.OnRecordArchived;
import dev.linchpin.engine.model.Deletes.OnRowDeleted;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.Scope;
import dev.linchpin.engine.model.TableLayout;
import dev.linchpin.engine.model.Traits;
import dev.linchpin.engine.model.Transform;
import dev.linchpin.engine.transform.Cents;
import dev.linchpin.engine.transform.Codes;
import dev.linchpin.engine.transform.Fold;
import dev.linchpin.server.config.ObjectSettings;
import dev.linchpin.server.config.ObjectSettings.ExistingTable;
import dev.linchpin.server.config.ObjectSettings.FieldSettings;
import dev.linchpin.server.config.Problem;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExistingMappingTest {
    private static final List<PropertyDefinition> CATALOGUE = List.of(
            new PropertyDefinition("name", "", FieldType.TEXT, false, false, false),
            new PropertyDefinition("domain", "", FieldType.DOMAIN, false, false, false),
            new PropertyDefinition("annualrevenue", "", FieldType.NUMBER, false, false, false),
            new PropertyDefinition("createdate", "", FieldType.DATETIME, false, true, false));

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, FieldSettings> fields = new LinkedHashMap<>();
    private ExistingTable table = new ExistingTable(
            "customers", List.of("id"), new Place("ids", List.of("hubspot")), null, Duration.ofSeconds(10), "f:1");
    private List<String> match = List.of();
    private Deletes deletes = Deletes.CARRIED_OVER;

    @TempDir
    Path directory;

    private void field(String name, String place, Transform transform, @Nullable Direction direction, boolean lossy) {
        fields.put(
                name,
                new FieldSettings(null, direction, Place.parse(place), transform, lossy, "f:" + (fields.size() + 2)));
    }

    private ObjectSettings settings() {
        return new ObjectSettings(
                ObjectType.COMPANIES,
                table,
                match,
                Policy.MANUAL,
                fields,
                deletes,
                Scope.EVERYTHING,
                List.of(),
                Traits.NONE,
                "f:1");
    }

    private @Nullable ObjectMapping mapping() {
        return ExistingMapping.of(settings(), table, CATALOGUE, Set.of(), problems);
    }

    private List<String> told() {
        return problems.stream().map(Problem::toString).toList();
    }

    @Test
    void exactly_what_is_named_is_mapped_where_it_is() {
        field("name", "company_name", Transform.NONE, null, false);
        field("domain", "details->>'domain'", Fold.LOWER, null, false);
        field("annualrevenue", "cents", new Cents(2), Direction.FROM_HUBSPOT, false);
        match = List.of("domain");

        var mapping = Objects.requireNonNull(mapping());

        assertThat(mapping.layout())
                .isEqualTo(TableLayout.existing("customers", List.of("id"), new Place("ids", List.of("hubspot"))));
        assertThat(mapping.fields()).containsOnlyKeys("name", "domain", "annualrevenue");
        assertThat(mapping.field("domain").place()).isEqualTo(new Place("details", List.of("domain")));
        assertThat(mapping.field("annualrevenue").transform()).isEqualTo(new Cents(2));
    }

    @Test
    void what_does_not_fit_hubspot_is_told_with_its_line() {
        field("nam", "company_name", Transform.NONE, null, false);
        field("createdate", "created", Transform.NONE, Direction.BOTH, false);

        assertThat(mapping()).isNull();
        assertThat(told())
                .containsExactly(
                        "f:2: HubSpot has no property 'nam' on companies - did you mean 'name'?",
                        "f:3: 'createdate' is read-only in HubSpot: its direction can only be from-hubspot");
    }

    @Test
    void what_loses_something_flows_both_ways_only_if_that_is_accepted() {
        field("name", "company_name", Fold.LOWER, null, false);
        assertThat(mapping()).isNull();
        assertThat(told())
                .singleElement()
                .asString()
                .startsWith("f:2: 'name' flows both ways")
                .contains("lossy: accept");

        problems.clear();
        fields.clear();
        field("name", "company_name", Fold.LOWER, null, true);
        field("domain", "domain", Fold.LOWER, null, false);
        assertThat(mapping()).isNotNull();

        fields.clear();
        field("name", "company_name", Fold.LOWER, Direction.TO_HUBSPOT, false);
        assertThat(mapping()).isNotNull();
    }

    @Test
    void codes_for_options_that_hubspot_does_not_have_are_told() {
        var options = List.of("lead", "customer");
        var stage = new PropertyDefinition(
                "stage", "", FieldType.ENUMERATION, false, false, false, options, Map.of(), null);
        fields.put("stage", new FieldSettings(null, null, null, new Codes(Map.of("C", "custmer")), false, "f:2"));

        ExistingMapping.of(settings(), table, List.of(stage), Set.of(), problems);

        assertThat(told()).containsExactly("f:2: HubSpot's 'stage' has no option 'custmer' - did you mean 'customer'?");
    }

    @Test
    void two_values_cannot_be_held_at_one_place() {
        field("name", "details", Transform.NONE, null, false);
        field("domain", "details->'web'->>'domain'", Transform.NONE, null, false);
        field("annualrevenue", "ids->>'hubspot'", Transform.NONE, null, false);

        mapping();

        assertThat(told())
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).startsWith("f:3: 'domain' and 'name' are held at the same place"),
                        one -> assertThat(one).startsWith("f:4: 'annualrevenue' and 'hubspot-id'"));
    }

    @Test
    void rows_are_not_matched_by_what_is_held_otherwise() {
        field("annualrevenue", "cents", new Cents(2), null, false);
        match = List.of("annualrevenue");

        mapping();

        assertThat(told()).singleElement().asString().contains("rows cannot be found by 'annualrevenue'");
    }

    private List<String> check() throws SQLException {
        var url = "jdbc:sqlite:" + directory.resolve("test.db");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("create table customers (id integer primary key, tenant text not null, number integer,"
                    + " company_name text, ids text, details text, unique (tenant, number))");
            statement.execute("create view customer_names as select id, company_name from customers");
        }
        try (var database = Database.open(DatabaseOptions.of(url), Clock.systemUTC())) {
            var decided = ExistingTables.withCapture(List.of(settings()), database.catalogue())
                    .getFirst();
            var decidedTable = Objects.requireNonNull(decided.table());
            var mapping =
                    Objects.requireNonNull(ExistingMapping.of(decided, decidedTable, CATALOGUE, Set.of(), problems));
            return new ExistingTables(database.catalogue(), problems).check(decided, decidedTable, mapping, Set.of());
        }
    }

    private ExistingTable named(String name, String... key) {
        return new ExistingTable(name, List.of(key), null, null, Duration.ofSeconds(10), "f:1");
    }

    @Test
    void a_table_is_looked_at_before_anything_starts() throws SQLException {
        table = named("customers", "tenant", "number");
        field("name", "company_name", Transform.NONE, null, false);
        field("domain", "tenant", Transform.NONE, null, false);

        assertThat(check()).isEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void what_a_table_lacks_is_told_with_its_line_and_the_likely_name() throws SQLException {
        table = named("customers", "company_name", "nmber");
        deletes = new Deletes(OnRowDeleted.ARCHIVE, OnRecordArchived.MARK);
        field("name", "compny_name", Transform.NONE, null, false);

        check();

        assertThat(told())
                .containsExactly(
                        "f:1: the table 'customers' has no column 'nmber' - did you mean 'number'?",
                        "f:2: the table 'customers' has no column 'compny_name' - did you mean 'company_name'?",
                        "f:1: deletes.in-hubspot: mark needs a column deleted_at in 'customers'; add it, or choose another");
    }

    @Test
    void a_table_that_is_not_there_and_a_key_that_is_not_unique_are_told() throws SQLException {
        table = named("custmers", "id");
        field("name", "company_name", Transform.NONE, null, false);
        check();
        assertThat(told()).containsExactly("f:1: there is no table 'custmers' - did you mean 'customers'?");
    }

    @Test
    void a_key_that_rows_may_share_is_told() throws SQLException {
        table = named("customers", "company_name");
        field("name", "company_name", Transform.NONE, null, false);

        check();

        assertThat(told()).singleElement().asString().contains("rows of 'customers' may have the same company_name");
    }

    @Test
    void a_view_is_polled_and_what_new_rows_would_lack_is_told() throws SQLException {
        table = named("customer_names", "id");
        field("name", "company_name", Transform.NONE, null, false);
        assertThat(check()).singleElement().asString().contains("compared every 10 s", "name a hubspot-id");
        assertThat(told()).isEmpty();
    }

    @Test
    void what_new_rows_would_lack_is_told() throws SQLException {
        table = named("customers", "id");
        field("name", "company_name", Transform.NONE, null, false);

        assertThat(check()).singleElement().asString().contains("get no row in customers", "tenant");
    }
}
