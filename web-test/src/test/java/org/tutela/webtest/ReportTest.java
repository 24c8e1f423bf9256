package org.tutela.webtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The report of a package, opened from the disk as a court does, in both languages.
final class ReportTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir static Path temporary;

    @Test
    void reportsAreAccessibleQuietAndPrintable() throws IOException, InterruptedException {
        boolean missing = !Files.isExecutable(CHROMIUM);
        if (missing) {
            System.err.println("SKIPPED: the report test needs " + CHROMIUM);
            assertFalse("true".equals(System.getenv("CI")), "may not be skipped in CI");
        }
        Assumptions.assumeFalse(missing);
        Product.run("demo", "--into", temporary.resolve("made-up").toString(), "--no-serve");
        try (Playwright playwright =
                        Playwright.create(
                                new Playwright.CreateOptions()
                                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser =
                        playwright
                                .chromium()
                                .launch(
                                        new BrowserType.LaunchOptions()
                                                .setExecutablePath(CHROMIUM)
                                                .setArgs(
                                                        List.of(
                                                                "--no-sandbox",
                                                                "--disable-gpu")))) {
            for (String language : List.of("en", "es")) {
                Path folder = report(language);
                look(browser, folder.resolve("report.html"), language);
                look(browser, folder.resolve("messages-1.html"), language);
            }
        }
    }

    private static Path report(String language) throws IOException, InterruptedException {
        Path out = temporary.resolve(language);
        Product.run(
                "package",
                temporary.resolve("made-up/case").toString(),
                "--country",
                "GB",
                "--language",
                language,
                "--to",
                out.toString());
        try (Stream<Path> made = Files.list(out)) {
            return made.findFirst().orElseThrow().resolve("bag/data/report");
        }
    }

    private static void look(Browser browser, Path file, String language) throws IOException {
        List<String> wrong = new ArrayList<>();
        try (Page page = browser.newPage()) {
            page.onRequest(request -> {
                if (!request.url().startsWith("file:")) {
                    wrong.add("asked " + request.url());
                }
            });
            page.onPageError(error -> wrong.add("script: " + error));
            page.navigate(file.toUri().toString());
            assertEquals(language, page.locator("html").getAttribute("lang"));
            var found =
                    new AxeBuilder(page)
                            .withTags(
                                    List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                            .analyze();
            assertEquals(
                    List.of(),
                    found.getViolations().stream()
                            .map(v -> v.getId() + " " + v.getNodes())
                            .toList(),
                    file.toString());
            assertEquals(0, page.locator("script, link, img, iframe").count());
            if (file.endsWith("report.html")) {
                assertTrue(page.locator("svg[role=img] title").count() > 2, "map and charts");
                assertTrue(page.locator("main h2").count() >= 12);
            } else {
                assertTrue(page.locator("tr[id^=m]").count() > 100, "messages are numbered");
            }
            Object wide = page.evaluate("document.documentElement.scrollWidth - innerWidth");
            assertTrue(((Number) wide).intValue() <= 0, file + " is wider than the window");
            assertTrue(page.pdf(new Page.PdfOptions().setFormat("A4")).length > 10_000, "printed");
        }
        assertEquals(List.of(), wrong);
    }
}
