package dev.linchpin.systemtests.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.linchpin.systemtests.Installation;
import dev.linchpin.systemtests.Wait;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody mends what HubSpot refused. */
class FailuresTest extends DashboardTest {
    @SuppressWarnings("NullAway.Init") // set before any test
    private List<String> records;

    @Override
    void arrange(Installation loaded) {
        records = loaded.contacts().records(5);
        Trouble.refusals(loaded, records);
    }

    private void openGroup() {
        dashboard().at("/failures").awaitContent();
        page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("refused value"))
                .first()
                .click();
    }

    private Locator letter(int number) {
        var name = installation()
                .api()
                .deadLetters(records.get(number))
                .getFirst()
                .path("record_name")
                .asString();
        return row(name).first();
    }

    @Test
    void a_refused_value_is_corrected_and_heals_on_both_sides() {
        openGroup();

        letter(0).click();
        var corrected = page().getByLabel("Corrected value");
        corrected.waitFor();
        dashboard().assertAccessible();
        corrected.selectOption("customer");
        button("Correct and retry").click();
        dashboard().expect("404");

        installation().awaitBothSides(records.get(0), "lifecyclestage", "customer");
        Wait.until(() -> installation().api().deadLetters(records.get(0)).isEmpty());
    }

    @Test
    void what_hubspot_accepts_by_now_heals_by_a_retry_of_the_whole_group() {
        installation().account().addOption("lifecyclestage", Trouble.REFUSED);
        openGroup();

        button("Retry all").click();

        installation().awaitBothSides(records.get(1), "lifecyclestage", Trouble.REFUSED);
        assertThat(page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("refused value")))
                .hasCount(0);
    }
}
