package dev.linchpin.simulator.exports;

import static dev.linchpin.simulator.ListCalls.LISTS;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.ListCalls;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.facts.Fact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportsTest {

    static final String EXPORTS = "/crm/exports/2026-09/export/";

    private final TestAccount account = new TestAccount();

    @Test
    @Fact({"exports/accepted-202", "exports/status"})
    void an_export_is_accepted_then_pending_then_processing_then_complete() {
        account.contact("\"firstname\":\"Ada\"");
        Answer accepted = start("");
        assertThat(accepted.status()).isEqualTo(202);
        String id = accepted.text("/id");
        assertThat(account.get(accepted.text("/links/status")).text("/status")).isEqualTo("PENDING");
        assertThat(read(id).text("/exportState")).isEqualTo("ENQUEUED");
        account.advance(Duration.ofSeconds(1));
        assertThat(status(id).text("/status")).isEqualTo("PROCESSING");
        assertThat(status(id).json().has("result")).isFalse();
        assertThat(read(id).text("/exportState")).isEqualTo("PROCESSING");
        account.advance(Duration.ofSeconds(2));
        Answer complete = status(id);
        assertThat(complete.text("/status")).isEqualTo("COMPLETE");
        assertThat(complete.text("/requestedAt")).isEqualTo("2026-11-20T09:00:00.000Z");
        assertThat(complete.text("/startedAt")).isEqualTo("2026-11-20T09:00:01.000Z");
        assertThat(complete.text("/completedAt")).isEqualTo("2026-11-20T09:00:03.000Z");
        assertThat(complete.text("/result")).isNotEmpty();
    }

    @Test
    @Fact({"exports/details", "exports/not-found"})
    void the_export_itself_tells_what_it_holds() {
        account.contact("\"firstname\":\"Ada\"");
        String id = finished("");
        Answer export = read(id);
        assertThat(export.text("/exportState")).isEqualTo("DONE");
        assertThat(export.text("/exportName")).isEqualTo("All contacts");
        assertThat(export.text("/exportType")).isEqualTo("VIEW");
        assertThat(export.text("/objectType")).isEqualTo("CONTACT");
        assertThat(export.text("/objectProperties/0")).isEqualTo("firstname");
        assertThat(export.json().path("recordCount").asInt()).isEqualTo(1);
        assertThat(export.text("/updatedAt")).isEqualTo("2026-11-20T09:00:03.000Z");
        assertThat(account.get("/crm/v3/exports/export/" + id).status()).isEqualTo(404);
        assertThat(read("1").status()).isEqualTo(404);
        assertThat(status("x").status()).isEqualTo(404);
    }

    @Test
    @Fact("exports/csv")
    void the_file_has_the_record_ids_and_the_properties_by_label() {
        String ada = account.contact("\"firstname\":\"Ada, \\\"A\\\"\",\"lifecyclestage\":\"marketingqualifiedlead\"");
        assertThat(file(finished(""))).isEqualTo("""
                "Record ID","First Name","Lifecycle Stage"
                "%s","Ada, ""A""\","Marketing Qualified Lead"
                """.formatted(ada));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"NAMES\"          | hs_object_id | lifecyclestage  | Marketing Qualified Lead",
                "\"VALUES\"         | Record ID    | Lifecycle Stage | marketingqualifiedlead",
                "\"NAMES\",\"VALUES\" | hs_object_id | lifecyclestage  | marketingqualifiedlead"
            })
    @Fact("exports/internal-values")
    void names_and_values_are_internal_if_asked_for(String options, String idTitle, String title, String value) {
        account.contact("\"lifecyclestage\":\"marketingqualifiedlead\"");
        String file = file(finished("\"exportInternalValuesOptions\":[" + options + "],"));
        assertThat(file.lines().findFirst().orElse(""))
                .startsWith("\"" + idTitle + "\"")
                .endsWith("\"" + title + "\"");
        assertThat(file).contains("\"" + value + "\"");
    }

    @Test
    @Fact("exports/view")
    void a_view_is_filtered_and_sorted_like_a_search_but_without_its_lag() {
        account.contact("\"firstname\":\"Ada\",\"city\":\"Berlin\"");
        account.contact("\"firstname\":\"Bob\",\"city\":\"Paris\"");
        String id = start("""
                        "publicCrmSearchRequest":{"filters":[{"propertyName":"city","operator":"IN","values":["berlin","rome"]}],\
                        "sorts":[{"propertyName":"firstname","order":"DES"}]},""").text("/id");
        account.contact("\"firstname\":\"Cid\",\"city\":\"Rome\"");
        account.advance(Duration.ofSeconds(3));
        assertThat(file(id).lines().map(line -> line.split(",", -1)[1]))
                .containsExactly("\"First Name\"", "\"Cid\"", "\"Ada\"");
    }

    @Test
    @Fact("exports/view-limits")
    void a_view_has_at_most_three_groups_of_three_filters() {
        String filter = "{\"propertyName\":\"city\",\"operator\":\"HAS_PROPERTY\"}";
        String four = String.join(",", filter, filter, filter, filter);
        assertThat(start("\"publicCrmSearchRequest\":{\"filters\":[" + four + "]},")
                        .status())
                .isEqualTo(400);
        String group = "{\"filters\":[" + filter + "]}";
        String groups = String.join(",", group, group, group, group);
        assertThat(start("\"publicCrmSearchRequest\":{\"filterGroups\":[" + groups + "]},")
                        .status())
                .isEqualTo(400);
        account.set("{\"exports\":{\"maximumGroups\":4,\"maximumFilters\":4}}");
        assertThat(start("\"publicCrmSearchRequest\":{\"filterGroups\":[" + groups + "]},")
                        .status())
                .isEqualTo(202);
    }

    @Test
    @Fact("exports/list")
    void a_list_is_exported_with_the_members_it_has_when_the_export_completes() {
        String ada = account.contact("\"firstname\":\"Ada\"");
        String bob = account.contact("\"firstname\":\"Bob\"");
        String list = ListCalls.create(account, """
                {"name":"Friends","objectTypeId":"0-1","processingType":"MANUAL"}""");
        String body = """
                {"exportType":"LIST","listId":"%s","exportName":"Friends","format":"CSV","objectType":"%s","language":"EN"}""";
        Answer accepted = account.post(EXPORTS + "async", body.formatted(list, "0-1"));
        account.call("PUT", LISTS + "/" + list + "/memberships/add", "[" + bob + "," + ada + "]");
        account.advance(Duration.ofSeconds(3));
        assertThat(file(accepted.text("/id")).lines())
                .containsExactly("\"Record ID\"", "\"" + ada + "\"", "\"" + bob + "\"");
        assertThat(read(accepted.text("/id")).text("/exportType")).isEqualTo("LIST");
        assertThat(account.post(EXPORTS + "async", body.formatted(list, "COMPANY"))
                        .status())
                .isEqualTo(400);
        assertThat(account.post(EXPORTS + "async", body.formatted("99", "CONTACT"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Fact("exports/associated")
    void associated_records_are_exported_by_id_and_name_up_to_a_limit() {
        String ada = account.contact("\"firstname\":\"Ada\"");
        String acme = account.company("\"name\":\"Acme\"");
        String bolt = account.company("\"name\":\"Bolt\"");
        for (String company : List.of(acme, bolt)) {
            account.call("PUT", CONTACTS + "/" + ada + "/associations/default/companies/" + company, "");
        }
        String asked = "\"associatedObjectType\":[\"COMPANY\"],";
        assertThat(file(finished(asked)).lines())
                .containsExactly(
                        "\"Record ID\",\"First Name\",\"Lifecycle Stage\",\"Associated Company IDs\",\"Associated Company\"",
                        "\"%s\",\"Ada\",\"\",\"%s;%s\",\"Acme;Bolt\"".formatted(ada, acme, bolt));
        account.set("{\"exports\":{\"maximumAssociated\":1}}");
        assertThat(file(finished(asked))).contains("\"" + acme + "\",\"Acme\"");
        assertThat(file(finished(asked + """
                        "overrideAssociatedObjectsPerDefinitionPerRowLimit":true,\
                        "includePrimaryDisplayPropertyForAssociatedObjects":false,"""))).contains(",\"" + acme + ";" + bolt + "\"\n");
    }

    @Test
    @Fact("exports/zip")
    void a_large_file_is_zipped() throws IOException {
        account.contact("\"firstname\":\"Ada\"");
        account.set("{\"exports\":{\"zipAbove\":10}}");
        Answer file = download(status(finished("")).text("/result"));
        assertThat(file.header("Content-Type")).isEqualTo("application/zip");
        try (var zip =
                new ZipInputStream(new ByteArrayInputStream(file.response().body()))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("hubspot-crm-exports-all-contacts-2026-11-20.csv");
            assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).contains("\"Ada\"");
        }
    }

    @Test
    @Fact("exports/link-lasts-five-minutes")
    void the_file_is_downloaded_without_a_token_for_five_minutes() {
        String id = finished("");
        String address = status(id).text("/result");
        Answer file = download(address);
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).contains("hubspot-crm-exports-all-contacts-2026-11-20.csv");
        assertThat(download(address.replaceFirst("expires=\\d", "expires=9")).status())
                .isEqualTo(403);
        assertThat(download(address.replaceFirst("signature=.", "signature=_")).status())
                .isEqualTo(403);
        assertThat(download(address.replaceFirst("\\?.*", "")).status()).isEqualTo(403);
        account.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(download(address).status()).isEqualTo(200);
        account.advance(Duration.ofMillis(1));
        assertThat(download(address).status()).isEqualTo(403);
        assertThat(download(status(id).text("/result")).status()).isEqualTo(200);
    }

    @Test
    @Fact("exports/link-lasts-five-minutes")
    void the_address_leads_to_the_host_that_was_called_or_to_the_one_that_is_set() {
        String id = finished("");
        SimulatedRequest request = new SimulatedRequest(
                "GET",
                EXPORTS + "async/tasks/" + id + "/status",
                "",
                Map.of("authorization", "Bearer " + TestAccount.TOKEN, "host", "127.0.0.1:8081"),
                new byte[0]);
        assertThat(new Answer(account.hubSpot.handle(request)).text("/result"))
                .startsWith("http://127.0.0.1:8081/crm/exports/");
        account.set("{\"exports\":{\"publicUrl\":\"https://hub.example\"}}");
        assertThat(new Answer(account.hubSpot.handle(request)).text("/result"))
                .startsWith("https://hub.example/crm/exports/");
    }

    @Test
    @Fact("exports/one-at-a-time")
    void one_export_runs_at_a_time_and_others_wait() {
        String first = start("").text("/id");
        String second = start("").text("/id");
        account.advance(Duration.ofSeconds(3));
        assertThat(status(first).text("/status")).isEqualTo("COMPLETE");
        assertThat(status(second).text("/status")).isEqualTo("PENDING");
        account.advance(Duration.ofSeconds(3));
        assertThat(status(second).text("/completedAt")).isEqualTo("2026-11-20T09:00:06.000Z");
        account.set("{\"exports\":{\"oneAtATime\":false}}");
        String third = start("").text("/id");
        String fourth = start("").text("/id");
        account.advance(Duration.ofSeconds(3));
        assertThat(status(third).text("/status")).isEqualTo("COMPLETE");
        assertThat(status(fourth).text("/status")).isEqualTo("COMPLETE");
    }

    @Test
    @Fact("exports/thirty-a-day")
    void thirty_exports_start_in_24_hours() {
        for (int i = 0; i < 30; i++) {
            assertThat(start("").status()).isEqualTo(202);
        }
        Answer refused = start("");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("/category")).isEqualTo("RATE_LIMITS");
        account.advance(Duration.ofDays(1));
        assertThat(start("").status()).isEqualTo(202);
    }

    @Test
    @Fact("exports/approval")
    void an_export_may_have_to_be_approved() {
        account.set("{\"exports\":{\"needsApproval\":true}}");
        String id = start("").text("/id");
        account.advance(Duration.ofDays(1));
        assertThat(read(id).text("/exportState")).isEqualTo("PENDING_APPROVAL");
        assertThat(status(id).text("/status")).isEqualTo("PENDING");
        account.set("{\"exports\":{\"needsApproval\":false}}");
        assertThat(status(finished("")).text("/status")).isEqualTo("COMPLETE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"format\":\"XLSX\"",
                "\"format\":\"XLS\"",
                "\"exportType\":\"EVERYTHING\"",
                "\"objectType\":\"UNICORN\"",
                "\"objectProperties\":[\"nonsense\"]",
                "\"exportInternalValuesOptions\":[\"LABELS\"]",
                "\"exportName\":null",
                "\"includeLabeledAssociations\":true",
                "\"associatedObjectType\":\"UNICORN\"",
                "\"publicCrmSearchRequest\":{\"filters\":[{\"propertyName\":\"city\",\"operator\":\"LIKE\"}]}",
            })
    @Fact({"exports/bad-requests", "exports/csv-only"})
    void what_cannot_be_exported_is_refused(String instead) {
        // The last of several equal keys counts.
        String body = body("").replaceFirst("}$", "," + instead + "}");
        assertThat(account.post(EXPORTS + "async", body).status()).isEqualTo(400);
    }

    @Test
    @Fact("exports/scope")
    void exports_need_their_scope() {
        account.set("{\"tokens\":[{\"token\":\"narrow\",\"scopes\":[\"crm.objects.contacts.read\"]}]}");
        assertThat(account.callAs("narrow", "POST", EXPORTS + "async", body("")).status())
                .isEqualTo(403);
        account.set("{\"tokens\":[{\"token\":\"narrow\",\"scopes\":[\"crm.export\"]}]}");
        assertThat(account.callAs("narrow", "POST", EXPORTS + "async", body("")).status())
                .isEqualTo(202);
    }

    @Test
    void a_reset_forgets_the_exports() {
        String id = finished("");
        account.control("POST", "reset", "");
        assertThat(status(id).status()).isEqualTo(404);
    }

    @Test
    @Fact("access/sensitive-properties")
    void what_the_caller_may_not_read_is_left_out_of_the_file() {
        account.set("{\"definitions\":{\"sensitiveData\":true}}");
        account.post("/crm/properties/2026-09/contacts", """
                {"name":"blood","label":"b","type":"string","fieldType":"text","groupName":"contactinformation",
                "dataSensitivity":"sensitive"}""");
        account.contact("\"firstname\":\"Ada\",\"blood\":\"AB\"");
        account.set("{\"tokens\":[{\"token\":\"narrow\",\"scopes\":[\"crm.export\"]},{\"token\":\"wide\","
                + "\"scopes\":[\"crm.export\",\"crm.objects.contacts.sensitive.read.v2\"]}]}");
        assertThat(exportedBy("narrow")).contains("Ada").doesNotContain("blood", "AB");
        assertThat(exportedBy("wide")).contains("Ada", "\"blood\"", "\"AB\"");
    }

    private String exportedBy(String token) {
        String body = body("\"exportInternalValuesOptions\":[\"NAMES\"],").replace("\"lifecyclestage\"", "\"blood\"");
        String id = account.callAs(token, "POST", EXPORTS + "async", body).text("/id");
        account.advance(Duration.ofSeconds(3));
        return file(id);
    }

    private String finished(String further) {
        Answer accepted = start(further);
        if (accepted.status() != 202) {
            throw new IllegalArgumentException(accepted.response().text());
        }
        account.advance(Duration.ofSeconds(3));
        return accepted.text("/id");
    }

    private Answer start(String further) {
        return account.post(EXPORTS + "async", body(further));
    }

    private static String body(String further) {
        return "{" + further + """
                "exportType":"VIEW","exportName":"All contacts","format":"CSV","language":"EN","objectType":"CONTACT",\
                "objectProperties":["firstname","lifecyclestage"]}""";
    }

    private Answer status(String id) {
        return account.get(EXPORTS + "async/tasks/" + id + "/status");
    }

    private Answer read(String id) {
        return account.get(EXPORTS + id);
    }

    private String file(String id) {
        return download(status(id).text("/result")).response().text();
    }

    private Answer download(String address) {
        return new Answer(account.hubSpot.handle(SimulatedRequest.of("GET", address, null, "")));
    }
}
