package dev.linchpin.systemtests.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.linchpin.systemtests.Installation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on every page: rules of accessibility, the keyboard, narrow windows, and no complaint of the browser. */
class PagesTest extends DashboardTest {
    private static final int MOST_STOPS = 120;

    /** Whatever can be operated and is seen; of a group in which arrows move, only the group itself is a stop. */
    private static final String CONTROLS = """
            () => {
              const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=grid]')];
              const seen = all.filter(element => element.checkVisibility({visibilityProperty: true})
                  && !element.disabled && !element.closest('[inert], [aria-hidden=true]')
                  && !(element.closest('[role=grid]') && element.getAttribute('role') !== 'grid'));
              seen.forEach((element, index) => element.dataset.stop = index);
              return seen.map(element => element.dataset.stop);
            }""";

    private static final String FOCUSED = """
            () => {
              const element = document.activeElement;
              const stop = element.closest('[data-stop]');
              const shown = [element, stop, element.parentElement, ...element.querySelectorAll('*')].filter(Boolean)
                  .map(one => getComputedStyle(one))
                  .some(style => style.outlineStyle !== 'none' || style.boxShadow !== 'none');
              return [stop ? stop.dataset.stop : '', shown ? 'shown' : 'hidden', element.outerHTML.slice(0, 120)];
            }""";

    @Override
    void arrange(Installation loaded) {
        var records = loaded.contacts().records(5);
        Trouble.conflicts(loaded, records.subList(0, 2));
        Trouble.refusals(loaded, records.subList(2, 4));
    }

    private static final String OVERVIEW = "/";
    private static final String CONFLICTS = "/conflicts";
    private static final String CONFLICT = "/conflicts/1";
    private static final String RECORDS = "/records/contacts";
    private static final String RECORD = "/records/contacts/1";
    private static final String FAILURES = "/failures";
    private static final String ACTIVITY = "/activity";

    @ParameterizedTest
    @ValueSource(strings = {OVERVIEW, CONFLICTS, CONFLICT, RECORDS, RECORD, FAILURES, ACTIVITY})
    void nothing_breaks_a_rule_of_accessibility_light_or_dark_wide_or_narrow(String path) {
        for (var width : List.of(Dashboard.DESKTOP, Dashboard.PHONE)) {
            try (var window = Dashboard.open(chromium(), installation(), width, ColorScheme.LIGHT)) {
                window.at(path).awaitContent();

                window.assertAccessible();
                window.turn(ColorScheme.DARK);
                window.assertAccessible();
                window.assertNothingIsCutOff();
                window.assertQuiet();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OVERVIEW, CONFLICTS, CONFLICT, RECORDS, RECORD, FAILURES, ACTIVITY})
    @SuppressWarnings("unchecked")
    void the_tab_key_reaches_everything_and_shows_where_it_is(String path) {
        dashboard().at(path).awaitContent();
        var controls = (List<String>) page().evaluate(CONTROLS);
        var left = new java.util.LinkedHashSet<>(controls);

        for (var stop = 0; stop < MOST_STOPS && !left.isEmpty(); stop++) {
            page().keyboard().press("Tab");
            var focused = (List<String>) page().evaluate(FOCUSED);
            if (!focused.get(0).isEmpty()) {
                left.remove(focused.get(0));
                assertThat(focused.get(1)).as("the focus on %s", focused.get(2)).isEqualTo("shown");
            }
        }

        // Some may have made way for others meanwhile, as the page is live.
        assertThat(left.stream()
                        .map(stop -> page().locator("[data-stop='" + stop + "']"))
                        .filter(control -> control.count() > 0)
                        .map(control -> control.evaluate("one => one.outerHTML")))
                .as("never reached on %s", path)
                .isEmpty();
    }
}
