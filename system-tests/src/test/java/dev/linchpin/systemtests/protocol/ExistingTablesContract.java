package dev.linchpin.systemtests.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.engine.EngineSettings;
import dev.linchpin.engine.desk.Choice;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Direction;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Policy;
import dev.linchpin.engine.model.TableLayout;
import dev.linchpin.engine.model.Transform;
import dev.linchpin.engine.store.Inspection.Filter;
import dev.linchpin.engine.transform.Cents;
import dev.linchpin.engine.transform.Chain;
import dev.linchpin.engine.transform.Codes;
import dev.linchpin.engine.transform.Fold;
import dev.linchpin.simulator.SimulatorOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tables that were there before Linchpin came, in shapes of their own. */
abstract class ExistingTablesContract extends BedContract {
    private static final ObjectType COMPANIES = ObjectType.COMPANIES;
    private static final String DOCUMENT = "{\"web\": {\"domain\": \"%s\", \"https\": true}, \"tags\": [1, null]}";

    ExistingTablesContract(Place place) {
        super(place);
    }

    /** The type of columns that hold documents, and a key that the database makes. */
    abstract String json();

    abstract String generatedKey();

    // --- tables ----------------------------------------------------------------------------------------------------

    /** A generated key, values and the HubSpot id inside of documents, and rules of its own. */
    private Bed customers() {
        return customers(layout("customers", List.of("id"), "ids->>'hubspot'"));
    }

    private Bed customers(TableLayout layout) {
        var bed = bed(
                layout,
                field("name", "company_name", FieldType.TEXT, Transform.NONE),
                field(
                        "domain",
                        "details->'web'->>'domain'",
                        FieldType.DOMAIN,
                        Chain.of(List.of(Fold.LOWER, Fold.TRIM))),
                field("city", "details->'address'->>'city'", FieldType.TEXT, Transform.NONE),
                field("annualrevenue", "revenue_cents", FieldType.NUMBER, new Cents(2)),
                field("country", "region", FieldType.TEXT, Transform.NONE),
                field("state", "status", FieldType.TEXT, new Codes(codes())));
        bed.sql("create table regions (code varchar(10) primary key)");
        bed.sql("insert into regions values ('north')");
        bed.sql("create table customers (id " + generatedKey() + ", company_name varchar(40) not null,"
                + " details " + json() + ", ids " + json() + ", revenue_cents integer,"
                + " status varchar(10), note varchar(40), region varchar(10) references regions (code),"
                + " constraint revenue_is_positive check (revenue_cents >= 0),"
                + " constraint one_name unique (company_name))");
        return bed;
    }

    /** Keys that people chose, in two columns, both of them mapped; no room for the HubSpot id. */
    Bed branches(TableLayout layout) {
        var bed = bed(
                layout,
                field("domain", "domain", FieldType.DOMAIN, Transform.NONE),
                field("country", "country", FieldType.TEXT, Transform.NONE),
                field("zip", "number", FieldType.TEXT, Transform.NONE),
                field("name", "name", FieldType.TEXT, Transform.NONE));
        bed.sql("create table branches (country varchar(20) not null, number integer not null, name varchar(40),"
                + " domain varchar(40), hubspot varchar(20), primary key (country, number))");
        return bed;
    }

    private static TableLayout layout(String table, List<String> key, @Nullable String hubspotId) {
        return TableLayout.existing(
                table, key, hubspotId == null ? null : dev.linchpin.engine.model.Place.parse(hubspotId));
    }

    static TableLayout branchesWithIds() {
        return layout("branches", List.of("country", "number"), "hubspot");
    }

    private static Field field(String name, String where, FieldType type, Transform transform) {
        return new Field(name, name, name, type, Direction.BOTH, Policy.MANUAL)
                .heldAt(dev.linchpin.engine.model.Place.parse(where), transform);
    }

