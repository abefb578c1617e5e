package dev.linchpin.systemtests.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.linchpin.systemtests.Installation;
import dev.linchpin.systemtests.Wait;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody settles conflicts, and both sides follow. */
class ConflictsTest extends DashboardTest {
    @SuppressWarnings("NullAway.Init") // set before any test
    private List<String> records;

    @Override
    void arrange(Installation loaded) {
        records = loaded.contacts().records(7);
        Trouble.conflicts(loaded, records);
    }

    private void open(int number) {
        var conflict = installation().api().conflicts(records.get(number)).getFirst();
        dashboard().at("/conflicts/" + conflict.path("id").asLong()).awaitContent();
    }

    private Locator toast() {
        return page().getByText(Pattern.compile("Decided for")).first();
    }

    private void assertSettled(int number, String value) {
        installation().awaitBothSides(records.get(number), "jobtitle", value);
        Wait.until(() -> installation().api().conflicts(records.get(number)).isEmpty());
    }

    @Test
    void a_conflict_is_settled_by_clicks_and_arrives_on_both_sides() {
        open(0);

        button("Keep HubSpot’s").first().click();

        dashboard().expect("404");
        assertSettled(0, Trouble.THEIRS);
    }

    @Test
    void a_conflict_is_settled_by_keys_alone() {
        open(1);

        page().keyboard().press("1");
        dashboard().expect("404");

        assertSettled(1, Trouble.OURS);
    }

    @Test
    void a_third_value_is_typed() {
        open(2);

        page().keyboard().press("3");
        page().keyboard().type("Commodore");
        page().keyboard().press("Enter");
        dashboard().expect("404");

        assertSettled(2, "Commodore");
    }

    @Test
    void a_decision_is_taken_back_before_it_takes_effect() {
        open(3);
        button("Keep HubSpot’s").first().click();
        assertThat(toast()).isVisible();

        button("Take back").first().click();

        assertThat(button("Keep HubSpot’s").first()).isEnabled();
        Wait.during(
                java.time.Duration.ofSeconds(9),
                () -> !installation().api().conflicts(records.get(3)).isEmpty());
        org.assertj.core.api.Assertions.assertThat(installation().inSql(records.get(3), "jobtitle"))
                .isEqualTo(Trouble.OURS);
    }

    @Test
    void many_are_decided_at_once_after_a_preview() {
        dashboard().at("/conflicts").awaitContent();
        for (var number : List.of(4, 5)) {
            var name = installation()
                    .api()
                    .conflicts(records.get(number))
                    .getFirst()
                    .path("record_name")
                    .asString();
            page().getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(name))
                    .first()
                    .check();
        }

        button("Decide 2 selected").click();
        page().getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("What HubSpot holds"))
                .check();
        assertThat(page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.TABLE)).containsText("Contacts");
        dashboard().assertAccessible();
        button("Decide 2 for HubSpot").click();

        assertSettled(4, Trouble.THEIRS);
        assertSettled(5, Trouble.THEIRS);
    }
}
