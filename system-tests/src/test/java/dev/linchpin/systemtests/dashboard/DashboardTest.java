package dev.linchpin.systemtests.dashboard;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.linchpin.systemtests.Account;
import dev.linchpin.systemtests.Installation;
import dev.linchpin.systemtests.Installation.Feed;
import dev.linchpin.systemtests.Place;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server and a browser for all tests of a class, and a window for each, in which somebody is signed in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DashboardTest {
    private static final Duration LONGEST_LOAD = Duration.ofMinutes(3);

    @SuppressWarnings("NullAway.Init") // set before any test
    private Chromium chromium;

    @SuppressWarnings("NullAway.Init") // set before any test
    private Installation installation;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Dashboard dashboard;

    Account account() {
        return Account.with(30, 5);
    }

    String configuration() {
        return "";
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        PlaywrightAssertions.setDefaultAssertionTimeout(Dashboard.WAIT_MILLISECONDS);
        chromium = Chromium.start();
        installation =
                new Installation(directory, Place.sqlite(directory), account(), Feed.WEBHOOKS, configuration()).serve();
        await().atMost(LONGEST_LOAD).until(() -> installation.api().isIdle());
        arrange(installation);
    }

    /** What there is to see. */
    void arrange(Installation loaded) {}

    @BeforeEach
    void open() {
        dashboard = Dashboard.open(chromium, installation);
    }

    @AfterEach
    void leave() {
        dashboard.close();
        dashboard.assertQuiet();
    }

    @AfterAll
    void stop() {
        installation.close();
        chromium.close();
    }

    Chromium chromium() {
        return chromium;
    }

    Installation installation() {
        return installation;
    }

    Dashboard dashboard() {
        return dashboard;
    }

    Page page() {
        return dashboard.page();
    }

    Locator button(String name) {
        return page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator link(String name) {
        return page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    /** In the navigation. */
    Locator area(String name) {
        return page().getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Areas"))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }

    Locator heading(String name) {
        return page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
    }

    Locator row(String name) {
        return page().getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(name));
    }
}