    private static Map<String, String> codes() {
        var codes = new LinkedHashMap<String, String>();
        codes.put("A", "active");
        codes.put("P", "paused");
        return codes;
    }

    private Bed bed(TableLayout layout, Field... fields) {
        var byName = new LinkedHashMap<String, Field>();
        for (var field : fields) {
            byName.put(field.name(), field);
        }
        var mapping = new ObjectMapping(COMPANIES, layout, byName, List.of("domain"), Deletes.CARRIED_OVER);
        return bed(SimulatorOptions.defaults().withRecords(0, 0, 0), List.of(mapping), EngineSettings.defaults());
    }

    // --- both sides ------------------------------------------------------------------------------------------------

    private static String company(Bed bed, String... namesAndValues) {
        return bed.person("{\"objectType\":\"companies\"," + properties(namesAndValues) + "}")
                .path("id")
                .asString();
    }

    private static void edit(Bed bed, String id, String... namesAndValues) {
        bed.person("{\"objectType\":\"companies\",\"id\":\"" + id + "\"," + properties(namesAndValues) + "}");
    }

    private static String properties(String... namesAndValues) {
        var json = new StringBuilder("\"properties\":{");
        for (var index = 0; index < namesAndValues.length; index += 2) {
            json.append(index == 0 ? "" : ",")
                    .append('"')
                    .append(namesAndValues[index])
                    .append("\":\"")
                    .append(namesAndValues[index + 1])
                    .append('"');
        }
        return json.append('}').toString();
    }

    /** A customer on both sides, who has just been created in HubSpot for its row. */
    private static String linkedCustomer(Bed bed, String name) {
        bed.sql("insert into customers (company_name, details, revenue_cents, status, note) values ('" + name + "', '"
                + DOCUMENT.formatted(name.toLowerCase(java.util.Locale.ROOT) + ".example") + "', 1234, 'A', 'ours')");
        bed.settle();
        return bed.recordsInHubSpot(bed.contacts()).entrySet().stream()
                .filter(record -> record.getValue().path("name").asString("").equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    static String shown(Bed bed, String id, String property) {
        return Objects.requireNonNull(bed.recordsInHubSpot(bed.contacts()).get(id))
                .path(property)
                .asString("");
    }

    private static String document(Bed bed, String name) {
        return String.valueOf(bed.value("select details from customers where company_name = '" + name + "'"))
                .replace(" ", "");
    }

    private static List<String> letters(Bed bed) {
        return bed.inspection().deadLetters(Filter.NONE, null, 10).items().stream()
                .map(view -> view.letter().field() + ": " + view.letter().message())
                .toList();
    }

    // --- what happens ----------------------------------------------------------------------------------------------

    @Test
    void rows_are_created_in_hubspot_and_edits_flow_both_ways_into_places_of_documents() {
        var bed = customers();
        bed.start();
        var id = linkedCustomer(bed, "Ada");

        assertThat(shown(bed, id, "annualrevenue")).isEqualTo("12.34");
        assertThat(shown(bed, id, "state")).isEqualTo("active");
        assertThat(String.valueOf(bed.value("select ids from customers"))).contains("\"hubspot\"", "\"" + id + "\"");

        edit(bed, id, "domain", "new.example", "city", "Paris", "annualrevenue", "99.5", "state", "paused");
        bed.settle();
        assertThat(document(bed, "Ada"))
                .contains("\"domain\":\"new.example\"", "\"city\":\"Paris\"", "\"https\":true", "\"tags\":[1,null]");
        assertThat(bed.query("select revenue_cents, status, note from customers"))
                .containsExactly(List.of("9950", "P", "ours"));

        bed.sql("update customers set details = '" + DOCUMENT.formatted(" OTHER.example ") + "', revenue_cents = 5");
        bed.settle();
        assertThat(shown(bed, id, "domain")).isEqualTo("other.example");
        assertThat(shown(bed, id, "city")).isEmpty();
        assertThat(shown(bed, id, "annualrevenue")).isEqualTo("0.05");
        assertThat(letters(bed)).isEmpty();
    }

    @Test
    void records_get_rows_and_deletions_go_both_ways() {
        var bed = customers();
        bed.start();
        var first = company(bed, "name", "First", "domain", "first.example", "annualrevenue", "7");
        var second = company(bed, "name", "Second", "domain", "second.example");
        bed.settle();
        assertThat(bed.query("select company_name, revenue_cents from customers order by 1"))
                .containsExactly(List.of("First", "700"), java.util.Arrays.asList("Second", null));
        assertThat(document(bed, "First")).contains("\"domain\":\"first.example\"");

        bed.archive(COMPANIES, first);
        bed.sql("delete from customers where company_name = 'Second'");
        bed.settle();

        assertThat(bed.query("select company_name from customers")).isEmpty();
        assertThat(bed.recordsInHubSpot(bed.contacts())).doesNotContainKeys(first, second);
    }

    @Test
    void a_conflict_at_one_place_of_a_document_leaves_its_other_places_alone() {
        var bed = customers();
        bed.start();
        var id = linkedCustomer(bed, "Ada");

        bed.whileDown(() -> {
            bed.sql("update customers set details = '{\"web\": {\"domain\": \"row.example\"}, \"address\": {\"city\":"
                    + " \"Rome\"}, \"tags\": []}'");
            edit(bed, id, "domain", "record.example");
        });
        assertThat(shown(bed, id, "city")).isEqualTo("Rome");
        assertThat(conflicts(bed))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.field()).isEqualTo("domain"));

        resolve(bed, new Choice.HubSpotHolds());
        bed.settle();
        assertThat(document(bed, "Ada")).contains("\"domain\":\"record.example\"", "\"city\":\"Rome\"", "\"tags\":[]");
    }

