package dev.linchpin.simulator.lists;

import static dev.linchpin.simulator.ListCalls.LISTS;
import static dev.linchpin.simulator.ListCalls.branch;
import static dev.linchpin.simulator.ListCalls.city;
import static dev.linchpin.simulator.ListCalls.dynamic;
import static dev.linchpin.simulator.ListCalls.inList;
import static dev.linchpin.simulator.ListCalls.members;
import static dev.linchpin.simulator.ListCalls.property;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.ListCalls;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicListsTest {

    private final TestAccount account = new TestAccount();

    @Test
    @Fact("lists/dynamic-is-asynchronous")
    void a_new_dynamic_list_is_processing_until_the_filters_were_applied() {
        String berliner = account.contact("\"city\":\"Berlin\"");
        account.contact("\"city\":\"Paris\"");
        String list = dynamic(account, "Berliners", city("Berlin"));
        assertThat(status(list)).isEqualTo("PROCESSING");
        account.advance(Duration.ofMillis(1_999));
        assertThat(members(account, list)).isEmpty();
        account.advance(Duration.ofMillis(1));
        assertThat(members(account, list)).containsExactly(berliner);
        assertThat(status(list)).isEqualTo("COMPLETE");
    }

    @Test
    @Fact("lists/dynamic-follows-changes")
    void a_changed_record_joins_and_leaves_after_the_lag() {
        String list = dynamic(account, "Berliners", city("Berlin"));
        settle();
        String id = account.contact("\"city\":\"Berlin\"");
        assertThat(members(account, list)).isEmpty();
        settle();
        assertThat(members(account, list)).containsExactly(id);
        account.patch(CONTACTS + "/" + id, "{\"properties\":{\"city\":\"Paris\"}}");
        assertThat(members(account, list)).containsExactly(id);
        settle();
        assertThat(members(account, list)).isEmpty();
    }

    @Test
    void membership_is_dated_when_it_was_due_however_far_the_clock_was_moved() {
        String list = dynamic(account, "Berliners", city("Berlin"));
        settle();
        account.contact("\"city\":\"Berlin\"");
        account.advance(Duration.ofDays(3));
        assertThat(account.get(LISTS + "/" + list + "/memberships").text("/results/0/membershipTimestamp"))
                .isEqualTo("2026-11-20T09:00:04.000Z");
    }

    @Test
    @Fact("lists/snapshot-once")
    void a_snapshot_applies_its_filters_once() {
        String berliner = account.contact("\"city\":\"Berlin\"");
        String list = ListCalls.create(account, """
                {"name":"Snapshot","objectTypeId":"0-1","processingType":"SNAPSHOT","filterBranch":%s}""".formatted(branch(city("Berlin"))));
        assertThat(status(list)).isEqualTo("PROCESSING");
        settle();
        account.contact("\"city\":\"Berlin\"");
        account.patch(CONTACTS + "/" + berliner, "{\"properties\":{\"city\":\"Paris\"}}");
        settle();
        assertThat(members(account, list)).containsExactly(berliner);
    }

    @Test
    @Fact("lists/update-filters")
    void new_filters_are_applied_to_all_records() {
        account.contact("\"city\":\"Berlin\"");
        String parisian = account.contact("\"city\":\"Paris\"");
        String list = dynamic(account, "People", city("Berlin"));
        settle();
        Answer updated = refilter(list, city("Paris"));
        assertThat(updated.json().at("/updatedList/listVersion").asInt()).isEqualTo(2);
        assertThat(updated.text("/updatedList/processingStatus")).isEqualTo("PROCESSING");
        settle();
        assertThat(members(account, list)).containsExactly(parisian);
    }

    @Test
    @Fact("lists/update-filters")
    void only_a_dynamic_list_gets_new_filters() {
        String list = ListCalls.create(account, """
                {"name":"a","objectTypeId":"0-1","processingType":"MANUAL"}""");
        assertThat(refilter(list, city("Paris")).status()).isEqualTo(400);
        assertThat(account.call("PUT", LISTS + "/" + list + "/update-list-filters", "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    @Fact("lists/in-list")
    void a_list_can_be_filtered_by_another_one_but_not_by_itself() {
        String friends = ListCalls.create(account, """
                {"name":"Friends","objectTypeId":"0-1","processingType":"MANUAL"}""");
        String berliners = dynamic(account, "Berliners", city("Berlin"));
        String both = dynamic(account, "Both", inList(friends) + "," + inList(berliners));
        String id = account.contact("\"city\":\"Berlin\"");
        account.call("PUT", LISTS + "/" + friends + "/memberships/add", "[" + id + "]");
        settle();
        settle();
        assertThat(members(account, both)).containsExactly(id);
        account.call("PUT", LISTS + "/" + friends + "/memberships/remove", "[" + id + "]");
        settle();
        assertThat(members(account, both)).isEmpty();
        assertThat(refilter(berliners, inList(both)).text("/message")).contains("by itself");
        assertThat(refilter(both, inList("99")).status()).isEqualTo(400);
    }

    @Test
    void deleting_a_list_empties_those_that_are_filtered_by_it() {
        String id = account.contact("\"city\":\"Berlin\"");
        String friends = ListCalls.create(account, """
                {"name":"Friends","objectTypeId":"0-1","processingType":"MANUAL"}""");
        account.call("PUT", LISTS + "/" + friends + "/memberships/add", "[" + id + "]");
        String same = dynamic(account, "Same", inList(friends));
        settle();
        assertThat(members(account, same)).containsExactly(id);
        account.delete(LISTS + "/" + friends);
        settle();
        assertThat(members(account, same)).isEmpty();
        account.call("PUT", LISTS + "/" + friends + "/restore", "");
        settle();
        assertThat(members(account, same)).containsExactly(id);
    }

    @Test
    @Fact("lists/archived-leave")
    void an_archived_record_leaves_at_once_and_comes_back_when_restored() {
        String list = dynamic(account, "Berliners", city("Berlin"));
        String id = account.contact("\"city\":\"Berlin\"");
        settle();
        account.delete(CONTACTS + "/" + id);
        assertThat(members(account, list)).isEmpty();
        account.edit(7, "{\"objectType\":\"contacts\",\"id\":\"" + id + "\",\"restore\":true}");
        settle();
        assertThat(members(account, list)).containsExactly(id);
    }

    @Test
    @Fact("lists/merge-carries-memberships")
    void the_survivor_of_a_merge_is_judged_by_its_own_values() {
        String list = dynamic(account, "Berliners", city("Berlin"));
        String ada = account.contact("\"city\":\"Paris\",\"email\":\"a@x.example\"");
        String bob = account.contact("\"city\":\"Berlin\",\"email\":\"b@x.example\"");
        settle();
        String survivor = account.post(
                        CONTACTS + "/merge",
                        "{\"primaryObjectId\":\"" + ada + "\",\"objectIdToMerge\":\"" + bob + "\"}")
                .text("/id");
        assertThat(members(account, list)).containsExactly(survivor);
        settle();
        assertThat(members(account, list)).isEmpty();
    }

    @Test
    @Fact("lists/negated-branches")
    void branches_are_alternatives_and_negations_can_be_nested() {
        String berliner = account.contact("\"city\":\"Berlin\",\"country\":\"DE\"");
        String parisian = account.contact("\"city\":\"Paris\",\"country\":\"FR\"");
        account.contact("\"city\":\"Rome\",\"country\":\"IT\"");
        String list = ListCalls.create(account, """
                {"name":"a","objectTypeId":"0-1","processingType":"DYNAMIC","filterBranch":{"filterBranchType":"OR","filterBranches":[
                  {"filterBranchType":"AND","filters":[%s]},
                  {"filterBranchType":"AND","filterBranches":[{"filterBranchType":"NOT_ANY","filters":[%s,%s]}]}]}}""".formatted(city("Paris"), city("Paris"), city("Rome")));
        settle();
        assertThat(members(account, list)).containsExactlyInAnyOrder(berliner, parisian);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "city           | 'operationType':'ALL_PROPERTY','operator':'IS_KNOWN'                                     | a,b",
                "city           | 'operationType':'ALL_PROPERTY','operator':'IS_UNKNOWN'                                   | c",
                "city           | 'operationType':'STRING','operator':'IS_EQUAL_TO','value':'BERLIN'                       | a",
                "city           | 'operationType':'STRING','operator':'IS_NOT_EQUAL_TO','value':'Berlin'                   | b",
                "city           | 'operationType':'STRING','operator':'IS_NOT_EQUAL_TO','value':'Berlin','includeObjectsWithNoValueSet':true | b,c",
                "city           | 'operationType':'STRING','operator':'CONTAINS','value':'ERL'                             | a",
                "city           | 'operationType':'MULTISTRING','operator':'STARTS_WITH','values':['ber','par']            | a,b",
                "city           | 'operationType':'MULTISTRING','operator':'ENDS_WITH','values':['lin']                    | a",
                "city           | 'operationType':'MULTISTRING','operator':'DOES_NOT_CONTAIN','values':['lin']             | b",
                "loyalty_points | 'operationType':'NUMBER','operator':'IS_EQUAL_TO','value':10                             | a",
                "loyalty_points | 'operationType':'NUMBER','operator':'IS_GREATER_THAN','value':10                         | b",
                "loyalty_points | 'operationType':'NUMBER','operator':'IS_LESS_THAN_OR_EQUAL_TO','value':10                | a",
                "loyalty_points | 'operationType':'NUMBER_RANGED','operator':'IS_BETWEEN','lowerBound':5,'upperBound':10   | a",
                "loyalty_points | 'operationType':'NUMBER_RANGED','operator':'IS_NOT_BETWEEN','lowerBound':5,'upperBound':10 | b",
                "interests      | 'operationType':'ENUMERATION','operator':'IS_ANY_OF','values':['travel']                 | a",
                "interests      | 'operationType':'ENUMERATION','operator':'IS_NONE_OF','values':['travel']                | b",
                "interests      | 'operationType':'ENUMERATION','operator':'CONTAINS_ALL','values':['music','travel']      | a",
                "interests      | 'operationType':'ENUMERATION','operator':'IS_EXACTLY','values':['music']                 | b",
                "contract_end   | 'operationType':'TIME_POINT','operator':'IS_BEFORE','timePoint':{'timeType':'DATE','zoneId':'UTC','year':2026,'month':1,'day':1} | a",
                "contract_end   | 'operationType':'TIME_POINT','operator':'IS_AFTER','endpointBehavior':'INCLUSIVE','timePoint':{'timeType':'DATE','zoneId':'UTC','year':2026,'month':1,'day':1} | b",
                "contract_end   | 'operationType':'TIME_RANGED','operator':'IS_BETWEEN','lowerBoundTimePoint':{'timeType':'DATE','zoneId':'UTC','year':2025,'month':12,'day':30},'upperBoundTimePoint':{'timeType':'DATE','zoneId':'UTC','year':2026,'month':1,'day':1} | a",
            })
    @Fact({"lists/property-operations", "lists/no-value-matches-nothing"})
    void operations_compare_as_documented(String property, String operation, String expected) {
        account.contact("""
                "firstname":"a","loyalty_points":"10","city":"Berlin","interests":"music;travel","contract_end":"2025-12-31\"""");
        account.contact("""
                "firstname":"b","loyalty_points":"100","city":"Paris","interests":"music","contract_end":"2026-01-01\"""");
        account.contact("\"firstname\":\"c\"");
        String list = dynamic(account, "List", property(property, operation.replace('\'', '"')));
        settle();
        assertThat(members(account, list).stream().map(id -> account.value(id, "firstname")))
                .containsExactlyElementsOf(Stream.of(expected.split(",", -1)).toList());
    }

    @Test
    @Fact("lists/relative-times")
    void filters_relative_to_now_are_applied_again_from_time_to_time() {
        String id = account.contact("\"contract_end\":\"2026-11-25\"");
        String list = dynamic(account, "Soon", property("contract_end", """
                "operationType":"TIME_RANGED","operator":"IS_BETWEEN",\
                "lowerBoundTimePoint":{"timeType":"INDEXED","zoneId":"UTC","indexReference":{"referenceType":"TODAY"}},\
                "lowerBoundEndpointBehavior":"INCLUSIVE",\
                "upperBoundTimePoint":{"timeType":"INDEXED","zoneId":"UTC","indexReference":{"referenceType":"NOW"},"offset":{"days":3}}"""));
        settle();
        assertThat(members(account, list)).isEmpty();
        account.advance(Duration.ofDays(1));
        assertThat(members(account, list)).isEmpty();
        account.advance(Duration.ofDays(1));
        assertThat(members(account, list)).containsExactly(id);
        assertThat(account.get(LISTS + "/" + list + "/memberships").text("/results/0/membershipTimestamp"))
                .isEqualTo("2026-11-22T09:00:02.000Z");
        account.advance(Duration.ofDays(30));
        assertThat(members(account, list)).isEmpty();
    }

    @Test
    @Fact("lists/relative-times")
    void a_list_with_other_filters_is_no_longer_looked_at_again() {
        account.contact("\"contract_end\":\"2026-11-25\",\"city\":\"Berlin\"");
        String list = dynamic(account, "Past", property("contract_end", """
                "operationType":"TIME_POINT","operator":"IS_BEFORE",\
                "timePoint":{"timeType":"INDEXED","zoneId":"UTC","indexReference":{"referenceType":"NOW"}}"""));
        settle();
        refilter(list, city("Paris"));
        account.advance(Duration.ofDays(30));
        assertThat(members(account, list)).isEmpty();
        assertThat(account.hubSpot.agenda().nextDue()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'filterBranchType':'AND','filters':[]}",
                "{'filterBranchType':'OR','filterBranches':[{'filterBranchType':'OR'}]}",
                "{'filterBranchType':'OR','filters':[{'filterType':'PROPERTY'}]}",
                "{'filterBranchType':'OR','filterBranches':[{'filterBranchType':'AND','filterBranches':[{'filterBranchType':'UNIFIED_EVENTS'}]}]}",
                "{'filterBranchType':'OR','filterBranches':[{'filterBranchType':'AND','filters':[{'filterType':'FORM_SUBMISSION'}]}]}",
                "{'filterBranchType':'OR','filterBranches':[{'filterBranchType':'AND','filters':[{'filterType':'PROPERTY','property':'nonsense','operation':{}}]}]}",
                "{'filterBranchType':'OR','filterBranches':[{'filterBranchType':'AND','filters':[{'filterType':'PROPERTY','property':'city'}]}]}",
                "{'filterBranchType':'OR','filterBranches':[{'filterBranchType':'AND','filters':[{'filterType':'PROPERTY','property':'city','operation':{'operationType':'NUMBER','operator':'IS_EQUAL_TO','value':1}}]}]}",
                "{'filterBranchType':'OR','filterBranches':[{'filterBranchType':'AND','filters':[{'filterType':'PROPERTY','property':'city','operation':{'operationType':'STRING','operator':'HAS_EVER_CONTAINED','value':'a'}}]}]}",
                "{'filterBranchType':'OR','filterBranches':[{'filterBranchType':'AND','filters':[{'filterType':'PROPERTY','property':'city','operation':{'operationType':'ROLLING_DATE_RANGE','operator':'IS_LESS_THAN_X_DAYS_AGO'}}]}]}",
                "'text'",
            })
    @Fact({"lists/unknown-filters-refused", "lists/root-is-or-of-ands"})
    void filters_that_are_not_understood_are_refused(String filterBranch) {
        Answer answer = account.post(LISTS, """
                {"name":"a","objectTypeId":"0-1","processingType":"DYNAMIC","filterBranch":%s}""".formatted(filterBranch.replace('\'', '"')));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/category")).isEqualTo("VALIDATION_ERROR");
    }

    private Answer refilter(String list, String filter) {
        return account.call(
                "PUT", LISTS + "/" + list + "/update-list-filters", "{\"filterBranch\":" + branch(filter) + "}");
    }

    private String status(String list) {
        return account.get(LISTS + "/" + list).text("/list/processingStatus");
    }

    private void settle() {
        account.advance(Duration.ofSeconds(2));
    }
}
