package dev.linchpin.systemtests.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.simulator.settings.LimitPlan;
import dev.linchpin.systemtests.Account;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A list as long as companies have them stays light in the page. */
class LongListTest extends DashboardTest {
    /** As many as bigger companies have, 100,000, take a minute to load: the full counts ask for these. */
    private static final int RECORDS = Integer.getInteger("linchpin.list-length", 20_000);

    private static final int MOST_ROWS = 200;
    private static final int MOST_MILLISECONDS = 90_000;

    /** Flings on, frame by frame, until the last record is in the page; tells the most rows at a time, and how many were ever seen. */
    private static final String SCROLL = """
            async (grid, {last, patience}) => {
              const scrolls = one => /auto|scroll/.test(getComputedStyle(one).overflowY);
              const around = [];
              for (let one = grid; one; one = one.parentElement) around.push(one);
              const hidden = one => one.scrollHeight - one.clientHeight;
              const pane = [...around, ...grid.querySelectorAll('*')].filter(scrolls)
                  .sort((one, other) => hidden(other) - hidden(one))[0];
              const seen = new Set();
              let most = 0;
              const until = performance.now() + patience;
              for (;;) {
                const rows = [...grid.querySelectorAll('[role=row]')];
                most = Math.max(most, rows.length);
                rows.forEach(row => seen.add(row.textContent));
                if (rows.some(row => row.textContent.includes(last))) return [most, seen.size];
                if (performance.now() > until) return [most, -seen.size];
                pane.scrollTop += 6 * pane.clientHeight;
                await new Promise(requestAnimationFrame);
              }
            }""";

    @Override
    Account account() {
        return Account.start(
                SimulatorOptions.defaults().withRecords(RECORDS, 0, 0).withLimits(LimitPlan.OFF));
    }

    /** The list is what is tried here, not how fast HubSpot lets itself be read. */
    @Override
    String configuration() {
        return "hubspot: { budget: { requests: 10000 } }";
    }

    @Test
    void a_long_list_is_scrolled_end_to_end_with_few_rows_in_the_page() {
        var last = installation()
                .contacts()
                .query("select email from contacts where id = (select min(id) from contacts)")
                .getFirst()
                .get("email");
        dashboard().at("/records/contacts").awaitContent();
        row("In sync").first().waitFor();

        var figures = (List<?>) page().getByRole(AriaRole.GRID)
                .first()
                .evaluate(SCROLL, Map.of("last", String.valueOf(last), "patience", MOST_MILLISECONDS));

        assertThat(((Number) figures.get(0)).intValue()).isBetween(10, MOST_ROWS);
        assertThat(((Number) figures.get(1)).intValue()).isGreaterThan(RECORDS / 10);
    }
}
