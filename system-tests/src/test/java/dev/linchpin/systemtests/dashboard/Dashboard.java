package dev.linchpin.systemtests.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.linchpin.systemtests.Installation;
import dev.linchpin.systemtests.RunningServer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody who is signed in to the dashboard of a running server, in a window of their own. What the browser complains about, and
 * whom besides the server it calls, is written down; both must be nothing in the end.
 */
final class Dashboard implements AutoCloseable {
    static final int DESKTOP = 1440;
    static final int PHONE = 375;

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    static final int WAIT_MILLISECONDS = 15_000;

    /** Halfway from one colour to the other, hardly anything can be read. */
    private static final String FADED = """
            async () => {
              await new Promise(requestAnimationFrame);
              const fading = document.getAnimations().filter(one => one instanceof CSSTransition);
              await Promise.allSettled(fading.map(one => one.finished));
            }""";

    private final String url;
    private final BrowserContext window;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();

    private Dashboard(String url, BrowserContext window) {
        this.url = url;
        this.window = window;
        this.page = window.newPage();
        page.setDefaultTimeout(WAIT_MILLISECONDS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(url) && !request.url().startsWith("blob:")) {
                complaints.add("a call to " + request.url());
            }
        });
    }

    /** Signed in by the link that a start prints. */
    static Dashboard open(Chromium chromium, Installation installation) {
        return open(chromium, installation, DESKTOP, ColorScheme.LIGHT);
    }

    static Dashboard open(Chromium chromium, Installation installation, int width, ColorScheme colors) {
        return open(chromium, installation.api().url() + "/#key=" + RunningServer.KEY, width, colors);
    }

    /** @param link with the key, as a start prints it */
    static Dashboard open(Chromium chromium, String link, int width, ColorScheme colors) {
        var url = link.substring(0, link.indexOf("/#"));
        var window = chromium.browser()
                .newContext(new NewContextOptions()
                        .setViewportSize(width, width == PHONE ? 812 : 900)
                        .setColorScheme(colors)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("en-GB")
                        .setTimezoneId("Europe/Berlin"));
        var dashboard = new Dashboard(url, window);
        dashboard.page.navigate(link);
        dashboard.page.getByRole(AriaRole.NAVIGATION).first().waitFor();
        return dashboard;
    }

    Page page() {
        return page;
    }

    /** @param path as the address bar shows it, {@code /conflicts} */
    Dashboard at(String path) {
        page.navigate(url + path);
        page.getByRole(AriaRole.HEADING).first().waitFor();
        return this;
    }

    /** As when the machine turns to these colours in the evening, while the page is open. */
    void turn(ColorScheme colors) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colors));
        page.evaluate(FADED);
    }

    /** Waits until nothing is being loaded any more. */
    Dashboard awaitContent() {
        page.waitForCondition(() -> page.getByText("Loading", new Page.GetByTextOptions().setExact(true))
                        .count()
                == 0);
        return this;
    }

    /** The browser writes down every answer that is no success, also those that the page reckons with. */
    void expect(String complaint) {
        expected.add(Pattern.compile(complaint));
    }

    /** What a machine can tell of WCAG 2.2, levels A and AA. */
    void assertAccessible() {
        var violations = new AxeBuilder(page).withTags(RULES).analyze().getViolations();
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + "\n"
                                + rule.getNodes().stream()
                                        .map(node -> "  " + node.getHtml() + " " + node.getTarget())
                                        .collect(Collectors.joining("\n"))))
                .as("accessibility of %s", page.url())
                .isEmpty();
    }

    void assertNothingIsCutOff() {
        var beyond = ((Number)
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
        assertThat(beyond).as("pixels that %s scrolls sideways", page.url()).isZero();
    }

    void assertQuiet() {
        assertThat(complaints)
                .filteredOn(complaint -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(complaint).find()))
                .isEmpty();
    }

    @Override
    public void close() {
        window.close();
    }
}
