package dev.linchpin.systemtests.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of the distribution, driven from here; one for all tests of a class. Not thread-safe. */
final class Chromium implements AutoCloseable {
    private static final String NAMED = "LINCHPIN_CHROMIUM";
    private static final List<String> USUAL = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Text looks the same on every machine.
            "--font-render-hinting=none");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** @throws IllegalStateException when there is none, with what to install */
    static Chromium start() {
        var program = find();
        var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment()));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(program)
                                .setHeadless(true)
                                .setArgs(ARGUMENTS)));
    }

    private static Map<String, String> environment() {
        var variables = new HashMap<>(System.getenv());
        variables.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        return variables;
    }

    private static Path find() {
        return Stream.concat(Optional.ofNullable(System.getenv(NAMED)).stream(), USUAL.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The dashboard is tested in a real browser, and there is no Chromium here: install the distribution's"
                                + " (apt-get install chromium), or name one in " + NAMED));
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
