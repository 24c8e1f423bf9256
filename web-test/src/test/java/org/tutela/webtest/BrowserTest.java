package org.tutela.webtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The made-up operation, with one more exhibit of which every name is hostile, in Debian's
/// Chromium.
final class BrowserTest {
    private static final String HOSTILE = "EX<img src=x onerror=alert(1)>\u202E\u200B";

    @TempDir static Path temporary;
    private static Served served;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        served =
                Served.start(
                        temporary.resolve("made-up/case"),
                        BrowserTest::make,
                        List.of(
                                Served.Person.of("ina", "investigator"),
                                new Served.Person("rea", "reader", "HP-02", List.of()),
                                Served.Person.of("adi", "administrator"),
                                Served.Person.of("rob", "reviewer")));
    }

    private static void make(Path chosen) throws IOException, InterruptedException {
        Product.run("demo", "--into", temporary.resolve("made-up").toString(), "--no-serve");
        Path folder = Files.createDirectories(temporary.resolve("hostile"));
        Files.writeString(
                folder.resolve("<script>alert(2)<#script> football.txt"),
                "</p><script>alert(3)</script>");
        Files.writeString(folder.resolve("\u202Etxt.slaog\u200B & \"quotes\" 'single'.txt"), "x");
        Product.run("run", chosen.toString(), folder.toString(), "--exhibit", HOSTILE);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (served != null) {
            served.stop();
        }
    }

    /// Pages that no link of a page leads to.
    private static final List<String> ROOTS =
            List.of(
                    "/",
                    "/search?q=football",
                    "/search?q=zebra",
                    "/network",
                    "/network?ask=brought",
                    "/pictures?show=all",
                    "/pictures/disagreements",
                    "/groups?page=0",
                    "/nothing");

    /// Routes that are no page of their own: pixels, the sign-in, which every visitor passes, the
    /// part of the overview that a script asks for, and the way on from a match to its
    /// conversation.
    private static final Set<String> NO_PAGE =
            Set.of(
                    "/pictures/small",
                    "/pictures/whole",
                    "/sign-in",
                    "/password",
                    "/run",
                    "/search/message");

    @Test
    void everyPageIsAccessibleAndQuietInLightAndDark() {
        decidePersonAndStateFinding();
        Set<String> reached = new TreeSet<>();
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Set<String> looked = new TreeSet<>();
            for (String user : List.of("ina", "rob", "adi")) {
                try (Visitor visitor = served.visitor(user, scheme)) {
                    Checks checks = new Checks(visitor);
                    Crawl crawl = new Crawl(1, scheme == ColorScheme.LIGHT, ROOTS);
                    Map<String, Integer> seen =
                            crawl.go(
                                    visitor,
                                    path -> {
                                        if (looked.add(crawl.kind(path))) {
                                            checks.look(path);
                                        }
                                    });
                    seen.forEach((path, status) -> {
                        assertTrue(status < 500, path + " " + status);
                        if (status == 200) {
                            reached.add(path.replaceFirst("[?].*", ""));
                        }
                    });
                    assertEquals(List.of(), checks.wrong());
                }
            }
        }
        Set<String> left = new TreeSet<>(Crawl.routes());
        left.removeAll(reached);
        left.removeAll(NO_PAGE);
        assertEquals(Set.of(), left, "pages that were not looked at");
    }

    private static void decidePersonAndStateFinding() {
        try (Visitor visitor = served.visitor("ina", ColorScheme.LIGHT)) {
            visitor.open("/persons");
            visitor.page.fill("main [name=name]", "Goalkeeper of the blue team");
            visitor.page.fill("main textarea[name=basis]", "Two phones store this name.");
            visitor.page.click("main form[action='/persons'] button");
            visitor.page.waitForURL("**/person?id=*");
            visitor.open("/findings");
            visitor.page.fill("main [name=title]", "The match was on a Sunday");
            visitor.page.click("main form[action='/findings'] button");
            visitor.page.waitForURL("**/finding?id=*");
        }
    }

    @Test
    void leadsFromTheOverviewToTheBytes() {
        try (Visitor visitor = served.visitor("ina", ColorScheme.LIGHT)) {
            Page page = visitor.page;
            page.click("main a[href^='/group?']");
            page.locator(".lanes tbody a[href^='/how']").first().click();
            page.locator("tbody a[href^='/how?'][href*='fact=']").first().click();
            page.click("main a[href^='/bytes']");
            assertTrue(page.locator(".hex").textContent().contains("SQLite format 3"));
        }
    }

    @Test
    void escapeTwiceClearsTheScreen() {
        try (Visitor visitor = served.visitor("ina", ColorScheme.LIGHT)) {
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
        try (Visitor visitor = served.visitor("ina", ColorScheme.LIGHT)) {
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
        try (Visitor visitor = served.visitor("rea", ColorScheme.LIGHT)) {
            visitor.open("/exhibits");
            assertEquals(1, visitor.page.locator("main tbody tr").count());
            assertEquals(404, visitor.open("/exhibit?id=HP-01"));
            assertEquals(403, visitor.open("/audit"));
        }
        try (Visitor visitor = served.visitor("adi", ColorScheme.LIGHT)) {
            assertEquals(403, visitor.open("/groups"));
            assertEquals(200, visitor.open("/audit"));
        }
    }

    @Test
    void picturesAreGradedByKeyboardAlone() {
        try (Visitor visitor = served.visitor("rob", ColorScheme.LIGHT)) {
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
        try (Visitor visitor = served.visitor("rob", ColorScheme.LIGHT)) {
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
    void aWindowOfTheGalleryHoldsTwoHundredTiles() {
        try (Visitor visitor = served.visitor("rob", ColorScheme.LIGHT)) {
            visitor.open("/pictures?show=all");
            assertEquals(200, visitor.page.locator(".tiles > li").count());
            visitor.page.keyboard().press("n");
            visitor.page.waitForURL("**/pictures?*page=2");
            assertEquals(200, visitor.page.locator(".tiles > li").count());
        }
    }

    @Test
    void twoAccountsAreDecidedToBeOnePersonByKeys() {
        try (Visitor visitor = served.visitor("ina", ColorScheme.LIGHT)) {
            Page page = visitor.page;
            visitor.open("/network");
            page.locator("#one-person a[href^='/account?']").first().click();
            page.waitForURL("**/account?*");
            for (String key : List.of("y", "n", "l")) {
                page.keyboard().press(key);
                page.locator("#one-person [data-key=z]").waitFor();
                page.keyboard().press("z");
                page.locator("#one-person [data-key=y]").waitFor();
            }
            visitor.open("/network?ask=brought");
            page.keyboard().press("p");
            page.waitForURL("**/finding?id=*");
            assertTrue(page.locator("main a[href*='linked=']").count() > 1);
        }
    }

    @Test
    void aPictureOfAMessageIsAskedFor() {
        try (Visitor visitor = served.visitor("rea", ColorScheme.LIGHT)) {
            openPictureMessage(visitor);
            visitor.page.keyboard().press("v");
            visitor.page.waitForURL("**/pictures/ask");
            assertTrue(visitor.page.locator("main").textContent().contains("right to grade"));
        }
        try (Visitor visitor = served.visitor("ina", ColorScheme.LIGHT)) {
            openPictureMessage(visitor);
            assertEquals(0, visitor.page.locator("main img").count(), "icons until revealed");
            visitor.page.keyboard().press("v");
            visitor.page.waitForURL("**/pictures/one?*");
            assertTrue(
                    visitor.page
                            .locator("img.pixels")
                            .getAttribute("src")
                            .endsWith("filter=lines"));
        }
    }

    /// Opens the first conversation of a group in which a picture was sent.
    private static void openPictureMessage(Visitor visitor) {
        visitor.open("/groups");
        List<String> groups = new ArrayList<>();
        visitor.page
                .locator("main a[href^='/conversation?']")
                .all()
                .forEach(link -> groups.add(link.getAttribute("href")));
        for (String group : groups) {
            visitor.open(group.replaceFirst("&.*", ""));
            if (visitor.page.locator("[data-key=v]").count() > 0) {
                return;
            }
        }
        throw new AssertionError("no group with a picture");
    }

    @Test
    void hostileNamesAreShownAsText() {
        try (Visitor visitor = served.visitor("ina", ColorScheme.LIGHT)) {
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
                served.browser()
                        .newContext(
                                new Browser.NewContextOptions()
                                        .setIgnoreHTTPSErrors(true)
                                        .setJavaScriptEnabled(false));
        Page page = context.newPage();
        page.navigate(served.address() + "sign-in");
        page.fill("[name=name]", "ina");
        page.fill("[name=password]", Visitor.PASSWORD);
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