    @Test
    void an_idle_table_and_one_whose_edits_go_out_are_never_written() {
        var bed = customers();
        bed.start();
        linkedCustomer(bed, "Ada");
        bed.sql("create table writes (n integer)");
        countWrites(bed);

        bed.sql("update customers set revenue_cents = 77");
        bed.settle();
        bed.run(Duration.ofMinutes(5));

        assertThat(bed.value("select count(*) from writes")).isEqualTo("1");
    }

    /** Each update of a customer is a row of its own. */
    abstract void countWrites(Bed bed);

    @Test
    void what_the_tables_rules_refuse_is_a_letter_that_names_the_rule_and_all_else_goes_on() {
        var bed = customers();
        bed.start();
        var id = linkedCustomer(bed, "Ada");
        linkedCustomer(bed, "Grace");

        edit(bed, id, "annualrevenue", "-5", "city", "Paris", "state", "asleep", "country", "south", "name", "Grace");
        bed.settle();

        assertThat(document(bed, "Ada")).contains("\"city\":\"Paris\"");
        assertThat(letters(bed))
                .hasSize(4)
                .anySatisfy(letter ->
                        assertThat(letter).startsWith("annualrevenue: ").contains("revenue_is_positive"))
                .anySatisfy(letter -> assertThat(letter).startsWith("state: ").contains("active, paused"))
                .anySatisfy(letter -> assertThat(letter)
                        .startsWith("country: ")
                        .contains("region")
                        .doesNotContain("south"))
                .anySatisfy(letter -> assertThat(letter)
                        .startsWith("name: ")
                        .contains("company_name")
                        .doesNotContain("Grace"));
    }

