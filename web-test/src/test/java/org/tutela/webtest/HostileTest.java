package org.tutela.webtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A case made of nothing but harmful texts, in Debian's Chromium.
final class HostileTest {
    @TempDir static Path temporary;
    private static Served served;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        served =
                Served.start(
                        temporary.resolve("case"),
                        HostileCase::write,
                        Stream.of("investigator", "reviewer", "administrator")
                                .map(role -> Served.Person.of(role, role))
                                .toList());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (served != null) {
            served.stop();
        }
    }

    private static List<String> roots() {
        List<String> roots = new ArrayList<>(List.of("/", "/pictures?show=all", "/search?q=goal"));
        for (String text : HostileCase.TEXTS) {
            roots.add(
                    "/search?q="
                            + URLEncoder.encode(
                                    text.substring(0, Math.min(200, text.length())),
                                    StandardCharsets.UTF_8));
        }
        return roots;
    }

    @Test
    void everyPageShowsItAsTextAndKeepsItsShape() {
        for (String user : List.of("investigator", "reviewer", "administrator")) {
            try (Visitor visitor = served.visitor(user)) {
                Checks checks = new Checks(visitor);
                Map<String, Integer> seen = new Crawl(2, true, roots()).go(visitor, checks::shape);
                List<String> wrong = new ArrayList<>(checks.wrong());
                seen.forEach((path, status) -> {
                    if (status >= 500) {
                        wrong.add("status " + status + " of " + path);
                    }
                });
                assertEquals(List.of(), wrong);
            }
        }
    }

    @Test
    void theTextStandsOnThePageAsItIs() {
        try (Visitor visitor = served.visitor("investigator")) {
            visitor.open("/exhibits");
            assertTrue(
                    visitor.page
                            .locator("main")
                            .textContent()
                            .contains("<img src=x onerror=alert(1)>"));
            visitor.open("/groups");
            String groups = visitor.page.locator("main").textContent();
            assertTrue(groups.contains("<script>alert(2)</script>"), groups);
        }
    }
}
