package dev.linchpin.simulator.objects;

import static dev.linchpin.simulator.TestAccount.COMPANIES;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.exchange.SimulatedRequest;
import dev.linchpin.simulator.facts.Fact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private final TestAccount account = new TestAccount();

    @Test
    @Fact("errors/415")
    void a_body_that_says_it_is_no_json_is_refused_with_415() {
        var request = new SimulatedRequest(
                "POST",
                CONTACTS,
                "",
                Map.of("authorization", "Bearer pat-simulator", "content-type", "text/plain"),
                "{\"properties\":{}}".getBytes(StandardCharsets.UTF_8));
        assertThat(account.hubSpot.handle(request).status()).isEqualTo(415);
        assertThat(account.get(CONTACTS).ids()).isEmpty();
    }

    @Test
    @Fact("objects/unknown-keys-are-ignored")
    void unknown_keys_beside_the_properties_are_ignored() {
        Answer answer = account.post(CONTACTS, "{\"properties\":{\"phone\":\"1\"},\"nonsense\":{\"a\":[1]}}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().has("nonsense")).isFalse();
    }

    @Test
    @Fact("archive/listing-pages-by-id")
    void archived_records_are_listed_by_id_and_paged() {
        for (int i = 0; i < 5; i++) {
            account.delete(CONTACTS + "/" + account.contact("\"phone\":\"" + i + "\""));
        }
        account.contact("\"phone\":\"9\"");
        Answer first = account.get(CONTACTS + "?archived=true&limit=3");
        assertThat(first.ids()).containsExactly("30000000001", "30000000002", "30000000003");
        Answer second = account.get(CONTACTS + "?archived=true&limit=3&after=" + first.text("/paging/next/after"));
        assertThat(second.ids()).containsExactly("30000000004", "30000000005");
        assertThat(second.json().has("paging")).isFalse();
        assertThat(second.json().at("/results/0/archived").asBoolean()).isTrue();
        assertThat(second.text("/results/0/archivedAt")).isNotEmpty();
    }

    @Test
    @Fact({"objects/same-under-every-version", "objects/type-by-name-or-id"})
    void a_created_contact_reads_back_under_every_version_and_type_name() {
        String id = account.contact("\"firstname\":\"Ada\"");
        for (String path : new String[] {
            "/crm/objects/2026-09/contacts/",
            "/crm/objects/2026-03/contacts/",
            "/crm/v3/objects/contacts/",
            "/crm/v3/objects/0-1/",
            "/crm/objects/2026-09/0-1/"
        }) {
            assertThat(account.get(path + id).text("/properties/firstname"))
                    .as(path)
                    .isEqualTo("Ada");
        }
    }

    @Test
    @Fact({"objects/values-are-strings", "values/json-scalars", "values/number-canonical"})
    void every_value_is_a_string_even_if_numbers_and_booleans_were_sent() {
        String id = account.contact("\"loyalty_points\":12.50,\"newsletter\":true");
        var properties = account.get(CONTACTS + "/" + id + "?properties=loyalty_points,newsletter")
                .json()
                .path("properties");
        assertThat(properties.path("loyalty_points").isString()).isTrue();
        assertThat(properties.path("loyalty_points").asString()).isEqualTo("12.5");
        assertThat(properties.path("newsletter").asString()).isEqualTo("true");
    }

    @Test
    @Fact({"objects/default-properties", "objects/read-answers-200"})
    void reads_answer_the_defaults_of_the_type_unless_properties_are_named() {
        String id = account.contact("\"email\":\"a@b.example\",\"phone\":\"1\"");
        assertThat(account.get(CONTACTS + "/" + id).json().path("properties").propertyNames())
                .containsExactlyInAnyOrder(
                        "createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname");
        assertThat(account.get(CONTACTS + "/" + id + "?properties=phone")
                        .json()
                        .path("properties")
                        .propertyNames())
                .containsExactlyInAnyOrder("phone", "hs_object_id", "createdate", "lastmodifieddate");
    }

    @Test
    @Fact({"objects/empty-is-null", "objects/unknown-property-on-read-is-ignored"})
    void a_requested_property_without_value_is_null_and_an_unknown_one_is_left_out() {
        String id = account.contact("\"email\":\"a@b.example\"");
        var properties = account.get(CONTACTS + "/" + id + "?properties=phone,nonsense")
                .json()
                .path("properties");
        assertThat(properties.path("phone").isNull()).isTrue();
        assertThat(properties.has("nonsense")).isFalse();
        account.set("{\"behaviour\":{\"emptyPropertiesAsNull\":false,\"rejectUnknownPropertiesOnRead\":true}}");
        assertThat(account.get(CONTACTS + "/" + id + "?properties=phone")
                        .json()
                        .path("properties")
                        .has("phone"))
                .isFalse();
        assertThat(account.get(CONTACTS + "/" + id + "?properties=nonsense").status())
                .isEqualTo(400);
    }

    @Test
    @Fact({"objects/write-answers-what-was-written", "objects/derived-values-on-write", "values/domain-from-website"})
    void a_write_answers_only_what_was_written_and_what_hubspot_derived() {
        Answer answer = account.post(
                COMPANIES, "{\"properties\":{\"name\":\"Acme\",\"website\":\"https://www.Acme.example/about\"}}");
        assertThat(answer.json().path("properties").propertyNames())
                .containsExactlyInAnyOrder(
                        "name", "website", "domain", "createdate", "hs_lastmodifieddate", "hs_object_id");
        assertThat(answer.text("/properties/domain")).isEqualTo("acme.example");
        Answer patched = account.patch(COMPANIES + "/" + answer.text("/id"), "{\"properties\":{\"city\":\"Berlin\"}}");
        assertThat(patched.json().path("properties").propertyNames())
                .containsExactlyInAnyOrder("city", "createdate", "hs_lastmodifieddate", "hs_object_id");
    }

    @Test
    @Fact({"objects/updated-at-is-last-modified", "objects/times-in-iso-8601", "objects/last-modified-property-by-type"
    })
    void updated_at_is_the_last_modified_property_and_the_time_of_the_change() {
        String id = account.contact("\"phone\":\"1\"");
        account.advance(Duration.ofMillis(1_234));
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"2\"}}");
        Answer read = account.get(CONTACTS + "/" + id);
        assertThat(read.text("/updatedAt")).isEqualTo("2026-11-20T09:00:01.234Z");
        assertThat(read.text("/properties/lastmodifieddate")).isEqualTo("2026-11-20T09:00:01.234Z");
        assertThat(read.text("/createdAt")).isEqualTo("2026-11-20T09:00:00.000Z");
    }

    @Test
    @Fact("objects/identical-write-changes-nothing")
    void writing_the_value_that_is_there_changes_nothing() {
        String id = account.contact("\"phone\":\"1\"");
        account.advance(Duration.ofSeconds(1));
        Answer answer = account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"1\"}}");
        assertThat(answer.text("/updatedAt")).isEqualTo("2026-11-20T09:00:00.000Z");
        account.set("{\"behaviour\":{\"identicalWritesCount\":true}}");
        answer = account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"1\"}}");
        assertThat(answer.text("/updatedAt")).isEqualTo("2026-11-20T09:00:01.000Z");
    }

    @Test
    @Fact({"values/empty-clears", "values/null-clears", "values/cleared-is-null"})
    void an_empty_string_clears_a_property_and_so_does_null_unless_refused() {
        String id = account.contact("\"phone\":\"1\",\"city\":\"Berlin\"");
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"phone\":\"\",\"city\":null}}");
        var properties = account.get(CONTACTS + "/" + id + "?properties=phone,city")
                .json()
                .path("properties");
        assertThat(properties.path("phone").isNull()).isTrue();
        assertThat(properties.path("city").isNull()).isTrue();
        account.set("{\"behaviour\":{\"nullClears\":false,\"clearedPropertiesAsEmptyText\":true}}");
        assertThat(account.value(id, "phone")).isEmpty();
        assertThat(account.get(CONTACTS + "/" + id + "?properties=phone")
                        .json()
                        .at("/properties/phone")
                        .isString())
                .isTrue();
        assertThat(account.patch(CONTACTS + "/" + id, "{\"properties\":{\"city\":null}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact({"objects/list-in-order-of-id", "objects/list-ends-without-paging", "objects/ids-beyond-32-bits"})
    void the_list_pages_in_order_of_id_and_ends_without_paging() {
        for (int i = 0; i < 5; i++) {
            account.contact("\"firstname\":\"n" + i + "\"");
        }
        Answer first = account.get(CONTACTS + "?limit=2");
        assertThat(first.ids()).containsExactly("30000000001", "30000000002");
        Answer second = account.get(CONTACTS + "?limit=2&after=" + first.text("/paging/next/after"));
        assertThat(second.ids()).containsExactly("30000000003", "30000000004");
        Answer last = account.get(CONTACTS + "?limit=2&after=" + second.text("/paging/next/after"));
        assertThat(last.ids()).containsExactly("30000000005");
        assertThat(last.json().has("paging")).isFalse();
    }

    @Test
    @Fact({"objects/list-pages", "objects/history-page-maximum"})
    void the_list_refuses_pages_beyond_100_and_beyond_50_with_history() {
        assertThat(account.get(CONTACTS + "?limit=100").status()).isEqualTo(200);
        assertThat(account.get(CONTACTS + "?limit=101").status()).isEqualTo(400);
        assertThat(account.get(CONTACTS + "?limit=51&propertiesWithHistory=phone")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact({
        "objects/archived-is-not-found",
        "objects/archive-answers-204",
        "objects/archived-listing",
        "objects/archived-at",
        "errors/not-found"
    })
    void an_archived_record_is_only_seen_where_archived_ones_are_asked_for() {
        String id = account.contact("\"email\":\"a@b.example\"");
        assertThat(account.delete(CONTACTS + "/" + id).status()).isEqualTo(204);
        Answer gone = account.get(CONTACTS + "/" + id);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.text("/category")).isEqualTo("OBJECT_NOT_FOUND");
        assertThat(account.get(CONTACTS).ids()).isEmpty();
        assertThat(account.get(CONTACTS + "?archived=true").ids()).containsExactly(id);
        Answer archived = account.get(CONTACTS + "/" + id + "?archived=true");
        assertThat(archived.json().path("archived").booleanValue()).isTrue();
        assertThat(archived.text("/archivedAt")).isEqualTo("2026-11-20T09:00:00.000Z");
    }

    @Test
    void archiving_twice_is_fine_unless_set_otherwise_and_unknown_ids_are_not() {
        String id = account.contact("\"phone\":\"1\"");
        account.delete(CONTACTS + "/" + id);
        assertThat(account.delete(CONTACTS + "/" + id).status()).isEqualTo(204);
        account.set("{\"behaviour\":{\"doubleDeleteStatus\":404}}");
        assertThat(account.delete(CONTACTS + "/" + id).status()).isEqualTo(404);
        assertThat(account.delete(CONTACTS + "/5").status()).isEqualTo(404);
    }

    @Test
    @Fact({"objects/last-modified-property-by-type", "values/datetime-as-milliseconds", "errors/unknown-type"})
    void other_types_work_alike_with_their_own_last_modified_property() {
        Answer note = account.post(
                "/crm/objects/2026-09/notes",
                "{\"properties\":{\"hs_timestamp\":\"1795200000123\",\"hs_note_body\":\"hello\"}}");
        assertThat(note.status()).isEqualTo(201);
        assertThat(note.text("/properties/hs_timestamp")).isEqualTo("2026-11-20T18:40:00.123Z");
        Answer deal = account.post(
                "/crm/objects/2026-09/deals",
                "{\"properties\":{\"dealname\":\"d\",\"pipeline\":\"default\",\"dealstage\":\"closedwon\"}}");
        assertThat(deal.text("/properties/hs_lastmodifieddate")).isEqualTo(deal.text("/updatedAt"));
        assertThat(account.get("/crm/objects/2026-09/gadgets").status()).isEqualTo(400);
    }

    @Test
    @Fact("objects/ids-unique-within-type")
    void ids_are_unique_within_a_type_only() {
        assertThat(account.contact("\"phone\":\"1\"")).isEqualTo(account.company("\"name\":\"Acme\""));
    }

    @Test
    @Fact({"objects/required-from-2026-09", "objects/required-of-companies"})
    void required_properties_are_enforced_from_2026_09_on_and_can_be_switched_off() {
        assertThat(account.post(COMPANIES, "{\"properties\":{\"city\":\"Berlin\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(account.post("/crm/v3/objects/companies", "{\"properties\":{\"city\":\"Berlin\"}}")
                        .status())
                .isEqualTo(201);
        account.set("{\"behaviour\":{\"writeValidation\":false}}");
        assertThat(account.post(COMPANIES, "{\"properties\":{\"city\":\"Berlin\"}}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_privacy_deletion_leaves_nothing_behind() {
        String id = account.contact("\"email\":\"a@b.example\"");
        assertThat(account.post(CONTACTS + "/gdpr-delete", "{\"objectId\":\"a@b.example\",\"idProperty\":\"email\"}")
                        .status())
                .isEqualTo(204);
        assertThat(account.get(CONTACTS + "/" + id).status()).isEqualTo(404);
        assertThat(account.get(CONTACTS + "/" + id + "?archived=true").status()).isEqualTo(404);
        assertThat(account.contact("\"email\":\"a@b.example\"")).isNotEqualTo(id);
    }

    @Test
    @Fact("objects/lists-in-queries")
    void names_in_a_query_are_separated_by_commas_or_repeated() {
        String id = account.contact("\"phone\":\"1\",\"city\":\"Berlin\"");
        for (String query : new String[] {"?properties=phone,city", "?properties=phone&properties=city"}) {
            Answer read = account.get(CONTACTS + "/" + id + query);
            assertThat(read.text("/properties/phone")).as(query).isEqualTo("1");
            assertThat(read.text("/properties/city")).as(query).isEqualTo("Berlin");
        }
    }

    @Test
    @Fact("objects/paging-link")
    void the_link_to_the_next_page_asks_for_the_same_with_another_cursor() {
        for (int i = 0; i < 5; i++) {
            account.contact("\"firstname\":\"n" + i + "\"");
        }
        Answer first = account.get(CONTACTS + "?limit=2&properties=phone");
        String second = first.text("/paging/next/link");
        assertThat(second).isEqualTo(CONTACTS + "?limit=2&properties=phone&after=30000000003");
        Answer page = account.get(second);
        assertThat(page.ids()).containsExactly("30000000003", "30000000004");
        assertThat(page.text("/paging/next/link")).endsWith("?limit=2&properties=phone&after=30000000005");
    }

    @Test
    @Fact("objects/paging-is-no-snapshot")
    void a_record_that_is_created_while_somebody_pages_is_on_a_later_page() {
        account.contact("\"phone\":\"1\"");
        account.contact("\"phone\":\"2\"");
        String after = account.get(CONTACTS + "?limit=1").text("/paging/next/after");
        String late = account.contact("\"phone\":\"3\"");
        assertThat(account.get(CONTACTS + "?limit=10&after=" + after).ids()).contains(late);
    }

    @Test
    @Fact({"objects/provenance", "objects/provenance-details", "objects/created-by-user"})
    void a_record_tells_who_created_it() {
        String asked = "?properties=hs_object_source,hs_object_source_id,hs_object_source_label,"
                + "hs_object_source_detail_1,hs_created_by_user_id,hs_updated_by_user_id";
        Answer byApp = account.get(CONTACTS + "/" + account.contact("\"phone\":\"1\"") + asked);
        assertThat(byApp.text("/properties/hs_object_source")).isEqualTo("INTEGRATION");
        assertThat(byApp.text("/properties/hs_object_source_id")).isEqualTo("900100");
        assertThat(byApp.text("/properties/hs_object_source_label")).isEqualTo("INTEGRATION");
        assertThat(byApp.json().path("properties").has("hs_object_source_detail_1"))
                .isTrue();
        Answer created = account.edit(77, "{\"objectType\":\"contacts\",\"properties\":{\"phone\":\"1\"}}");
        account.edit(
                78,
                "{\"objectType\":\"contacts\",\"id\":\"" + created.text("/id")
                        + "\",\"properties\":{\"phone\":\"2\"}}");
        Answer byPerson = account.get(CONTACTS + "/" + created.text("/id") + asked);
        assertThat(byPerson.text("/properties/hs_object_source")).isEqualTo("CRM_UI");
        assertThat(byPerson.text("/properties/hs_created_by_user_id")).isEqualTo("77");
        assertThat(byPerson.text("/properties/hs_updated_by_user_id")).isEqualTo("78");
        assertThat(account.post(CONTACTS, "{\"properties\":{\"hs_object_source_detail_1\":\"x\"}}")
                        .text("/errors/0/code"))
                .isEqualTo("READ_ONLY_VALUE");
    }
}