    @Test
    void what_a_row_holds_that_cannot_be_read_reaches_hubspot_in_no_form_until_it_is_mended() {
        var bed = customers();
        bed.start();
        var id = linkedCustomer(bed, "Ada");

        bed.sql("update customers set status = 'X', revenue_cents = 100");
        bed.sql("insert into customers (company_name, status) values ('Grace', 'Y')");
        bed.settle();
        assertThat(shown(bed, id, "state")).isEqualTo("active");
        assertThat(shown(bed, id, "annualrevenue")).isEqualTo("1");
        assertThat(letters(bed))
                .hasSize(2)
                .allSatisfy(letter -> assertThat(letter).startsWith("state: ").contains("status", "A, P"));
        assertThat(bed.recordsInHubSpot(bed.contacts())).hasSize(2);

        bed.sql("update customers set status = 'P'");
        bed.settle();
        assertThat(bed.recordsInHubSpot(bed.contacts()).values())
                .allSatisfy(
                        record -> assertThat(record.path("state").asString("")).isEqualTo("paused"));
        assertThat(letters(bed)).isEmpty();
    }

    @Test
    void a_row_with_a_natural_key_of_two_columns_lives_its_whole_life() {
        var bed = branches(branchesWithIds());
        bed.start();
        bed.sql("insert into branches (country, number, name, domain) values ('~%', 1, 'Odd', 'odd.example')");
        var id = company(bed, "country", "fr", "zip", "75", "domain", "paris.example");
        var keyless = company(bed, "domain", "keyless.example");
        bed.settle();
        assertThat(bed.query("select country, number, hubspot from branches where country = 'fr'"))
                .containsExactly(List.of("fr", "75", id));
        assertThat(bed.recordsInHubSpot(bed.contacts())).hasSize(3);
        assertThat(letters(bed))
                .singleElement()
                .satisfies(letter -> assertThat(letter).containsPattern("country|number"));
        bed.archive(COMPANIES, keyless);

        // The key is changed by both sides, and the link follows.
        bed.sql("update branches set number = 76, name = 'moved' where country = 'fr'");
        bed.settle();
        assertThat(shown(bed, id, "zip")).isEqualTo("76");
        edit(bed, id, "zip", "77", "name", "moved on");
        bed.settle();
        assertThat(bed.query("select number, name from branches where country = 'fr'"))
                .containsExactly(List.of("77", "moved on"));
        edit(bed, id, "name", "still there");
        bed.settle();
        // One of the values is refused, so that they go in one by one.
        bed.sql("create unique index one_name on branches (name)");
        edit(bed, id, "country", "FR", "name", "Odd", "zip", "78");
        bed.settle();
        assertThat(bed.query("select country, number from branches where name = 'still there'"))
                .containsExactly(List.of("FR", "78"));
        assertThat(letters(bed)).hasSize(1);
        edit(bed, id, "country", "fr", "name", "still there", "zip", "77");
        bed.settle();
        assertThat(bed.value("select name from branches where number = 77")).isEqualTo("still there");

        bed.sql("delete from branches where country <> 'fr'");
        bed.archive(COMPANIES, id);
        bed.settle();
        assertThat(bed.query("select * from branches")).isEmpty();
        assertThat(bed.recordsInHubSpot(bed.contacts())).isEmpty();
        assertThat(letters(bed)).isEmpty();
    }

    @Test
    void a_table_that_has_no_room_for_the_hubspot_id_is_kept_in_step_by_its_links_alone() {
        var bed = branches(layout("branches", List.of("country", "number"), null));
        bed.start();
        bed.sql("insert into branches (country, number, name) values ('it', 1, 'Rome')");
        var ids = List.of(
                company(bed, "country", "fr", "zip", "1", "name", "Paris"),
                company(bed, "country", "fr", "zip", "2", "name", "Lyon"));
        bed.settle();
        assertThat(bed.recordsInHubSpot(bed.contacts())).hasSize(3);

        bed.sql("update branches set name = 'Roma' where country = 'it'");
        edit(bed, ids.getFirst(), "name", "Paname");
        bed.sql("update branches set number = 20 where number = 2");
        bed.restart();
        bed.settle();

        assertThat(bed.query("select name from branches order by 1"))
                .containsExactly(List.of("Lyon"), List.of("Paname"), List.of("Roma"));
        assertThat(shown(bed, ids.getLast(), "zip")).isEqualTo("20");
        assertThat(bed.recordsInHubSpot(bed.contacts()).values())
                .extracting(record -> record.path("name").asString(""))
                .containsExactlyInAnyOrder("Roma", "Paname", "Lyon");
        assertThat(bed.query("select hubspot from branches where hubspot is not null"))
                .isEmpty();
    }

