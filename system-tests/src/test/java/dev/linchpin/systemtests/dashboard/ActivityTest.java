package dev.linchpin.systemtests.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody watches what happens, and takes it away as a file. */
class ActivityTest extends DashboardTest {
    @Test
    void what_happens_now_appears_on_top() {
        dashboard().at("/activity").awaitContent();
        var record = installation().contacts().records(1).getFirst();

        installation().contacts().set(record, "city", "Antwerp");

        assertThat(row("Antwerp").first()).isVisible();
    }

    @Test
    void a_filter_is_kept_in_the_address_and_narrows_the_list() {
        var record = installation().contacts().records(2).get(1);
        installation().account().edit(record, "city", "Leuven");
        dashboard().at("/activity").awaitContent();
        assertThat(row("Leuven").first()).isVisible();

        page().getByLabel("Change", new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true))
                .selectOption("Created");

        assertThat(page()).hasURL(Pattern.compile("action="));
        assertThat(row("Leuven")).hasCount(0);
        page().reload();
        assertThat(row("Leuven")).hasCount(0);
        assertThat(row("loaded from HubSpot").first()).isVisible();
    }

    @Test
    void the_journal_is_taken_away_as_a_file() throws IOException {
        dashboard().at("/activity").awaitContent();

        var download = page().waitForDownload(() -> link("CSV").click());

        var lines = Files.readAllLines(download.path());
        org.assertj.core.api.Assertions.assertThat(lines).hasSizeGreaterThan(30);
        org.assertj.core.api.Assertions.assertThat(lines.getFirst()).contains("object_type");
    }
}
