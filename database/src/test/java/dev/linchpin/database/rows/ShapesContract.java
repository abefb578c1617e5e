package dev.linchpin.database.rows;

import static dev.linchpin.database.testing.Fields.field;
import static dev.linchpin.database.testing.Fields.valuesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.database.testing.DatabaseContract;
import dev.linchpin.database.testing.Product;
import dev.linchpin.engine.model.Deletes;
import dev.linchpin.engine.model.Field;
import dev.linchpin.engine.model.FieldType;
import dev.linchpin.engine.model.HubSpotId;
import dev.linchpin.engine.model.ObjectMapping;
import dev.linchpin.engine.model.ObjectType;
import dev.linchpin.engine.model.Place;
import dev.linchpin.engine.model.RowKey;
import dev.linchpin.engine.model.TableLayout;
import dev.linchpin.engine.model.Transform;
import dev.linchpin.engine.model.Value;
import dev.linchpin.engine.store.CapturedChange;
import dev.linchpin.engine.store.Row;
import dev.linchpin.engine.store.RowChange;
import dev.linchpin.engine.store.RowWrite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tables that Linchpin did not make: keys of several columns, and values inside of documents. */
@SuppressWarnings("NullAway.Init")
abstract class ShapesContract extends DatabaseContract {
    private static final ObjectType COMPANIES = ObjectType.COMPANIES;

    private ObjectMapping customers;

    ShapesContract(Product product) {
        super(product);
    }

    /** The type of columns that hold documents. */
    abstract String json();

    @BeforeEach
    void mapCustomers() {
        person.does("create table customers (tenant varchar(40) not null, number integer not null, company_name text,"
                + " details " + json() + ", ids " + json() + ", note varchar(40), primary key (tenant, number))");
        customers = mapping(
                Place.parse("ids->>'hubspot'"),
                field("name", FieldType.TEXT).heldAt(Place.ofColumn("company_name"), Transform.NONE),
                field("domain", FieldType.DOMAIN).heldAt(Place.parse("details->'web'->>'domain'"), Transform.NONE),
                field("employees", FieldType.NUMBER).heldAt(Place.parse("details->>'employees'"), Transform.NONE),
                field("active", FieldType.BOOLEAN).heldAt(Place.parse("details->>'is active'"), Transform.NONE));
        database.capture().install(List.of(contacts, customers));
    }

    private static ObjectMapping mapping(@Nullable Place hubspotId, Field... fields) {
        var byName = new LinkedHashMap<String, Field>();
        for (var field : fields) {
            byName.put(field.name(), field);
        }
        var layout = TableLayout.existing("customers", List.of("tenant", "number"), hubspotId);
        return new ObjectMapping(COMPANIES, layout, byName, List.of("domain"), Deletes.CARRIED_OVER);
    }

    private Row row(String key) {
        var row = map(tx -> tx.rows(customers, keys(key))).get(new RowKey(key));
        return Objects.requireNonNull(row);
    }

    private RowWrite writes(RowChange... changes) {
        return store.inTransaction(tx -> tx.write(customers, List.of(changes)).getLast());
    }

    private static RowKey key(RowWrite write) {
        assertThat(write).isInstanceOf(RowWrite.Written.class);
        return ((RowWrite.Written) write).row().key();
    }

    private List<Set<String>> capturedFields() {
        return captured().stream().map(CapturedChange::fields).toList();
    }

    @Test
    void rows_are_told_apart_by_all_columns_of_their_key() {
        person.does("insert into customers (tenant, number, company_name) values ('a', 1, 'One'), ('a', 2, 'Two'),"
                + " ('b', 1, 'Three'), ('a~1', 1, 'Tilde'), ('z', 0, 'Zero'), ('50%7E', 1, 'Percent')");

        assertThat(row("a~2").value("name")).isEqualTo(Value.of("Two"));
        assertThat(row("b~1").value("name")).isEqualTo(Value.of("Three"));
        assertThat(row("a%7E1~1").value("name")).isEqualTo(Value.of("Tilde"));
        assertThat(row("50%257E~1").value("name")).isEqualTo(Value.of("Percent"));
        assertThat(map(tx -> tx.rows(customers, keys("a~1", "b~1", "a", "a~1~1", "z~x", "c~1")))
                        .keySet())
                .containsExactlyInAnyOrderElementsOf(keys("a~1", "b~1"));
    }