    @Test
    void a_view_whose_rows_are_only_read_is_carried_to_hubspot() {
        var layout = layout("towns", List.of("country", "number"), null).polledEvery(Duration.ofSeconds(10));
        var bed = bed(
                layout,
                new Field("name", "name", "town", FieldType.TEXT, Direction.TO_HUBSPOT, Policy.MANUAL),
                new Field("domain", "domain", "site", FieldType.DOMAIN, Direction.TO_HUBSPOT, Policy.MANUAL));
        bed.sql("create table places (country varchar(9) not null, number integer not null, town varchar(40),"
                + " primary key (country, number))");
        bed.sql(
                "create view towns as select p.country, p.number, upper(p.town) as town,"
                        + " lower(p.town) as site from places p join places q on q.country = p.country and q.number = p.number");
        bed.start();
        bed.sql("insert into places values ('fr', 1, 'Paris'), ('it', 2, 'Rome')");
        polled(bed);
        bed.sql("update places set town = 'Lyon' where number = 1");
        bed.sql("delete from places where number = 2");
        polled(bed);

        assertThat(bed.recordsInHubSpot(bed.contacts()).values())
                .singleElement()
                .satisfies(
                        record -> assertThat(record.path("name").asString("")).isEqualTo("LYON"));
        company(bed, "name", "Oslo", "domain", "oslo.example");
        polled(bed);
        assertThat(letters(bed))
                .singleElement()
                .satisfies(letter -> assertThat(letter).startsWith(": "));
    }

    @Test
    void a_key_that_hubspot_changes_is_followed_where_nothing_else_tells_of_it() {
        var bed =
                branches(layout("branches", List.of("country", "number"), null).polledEvery(Duration.ofSeconds(10)));
        bed.start();
        var id = company(bed, "country", "fr", "zip", "1", "name", "Paris");
        bed.settle();

        edit(bed, id, "zip", "2");
        polled(bed);
        edit(bed, id, "name", "Lyon");
        polled(bed);

        assertThat(bed.query("select number, name from branches")).containsExactly(List.of("2", "Lyon"));
        assertThat(bed.recordsInHubSpot(bed.contacts())).containsOnlyKeys(id);
    }

    @Test
    void a_table_that_takes_no_triggers_is_compared_over_and_over() {
        var bed = branches(branchesWithIds().polledEvery(Duration.ofSeconds(10)));
        bed.start();
        var id = company(bed, "country", "fr", "zip", "1", "name", "Paris", "domain", "paris.example");
        bed.sql("insert into branches (country, number, name) values ('it', 1, 'Rome')");
        bed.settle();
        assertThat(bed.recordsInHubSpot(bed.contacts())).hasSize(2);
        assertThat(bed.query("select 1 from branches where hubspot is null")).isEmpty();

        bed.sql("update branches set name = 'Paname', number = 9 where country = 'fr'");
        polled(bed);
        assertThat(shown(bed, id, "name")).isEqualTo("Paname");
        assertThat(shown(bed, id, "zip")).isEqualTo("9");

        edit(bed, id, "name", "Lutetia", "zip", "10");
        bed.sql("delete from branches where country = 'it'");
        polled(bed);
        assertThat(bed.query("select number, name from branches")).containsExactly(List.of("10", "Lutetia"));
        assertThat(bed.recordsInHubSpot(bed.contacts())).containsOnlyKeys(id);
        assertThat(letters(bed)).isEmpty();
    }

    private static void polled(Bed bed) {
        bed.run(Duration.ofSeconds(30));
        bed.settle();
    }
}
