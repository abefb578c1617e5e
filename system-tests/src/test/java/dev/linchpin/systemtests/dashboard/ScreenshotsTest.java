package dev.linchpin.systemtests.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.linchpin.server.demo.Demo;
import dev.linchpin.server.demo.DemoOptions;
import dev.linchpin.server.demo.People;
import dev.linchpin.systemtests.Api;
import dev.linchpin.systemtests.Wait;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Takes the pictures of the documentation from the demo: {@code docs/screenshots.sh} runs it. */
@EnabledIfSystemProperty(named = "linchpin.regenerate", matches = "true")
class ScreenshotsTest {
    private static final int CONTACTS = 1_000;
    private static final int EDITS_TO_SEE = 50;

    @Test
    void every_page_is_shown_light_and_dark_on_a_desk_and_in_a_hand(@TempDir Path directory) throws Exception {
        var pictures = Files.createDirectories(Path.of("..", "docs", "images"));
        try (var demo = Demo.start(new DemoOptions(0, 0, directory, CONTACTS, "warn"), Clock.systemUTC());
                var chromium = Chromium.start()) {
            var api = new Api(demo.application().url(), demo.key());
            Wait.until(api::isIdle);
            demo.compare();
            try (var _ = People.atWork(demo.simulatorUrl(), demo.database())) {
                // Some minutes, so that the charts have lines.
                await().atMost(Duration.ofMinutes(10))
                        .until(() -> api.all("/api/journal").stream()
                                        .filter(entry ->
                                                entry.path("action").asString().equals("UPDATE"))
                                        .count()
                                > EDITS_TO_SEE);
                for (var colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    for (var width : List.of(Dashboard.DESKTOP, Dashboard.PHONE)) {
                        try (var dashboard = Dashboard.open(chromium, demo.dashboardUrl(), width, colors)) {
                            var kind = (width == Dashboard.PHONE ? "phone" : "desktop") + "-"
                                    + colors.name().toLowerCase(Locale.ROOT);
                            for (var page : pages(api).entrySet()) {
                                dashboard.at(page.getValue()).awaitContent();
                                take(dashboard.page(), pictures.resolve(page.getKey() + "-" + kind + ".png"));
                            }
                            dashboard.page().getByRole(AriaRole.ROW).last().click();
                            dashboard.page().getByLabel("Corrected value").waitFor();
                            take(dashboard.page(), pictures.resolve("failure-" + kind + ".png"));
                            dashboard.page().context().clearCookies();
                            dashboard.page().reload();
                            dashboard.page().getByLabel("API key").first().waitFor();
                            take(dashboard.page(), pictures.resolve("sign-in-" + kind + ".png"));
                        }
                    }
                }
            }
        }
        assertThat(pictures).isNotEmptyDirectory();
    }

    private static void take(Page page, Path picture) {
        // Charts and their like settle after the page itself.
        page.waitForTimeout(700);
        page.screenshot(new Page.ScreenshotOptions().setPath(picture));
    }

    private static Map<String, String> pages(Api api) {
        var conflict = api.all("/api/conflicts").getFirst();
        var pages = new LinkedHashMap<String, String>();
        pages.put("overview", "/");
        pages.put("conflicts", "/conflicts");
        pages.put("conflict", "/conflicts/" + conflict.path("id").asLong());
        pages.put("records", "/records");
        pages.put("record", "/records/contacts/" + conflict.path("row_id").asString());
        pages.put("activity", "/activity");
        pages.put(
                "failures",
                "/failures?cause="
                        + URLEncoder.encode(
                                api.get("/api/dead-letters/groups")
                                        .json()
                                        .path("items")
                                        .path(0)
                                        .path("cause")
                                        .asString(),
                                StandardCharsets.UTF_8));
        return pages;
    }
}
