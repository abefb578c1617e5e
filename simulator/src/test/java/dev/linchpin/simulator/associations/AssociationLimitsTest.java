package dev.linchpin.simulator.associations;

import static dev.linchpin.simulator.LinkingAccount.ASSOCIATIONS;
import static dev.linchpin.simulator.LinkingAccount.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.LinkingAccount;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import org.junit.jupiter.api.Test;

class AssociationLimitsTest {

    private static final String CONFIGURATIONS = ASSOCIATIONS + "definitions/configurations/";
    private static final String PAIR = CONFIGURATIONS + "deals/contacts";
    private static final String USAGE = "/crm/limits/2026-09/associations/";

    private final LinkingAccount linking = new LinkingAccount();
    private final TestAccount account = linking.account;
    private final String deal = linking.deal();
    private final String first = linking.contact();
    private final String second = linking.contact();

    @Test
    @Fact("associations/limits-set")
    void limits_are_set_changed_read_and_removed() {
        Answer created = linking.limit("deals/contacts", "HUBSPOT_DEFINED=3", 5);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/results/0/userEnforcedMaxToObjectIds")).isEqualTo("5");
        assertThat(account.get(PAIR).text("/results/0/typeId")).isEqualTo("3");
        assertThat(account.get(CONFIGURATIONS + "contacts/deals")
                        .json()
                        .path("results")
                        .size())
                .isZero();
        String input = "{\"inputs\":[{\"category\":\"HUBSPOT_DEFINED\",\"typeId\":3,\"maxToObjectIds\":7}]}";
        assertThat(account.post(PAIR + "/batch/update", input).status()).isEqualTo(200);
        assertThat(account.get(CONFIGURATIONS + "all").text("/results/0/userEnforcedMaxToObjectIds"))
                .isEqualTo("7");
        assertThat(account.post(PAIR + "/batch/create", input).status()).isEqualTo(207);
        String purge = "{\"inputs\":[{\"category\":\"HUBSPOT_DEFINED\",\"typeId\":3}]}";
        assertThat(account.post(PAIR + "/batch/purge", purge).status()).isEqualTo(204);
        assertThat(account.get(CONFIGURATIONS + "all").json().path("results").size())
                .isZero();
    }

    @Test
    @Fact({"associations/limits-enforced", "associations/limits-by-direction"})
    void a_link_beyond_the_limit_is_refused_from_that_end_only() {
        linking.limit("deals/contacts", "HUBSPOT_DEFINED=3", 1);
        linking.link("deals", deal, "contacts", first);
        Answer refused = linking.link("contacts", second, "deals", deal);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message")).isEqualTo("Association configuration limits are exceeded");
        assertThat(refused.text("/context/fromObjectId/0")).isEqualTo(deal);
        assertThat(linking.link("contacts", first, "deals", linking.deal()).status())
                .isEqualTo(200);
        assertThat(linking.link("deals", deal, "contacts", first).status()).isEqualTo(200);
    }

    @Test
    @Fact("associations/limits-enforced")
    void limits_hold_within_a_batch() {
        linking.limit("deals/contacts", "HUBSPOT_DEFINED=3", 1);
        Answer answer = linking.batch(
                "deals/contacts",
                "create",
                pair(deal, first, "HUBSPOT_DEFINED=3") + "," + pair(deal, second, "HUBSPOT_DEFINED=3"));
        assertThat(answer.status()).isEqualTo(207);
        assertThat(linking.links("deals", deal, "contacts")).containsExactly(first + ": [3]");
    }

    @Test
    @Fact("associations/limits-not-retroactive")
    void links_that_exceed_a_later_limit_stay() {
        linking.link("deals", deal, "contacts", first);
        linking.link("deals", deal, "contacts", second);
        linking.limit("deals/contacts", "HUBSPOT_DEFINED=3", 1);
        assertThat(linking.links("deals", deal, "contacts")).hasSize(2);
        assertThat(linking.link("deals", deal, "contacts", linking.contact()).status())
                .isEqualTo(400);
    }

