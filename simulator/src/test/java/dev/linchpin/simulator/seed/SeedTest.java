package dev.linchpin.simulator.seed;

import static dev.linchpin.simulator.TestAccount.COMPANIES;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.TestAccount;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SeedTest {

    private static final String EVERYTHING = "?limit=100&properties=email,firstname,phone,interests,loyalty_points,"
            + "newsletter,contract_end,last_visit_at,lifecyclestage,jobtitle,country,domain,name";

    @Test
    void the_same_seed_gives_the_same_records_and_another_gives_others() {
        assertThat(seeded(5).get(CONTACTS + EVERYTHING).json())
                .isEqualTo(seeded(5).get(CONTACTS + EVERYTHING).json())
                .isNotEqualTo(seeded(6).get(CONTACTS + EVERYTHING).json());
    }

    @Test
    void addresses_and_domains_are_distinct() {
        TestAccount account = new TestAccount(options -> options.withRecords(3_000, 8_000, 0));
        Set<String> emails = new HashSet<>();
        Set<String> domains = new HashSet<>();
        collect(account, CONTACTS, "email", emails);
        collect(account, COMPANIES, "domain", domains);
        assertThat(emails).hasSize(3_000);
        assertThat(domains).hasSize(8_000);
    }

    @Test
    void seeded_values_pass_the_accounts_own_rules() {
        TestAccount account = seeded(1);
        for (JsonNode record :
                account.get(CONTACTS + EVERYTHING).json().path("results").values()) {
            var properties = ((ObjectNode) record.path("properties")).deepCopy();
            properties.remove("hs_object_id");
            properties.remove("createdate");
            properties.remove("lastmodifieddate");
            Answer same =
                    account.patch(CONTACTS + "/" + record.path("id").asString(), "{\"properties\":" + properties + "}");
            assertThat(same.status()).as(properties.toString()).isEqualTo(200);
            assertThat(same.text("/updatedAt"))
                    .as("already in HubSpot's form: " + properties)
                    .isEqualTo(record.path("updatedAt").asString());
        }
    }

    @Test
    void updated_at_is_never_before_creation_and_follows_the_newest_history() {
        TestAccount account = seeded(1);
        for (JsonNode record : account.get(CONTACTS + "?limit=50&propertiesWithHistory=phone")
                .json()
                .path("results")
                .values()) {
            assertThat(record.at("/propertiesWithHistory/phone/0/timestamp").asString())
                    .isEqualTo(record.path("updatedAt").asString());
            assertThat(record.path("createdAt").asString())
                    .isLessThanOrEqualTo(record.path("updatedAt").asString());
        }
    }

    @Test
    void seeded_records_are_searchable_at_once_and_send_no_events() {
        TestAccount account =
                new TestAccount(options -> options.withRecords(20, 5, 3).withWebhooks("http://x.example", "s"));
        assertThat(account.search("{}").json().path("total").asInt()).isEqualTo(20);
        assertThat(account.post("/crm/v3/objects/deals/search", "{}")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(3);
        assertThat(account.deliveredEvents()).isEmpty();
    }

    private static TestAccount seeded(long seed) {
        return new TestAccount(options -> options.withRecords(100, 20, 0).withSeed(seed));
    }

    private static void collect(TestAccount account, String path, String property, Set<String> into) {
        String after = "0";
        while (!after.isEmpty()) {
            Answer page = account.get(path + "?limit=100&after=" + after);
            page.json()
                    .path("results")
                    .forEach(record ->
                            into.add(record.path("properties").path(property).asString()));
            after = page.text("/paging/next/after");
        }
    }
}
