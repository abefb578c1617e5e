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
import tools.jackson.databind.JsonNode;

/** Somebody settles conflicts, and both sides follow. */
class ConflictsTest extends DashboardTest {
    @SuppressWarnings("NullAway.Init") // set before any test
    private List<String> records;

    @Override
    void arrange(Installation loaded) {
        records = loaded.contacts().records(7);
        Trouble.conflicts(loaded, records);
    }

    private JsonNode record(int number) {
        return installation().api().conflicts(records.get(number)).getFirst();
    }

    private JsonNode pending(int number) {
        return record(number).path("pending");
    }

    private void open(int number) {
        dashboard().at("/conflicts/" + record(number).path("id").asLong()).awaitContent();
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
    void a_conflict_is_decided_by_a_key_alone_which_goes_on_to_the_next() {
        open(1);
        var name = record(1).path("record_name").asString();
        assertThat(heading(name).first()).isVisible();

        page().keyboard().press("1");

        Wait.until(() -> pending(1).path("resolution").asString("").equals("database"));
        assertThat(heading(name)).hasCount(0);
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

        Wait.until(() -> pending(3).isObject());

        button("Take back").first().click();

        Wait.until(() -> pending(3).isNull());
        assertThat(button("Keep HubSpot’s").first()).isEnabled();
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

        for (var number : List.of(4, 5)) {
            Wait.until(() -> pending(number).path("resolution").asString("").equals("hubspot"));
        }
    }
}
