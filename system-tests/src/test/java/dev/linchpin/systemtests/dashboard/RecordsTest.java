package dev.linchpin.systemtests.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody looks for a record, and sees what happens to it while they look. */
class RecordsTest extends DashboardTest {
    private String name(String record) {
        return installation().inSql(record, "firstname") + " " + installation().inSql(record, "lastname");
    }

    @Test
    void a_record_is_found_by_its_name_and_opened_by_the_keyboard() {
        var record = installation().contacts().records(7).get(6);
        dashboard().at("/records/contacts").awaitContent();

        page().getByRole(AriaRole.SEARCHBOX).fill(String.valueOf(installation().inSql(record, "email")));
        assertThat(page().getByRole(AriaRole.ROW)).hasCount(2);
        row(name(record)).first().click();

        assertThat(heading(name(record)).first()).isVisible();
        assertThat(link("Open in HubSpot")).hasAttribute("href", Pattern.compile("/record/0-1/" + record));
    }

    @Test
    void an_edit_on_either_side_reaches_the_open_page_without_reload() {
        var record = installation().contacts().records(8).get(7);
        dashboard().at("/records/contacts/hubspot:" + record).awaitContent();
        page().evaluate("window.notReloaded = true");

        installation().account().edit(record, "city", "Ghent");
        assertThat(page().getByText("Ghent")).not().hasCount(0);

        installation().contacts().set(record, "city", "Bruges");
        assertThat(page().getByText("Bruges")).not().hasCount(0);
        org.assertj.core.api.Assertions.assertThat(page().evaluate("window.notReloaded"))
                .isEqualTo(true);
    }

    @Test
    void an_edit_reaches_the_open_list_without_reload() {
        var record = installation().contacts().records(30).getLast();
        dashboard().at("/records/contacts").awaitContent();
        page().evaluate("window.notReloaded = true");

        installation().account().edit(record, "jobtitle", "Lighthouse keeper");

        assertThat(row("Lighthouse keeper")).isVisible();
        org.assertj.core.api.Assertions.assertThat(page().evaluate("window.notReloaded"))
                .isEqualTo(true);
    }

    @Test
    void a_push_is_asked_for_by_a_button() {
        var record = installation().contacts().records(10).get(9);
        dashboard().at("/records/contacts/hubspot:" + record).awaitContent();

        page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Push now"))
                .click();

        assertThat(page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Messages")))
                .containsText(Pattern.compile("\\w+"));
    }
}
