package dev.linchpin.simulator.lists;

import static dev.linchpin.simulator.ListCalls.LISTS;
import static dev.linchpin.simulator.ListCalls.city;
import static dev.linchpin.simulator.ListCalls.dynamic;
import static dev.linchpin.simulator.ListCalls.members;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.ListCalls;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListMembersTest {

    private final TestAccount account = new TestAccount();

    private final String list = create("Friends", "MANUAL");

    @Test
    @Fact({"lists/add", "lists/missing-records"})
    void records_are_added_once_and_unknown_ones_reported_as_missing() {
        String ada = account.contact("\"firstname\":\"Ada\"");
        String bob = account.contact("\"firstname\":\"Bob\"");
        Answer added = put("add", "[\"" + ada + "\"," + bob + ",\"999\",\"x\"]");
        assertThat(added.status()).isEqualTo(200);
        assertThat(texts(added, "recordsIdsAdded")).containsExactly(ada, bob);
        assertThat(texts(added, "recordIdsMissing")).containsExactly("999", "x");
        assertThat(texts(added, "recordIdsRemoved")).isEmpty();
        Answer again = put("add", "[\"" + ada + "\"]");
        assertThat(texts(again, "recordsIdsAdded")).isEmpty();
        assertThat(texts(again, "recordIdsMissing")).isEmpty();
        assertThat(members(account, list)).containsExactly(ada, bob);
    }

    @Test
    @Fact({"lists/add-and-remove", "lists/missing-records"})
    void records_are_removed_and_added_in_one_call() {
        String ada = account.contact("\"firstname\":\"Ada\"");
        String bob = account.contact("\"firstname\":\"Bob\"");
        put("add", "[\"" + ada + "\"]");
        Answer changed = put(
                "add-and-remove",
                "{\"recordIdsToAdd\":[\"" + bob + "\"],\"recordIdsToRemove\":[\"" + ada + "\",\"5\"]}");
        assertThat(texts(changed, "recordsIdsAdded")).containsExactly(bob);
        assertThat(texts(changed, "recordIdsRemoved")).containsExactly(ada);
        assertThat(texts(changed, "recordIdsMissing")).containsExactly("5");
        assertThat(texts(put("remove", "[\"" + bob + "\"]"), "recordIdsRemoved"))
                .containsExactly(bob);
        assertThat(members(account, list)).isEmpty();
    }

    @Test
    @Fact("lists/bare-array")
    void a_body_that_is_no_array_is_refused() {
        assertThat(put("add", "{\"ids\":[]}").status()).isEqualTo(400);
        assertThat(put("add", "[1,").status()).isEqualTo(400);
        assertThat(put("add", "[[1]]").status()).isEqualTo(400);
    }

    @Test
    @Fact("lists/add-maximum")
    void one_call_changes_no_more_than_the_maximum() {
        account.set("{\"lists\":{\"maximumChange\":2}}");
        assertThat(put("add", "[1,2,3]").status()).isEqualTo(400);
        assertThat(put("add", "[1,2]").status()).isEqualTo(200);
    }

    @Test
    @Fact("lists/writes-to-static-only")
    void only_manual_and_snapshot_lists_accept_writes() {
        String snapshot = create("Snapshot", "SNAPSHOT");
        String ada = account.contact("\"firstname\":\"Ada\"");
        assertThat(account.call("PUT", LISTS + "/" + snapshot + "/memberships/add", "[" + ada + "]")
                        .status())
                .isEqualTo(200);
        String dynamic = dynamic(account, "Dynamic", city("Berlin"));
        for (String call : List.of("PUT add", "PUT remove", "PUT add-from/" + list, "DELETE ")) {
            String[] parts = call.split(" ", -1);
            Answer answer = account.call(
                    parts[0],
                    LISTS + "/" + dynamic + "/memberships" + (parts[1].isEmpty() ? "" : "/" + parts[1]),
                    "[]");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text("/message")).contains("MANUAL or SNAPSHOT");
        }
    }

    @Test
    @Fact({"lists/members-by-id", "lists/members-backward"})
    void members_are_paged_by_record_id_forward_and_backward() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.add(account.contact("\"firstname\":\"n\""));
        }
        put("add", "[" + String.join(",", ids.reversed()) + "]");
        Answer first = memberships("?limit=2");
        assertThat(members(first)).containsExactlyElementsOf(ids.subList(0, 2));
        assertThat(first.json().path("total").asInt()).isEqualTo(5);
        assertThat(first.json().at("/paging/prev").isMissingNode()).isTrue();
        Answer second = memberships("?limit=2&after=" + first.text("/paging/next/after"));
        assertThat(members(second)).containsExactlyElementsOf(ids.subList(2, 4));
        Answer last = memberships("?limit=2&after=" + second.text("/paging/next/after"));
        assertThat(members(last)).containsExactly(ids.get(4));
        assertThat(last.json().at("/paging/next").isMissingNode()).isTrue();
        assertThat(members(memberships("?limit=2&before=" + last.text("/paging/prev/before"))))
                .containsExactly(ids.get(3), ids.get(2));
    }

    @Test
    @Fact("lists/join-order")
    void members_are_also_listed_in_the_order_of_joining() {
        String ada = account.contact("\"firstname\":\"Ada\"");
        String bob = account.contact("\"firstname\":\"Bob\"");
        String cid = account.contact("\"firstname\":\"Cid\"");
        for (String id : List.of(cid, ada, bob)) {
            put("add", "[" + id + "]");
            account.advance(Duration.ofSeconds(1));
        }
        Answer first = memberships("/join-order?limit=2");
        assertThat(members(first)).containsExactly(cid, ada);
        assertThat(first.text("/results/1/membershipTimestamp")).isEqualTo("2026-11-20T09:00:01.000Z");
        Answer second = memberships("/join-order?limit=2&after=" + first.text("/paging/next/after"));
        assertThat(members(second)).containsExactly(bob);
        assertThat(members(memberships("/join-order?before=" + second.text("/paging/prev/before"))))
                .containsExactly(ada, cid);
    }

    @Test
    @Fact("lists/members-page")
    void a_page_of_members_has_100_by_default_and_at_most_250() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 101; i++) {
            ids.add(account.contact("\"firstname\":\"n\""));
        }
        put("add", "[" + String.join(",", ids) + "]");
        assertThat(members(memberships(""))).hasSize(100);
        assertThat(members(memberships("?limit=250"))).hasSize(101);
        assertThat(memberships("?limit=251").status()).isEqualTo(400);
        assertThat(memberships("?limit=0").status()).isEqualTo(400);
    }

    @Test
    @Fact("lists/add-from")
    void all_members_of_another_list_are_added_unless_it_is_too_large() {
        String ada = account.contact("\"firstname\":\"Ada\"");
        String bob = account.contact("\"firstname\":\"Bob\"");
        put("add", "[" + ada + "," + bob + "]");
        String other = create("Other", "MANUAL");
        account.set("{\"lists\":{\"maximumSource\":2}}");
        assertThat(account.call("PUT", LISTS + "/" + other + "/memberships/add-from/" + list, "")
                        .status())
                .isEqualTo(400);
        account.set("{\"lists\":{\"maximumSource\":3}}");
        assertThat(account.call("PUT", LISTS + "/" + other + "/memberships/add-from/" + list, "")
                        .status())
                .isEqualTo(204);
        assertThat(members(account, other)).containsExactly(ada, bob);
        String companies = ListCalls.create(account, """
                {"name":"Companies","objectTypeId":"0-2","processingType":"MANUAL"}""");
        assertThat(account.call("PUT", LISTS + "/" + companies + "/memberships/add-from/" + list, "")
                        .text("/subCategory"))
                .isEqualTo("ListError.INVALID_OBJECT_TYPE_FOR_LIST");
    }

    @Test
    @Fact("lists/remove-all")
    void deleting_all_memberships_empties_the_list() {
        put("add", "[" + account.contact("\"firstname\":\"Ada\"") + "]");
        assertThat(account.delete(LISTS + "/" + list + "/memberships").status()).isEqualTo(204);
        assertThat(members(account, list)).isEmpty();
    }

    @Test
    @Fact({"lists/of-record", "lists/of-records"})
    void a_record_tells_the_lists_it_is_in_and_since_when_also_for_several_at_once() {
        String ada = account.contact("\"firstname\":\"Ada\"");
        put("add", "[" + ada + "]");
        account.advance(Duration.ofSeconds(10));
        put("remove", "[" + ada + "]");
        account.advance(Duration.ofSeconds(10));
        put("add", "[" + ada + "]");
        Answer one = account.get(LISTS + "/records/0-1/" + ada + "/memberships");
        assertThat(one.text("/results/0/listId")).isEqualTo(list);
        assertThat(one.text("/results/0/firstAddedTimestamp")).isEqualTo("2026-11-20T09:00:00.000Z");
        assertThat(one.text("/results/0/lastAddedTimestamp")).isEqualTo("2026-11-20T09:00:20.000Z");
        Answer several = account.post(LISTS + "/records/memberships/batch/read", """
                {"inputs":[{"objectTypeId":"0-1","recordId":"%s"},{"objectTypeId":"0-1","recordId":"7"}]}""".formatted(ada));
        assertThat(several.status()).isEqualTo(207);
        assertThat(several.text("/results/0/recordListMemberships/0/listId")).isEqualTo(list);
        assertThat(several.text("/errors/0/context/ids/0")).isEqualTo("7");
        assertThat(account.get(LISTS + "/records/0-1/7/memberships").status()).isEqualTo(404);
    }

    @Test
    @Fact("lists/no-last-modified-bump")
    void joining_a_list_does_not_touch_the_record() {
        String ada = account.contact("\"firstname\":\"Ada\"");
        String before = account.get(CONTACTS + "/" + ada).text("/updatedAt");
        account.advance(Duration.ofSeconds(1));
        put("add", "[" + ada + "]");
        assertThat(account.get(CONTACTS + "/" + ada).text("/updatedAt")).isEqualTo(before);
    }

    @Test
    @Fact("lists/archived-leave")
    void archived_and_erased_records_leave_their_lists() {
        String ada = account.contact("\"email\":\"ada@x.example\"");
        String bob = account.contact("\"email\":\"bob@x.example\"");
        put("add", "[" + ada + "," + bob + "]");
        account.delete(CONTACTS + "/" + ada);
        assertThat(members(account, list)).containsExactly(bob);
        account.post(CONTACTS + "/gdpr-delete", "{\"objectId\":\"" + bob + "\"}");
        assertThat(members(account, list)).isEmpty();
    }

    @Test
    @Fact("lists/merge-carries-memberships")
    void the_survivor_of_a_merge_takes_over_the_memberships() {
        String ada = account.contact("\"email\":\"ada@x.example\"");
        String bob = account.contact("\"email\":\"bob@x.example\"");
        put("add", "[" + bob + "]");
        String survivor = account.post(
                        CONTACTS + "/merge",
                        "{\"primaryObjectId\":\"" + ada + "\",\"objectIdToMerge\":\"" + bob + "\"}")
                .text("/id");
        assertThat(members(account, list)).containsExactly(survivor);
    }

    @Test
    void every_joining_and_leaving_is_counted_as_a_write_of_its_source() {
        String ada = account.contact("\"firstname\":\"Ada\"");
        int before = account.stats().at("/writes/INTEGRATION").asInt();
        put("add", "[" + ada + "]");
        put("add", "[" + ada + "]");
        put("remove", "[" + ada + "]");
        assertThat(account.stats().at("/writes/INTEGRATION").asInt()).isEqualTo(before + 2);
    }

    private String create(String name, String processingType) {
        return ListCalls.create(account, """
                {"name":"%s","objectTypeId":"0-1","processingType":"%s"}""".formatted(name, processingType));
    }

    private Answer put(String what, String body) {
        return account.call("PUT", LISTS + "/" + list + "/memberships/" + what, body);
    }

    private Answer memberships(String rest) {
        return account.get(LISTS + "/" + list + "/memberships" + rest);
    }

    private static List<String> texts(Answer answer, String key) {
        return answer.json().path(key).valueStream().map(id -> id.asString()).toList();
    }
}
