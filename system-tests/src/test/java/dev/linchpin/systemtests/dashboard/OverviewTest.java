package dev.linchpin.systemtests.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.linchpin.systemtests.Wait;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The sentence on top is true. */
class OverviewTest extends DashboardTest {
    private Locator sentence() {
        return page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    private void check(boolean repair) {
        installation()
                .api()
                .post("/api/sync/reconcile", Map.of("repair", repair, "force", true))
                .orFail();
        Wait.until(() -> installation().api().all("/api/sync/reconciliation-runs").stream()
                .allMatch(run -> run.path("state").asString().equals("DONE")));
    }

    @Test
    void a_difference_planted_behind_the_engines_back_shows_after_the_next_check_and_goes_when_it_is_mended() {
        check(false);
        assertThat(sentence()).containsText(Pattern.compile("All 35 records agree"));

        installation().contacts().behindTheBack("update contacts set city = 'Nowhere' where id = 3");
        check(false);

        assertThat(sentence()).containsText(Pattern.compile("1 difference"));

        check(true);

        assertThat(sentence()).containsText(Pattern.compile("All 35 records agree"));
    }

    @Test
    void a_conflict_shows_in_the_sentence_and_in_the_navigation_without_reload() {
        var record = installation().contacts().records(1).getFirst();
        Trouble.conflicts(installation(), java.util.List.of(record));

        assertThat(sentence()).containsText(Pattern.compile("1 conflict waits for you"));
        assertThat(link("Conflicts 1 open")).isVisible();
        dashboard().expect("net::ERR_|503");
    }
}