    @Test
    void rows_are_paged_in_the_order_of_all_columns_of_their_key() {
        person.does("insert into customers (tenant, number) values ('b', 2), ('a', 10), ('a', 9), ('b', 1), ('c~', 3)");
        var found = new ArrayList<RowKey>();
        RowKey after = null;
        while (true) {
            var position = after;
            var page = database.verification().rows(customers, position, 2);
            found.addAll(page.alone().keySet());
            if (page.next().isEmpty()) {
                break;
            }
            after = page.next().get();
        }

        assertThat(found).containsExactlyElementsOf(keys("a~9", "a~10", "b~1", "b~2", "c%7E~3"));
    }

    @Test
    void the_triggers_log_the_key_that_rows_are_read_by() {
        person.does("insert into customers (tenant, number) values ('50%~', 1)");
        person.does("update customers set number = 2");
        person.does("delete from customers");

        assertThat(captured())
                .extracting(CapturedChange::oldKey, CapturedChange::newKey)
                .usingRecursiveComparison()
                .isEqualTo(List.of(
                        tuple(null, "50%25%7E~1"), tuple("50%25%7E~1", "50%25%7E~2"), tuple("50%25%7E~2", null)));
    }

    private static org.assertj.core.groups.Tuple tuple(@Nullable String before, @Nullable String after) {
        return new org.assertj.core.groups.Tuple(
                before == null ? null : new RowKey(before), after == null ? null : new RowKey(after));
    }

    @Test
    void a_value_inside_a_document_is_written_in_place() {
        person.does("insert into customers (tenant, number, details) values ('a', 1,"
                + " '{\"web\": {\"https\": true, \"domain\": \"old.example\"}, \"tags\": [1, null, \"x\"]}')");
        forgetCaptured();

        writes(new RowChange.Update(
                new RowKey("a~1"), valuesOf("domain", "new.example", "employees", "12", "active", "true"), null));

        var row = row("a~1");
        assertThat(row.value("domain")).isEqualTo(Value.of("new.example"));
        assertThat(row.value("employees")).isEqualTo(Value.of("12"));
        assertThat(row.value("active")).isEqualTo(Value.of("true"));
        assertThat(String.valueOf(person.sees("select details from customers").getFirst())
                        .replace(" ", ""))
                .contains("\"https\":true", "\"tags\":[1,null,\"x\"]", "\"employees\":12", "\"isactive\":true");
        assertThat(captured()).isEmpty();
    }

    @Test
    void members_on_the_way_to_a_value_are_made() {
        person.does("insert into customers (tenant, number) values ('a', 1)");

        writes(new RowChange.Update(new RowKey("a~1"), valuesOf("domain", "a.example"), new HubSpotId("7")));

        var row = row("a~1");
        assertThat(row.value("domain")).isEqualTo(Value.of("a.example"));
        assertThat(row.hubspotId()).isEqualTo(new HubSpotId("7"));
        assertThat(list(tx -> tx.rowsNaming(customers, List.of(new HubSpotId("7")))))
                .containsExactly(row);
    }

    @Test
    void a_document_that_holds_something_else_on_the_way_is_left_alone_and_the_others_are_written() {
        person.does("insert into customers (tenant, number, details) values ('a', 1, '{\"web\": \"none\"}'),"
                + " ('a', 2, '{}')");

        var outcomes = store.inTransaction(tx -> tx.write(
                customers,
                List.of(
                        new RowChange.Update(new RowKey("a~1"), valuesOf("domain", "a.example"), null),
                        new RowChange.Update(new RowKey("a~2"), valuesOf("domain", "b.example"), null))));

        assertThat(outcomes.getFirst())
                .isInstanceOfSatisfying(
                        RowWrite.Refused.class,
                        refused -> assertThat(refused.message()).containsIgnoringCase("document"));
        assertThat(outcomes.getLast()).isInstanceOf(RowWrite.Written.class);
        assertThat(person.sees("select details from customers where number = 1").getFirst())
                .isEqualTo("{\"web\": \"none\"}");
    }

