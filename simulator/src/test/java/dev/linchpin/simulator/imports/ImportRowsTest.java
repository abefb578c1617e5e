package dev.linchpin.simulator.imports;

import static dev.linchpin.simulator.TestAccount.COMPANIES;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static dev.linchpin.simulator.imports.ImportingAccount.PEOPLE;
import static dev.linchpin.simulator.imports.ImportingAccount.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportRowsTest {

    private final ImportingAccount imports = new ImportingAccount();
    private final TestAccount account = imports.account;

    @Test
    @Fact("imports/dedupe")
    void contacts_are_found_by_their_address_and_companies_by_their_domain() {
        String ada = account.contact("\"email\":\"ada@x.example\"");
        String acme = account.company("\"domain\":\"acme.example\"");
        imports.finished(PEOPLE, "First,Mail\nAda,ADA@x.example\n");
        assertThat(account.value(ada, "firstname")).isEqualTo("Ada");
        imports.finished("""
                [{"columnObjectTypeId":"0-2","columnName":"Name","propertyName":"name"},
                 {"columnObjectTypeId":"0-2","columnName":"Site","propertyName":"domain"}]""", "Name,Site\nAcme,https://www.Acme.example/home\nNew,new.example\n");
        assertThat(account.get(COMPANIES + "/" + acme).text("/properties/name")).isEqualTo("Acme");
        assertThat(account.get(COMPANIES).ids()).hasSize(2);
    }

    @Test
    @Fact("imports/several-companies")
    void a_domain_that_several_companies_have_is_an_error() {
        account.company("\"domain\":\"acme.example\"");
        account.company("\"domain\":\"acme.example\"");
        String id = imports.finished(
                "[{\"columnObjectTypeId\":\"0-2\",\"columnName\":\"Site\",\"propertyName\":\"domain\"}]",
                "Site\nacme.example\n");
        assertThat(imports.errorTypes(id)).containsExactly("MULTIPLE_COMPANIES_WITH_THIS_DOMAIN");
    }

    @Test
    @Fact("imports/erased-addresses")
    void an_address_that_was_erased_for_privacy_is_not_imported_again() {
        String ada = account.contact("\"email\":\"ada@x.example\"");
        account.post(CONTACTS + "/gdpr-delete", "{\"objectId\":\"" + ada + "\"}");
        String id = imports.finished(PEOPLE, "First,Mail\nAda,ada@x.example\n");
        assertThat(imports.errorTypes(id)).containsExactly("GDPR_BLACKLISTED_EMAIL");
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }

    @Test
    @Fact("imports/links-rows")
    void the_records_of_a_row_are_linked_with_each_other() {
        String mapping = """
                [{"columnObjectTypeId":"0-1","columnName":"Mail","propertyName":"email"},
                 {"columnObjectTypeId":"0-2","columnName":"Site","propertyName":"domain"}]""";
        String id = imports.finished(
                mapping, "Mail,Site\nada@x.example,acme.example\nbob@x.example,acme.example\ncid@x.example,\n");
        assertThat(imports.read(id)
                        .json()
                        .at("/metadata/counters/ASSOCIATIONS_CREATED")
                        .asInt())
                .isEqualTo(2);
        String acme = account.get(COMPANIES).ids().getFirst();
        List<String> contacts = account.get(CONTACTS).ids();
        Answer linked = account.get(COMPANIES + "/" + acme + "/associations/contacts");
        assertThat(linked.json()
                        .path("results")
                        .valueStream()
                        .map(link -> link.path("toObjectId").asString()))
                .containsExactlyElementsOf(contacts.subList(0, 2));
        String again = imports.finished(mapping, "Mail,Site\nada@x.example,acme.example\n");
        assertThat(imports.read(again).json().at("/metadata/counters").has("ASSOCIATIONS_CREATED"))
                .isFalse();
    }

    @Test
    @Fact("imports/by-id")
    void records_are_found_by_id() {
        String ada = account.contact("\"email\":\"ada@x.example\"");
        String id = imports.finished("""
                [{"columnObjectTypeId":"0-1","columnName":"Id","columnType":"HUBSPOT_OBJECT_ID"},
                 {"columnObjectTypeId":"0-1","columnName":"First","propertyName":"firstname"}]""", "Id,First\n" + ada + ",Ada\n5,Bob\n");
        assertThat(account.value(ada, "firstname")).isEqualTo("Ada");
        assertThat(imports.errorTypes(id)).containsExactly("INVALID_RECORD_ID");
    }

    @ParameterizedTest
    @CsvSource({"CREATE,CREATE_ONLY_IMPORT,1,", "UPDATE,UPDATE_ONLY_IMPORT,0,New", "UPSERT,,1,New"})
    @Fact("imports/operations")
    void the_operation_bounds_what_rows_may_do(String operation, String error, int created, String name) {
        String ada = account.contact("\"email\":\"ada@x.example\"");
        Answer started = imports.post(
                request(PEOPLE, "\"importOperations\":{\"0-1\":\"" + operation + "\"},"),
                "people.csv",
                "First,Mail\nNew,ada@x.example\nBob,bob@x.example\n");
        account.advance(Duration.ofSeconds(2));
        String id = started.text("/id");
        assertThat(imports.errorTypes(id)).isEqualTo(error == null ? List.of() : List.of(error));
        assertThat(account.get(CONTACTS).ids()).hasSize(1 + created);
        assertThat(account.value(ada, "firstname")).isEqualTo(name == null ? "" : name);
    }

    @Test
    @Fact({"imports/bad-values", "imports/errors"})
    void a_bad_value_is_reported_and_left_out_or_by_setting_leaves_out_the_row() {
        String mapping = """
                [{"columnObjectTypeId":"0-1","columnName":"Mail","propertyName":"email"},
                 {"columnObjectTypeId":"0-1","columnName":"Points","propertyName":"loyalty_points"},
                 {"columnObjectTypeId":"0-1","columnName":"End","propertyName":"contract_end"}]""";
        String id = imports.finished(mapping, "Mail,Points,End\nada@x.example,many,12/31/2026\n");
        String ada = account.get(CONTACTS).ids().getFirst();
        assertThat(account.value(ada, "contract_end")).isEqualTo("2026-12-31");
        assertThat(account.value(ada, "loyalty_points")).isEmpty();
        Answer errors = imports.errors(id, "?includeErrorMessage=true&includeRowData=true");
        assertThat(errors.text("/results/0/errorType")).isEqualTo("COULD_NOT_PARSE_NUMBER");
        assertThat(errors.text("/results/0/invalidValue")).isEqualTo("many");
        assertThat(errors.json().at("/results/0/knownColumnNumber").asInt()).isEqualTo(2);
        assertThat(errors.text("/results/0/objectType")).isEqualTo("CONTACT");
        assertThat(errors.json().at("/results/0/sourceData/lineNumber").asInt()).isEqualTo(2);
        assertThat(errors.text("/results/0/sourceData/rowData/1")).isEqualTo("many");
        assertThat(errors.text("/results/0/errorMessage")).contains("many");
        assertThat(imports.errors(id, "").json().at("/results/0").has("errorMessage"))
                .isFalse();
        account.set("{\"imports\":{\"badValueSkipsRow\":true}}");
        String other = imports.finished(mapping, "Mail,Points,End\nbob@x.example,1,never\n");
        assertThat(imports.errorTypes(other)).containsExactly("COULD_NOT_PARSE_DATE");
        assertThat(account.get(CONTACTS).ids()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "MONTH_DAY_YEAR,02/03/2026,2026-02-03",
        "DAY_MONTH_YEAR,02.03.2026,2026-03-02",
        "YEAR_MONTH_DAY,2026-02-03,2026-02-03",
        "DAY_MONTH_YEAR,1769904000000,2026-02-01",
        "DAY_MONTH_YEAR,31/13/2026,''",
    })
    @Fact("imports/dates")
    void dates_are_read_in_the_order_that_the_request_names(String order, String text, String expected) {
        imports.post(request("""
                        [{"columnObjectTypeId":"0-1","columnName":"First","propertyName":"firstname"},
                         {"columnObjectTypeId":"0-1","columnName":"End","propertyName":"contract_end"}]""", "\"dateFormat\":\"" + order + "\","), "people.csv", "First,End\nAda," + text + "\n");
        account.advance(Duration.ofSeconds(2));
        assertThat(account.value(account.get(CONTACTS).ids().getFirst(), "contract_end"))
                .isEqualTo(expected);
    }

    @Test
    @Fact({"imports/options-by-label", "imports/empty-cells"})
    void options_are_named_by_value_or_label_and_empty_cells_change_nothing() {
        String ada = account.contact("\"email\":\"ada@x.example\",\"firstname\":\"Ada\"");
        imports.finished("""
                [{"columnObjectTypeId":"0-1","columnName":"Mail","propertyName":"email"},
                 {"columnObjectTypeId":"0-1","columnName":"First","propertyName":"firstname"},
                 {"columnObjectTypeId":"0-1","columnName":"Stage","propertyName":"lifecyclestage"},
                 {"columnObjectTypeId":"0-1","columnName":"Likes","propertyName":"interests"}]""", "Mail,First,Stage,Likes\nada@x.example,,Marketing Qualified Lead,music;TRAVEL\n");
        assertThat(account.value(ada, "lifecyclestage")).isEqualTo("marketingqualifiedlead");
        assertThat(account.value(ada, "interests")).isEqualTo("music;travel");
        assertThat(account.value(ada, "firstname")).isEqualTo("Ada");
    }

    @Test
    @Fact("imports/csv")
    void cells_may_hold_separators_quotes_and_line_breaks_and_a_byte_order_mark_is_skipped() {
        imports.finished(PEOPLE, "\uFEFFFirst,Mail\r\n\"Ada, \"\"A\"\"\r\nB\",ada@x.example\r\n");
        assertThat(account.value(account.get(CONTACTS).ids().getFirst(), "firstname"))
                .isEqualTo("Ada, \"A\"\r\nB");
    }

    @Test
    @Fact("imports/cell-count")
    void a_row_with_too_few_cells_is_reported_and_left_out() {
        String id = imports.finished(PEOPLE, "First,Mail\nAda\nBob,bob@x.example\n");
        assertThat(imports.errorTypes(id)).containsExactly("INCORRECT_NUMBER_OF_COLUMNS");
        assertThat(account.get(CONTACTS).ids()).hasSize(1);
    }

    @Test
    @Fact("imports/without-header")
    void without_a_header_columns_go_by_position() {
        String request =
                request(PEOPLE, "").replace("\"fileImportPage\":{", "\"fileImportPage\":{\"hasHeader\":false,");
        imports.post(request, "people.csv", "Ada,ada@x.example\n");
        account.advance(Duration.ofSeconds(2));
        assertThat(account.value(account.get(CONTACTS).ids().getFirst(), "firstname"))
                .isEqualTo("Ada");
    }

    @Test
    @Fact("imports/unknown-columns")
    void an_unknown_column_or_property_fails_the_import_or_is_by_setting_left_out() {
        String mapping = """
                [{"columnObjectTypeId":"0-1","columnName":"Mail","propertyName":"email"},
                 {"columnObjectTypeId":"0-1","columnName":"Other","propertyName":"nonsense"},
                 {"columnObjectTypeId":"0-1","columnName":"Gone","propertyName":"firstname"}]""";
        String id = imports.finished(mapping, "Mail,Other\nada@x.example,1\n");
        assertThat(imports.read(id).text("/state")).isEqualTo("FAILED");
        assertThat(imports.errorTypes(id))
                .containsExactly("PROPERTY_DEFINITION_NOT_FOUND", "INVALID_COLUMN_CONFIGURATION");
        account.set("{\"imports\":{\"unknownColumnFails\":false}}");
        assertThat(imports.read(imports.finished(mapping, "Mail,Other\nada@x.example,1\n"))
                        .text("/state"))
                .isEqualTo("DONE");
        assertThat(account.get(CONTACTS).ids()).hasSize(1);
    }
}
