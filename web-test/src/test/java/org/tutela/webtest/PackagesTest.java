package org.tutela.webtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A package as two people make it in the browser: one looks and chooses, another one looks and
/// agrees, and what was sealed is checked and lies where the page says.
final class PackagesTest {
    @TempDir static Path temporary;
    private static Served served;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        served =
                Served.start(
                        temporary.resolve("made-up/case"),
                        chosen ->
                                Product.run(
                                        "demo",
                                        "--into",
                                        temporary.resolve("made-up").toString(),
                                        "--no-serve"),
                        List.of(
                                Served.Person.of("ina", "investigator"),
                                Served.Person.of("ivo", "investigator"),
                                new Served.Person(
                                        "vera", "investigator", "*", List.of("--victims"))));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (served != null) {
            served.stop();
        }
    }

    private static void fill(Page page, String rules) {
        page.fill("#order [name=country]", "es");
        page.fill("#order [name=addressee]", "Made-up court");
        page.fill("#order [name=authority]", "Prosecutor 4/2026");
        page.fill("#order [name=handling]", "COURT ONLY");
        page.fill("#order [name=rules]", rules);
    }

    private static long count(Page page, String words) {
        String cell =
                page.locator("main tr:has(th:text-is('" + words + "')) td").last().textContent();
        return Long.parseLong(cell.replaceAll("[^0-9]", ""));
    }

    @Test
    void onePersonChoosesAndAnotherOneAgrees() throws IOException, InterruptedException {
        String address;
        try (Visitor ina = served.visitor("ina")) {
            Page page = ina.page;
            Checks checks = new Checks(ina);
            ina.open("/packages");
            fill(page, "goal");
            page.click("#order button[type=submit]");
            assertTrue(page.locator("main .warn").textContent().contains("rule 1 starts with"));
            fill(page, "");
            page.click("#order button[type=submit]");
            long before = count(page, "Messages");
            fill(page, "word salty\nword recipe");
            page.check("#order [name=content]");
            page.click("#order button[type=submit]");
            checks.look("/packages");
            long held = count(page, "Messages held back as privileged");
            assertTrue(held > 0, "rules hold something back");
            assertEquals(before - held, count(page, "Messages"));
            assertTrue(count(page, "Pictures and films whose bytes may go") > 0);
            page.click("form:has([name=country][type=hidden]) button.main");
            page.waitForURL("**/package?name=*");
            checks.look("/package");
            assertEquals(0, page.locator("button[value=agree]").count(), "never one's own");
            assertTrue(page.locator("main dl").textContent().contains("word salty"));
            address = page.url().substring(served.address().length() - 1);
            assertEquals(List.of(), checks.wrong());
        }
        try (Visitor ivo = served.visitor("ivo")) {
            Page page = ivo.page;
            Checks checks = new Checks(ivo);
            ivo.open(address);
            checks.look("/package as the second person");
            page.check("[name=read]");
            page.check("[name=lot]");
            page.check("[name=belong]");
            page.fill("[name=sentence]", "The match report is theirs.");
            page.click("button[value=agree]");
            page.waitForURL("**/package?name=*");
            for (int i = 0; i < 120 && page.locator("main pre").count() == 0; i++) {
                page.waitForTimeout(500);
                ivo.open(address);
            }
            String said = page.locator("main pre").textContent();
            assertTrue(said.contains("VALID.") && said.contains("COURT ONLY"), said);
            checks.look("/package when it is sealed");
            assertEquals(List.of(), checks.wrong());
            Path sealed = Path.of(page.locator("main p bdi.id").last().textContent());
            assertTrue(Product.run("verify", sealed.toString()).contains("VALID."));
            assertTrue(Files.isDirectory(sealed.resolve("bag/data/vics/files")), "bytes went");
            String messages = Files.readString(sealed.resolve("bag/data/tables/messages.csv"));
            assertFalse(messages.toLowerCase(java.util.Locale.ROOT).contains("salty"));
        }
    }

    @Test
    void onlyWhoMaySeeVictimsDecidesToNameThem() {
        try (Visitor ina = served.visitor("ina")) {
            Page page = ina.page;
            ina.open("/packages");
            fill(page, "");
            page.check("#order [name=victims]");
            page.click("#order button[type=submit]");
            page.click("form:has([name=country][type=hidden]) button.main");
            page.waitForURL("**/packages");
            assertTrue(page.locator("main .warn").textContent().contains("to name victims"));
        }
        String address;
        try (Visitor vera = served.visitor("vera")) {
            Page page = vera.page;
            vera.open("/packages");
            fill(page, "");
            page.check("#order [name=victims]");
            page.click("#order button[type=submit]");
            page.click("form:has([name=country][type=hidden]) button.main");
            page.waitForURL("**/package?name=*");
            address = page.url().substring(served.address().length() - 1);
        }
        try (Visitor ivo = served.visitor("ivo")) {
            ivo.open(address);
            assertEquals(0, ivo.page.locator("button[value=agree]").count());
            assertTrue(ivo.page.locator("main").textContent().contains("It names victims."));
        }
    }
}
