package dev.linchpin.systemtests.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.linchpin.simulator.SimulatorOptions;
import dev.linchpin.simulator.settings.LimitPlan;
import dev.linchpin.systemtests.Account;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A list as long as companies have them stays light in the page. */
class LongListTest extends DashboardTest {
    private static final int RECORDS = 100_000;
    private static final int MOST_ROWS = 200;

    @Override
    Account account() {
        return Account.start(
                SimulatorOptions.defaults().withRecords(RECORDS, 0, 0).withLimits(LimitPlan.OFF));
    }

    @Test
    void a_hundred_thousand_records_are_scrolled_end_to_end_with_few_rows_in_the_page() {
        dashboard().at("/records/contacts").awaitContent();
        var grid = page().getByRole(AriaRole.GRID).first();
        var scroller = "grid => { let one = grid; while (one && one.scrollHeight <= one.clientHeight + 1) {"
                + " one = one.parentElement ?? null; } return one ?? [...grid.querySelectorAll('*')].find(child =>"
                + " child.scrollHeight > child.clientHeight + 1); }";
        var seen = new HashSet<String>();
        var most = 0;
        var still = 0;
        var before = -1.0;

        while (still < 20) {
            var state = (List<?>) grid.evaluate("grid => { const pane = (" + scroller + ")(grid);"
                    + " pane.scrollTop = pane.scrollTop + 40 * pane.clientHeight;"
                    + " const rows = [...grid.querySelectorAll('[role=row]')];"
                    + " return [pane.scrollTop, rows.length,"
                    + " rows.length ? rows[rows.length - 1].textContent : '']; }");
            most = Math.max(most, ((Number) state.get(1)).intValue());
            seen.add(String.valueOf(state.get(2)));
            var top = ((Number) state.get(0)).doubleValue();
            still = top == before ? still + 1 : 0;
            before = top;
            page().waitForTimeout(still == 0 ? 30 : 150);
        }

        assertThat(most).isBetween(10, MOST_ROWS);
        assertThat(seen).hasSizeGreaterThan(50);
        assertThat(page().getByRole(AriaRole.STATUS).allTextContents().toString())
                .contains("100,000");
        var last = installation().contacts().query("select min(id) as id, firstname, lastname from contacts");
        assertThat(grid.textContent())
                .contains(
                        last.getFirst().get("firstname") + " " + last.getFirst().get("lastname"));
    }
}
