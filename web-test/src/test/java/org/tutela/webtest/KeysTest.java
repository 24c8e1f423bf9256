package org.tutela.webtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The keys of the pages of a group, an account, a conversation and an exhibit, in Debian's
/// Chromium, on a case whose names are meant to do harm.
final class KeysTest {
    @TempDir static Path temporary;
    private static Served served;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        served =
                Served.start(
                        temporary.resolve("case"),
                        HostileCase::write,
                        List.of(Served.Person.of("ina", "investigator")));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (served != null) {
            served.stop();
        }
    }

    private static Visitor visitor() {
        return served.visitor("ina");
    }

    /// Opens a page of a kind by the first link to one.
    private static void openFirst(Visitor visitor, String list, String link) {
        visitor.open(list);
        visitor.page.navigate(
                served.address()
                        + visitor.page
                                .locator("main a[href^='" + link + "']")
                                .first()
                                .getAttribute("href")
                                .substring(1));
    }

    private static void pressAndGo(Visitor visitor, String key, String address) {
        String before = visitor.page.url();
        visitor.page.keyboard().press(key);
        visitor.page.waitForURL(address);
        visitor.page.navigate(before);
    }

    @Test
    void aGroupLeadsOnByKeys() {
        try (Visitor visitor = visitor()) {
            openFirst(visitor, "/groups", "/group?");
            pressAndGo(visitor, "o", "**/conversation?*only=alone");
            pressAndGo(visitor, "d", "**/conversation?*only=changed");
            pressAndGo(visitor, "b", "**/network?first=*");
            pressAndGo(visitor, "p", "**/packages");
            visitor.page.keyboard().press("?");
            String map = visitor.page.locator("#keys").textContent();
            assertTrue(map.contains("Who bridges") && map.contains("Save as table"), map);
        }
    }

    @Test
    void anAccountLeadsOnByKeys() {
        try (Visitor visitor = visitor()) {
            openFirst(visitor, "/accounts", "/account?");
            pressAndGo(visitor, "m", "**/facts?of=linked_message&account=*");
            Page page = visitor.page;
            for (int left = page.locator("#one-person [data-key=y]").count(); left > 0; left--) {
                page.keyboard().press("y");
                page.waitForURL("**/account?*#one-person");
                page.waitForFunction(
                        "left => document.querySelectorAll('#one-person [data-key=y]').length < left",
                        left);
            }
            page.locator("a[href^='/persons?part=account']").click();
            page.waitForURL("**/persons?part=account*");
        }
    }

    @Test
    void anExhibitLeadsToTheNextAndTakesALabel() {
        try (Visitor visitor = visitor()) {
            openFirst(visitor, "/exhibits", "/exhibit?");
            String first = visitor.page.url();
            visitor.page.keyboard().press("j");
            visitor.page.waitForURL(url -> !url.equals(first));
            visitor.page.keyboard().press("k");
            visitor.page.waitForURL(url -> url.equals(first));
            visitor.page.keyboard().press("l");
            assertEquals(
                    "l", visitor.page.evaluate("document.activeElement.dataset.key"), "the label");
        }
    }

    @Test
    void messagesAreMarkedAndCitedByKeys() {
        try (Visitor visitor = visitor()) {
            openFirst(visitor, "/groups", "/group?");
            visitor.open(
                    visitor.page
                            .locator("main a[href^='/conversation?']")
                            .first()
                            .getAttribute("href"));
            Page page = visitor.page;
            page.keyboard().press("j");
            page.keyboard().press("x");
            for (int i = 0; i < 3; i++) {
                page.keyboard().press("j");
            }
            page.keyboard().press("Shift+X");
            assertEquals(4, page.locator("[name=fact]:checked").count());
            page.keyboard().press("g");
            page.keyboard().press("d");
            assertEquals("day", page.evaluate("document.activeElement.id"));
            page.fill("#range [name=title]", "They met");
            page.locator("#range button").click();
            page.waitForURL("**/finding?id=*");
            assertEquals(4, page.locator("main a[href*='linked=']").count());
        }
    }

    @Test
    void rowsOfListsAreMarkedAndSaved() throws IOException {
        try (Visitor visitor = visitor()) {
            Page page = visitor.page;
            visitor.open("/groups");
            page.keyboard().press("j");
            page.keyboard().press("x");
            page.keyboard().press("j");
            page.keyboard().press("Shift+X");
            assertEquals(2, page.locator("[name=row]:checked").count());
            assertEquals(3, saved(page).size(), "a head and two rows");
            visitor.open("/search?q=alert");
            page.keyboard().press("f");
            assertEquals("narrow", page.evaluate("document.activeElement.id"));
        }
    }

    /// The lines of what is saved of marked rows.
    private static List<String> saved(Page page) throws IOException {
        Download download = page.waitForDownload(() -> page.click("#marked button"));
        return Files.readAllLines(download.path());
    }

    @Test
    void singleLettersAreNoKeysForWhoSwitchedThemOff() {
        try (Visitor visitor = visitor()) {
            Page page = visitor.page;
            visitor.open("/settings");
            page.selectOption("[name=letters]", "off");
            page.locator("main form button").click();
            page.waitForURL("**/settings");
            visitor.open("/groups");
            page.keyboard().press("g");
            page.keyboard().press("c");
            page.keyboard().press("/");
            assertTrue(page.url().endsWith("/groups"));
            assertEquals("BODY", page.evaluate("document.activeElement.tagName"));
            page.keyboard().press("Escape");
            page.keyboard().press("Escape");
            assertTrue(page.locator("#clear").isVisible(), "clearing stays");
        }
    }

    @Test
    void rowsThatAreCountedAndMessagesThatAreMarkedHaveNoBarriers() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (Visitor visitor = served.visitor("ina", scheme)) {
                Checks checks = new Checks(visitor);
                for (String of : List.of("source", "item&kind=FILE", "problem&code=EX-0101")) {
                    visitor.open("/facts?of=" + of);
                    checks.look(of);
                }
                openFirst(visitor, "/groups", "/group?");
                checks.look("group");
                visitor.open(
                        visitor.page
                                .locator("main a[href^='/conversation?']")
                                .first()
                                .getAttribute("href"));
                checks.look("conversation");
                openFirst(visitor, "/accounts", "/account?");
                checks.look("account");
                assertEquals(List.of(), checks.wrong());
            }
        }
    }
}