    @Test
    void a_new_row_gets_its_natural_key_from_mapped_fields() {
        var keyed = mapping(
                null,
                field("domain", FieldType.DOMAIN).heldAt(Place.ofColumn("tenant"), Transform.NONE),
                field("number", FieldType.NUMBER),
                field("employees", FieldType.NUMBER).heldAt(Place.parse("details->>'employees'"), Transform.NONE));
        var outcomes = store.inTransaction(tx -> tx.write(
                keyed,
                List.of(
                        new RowChange.Insert(
                                valuesOf("domain", "a.example", "number", "7", "employees", "3"), new HubSpotId("11")),
                        new RowChange.Insert(valuesOf("domain", "b.example", "number", "8"), new HubSpotId("12")),
                        new RowChange.Insert(valuesOf("domain", "c.example"), new HubSpotId("13")))));

        assertThat(key(outcomes.get(0))).isEqualTo(new RowKey("a.example~7"));
        assertThat(key(outcomes.get(1))).isEqualTo(new RowKey("b.example~8"));
        assertThat(outcomes.get(2))
                .isInstanceOfSatisfying(
                        RowWrite.Refused.class,
                        refused -> assertThat(refused.message()).contains("number"));
        var moved = store.inTransaction(tx -> tx.write(
                keyed, List.of(new RowChange.Update(new RowKey("a.example~7"), valuesOf("number", "9"), null))));
        assertThat(key(moved.getFirst())).isEqualTo(new RowKey("a.example~9"));
    }

    @Test
    void only_the_places_that_were_changed_are_logged() {
        person.does("insert into customers (tenant, number, details, ids) values ('a', 1,"
                + " '{\"web\": {\"domain\": \"a.example\"}, \"employees\": 3}', '{\"hubspot\": \"7\"}')");
        forgetCaptured();

        person.does("update customers set details = '{\"employees\": 4, \"web\": {\"domain\": \"a.example\"}}'");
        person.does(
                "update customers set details = '{\"employees\": 4, \"web\": {\"domain\": \"a.example\"}, \"x\": 1}'");
        person.does("update customers set ids = '{\"hubspot\": \"8\"}', note = 'x'");
        person.does("update customers set details = null");

        assertThat(capturedFields()).containsExactly(Set.of("employees"), Set.of("domain", "employees"));
    }

    @Test
    void rows_are_found_by_a_value_inside_a_document_in_any_spelling() {
        person.does("insert into customers (tenant, number, details) values"
                + " ('a', 1, '{\"web\": {\"domain\": \"https://www.A.example/x\"}}'), ('a', 2, '{}'), ('a', 3, null)");

        assertThat(list(tx -> tx.rowsMatching(customers, "domain", List.of("a.example"))))
                .extracting(Row::key)
                .containsExactly(new RowKey("a~1"));
    }

    @Test
    void a_row_is_found_anew_by_its_key_after_people_edit_it_over_http() {
        var edits = database.edits();
        var made = edits.insert(
                mapping(
                        null,
                        field("domain", FieldType.DOMAIN).heldAt(Place.ofColumn("tenant"), Transform.NONE),
                        field("number", FieldType.NUMBER)),
                valuesOf("domain", "a.example", "number", "7"));
        assertThat(key(made)).isEqualTo(new RowKey("a.example~7"));

        edits.update(customers, new RowKey("a.example~7"), valuesOf("employees", "5", "name", "Ada"));
        assertThat(row("a.example~7").values())
                .containsAllEntriesOf(Map.of("employees", Value.of("5"), "name", Value.of("Ada")));
        edits.delete(customers, new RowKey("a.example~7"));
        assertThat(person.sees("select tenant from customers")).isEmpty();
    }

    @Test
    void what_tells_rows_apart_and_what_takes_triggers_is_known() {
        person.does("create view customer_names as select tenant, number, company_name from customers");
        person.does("create unique index one_note on customers (note)");
        if (!isOn(Product.MARIADB)) {
            person.does("create unique index some_names on customers (company_name) where note is null");
        }
        var catalogue = database.catalogue();
        var described = catalogue.describe("customers").orElseThrow();

        assertThat(described.uniqueKeys()).containsExactlyInAnyOrder(Set.of("tenant", "number"), Set.of("note"));
        assertThat(described.isUnique(List.of("number", "tenant"))).isTrue();
        assertThat(described.isUnique(List.of("tenant"))).isFalse();
        assertThat(described.takesTriggers()).isTrue();
        assertThat(catalogue.describe("customer_names").orElseThrow().takesTriggers())
                .isFalse();
        assertThat(catalogue.describe("nothing")).isEmpty();
        assertThat(catalogue.tables()).contains("customers", "customer_names");
    }

    @Test
    void the_table_is_left_as_it_was_but_for_triggers() {
        var before = store.tables().columns(customers);

        store.tables().prepare(List.of(contacts, customers), Map.of());

        assertThat(store.tables().columns(customers)).isEqualTo(before);
    }
}
