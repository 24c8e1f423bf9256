package org.tutela.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.answers.ask.Contents;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;

/// Every number leads to the rows that it counts, and there are as many.
final class CountsTest {
    private static final Pattern COUNT =
            Pattern.compile("<a class=\"src\" href=\"(/facts[^\"#]*)\">([0-9,]+)</a>");
    private static final Pattern TOTAL =
            Pattern.compile("([0-9,]+) rows of|(One) row of|(No) row of");
    private static final Pattern BARE = Pattern.compile("<td class=\"n\">([1-9][0-9,]*)</td>");

    @TempDir static Path temporary;
    private static TestServer serving;
    private static TestBrowser browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        serving = TestServer.start(temporary, Contents.none());
        serving.add("all", Role.INVESTIGATOR, User.ALL_EXHIBITS);
        browser = serving.signedIn("all");
    }

    @AfterAll
    static void stop() throws IOException {
        serving.close();
    }

    private static List<String> pages() {
        String group = URLEncoder.encode(TwoExhibits.GROUP, StandardCharsets.UTF_8);
        return List.of(
                "/",
                "/groups",
                "/accounts",
                "/countries",
                "/coverage",
                "/exhibits",
                "/network",
                "/exhibit?id=" + TwoExhibits.OPEN,
                "/exhibit?id=" + TwoExhibits.HIDDEN,
                "/account?id=whatsapp%3A447700900010%40s.whatsapp.net",
                "/group?id=" + group);
    }

    @Test
    void everyCountLeadsToSoManyRows() throws IOException, InterruptedException {
        Map<String, Set<String>> counted = new TreeMap<>();
        for (String page : pages()) {
            Matcher counts = COUNT.matcher(browser.get(page).body());
            while (counts.find()) {
                counted.computeIfAbsent(
                                counts.group(1).replace("&amp;", "&"), any -> new TreeSet<>())
                        .add(counts.group(2));
            }
        }
        assertTrue(counted.size() > 30, counted.toString());
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Set<String>> each : counted.entrySet()) {
            Matcher total = TOTAL.matcher(browser.get(each.getKey()).body());
            assertTrue(total.find(), each.getKey());
            String rows = total.group(1) == null ? "1" : total.group(1);
            // A size in bytes leads to the rows that it is the sum of.
            boolean bytes =
                    each.getKey().contains("of=examined") && !each.getKey().contains("outcome=");
            if (!bytes && !each.getValue().contains(rows)) {
                wrong.add(each.getKey() + " is said to be " + each.getValue() + ", not " + rows);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void noNumberOfATableStandsWithoutAWayToItsGround() throws IOException, InterruptedException {
        for (String page : pages()) {
            String body = browser.get(page).body();
            List<String> bare = BARE.matcher(body).results().map(found -> found.group()).toList();
            // The version of an examination counts nothing.
            assertEquals(
                    List.of(),
                    bare.stream().filter(cell -> !cell.equals("<td class=\"n\">1</td>")).toList(),
                    page);
        }
    }
}