    @Test
    @Fact("associations/limits-of-labels")
    void labels_are_bounded_by_the_plain_kind_and_bound_it() {
        int label = linking.define("deals/contacts", "buyer");
        linking.limit("deals/contacts", "HUBSPOT_DEFINED=3", 10);
        Answer above = linking.limit("deals/contacts", "USER_DEFINED=" + label, 11);
        assertThat(above.status()).isEqualTo(207);
        assertThat(above.text("/errors/0/message")).contains("between 1 and 10");
        assertThat(linking.limit("deals/contacts", "USER_DEFINED=" + label, 1).status())
                .isEqualTo(201);
        assertThat(linking.label("deals", deal, "contacts", first, "USER_DEFINED=" + label)
                        .status())
                .isEqualTo(201);
        assertThat(linking.label("deals", deal, "contacts", second, "USER_DEFINED=" + label)
                        .status())
                .isEqualTo(400);
        assertThat(linking.link("deals", deal, "contacts", second).status()).isEqualTo(200);
    }

    @Test
    @Fact("associations/technical-limit")
    void the_technical_limit_can_be_set() {
        assertThat(account.get(USAGE + "records/deals/contacts").text("/limit")).isEqualTo("50000");
        account.set("{\"associations\":{\"maximumPerRecord\":1}}");
        linking.link("deals", deal, "contacts", first);
        assertThat(linking.link("deals", deal, "contacts", second).status()).isEqualTo(400);
    }

    @Test
    @Fact("associations/usage")
    void records_near_and_at_their_limit_are_reported() {
        account.set("{\"associations\":{\"maximumPerRecord\":5}}");
        for (int i = 0; i < 4; i++) {
            linking.link("deals", deal, "contacts", i == 0 ? first : linking.contact());
        }
        assertThat(account.get(USAGE + "records/from").text("/results/0/objectTypeId"))
                .isEqualTo("0-3");
        Answer to = account.get(USAGE + "records/0-3/to");
        assertThat(to.text("/results/0/pluralLabel")).isEqualTo("Contacts");
        assertThat(to.text("/results/0/hasRecordsNearLimit")).isEqualTo("true");
        assertThat(to.text("/results/0/hasRecordsAtLimit")).isEqualTo("false");
        Answer between = account.get("/crm/v3/limits/associations/records/0-3/0-1");
        assertThat(between.text("/totalRecordsNearLimit")).isEqualTo("1");
        assertThat(between.text("/nearLimitFromRecordSamples/0/usage")).isEqualTo("4");
        assertThat(between.text("/nearLimitFromRecordSamples/0/label")).isEqualTo("d");
        linking.link("deals", deal, "contacts", second);
        assertThat(account.get(USAGE + "records/0-3/0-1").text("/atLimitFromRecordSamples/0/objectId"))
                .isEqualTo(deal);
    }

    @Test
    @Fact("associations/usage-labels")
    void labels_are_counted_by_pair() {
        linking.define("deals/contacts", "buyer");
        Answer answer = account.get(USAGE + "labels?fromObjectTypeId=0-3");
        assertThat(answer.json().path("results").size()).isEqualTo(1);
        assertThat(answer.text("/results/0/toObjectType/objectTypeId")).isEqualTo("0-1");
        assertThat(answer.text("/results/0/usage")).isEqualTo("1");
        assertThat(answer.text("/results/0/limit")).isEqualTo("10");
        assertThat(answer.text("/results/0/allLabels/0")).isEqualTo("buyer");
    }

    @Test
    @Fact("associations/merge-limits")
    void a_merge_beyond_the_limit_is_refused() {
        linking.limit("contacts/deals", "HUBSPOT_DEFINED=4", 1);
        linking.link("contacts", first, "deals", deal);
        linking.link("contacts", second, "deals", linking.deal());
        Answer refused = account.post(
                TestAccount.CONTACTS + "/merge",
                "{\"primaryObjectId\":\"" + first + "\",\"objectIdToMerge\":\"" + second + "\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message"))
                .startsWith("Association configuration limits are exceeded in portal ")
                .endsWith(" when merging " + second + " into " + first + " of object type 0-1");
    }
}
