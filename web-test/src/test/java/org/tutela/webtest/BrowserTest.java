package org.tutela.webtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The made-up operation, with one more exhibit of which every name is hostile, in Debian's
/// Chromium.
final class BrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String PASSWORD = "twelve balls and a goal";
    private static final String HOSTILE = "EX<img src=x onerror=alert(1)>\u202E\u200B";

    @TempDir static Path temporary;
    private static Product.Serving serving;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        boolean missing = !Files.isExecutable(CHROMIUM);
        if (missing) {
            System.err.println(
                    "SKIPPED: the browser tests need " + CHROMIUM + " (apt-get install chromium)");
            assertFalse(
                    "true".equals(System.getenv("CI")),
                    "the browser tests may not be skipped in CI");
        }
        Assumptions.assumeFalse(missing);
        Path chosen = temporary.resolve("made-up/case");
        Product.run("demo", "--into", temporary.resolve("made-up").toString(), "--no-serve");
        Path folder = Files.createDirectories(temporary.resolve("hostile"));
        Files.writeString(
                folder.resolve("<script>alert(2)<#script> football.txt"),
                "</p><script>alert(3)</script>");
        Files.writeString(folder.resolve("\u202Etxt.slaog\u200B & \"quotes\" 'single'.txt"), "x");
        Product.run("run", chosen.toString(), folder.toString(), "--exhibit", HOSTILE);
        Path password = Files.writeString(temporary.resolve("password"), PASSWORD);
        for (Map.Entry<String, String> user :
                Map.of(
                                "ina", "investigator", "rea", "reader", "adi", "administrator",
                                "rob", "reviewer").entrySet()) {
            Product.run(
                    "user",
                    "add",
                    chosen.toString(),
                    user.getKey(),
                    "--role",
                    user.getValue(),
                    "--exhibits",
                    user.getKey().equals("rea") ? "HP-02" : "*",
                    "--password-file",
                    password.toString());
        }
        serving = Product.serve(chosen);
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(CHROMIUM)
                                        .setArgs(List.of("--no-sandbox", "--disable-gpu")));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (playwright != null) {
            playwright.close();
        }
        if (serving != null) {
            serving.process().destroy();
            serving.process().waitFor();
        }
    }

    /// A page of somebody who signed in, that fails on a request to another host, a script error or
    /// a dialog.
    private static final class Visitor implements AutoCloseable {
        private final BrowserContext context;
        private final Page page;
        private final List<String> wrong = new ArrayList<>();

        Visitor(String user, ColorScheme scheme) {
            context =
                    browser.newContext(
                            new Browser.NewContextOptions()
                                    .setIgnoreHTTPSErrors(true)
                                    .setColorScheme(scheme)
                                    .setViewportSize(1280, 900));
            page = context.newPage();
            page.onRequest(request -> {
                if (!request.url().startsWith(serving.address())
                        && !request.url().startsWith("data:")) {
                    wrong.add("asked " + request.url());
                }
            });
            page.onPageError(error -> wrong.add("script: " + error));
            page.onDialog(dialog -> {
                wrong.add("dialog: " + dialog.message());
                dialog.dismiss();
            });
            page.onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")) {
                    wrong.add(message.text());
                }
            });
            open("/sign-in");
            page.fill("[name=name]", user);
            page.fill("[name=password]", PASSWORD);
            page.click("button[type=submit]");
            page.waitForURL(serving.address());
        }

        int open(String path) {
            return page.navigate(serving.address() + path.substring(1)).status();
        }

        @Override
        public void close() {
            context.close();
            assertEquals(List.of(), wrong);
        }
    }

    /// The pages that links of the overview, the lists and a group lead to, one of each kind.
    private static Set<String> paths(Visitor visitor) {
        Set<String> paths =
                new LinkedHashSet<>(
                        List.of(
                                "/",
                                "/groups",
                                "/accounts",
                                "/countries",
                                "/exhibits",
                                "/coverage",
                                "/settings",
                                "/search?q=football",
                                "/search",
                                "/search?q=zebra",
                                "/network",
                                "/network?ask=brought",
                                "/pictures",
                                "/pictures?show=all",
                                "/pictures/disagreements",
                                "/group?id=nothing"));
        Map<String, String> more =
                Map.of(
                        "/groups",
                        "main a[href^='/group?']",
                        "/accounts",
                        "main a[href^='/account?']",
                        "/exhibits",
                        "main a[href^='/exhibit?']");
        for (Map.Entry<String, String> each : more.entrySet()) {
            visitor.open(each.getKey());
            paths.add(visitor.page.locator(each.getValue()).first().getAttribute("href"));
        }
        visitor.open("/network");
        paths.add(visitor.page.locator("tbody a.row").first().getAttribute("href"));
        visitor.open("/groups");
        visitor.page.locator("main a[href^='/group?']").first().click();
        paths.add(
                visitor.page.locator("main a[href^='/conversation']").first().getAttribute("href"));
        String linked = visitor.page.locator("tbody a[href^='/how']").first().getAttribute("href");
        paths.add(linked);
        visitor.open(linked);
        paths.add(visitor.page.locator("tbody a[href^='/how?fact']").first().getAttribute("href"));
        paths.add(visitor.page.locator("tbody a[href^='/bytes']").first().getAttribute("href"));
        return paths;
    }

    @Test
    void everyPageIsAccessibleAndQuietInLightAndDark() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (Visitor visitor = new Visitor("ina", scheme)) {
                for (String path : paths(visitor)) {
                    visitor.open(path);
                    var found =
                            new AxeBuilder(visitor.page)
                                    .withTags(
                                            List.of(
                                                    "wcag2a",
                                                    "wcag2aa",
                                                    "wcag21a",
                                                    "wcag21aa",
                                                    "wcag22aa"))
                                    .analyze();
                    assertEquals(
                            List.of(),
                            found.getViolations().stream()
                                    .map(v -> v.getId() + " " + v.getNodes())
                                    .toList(),
                            path);
                    Object wide =
                            visitor.page.evaluate(
                                    "document.documentElement.scrollWidth - innerWidth");
                    assertTrue(((Number) wide).intValue() <= 0, path + " is wider than the window");
                }
            }
        }
    }

    @Test
    void leadsFromTheOverviewToTheBytes() {
        try (Visitor visitor = new Visitor("ina", ColorScheme.LIGHT)) {
            Page page = visitor.page;
            page.click("main a[href^='/group?']");
            page.locator(".lanes tbody a[href^='/how']").first().click();
            page.locator("tbody a[href^='/how?fact']").first().click();
            page.click("main a[href^='/bytes']");
            assertTrue(page.locator(".hex").textContent().contains("SQLite format 3"));
        }
    }

    @Test
    void escapeTwiceClearsTheScreen() {
        try (Visitor visitor = new Visitor("ina", ColorScheme.LIGHT)) {
            visitor.open("/groups");
            visitor.page.keyboard().press("Escape");
            visitor.page.keyboard().press("Escape");
            assertTrue(visitor.page.locator("#clear").isVisible());
            visitor.page.click("#clear a");
            assertFalse(visitor.page.locator("#clear").isVisible());
        }
    }

    @Test
    void keysLeadToPages() {
        try (Visitor visitor = new Visitor("ina", ColorScheme.LIGHT)) {
            visitor.page.keyboard().press("g");
            visitor.page.keyboard().press("c");
            visitor.page.waitForURL("**/countries");
            visitor.page.keyboard().press("/");
            visitor.page.keyboard().type("oven");
            visitor.page.keyboard().press("Enter");
            visitor.page.waitForURL("**/search?q=oven");
        }
    }

    @Test
    void aReaderSeesOnlyItsExhibitsAndAnAdministratorNone() {
        try (Visitor visitor = new Visitor("rea", ColorScheme.LIGHT)) {
            visitor.open("/exhibits");
            assertEquals(1, visitor.page.locator("main tbody tr").count());
            assertEquals(404, visitor.open("/exhibit?id=HP-01"));
            assertEquals(403, visitor.open("/audit"));
        }
        try (Visitor visitor = new Visitor("adi", ColorScheme.LIGHT)) {
            assertEquals(403, visitor.open("/groups"));
            assertEquals(200, visitor.open("/audit"));
        }
    }

    @Test
    void picturesAreGradedByKeyboardAlone() {
        try (Visitor visitor = new Visitor("rob", ColorScheme.LIGHT)) {
            Page page = visitor.page;
            visitor.open("/pictures?show=all");
            assertEquals(0, page.locator("main img").count(), "a picture without a lease");
            visitor.open("/pictures");
            page.locator("form[action='/pictures/lease'] button.main").press("Enter");
            page.waitForURL("**/pictures?said=taken");
            assertEquals(40, page.locator(".tiles img").count());
            assertTrue(page.locator(".tiles img").first().getAttribute("src").endsWith("lines"));

            for (String key : List.of("0", "1", "2")) {
                String before = page.locator(".tile[aria-current]").getAttribute("href");
                page.keyboard().press(key);
                page.waitForFunction(
                        "before => document.activeElement.getAttribute('href') !== before", before);
            }
            assertEquals(
                    List.of("0", "A", "B"), page.locator(".grade").allTextContents().subList(0, 3));
            page.keyboard().press("z");
            page.waitForURL("**/pictures?said=taken_back");
            assertEquals(2, page.locator("li[data-graded=yes]").count());
            page.keyboard().press(".");
            page.waitForURL("**/pictures/stack?key=*");
            assertTrue(page.locator("main img").count() > 0);
        }
    }

    @Test
    void aPictureIsUnfilteredOnlyWhileTheKeyIsHeld() {
        try (Visitor visitor = new Visitor("rob", ColorScheme.LIGHT)) {
            Page page = visitor.page;
            visitor.open("/pictures");
            if (page.locator("form[action='/pictures/lease'] button.main").count() > 0) {
                page.locator("form[action='/pictures/lease'] button.main").click();
            }
            String shown = "document.querySelector('.tile[aria-current] img').src";
            page.keyboard().down("v");
            assertTrue(page.evaluate(shown).toString().endsWith("filter=none"));
            page.keyboard().up("v");
            assertTrue(page.evaluate(shown).toString().endsWith("filter=lines"));
            page.keyboard().down("v");
            page.keyboard().press("Escape");
            page.keyboard().press("Escape");
            assertTrue(page.evaluate(shown).toString().endsWith("filter=lines"));
            assertTrue(page.locator("#clear").isVisible());
        }
    }

    @Test
    void hostileNamesAreShownAsText() {
        try (Visitor visitor = new Visitor("ina", ColorScheme.LIGHT)) {
            for (String path :
                    List.of(
                            "/exhibits",
                            "/coverage",
                            "/search?q=alert(2)",
                            "/search?q=%3Cscript%3Ealert(4)%3C/script%3E",
                            "/exhibit?id="
                                    + java.net.URLEncoder.encode(
                                            HOSTILE, java.nio.charset.StandardCharsets.UTF_8))) {
                visitor.open(path);
                assertEquals(0, visitor.page.locator("main script, main img").count(), path);
            }
            visitor.open("/exhibits");
            assertTrue(
                    visitor.page
                            .locator("main")
                            .textContent()
                            .contains("<img src=x onerror=alert(1)>"));
        }
    }

    @Test
    void theListsWorkWithoutScript() {
        BrowserContext context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setIgnoreHTTPSErrors(true)
                                .setJavaScriptEnabled(false));
        Page page = context.newPage();
        page.navigate(serving.address() + "sign-in");
        page.fill("[name=name]", "ina");
        page.fill("[name=password]", PASSWORD);
        page.click("button[type=submit]");
        page.click("nav a[href='/groups']");
        page.click("thead a[href='/groups?sort=subject']");
        page.locator("main tbody a.row").first().click();
        assertTrue(page.locator(".lanes tbody tr").count() > 1);
        page.click("#clear-screen");
        assertTrue(page.locator("#clear").isVisible());
        context.close();
    }
}
