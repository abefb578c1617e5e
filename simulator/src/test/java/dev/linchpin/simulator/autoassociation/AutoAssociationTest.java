package dev.linchpin.simulator.autoassociation;

import static dev.linchpin.simulator.TestAccount.COMPANIES;
import static dev.linchpin.simulator.TestAccount.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linchpin.simulator.Answer;
import dev.linchpin.simulator.LinkingAccount;
import dev.linchpin.simulator.TestAccount;
import dev.linchpin.simulator.facts.Fact;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AutoAssociationTest {

    private final LinkingAccount linking = new LinkingAccount();
    private final TestAccount account = linking.account;

    @Test
    @Fact("side-effects/auto-association-off")
    void nothing_happens_unless_the_account_wants_it() {
        account.contact("\"email\":\"ada@acme.example\"");
        account.advance(Duration.ofMinutes(1));
        assertThat(account.get(COMPANIES).ids()).isEmpty();
    }

    @Test
    @Fact("side-effects/company-by-domain")
    void a_contact_is_linked_to_the_company_of_its_domain_some_time_later() {
        enable();
        String company = account.company("\"domain\":\"acme.example\"");
        String contact = account.contact("\"email\":\"Ada@ACME.example\"");
        assertThat(linking.links("contacts", contact, "companies")).isEmpty();
        account.advance(Duration.ofSeconds(5));
        assertThat(linking.links("contacts", contact, "companies")).containsExactly(company + ": [1, 279]");
        assertThat(account.get(COMPANIES).ids()).containsExactly(company);
    }

    @Test
    @Fact("side-effects/company-by-additional-domain")
    void a_company_is_found_by_an_additional_domain() {
        enable();
        String company = account.company(
                "\"domain\":\"acme.example\",\"hs_additional_domains\":\"acme-labs.example;acme.test\"");
        String contact = account.contact("\"email\":\"ada@acme-labs.example\"");
        account.advance(Duration.ofSeconds(5));
        assertThat(linking.links("contacts", contact, "companies")).containsExactly(company + ": [1, 279]");
    }

    @Test
    @Fact("side-effects/company-created")
    void a_company_is_created_as_of_when_it_was_due() {
        enable();
        String first = account.contact("\"email\":\"ada@acme-steel.example\"");
        String second = account.contact("\"email\":\"bob@acme-steel.example\"");
        account.advance(Duration.ofHours(1));
        assertThat(account.get(COMPANIES).ids()).hasSize(1);
        String company = account.get(COMPANIES).ids().getFirst();
        Answer read = account.get(COMPANIES + "/" + company + "?properties=name,domain,hs_object_source");
        assertThat(read.text("/properties/name")).isEqualTo("Acme Steel");
        assertThat(read.text("/properties/domain")).isEqualTo("acme-steel.example");
        assertThat(read.text("/properties/hs_object_source")).isEqualTo("AUTO_ASSOCIATE_BY_DOMAIN");
        assertThat(read.text("/createdAt")).isEqualTo("2026-11-20T09:00:05.000Z");
        assertThat(linking.links("companies", company, "contacts"))
                .containsExactly(first + ": [2, 280]", second + ": [2, 280]");
    }

    @Test
    @Fact("side-effects/company-created")
    void no_company_is_created_if_set() {
        enable();
        account.set("{\"autoAssociation\":{\"createsCompanies\":false}}");
        account.contact("\"email\":\"ada@acme.example\"");
        account.advance(Duration.ofSeconds(5));
        assertThat(account.get(COMPANIES).ids()).isEmpty();
    }

    @Test
    @Fact("side-effects/freemail")
    void a_freemail_address_counts_for_nothing_and_the_website_instead() {
        enable();
        account.contact("\"email\":\"ada@gmail.com\"");
        String contact = account.contact("\"email\":\"bob@gmail.com\",\"website\":\"https://www.Acme.example/about\"");
        account.advance(Duration.ofSeconds(5));
        assertThat(account.get(COMPANIES).ids()).hasSize(1);
        assertThat(account.get(COMPANIES).text("/results/0/properties/domain")).isEqualTo("acme.example");
        assertThat(linking.links("contacts", contact, "companies")).hasSize(1);
    }

    @Test
    @Fact("side-effects/excluded-domains")
    void excluded_domains_are_left_alone() {
        enable();
        account.set("{\"autoAssociation\":{\"excludedDomains\":[\"acme.example\"]}}");
        account.contact("\"email\":\"ada@acme.example\"");
        account.advance(Duration.ofSeconds(5));
        assertThat(account.get(COMPANIES).ids()).isEmpty();
        String many = IntStream.rangeClosed(0, 1_000)
                .mapToObj(i -> "\"d" + i + ".example\"")
                .collect(Collectors.joining(","));
        assertThatThrownBy(() -> account.set("{\"autoAssociation\":{\"excludedDomains\":[" + many + "]}}"))
                .hasMessageContaining("1000");
    }

    @Test
    @Fact("side-effects/changed-address")
    void a_changed_address_links_another_company() {
        enable();
        String contact = account.contact("\"email\":\"ada@acme.example\"");
        account.advance(Duration.ofSeconds(5));
        account.patch(CONTACTS + "/" + contact, "{\"properties\":{\"email\":\"ada@other.example\"}}");
        account.advance(Duration.ofSeconds(5));
        assertThat(linking.links("contacts", contact, "companies"))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith(": [1, 279]"),
                        second -> assertThat(second).endsWith(": [279]"));
        account.set("{\"autoAssociation\":{\"replacesPrimary\":true}}");
        account.patch(CONTACTS + "/" + contact, "{\"properties\":{\"email\":\"ada@third.example\"}}");
        account.advance(Duration.ofSeconds(5));
        assertThat(linking.links("contacts", contact, "companies").getLast()).endsWith(": [1, 279]");
    }

    @Test
    @Fact("side-effects/company-of-several")
    void the_oldest_of_several_companies_is_taken() {
        enable();
        String company = account.company("\"domain\":\"acme.example\"");
        account.company("\"domain\":\"acme.example\"");
        String contact = account.contact("\"email\":\"ada@acme.example\"");
        account.advance(Duration.ofSeconds(5));
        assertThat(linking.links("contacts", contact, "companies")).containsExactly(company + ": [1, 279]");
    }

    @Test
    void a_contact_that_is_gone_by_then_gets_no_company() {
        enable();
        String contact = account.contact("\"email\":\"ada@acme.example\"");
        account.delete(CONTACTS + "/" + contact);
        account.advance(Duration.ofSeconds(5));
        assertThat(account.get(COMPANIES).ids()).isEmpty();
    }

    private void enable() {
        account.set("{\"autoAssociation\":{\"enabled\":true}}");
    }
}
