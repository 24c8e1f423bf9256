package org.tutela.webtest;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// Debian's Chromium.
///
/// @param playwright what drives it
/// @param browser the browser
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");

    /// Starts it. Skips the test, and says so, where it is not there; fails in CI.
    static Chromium start() {
        boolean missing = !Files.isExecutable(PROGRAM);
        if (missing) {
            System.err.println(
                    "SKIPPED: the browser tests need " + PROGRAM + " (apt-get install chromium)");
            assertFalse(
                    "true".equals(System.getenv("CI")),
                    "the browser tests may not be skipped in CI");
        }
        Assumptions.assumeFalse(missing);
        Playwright playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(PROGRAM)
                                        .setArgs(List.of("--no-sandbox", "--disable-gpu"))));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
