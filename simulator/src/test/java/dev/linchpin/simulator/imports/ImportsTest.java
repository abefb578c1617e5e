package dev.linchpin.simulator.imports;

import static dev.linchpin.simulator.TestAccount.COMPANIES;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.facts.Fact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ImportsTest {

    static final String IMPORTS = "/crm/imports/2026-09";
    private static final String PEOPLE = """
            [{"columnObjectTypeId":"0-1","columnName":"First","propertyName":"firstname"},
             {"columnObjectTypeId":"0-1","columnName":"Mail","propertyName":"email","columnType":"HUBSPOT_ALTERNATE_ID"}]""";

    private final TestAccount account = new TestAccount();

    @Test
    @Fact({"imports/starts-asynchronously", "imports/read"})
    void an_import_is_started_then_processing_then_done() {
        account.set("{\"imports\":{\"rowsPerSecond\":1}}");
        Answer started = start(PEOPLE, "First,Mail\nAda,ada@x.example\nBob,bob@x.example\n");
        assertThat(started.status()).isEqualTo(200);
        assertThat(started.text("/state")).isEqualTo("STARTED");
        assertThat(started.text("/importName")).isEqualTo("People");
        assertThat(started.text("/mappedObjectTypeIds/0")).isEqualTo("0-1");
        assertThat(started.text("/importRequestJson/files/0/fileName")).isEqualTo("people.csv");
        String id = started.text("/id");
        account.advance(Duration.ofMillis(1_999));
        assertThat(read(id).text("/state")).isEqualTo("STARTED");
        assertThat(account.get(CONTACTS).ids()).isEmpty();
        account.advance(Duration.ofMillis(1));
        assertThat(read(id).text("/state")).isEqualTo("PROCESSING");
        assertThat(account.get(CONTACTS).ids()).hasSize(1);
        account.advance(Duration.ofSeconds(1));
        assertThat(read(id).text("/state")).isEqualTo("DONE");
        assertThat(account.get(CONTACTS).ids()).hasSize(2);
        assertThat(account.get("/crm/v3/imports/" + id).text("/updatedAt")).isEqualTo("2026-11-20T09:00:03.000Z");
    }

    @Test
    @Fact("imports/counters")
    void the_counters_tell_what_became_of_the_rows() {
        account.contact("\"email\":\"ada@x.example\"");
        String id = finished(
                PEOPLE, "First,Mail\nAda,ada@x.example\nBob,bob@x.example\nBert,bob@x.example\nCid,nonsense\n");
        JsonNode counters = read(id).json().at("/metadata/counters");
        assertThat(counters.path("TOTAL_ROWS").asInt()).isEqualTo(4);
        assertThat(counters.path("CREATED_OBJECTS").asInt()).isEqualTo(1);
        assertThat(counters.path("UPDATED_OBJECTS").asInt()).isEqualTo(2);
        assertThat(counters.path("UNIQUE_OBJECTS_WRITTEN").asInt()).isEqualTo(2);
        assertThat(counters.path("PROPERTY_VALUES_EMITTED").asInt()).isEqualTo(6);
        assertThat(counters.path("MAPPED_COLUMNS").asInt()).isEqualTo(2);
        assertThat(counters.path("ERRORS").asInt()).isEqualTo(1);
    }

    @Test
    @Fact("imports/source")
    void changes_carry_the_import_as_their_source_and_its_time() {
        String id = finished(PEOPLE, "First,Mail\nAda,ada@x.example\n");
        String contact = account.get(CONTACTS).ids().getFirst();
        Answer read = account.get(CONTACTS + "/" + contact + "?propertiesWithHistory=firstname");
        assertThat(read.text("/propertiesWithHistory/firstname/0/sourceType")).isEqualTo("IMPORT");
        assertThat(read.text("/propertiesWithHistory/firstname/0/sourceId")).isEqualTo(id);
        assertThat(read.text("/createdAt")).isEqualTo("2026-11-20T09:00:02.000Z");
        assertThat(account.stats().at("/writes/IMPORT").asInt()).isEqualTo(1);
    }

    @Test
    @Fact("imports/webhooks")
    void an_import_floods_the_webhooks() {
        account.set("{\"webhooks\":{\"target\":\"http://127.0.0.1:9/hook\",\"properties\":[\"firstname\"]}}");
        String id = finished(PEOPLE, "First,Mail\nAda,ada@x.example\nBob,bob@x.example\n");
        assertThat(read(id).text("/state")).isEqualTo("DONE");
        List<JsonNode> events = account.deliveredEvents();
        assertThat(events).hasSize(4);
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.path("changeSource").asString()).isEqualTo("IMPORT"));
    }

    @Test
    @Fact("imports/dedupe")
    void contacts_are_found_by_their_address_and_companies_by_their_domain() {
        String ada = account.contact("\"email\":\"ada@x.example\"");
        String acme = account.company("\"domain\":\"acme.example\"");
        finished(PEOPLE, "First,Mail\nAda,ADA@x.example\n");
        assertThat(account.value(ada, "firstname")).isEqualTo("Ada");
        finished("""
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
        String id = finished(
                "[{\"columnObjectTypeId\":\"0-2\",\"columnName\":\"Site\",\"propertyName\":\"domain\"}]",
                "Site\nacme.example\n");
        assertThat(errorTypes(id)).containsExactly("MULTIPLE_COMPANIES_WITH_THIS_DOMAIN");
    }

    @Test
    @Fact("imports/erased-addresses")
    void an_address_that_was_erased_for_privacy_is_not_imported_again() {
        String ada = account.contact("\"email\":\"ada@x.example\"");
        account.post(CONTACTS + "/gdpr-delete", "{\"objectId\":\"" + ada + "\"}");
        String id = finished(PEOPLE, "First,Mail\nAda,ada@x.example\n");
        assertThat(errorTypes(id)).containsExactly("GDPR_BLACKLISTED_EMAIL");
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }

    @Test
    @Fact("imports/links-rows")
    void the_records_of_a_row_are_linked_with_each_other() {
        String mapping = """
                [{"columnObjectTypeId":"0-1","columnName":"Mail","propertyName":"email"},
                 {"columnObjectTypeId":"0-2","columnName":"Site","propertyName":"domain"}]""";
        String id = finished(
                mapping, "Mail,Site\nada@x.example,acme.example\nbob@x.example,acme.example\ncid@x.example,\n");
        assertThat(read(id).json().at("/metadata/counters/ASSOCIATIONS_CREATED").asInt())
                .isEqualTo(2);
        String acme = account.get(COMPANIES).ids().getFirst();
        List<String> contacts = account.get(CONTACTS).ids();
        Answer linked = account.get(COMPANIES + "/" + acme + "/associations/contacts");
        assertThat(linked.json()
                        .path("results")
                        .valueStream()
                        .map(link -> link.path("toObjectId").asString()))
                .containsExactlyElementsOf(contacts.subList(0, 2));
        String again = finished(mapping, "Mail,Site\nada@x.example,acme.example\n");
        assertThat(read(again).json().at("/metadata/counters").has("ASSOCIATIONS_CREATED"))
                .isFalse();
    }

    @Test
    @Fact("imports/by-id")
    void records_are_found_by_id() {
        String ada = account.contact("\"email\":\"ada@x.example\"");
        String id = finished("""
                [{"columnObjectTypeId":"0-1","columnName":"Id","columnType":"HUBSPOT_OBJECT_ID"},
                 {"columnObjectTypeId":"0-1","columnName":"First","propertyName":"firstname"}]""", "Id,First\n" + ada + ",Ada\n5,Bob\n");
        assertThat(account.value(ada, "firstname")).isEqualTo("Ada");
        assertThat(errorTypes(id)).containsExactly("INVALID_RECORD_ID");
    }

    @ParameterizedTest
    @CsvSource({"CREATE,CREATE_ONLY_IMPORT,1,", "UPDATE,UPDATE_ONLY_IMPORT,0,New", "UPSERT,,1,New"})
    @Fact("imports/operations")
    void the_operation_bounds_what_rows_may_do(String operation, String error, int created, String name) {
        String ada = account.contact("\"email\":\"ada@x.example\"");
        Answer started = post(
                request(PEOPLE, "\"importOperations\":{\"0-1\":\"" + operation + "\"},"),
                "people.csv",
                "First,Mail\nNew,ada@x.example\nBob,bob@x.example\n");
        account.advance(Duration.ofSeconds(2));
        String id = started.text("/id");
        assertThat(errorTypes(id)).isEqualTo(error == null ? List.of() : List.of(error));
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
        String id = finished(mapping, "Mail,Points,End\nada@x.example,many,12/31/2026\n");
        String ada = account.get(CONTACTS).ids().getFirst();
        assertThat(account.value(ada, "contract_end")).isEqualTo("2026-12-31");
        assertThat(account.value(ada, "loyalty_points")).isEmpty();
        Answer errors = errors(id, "?includeErrorMessage=true&includeRowData=true");
        assertThat(errors.text("/results/0/errorType")).isEqualTo("COULD_NOT_PARSE_NUMBER");
        assertThat(errors.text("/results/0/invalidValue")).isEqualTo("many");
        assertThat(errors.json().at("/results/0/knownColumnNumber").asInt()).isEqualTo(2);
        assertThat(errors.text("/results/0/objectType")).isEqualTo("CONTACT");
        assertThat(errors.json().at("/results/0/sourceData/lineNumber").asInt()).isEqualTo(2);
        assertThat(errors.text("/results/0/sourceData/rowData/1")).isEqualTo("many");
        assertThat(errors.text("/results/0/errorMessage")).contains("many");
        assertThat(errors(id, "").json().at("/results/0").has("errorMessage")).isFalse();
        account.set("{\"imports\":{\"badValueSkipsRow\":true}}");
        String other = finished(mapping, "Mail,Points,End\nbob@x.example,1,never\n");
        assertThat(errorTypes(other)).containsExactly("COULD_NOT_PARSE_DATE");
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
        post(request("""
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
        finished("""
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
        finished(PEOPLE, "\uFEFFFirst,Mail\r\n\"Ada, \"\"A\"\"\r\nB\",ada@x.example\r\n");
        assertThat(account.value(account.get(CONTACTS).ids().getFirst(), "firstname"))
                .isEqualTo("Ada, \"A\"\r\nB");
    }

    @Test
    @Fact("imports/cell-count")
    void a_row_with_too_few_cells_is_reported_and_left_out() {
        String id = finished(PEOPLE, "First,Mail\nAda\nBob,bob@x.example\n");
        assertThat(errorTypes(id)).containsExactly("INCORRECT_NUMBER_OF_COLUMNS");
        assertThat(account.get(CONTACTS).ids()).hasSize(1);
    }

    @Test
    @Fact("imports/without-header")
    void without_a_header_columns_go_by_position() {
        String request =
                request(PEOPLE, "").replace("\"fileImportPage\":{", "\"fileImportPage\":{\"hasHeader\":false,");
        post(request, "people.csv", "Ada,ada@x.example\n");
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
        String id = finished(mapping, "Mail,Other\nada@x.example,1\n");
        assertThat(read(id).text("/state")).isEqualTo("FAILED");
        assertThat(errorTypes(id)).containsExactly("PROPERTY_DEFINITION_NOT_FOUND", "INVALID_COLUMN_CONFIGURATION");
        account.set("{\"imports\":{\"unknownColumnFails\":false}}");
        assertThat(read(finished(mapping, "Mail,Other\nada@x.example,1\n")).text("/state"))
                .isEqualTo("DONE");
        assertThat(account.get(CONTACTS).ids()).hasSize(1);
    }

    @Test
    @Fact("imports/row-limits")
    void a_file_or_a_day_with_too_many_rows_fails_the_import() {
        account.set("{\"imports\":{\"maximumRows\":1}}");
        String large = finished(PEOPLE, "First,Mail\na,a@x.example\nb,b@x.example\n");
        assertThat(read(large).text("/state")).isEqualTo("FAILED");
        assertThat(errorTypes(large)).containsExactly("LIMIT_EXCEEDED");
        account.set("{\"imports\":{\"maximumRows\":100,\"maximumRowsPerDay\":3}}");
        assertThat(read(finished(PEOPLE, "First,Mail\na,a@x.example\n")).text("/state"))
                .isEqualTo("DONE");
        assertThat(read(finished(PEOPLE, "First,Mail\na,a@x.example\n")).text("/state"))
                .isEqualTo("FAILED");
        account.advance(Duration.ofDays(1));
        assertThat(read(finished(PEOPLE, "First,Mail\na,a@x.example\n")).text("/state"))
                .isEqualTo("DONE");
    }

    @Test
    @Fact("imports/cancel")
    void a_canceled_import_stops_and_keeps_what_it_wrote() {
        account.set("{\"imports\":{\"rowsPerSecond\":1}}");
        String id = start(PEOPLE, "First,Mail\na,a@x.example\nb,b@x.example\n").text("/id");
        account.advance(Duration.ofSeconds(2));
        Answer canceled = account.post(IMPORTS + "/" + id + "/cancel", "");
        assertThat(canceled.status()).isEqualTo(200);
        assertThat(canceled.text("/status")).isEqualTo("COMPLETE");
        account.advance(Duration.ofMinutes(1));
        assertThat(read(id).text("/state")).isEqualTo("CANCELED");
        assertThat(account.get(CONTACTS).ids()).hasSize(1);
        assertThat(account.post(IMPORTS + "/" + id + "/cancel", "").status()).isEqualTo(400);
    }

    @Test
    @Fact({"imports/list", "imports/errors"})
    void imports_and_their_errors_are_paged() {
        String first = finished(PEOPLE, "First,Mail\na,x\nb,y\nc,z\n");
        String second = finished(PEOPLE, "First,Mail\na,a@x.example\n");
        Answer page = account.get(IMPORTS + "?limit=1");
        assertThat(page.ids()).containsExactly(second);
        assertThat(account.get(IMPORTS + "?limit=1&after=" + page.text("/paging/next/after"))
                        .ids())
                .containsExactly(first);
        account.set("{\"imports\":{\"newestFirst\":false}}");
        assertThat(account.get(IMPORTS).ids()).containsExactly(first, second);
        Answer errors = errors(first, "?limit=2");
        assertThat(errors.ids()).hasSize(2);
        Answer rest = errors(first, "?limit=2&after=" + errors.text("/paging/next/after"));
        assertThat(rest.ids()).hasSize(1).doesNotContainAnyElementsOf(errors.ids());
        assertThat(rest.json().has("paging")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"fileFormat\":\"SPREADSHEET\"",
                "\"fileName\":\"other.csv\"",
                "\"columnMappings\":[]",
                "\"columnObjectTypeId\":\"0-999\"",
                "\"columnType\":\"FLEXIBLE_ASSOCIATION_LABEL\"",
                "\"createContactListFromImport\":true,\"name\":\"People\"",
                "\"dateFormat\":\"STARDATE\",\"name\":\"People\"",
            })
    @Fact("imports/csv-only")
    void what_the_simulator_cannot_import_is_refused_at_once(String instead) {
        String key = instead.contains("\"name\"") ? "name" : instead.split("\"", -1)[1];
        String request = request(PEOPLE, "");
        String changed = key.equals("columnMappings")
                ? request(PEOPLE, "").replace(PEOPLE, "[]")
                : request.replaceFirst("\"" + key + "\":\"[^\"]*\"", instead);
        assertThat(changed).isNotEqualTo(request);
        Answer answer = post(changed, "people.csv", "First,Mail\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(account.get(IMPORTS).ids()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "multipart/form-data",
                "multipart/form-data; boundary=other",
            })
    @Fact({"imports/form", "imports/malformed-form"})
    void a_body_that_is_no_form_is_refused(String contentType) {
        SimulatedRequest request = new SimulatedRequest(
                "POST",
                IMPORTS,
                "",
                Map.of("authorization", "Bearer " + TestAccount.TOKEN, "content-type", contentType),
                form(request(PEOPLE, ""), "people.csv", "First,Mail\n"));
        assertThat(new Answer(account.hubSpot.handle(request)).status()).isEqualTo(400);
    }

    @Test
    @Fact("imports/malformed-form")
    void a_cut_off_form_is_refused() {
        byte[] whole = form(request(PEOPLE, ""), "people.csv", "First,Mail\n");
        for (int length = 0; length < whole.length - 4; length += 7) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThat(send(part).status()).isEqualTo(400);
        }
        assertThat(send(whole).status()).isEqualTo(200);
    }

    @Test
    @Fact({"imports/scope", "imports/not-found"})
    void imports_need_their_scope_and_unknown_ones_are_a_404() {
        account.set("{\"tokens\":[{\"token\":\"narrow\",\"scopes\":[\"crm.objects.contacts.write\"]}]}");
        assertThat(account.callAs("narrow", "GET", IMPORTS, "").status()).isEqualTo(403);
        account.set("{\"tokens\":[{\"token\":\"narrow\",\"scopes\":[\"crm.import\"]}]}");
        assertThat(account.callAs("narrow", "GET", IMPORTS, "").status()).isEqualTo(200);
        account.set("{\"tokens\":[{\"token\":\"pat-simulator\"}]}");
        assertThat(account.get(IMPORTS + "/5").status()).isEqualTo(404);
        assertThat(account.get(IMPORTS + "/x/errors").status()).isEqualTo(404);
    }

    @Test
    void a_reset_forgets_the_imports_also_the_running_ones() {
        start(PEOPLE, "First,Mail\na,a@x.example\n");
        account.control("POST", "reset", "");
        account.advance(Duration.ofMinutes(1));
        assertThat(account.get(IMPORTS).ids()).isEmpty();
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }

    private String finished(String mappings, String csv) {
        Answer started = start(mappings, csv);
        if (started.status() != 200) {
            throw new IllegalArgumentException(started.response().text());
        }
        account.advance(Duration.ofSeconds(2));
        return started.text("/id");
    }

    private Answer start(String mappings, String csv) {
        return post(request(mappings, ""), "people.csv", csv);
    }

    private static String request(String mappings, String further) {
        return """
                {%s"name":"People","files":[{"fileName":"people.csv","fileFormat":"CSV","fileImportPage":{"columnMappings":%s}}]}""".formatted(further, mappings);
    }

    private Answer post(String request, String fileName, String csv) {
        return send(form(request, fileName, csv));
    }

    private Answer send(byte[] form) {
        return new Answer(account.hubSpot.handle(new SimulatedRequest(
                "POST",
                IMPORTS,
                "",
                Map.of(
                        "authorization",
                        "Bearer " + TestAccount.TOKEN,
                        "content-type",
                        "multipart/form-data; boundary=----frontier"),
                form)));
    }

    private static byte[] form(String request, String fileName, String csv) {
        return ("------frontier\r\nContent-Disposition: form-data; name=\"importRequest\"\r\n\r\n" + request
                        + "\r\n------frontier\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: text/csv\r\n\r\n" + csv + "\r\n------frontier--\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Answer read(String id) {
        return account.get(IMPORTS + "/" + id);
    }

    private Answer errors(String id, String query) {
        return account.get(IMPORTS + "/" + id + "/errors" + query);
    }

    private List<String> errorTypes(String id) {
        return errors(id, "")
                .json()
                .path("results")
                .valueStream()
                .map(error -> error.path("errorType").asString())
                .toList();
    }
}
