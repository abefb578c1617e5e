package dev.linchpin.simulator.lists;

import static dev.linchpin.simulator.ListCalls.LISTS;
import static dev.linchpin.simulator.ListCalls.city;
import static dev.linchpin.simulator.ListCalls.dynamic;
import static dev.linchpin.simulator.ListCalls.inList;
import static dev.linchpin.simulator.ListCalls.members;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.ListCalls;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ListsTest {

    private final TestAccount account = new TestAccount();

    @Test
    @Fact({"lists/create-answers-200", "lists/read-by-id-and-name"})
    void a_manual_list_is_created_empty_and_read_by_id_and_by_name() {
        Answer created = account.post(LISTS, """
                {"name":"Friends","objectTypeId":"0-1","processingType":"MANUAL"}""");
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.text("/list/listId")).isEqualTo("1");
        assertThat(created.json().at("/list/listVersion").asInt()).isEqualTo(1);
        assertThat(created.text("/list/processingStatus")).isEqualTo("COMPLETE");
        assertThat(created.text("/list/objectTypeId")).isEqualTo("0-1");
        assertThat(created.json().at("/list/size").asInt(-1)).isZero();
        assertThat(account.get(LISTS + "/1").json().at("/list"))
                .isEqualTo(created.json().at("/list"));
        assertThat(account.get(LISTS + "/object-type-id/0-1/name/friends")
                        .json()
                        .at("/list"))
                .isEqualTo(created.json().at("/list"));
        assertThat(account.get(LISTS + "/object-type-id/0-2/name/friends").status())
                .isEqualTo(404);
        assertThat(account.get("/crm/v3/lists/1").text("/list/name")).isEqualTo("Friends");
    }

    @Test
    @Fact("lists/not-found")
    void an_unknown_list_is_a_404() {
        Answer answer = account.get(LISTS + "/99");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/category")).isEqualTo("OBJECT_NOT_FOUND");
        assertThat(account.delete(LISTS + "/99").status()).isEqualTo(404);
        assertThat(account.get(LISTS + "/x/memberships").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'objectTypeId':'0-1','processingType':'MANUAL'}",
                "{'name':' ','objectTypeId':'0-1','processingType':'MANUAL'}",
                "{'name':'a','processingType':'MANUAL'}",
                "{'name':'a','objectTypeId':'0-1'}",
                "{'name':'a','objectTypeId':'0-1','processingType':'ACTIVE'}",
                "{'name':'a','objectTypeId':'0-99','processingType':'MANUAL'}",
                "{'name':'a','objectTypeId':'0-1','processingType':'DYNAMIC'}",
                "{'name':'a','objectTypeId':'0-1','processingType':'MANUAL','filterBranch':{'filterBranchType':'OR'}}",
            })
    @Fact("lists/filters-for-dynamic-only")
    void a_malformed_list_is_refused(String body) {
        Answer answer = account.post(LISTS, body.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/category")).isEqualTo("VALIDATION_ERROR");
        assertThat(account.post(LISTS + "/search", "{}").json().path("total").asInt())
                .isZero();
    }

    @Test
    @Fact("lists/unfit-type")
    void an_unfit_object_type_is_named_in_the_sub_category() {
        Answer answer = account.post(LISTS, """
                {"name":"a","objectTypeId":"0-999","processingType":"MANUAL"}""");
        assertThat(answer.text("/subCategory")).isEqualTo("ListError.INVALID_OBJECT_TYPE_FOR_LIST");
        assertThat(answer.text("/message"))
                .isEqualTo("The objectTypeId 0-999 provided for the list is not valid for this portal.");
    }

    @Test
    @Fact("lists/snapshot-filters-optional")
    void a_snapshot_needs_filters_only_if_the_account_is_set_so() {
        String body = """
                {"name":"a","objectTypeId":"0-1","processingType":"SNAPSHOT"}""";
        account.set("{\"lists\":{\"snapshotsNeedFilters\":true}}");
        assertThat(account.post(LISTS, body).status()).isEqualTo(400);
        account.set("{\"lists\":{\"snapshotsNeedFilters\":false}}");
        assertThat(account.post(LISTS, body).status()).isEqualTo(200);
    }

    @Test
    @Fact("lists/unique-names")
    void names_are_unique_whatever_their_case_and_by_setting_only_within_a_type() {
        manual("Friends", "0-1");
        Answer taken = account.post(LISTS, """
                {"name":"FRIENDS","objectTypeId":"0-2","processingType":"MANUAL"}""");
        assertThat(taken.status()).isEqualTo(400);
        assertThat(taken.text("/subCategory")).isEqualTo("ILS.DUPLICATE_LIST_NAMES");
        account.set("{\"lists\":{\"namesUniqueAcrossTypes\":false}}");
        manual("FRIENDS", "0-2");
        assertThat(account.post(LISTS, """
                {"name":"friends","objectTypeId":"0-2","processingType":"MANUAL"}""").status()).isEqualTo(400);
    }

    @Test
    @Fact({"lists/rename", "lists/unique-names"})
    void a_list_is_renamed_and_gets_a_new_version() {
        String id = manual("Friends", "0-1");
        manual("Foes", "0-1");
        Answer renamed = account.call("PUT", LISTS + "/" + id + "/update-list-name?listName=Best%20friends", "");
        assertThat(renamed.text("/updatedList/name")).isEqualTo("Best friends");
        assertThat(renamed.json().at("/updatedList/listVersion").asInt()).isEqualTo(2);
        assertThat(account.call("PUT", LISTS + "/" + id + "/update-list-name?listName=foes", "")
                        .text("/subCategory"))
                .isEqualTo("ILS.DUPLICATE_LIST_NAMES");
        assertThat(account.call("PUT", LISTS + "/" + id + "/update-list-name", "")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact({"lists/read-several", "lists/filters-with-defaults"})
    void several_lists_are_read_by_their_ids_with_filters_only_if_asked_for() {
        String dynamic = dynamic(account, "Berliners", city("Berlin"));
        String manual = manual("Friends", "0-1");
        String target = LISTS + "?listIds=" + dynamic + "&listIds=" + manual + "&listIds=77";
        JsonNode without = account.get(target).json().path("lists");
        assertThat(without.valueStream().map(list -> list.path("listId").asString()))
                .containsExactly(dynamic, manual);
        assertThat(without.path(0).has("filterBranch")).isFalse();
        JsonNode with = account.get(target + "&includeFilters=true").json().path("lists");
        assertThat(with.at("/0/filterBranch/filterBranches/0/filters/0/property")
                        .asString())
                .isEqualTo("city");
        assertThat(with.at("/0/filterBranch/filterBranchOperator").asString()).isEqualTo("OR");
        assertThat(with.at("/0/filterBranch/filterBranches/0/filters/0/operation/includeObjectsWithNoValueSet")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    @Fact({"lists/search", "lists/search-page"})
    void search_finds_by_part_of_the_name_type_and_id_and_pages_by_offset() {
        for (int i = 1; i <= 5; i++) {
            manual("Group " + i, i == 5 ? "0-2" : "0-1");
        }
        dynamic(account, "Other", city("Berlin"));
        Answer page = account.post(LISTS + "/search", "{\"query\":\"group\",\"count\":2,\"offset\":2}");
        assertThat(names(page.json().path("lists"))).containsExactly("Group 3", "Group 4");
        assertThat(page.json().path("total").asInt()).isEqualTo(5);
        assertThat(page.json().path("offset").asInt()).isEqualTo(4);
        assertThat(page.json().path("hasMore").asBoolean()).isTrue();
        assertThat(names(found("{\"processingTypes\":[\"DYNAMIC\"]}"))).containsExactly("Other");
        assertThat(names(found("{\"listIds\":[\"2\",\"9\"]}"))).containsExactly("Group 2");
        assertThat(names(found("{\"objectTypeId\":\"0-2\"}"))).containsExactly("Group 5");
        assertThat(account.post(LISTS + "/search", "{\"count\":501}").status()).isEqualTo(400);
    }

    @Test
    @Fact("lists/additional-properties")
    void search_answers_size_and_references_as_additional_properties() {
        String id = manual("Friends", "0-1");
        String contact = account.contact("\"city\":\"Berlin\"");
        account.call("PUT", LISTS + "/" + id + "/memberships/add", "[" + contact + "]");
        dynamic(account, "Friends of friends", inList(id));
        JsonNode properties = found("{\"query\":\"Friends\"}").at("/0/additionalProperties");
        assertThat(properties.path("hs_list_size").asString()).isEqualTo("1");
        assertThat(properties.path("hs_list_reference_count").asString()).isEqualTo("1");
        assertThat(properties.path("hs_last_record_added_at").asString())
                .isEqualTo(Long.toString(account.clock.millis()));
        assertThat(properties.has("hs_last_record_removed_at")).isFalse();
    }

    @Test
    @Fact("lists/all")
    void all_lists_are_paged_by_a_cursor_in_the_dated_versions_only() {
        for (int i = 1; i <= 5; i++) {
            manual("Group " + i, "0-1");
        }
        Answer first = account.post(LISTS + "/all", "{\"count\":3,\"processingTypes\":[],\"additionalProperties\":[]}");
        assertThat(names(first.json().path("results"))).containsExactly("Group 1", "Group 2", "Group 3");
        Answer second =
                account.post(LISTS + "/all", "{\"count\":3,\"after\":\"" + first.text("/paging/next/after") + "\"}");
        assertThat(names(second.json().path("results"))).containsExactly("Group 4", "Group 5");
        assertThat(second.json().has("paging")).isFalse();
        assertThat(account.post("/crm/v3/lists/all", "{}").status()).isEqualTo(405);
        assertThat(account.post(LISTS + "/all", "{\"after\":\"x\"}").status()).isEqualTo(400);
    }

    @Test
    @Fact({"lists/delete-answers-204", "lists/restore-90-days"})
    void a_deleted_list_can_be_restored_with_its_members_for_90_days() {
        String id = manual("Friends", "0-1");
        String contact = account.contact("\"city\":\"Berlin\"");
        account.call("PUT", LISTS + "/" + id + "/memberships/add", "[\"" + contact + "\"]");
        assertThat(account.delete(LISTS + "/" + id).status()).isEqualTo(204);
        assertThat(account.get(LISTS + "/" + id).status()).isEqualTo(404);
        assertThat(found("{}").size()).isZero();
        assertThat(account.get(LISTS + "/records/0-1/" + contact + "/memberships")
                        .ids())
                .isEmpty();
        account.advance(Duration.ofDays(90));
        assertThat(account.call("PUT", LISTS + "/" + id + "/restore", "").status())
                .isEqualTo(204);
        assertThat(members(account, id)).containsExactly(contact);
        account.delete(LISTS + "/" + id);
        account.advance(Duration.ofDays(90).plusMillis(1));
        assertThat(account.call("PUT", LISTS + "/" + id + "/restore", "").status())
                .isEqualTo(404);
    }

    @Test
    @Fact("lists/delete-answers-204")
    void a_deleted_list_is_read_with_its_time_of_deletion_if_the_account_is_set_so() {
        account.set("{\"lists\":{\"deletedListsAreRead\":true}}");
        String id = manual("Friends", "0-1");
        account.delete(LISTS + "/" + id);
        assertThat(account.get(LISTS + "/" + id).text("/list/deletedAt")).isEqualTo("2026-11-20T09:00:00.000Z");
    }

    @Test
    @Fact("lists/restore-keeps-names-unique")
    void a_restored_list_does_not_take_back_a_name_that_was_given_away() {
        String id = manual("Friends", "0-1");
        account.delete(LISTS + "/" + id);
        manual("Friends", "0-1");
        assertThat(account.call("PUT", LISTS + "/" + id + "/restore", "").text("/subCategory"))
                .isEqualTo("ILS.DUPLICATE_LIST_NAMES");
    }

    @ParameterizedTest
    @CsvSource({"crm.lists.read,200,403", "crm.lists.write,403,200", "crm.objects.contacts.read,403,403"})
    @Fact("lists/scopes")
    void lists_have_scopes_of_their_own(String scope, int reading, int writing) {
        account.set("{\"tokens\":[{\"token\":\"narrow\",\"scopes\":[\"" + scope + "\"]}]}");
        assertThat(account.callAs("narrow", "GET", LISTS + "?listIds=1", "").status())
                .isEqualTo(reading);
        assertThat(account.callAs("narrow", "POST", LISTS, """
                        {"name":"a","objectTypeId":"0-1","processingType":"MANUAL"}""").status()).isEqualTo(writing);
    }

    @Test
    void a_reset_forgets_the_lists() {
        manual("Friends", "0-1");
        account.control("POST", "reset", "");
        assertThat(found("{}").size()).isZero();
        assertThat(manual("Friends", "0-1")).isEqualTo("1");
    }

    private JsonNode found(String body) {
        return account.post(LISTS + "/search", body).json().path("lists");
    }

    private static List<String> names(JsonNode lists) {
        return lists.valueStream().map(list -> list.path("name").asString()).toList();
    }

    private String manual(String name, String type) {
        return ListCalls.create(account, """
                {"name":"%s","objectTypeId":"%s","processingType":"MANUAL"}""".formatted(name, type));
    }
}
