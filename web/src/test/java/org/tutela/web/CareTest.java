package org.tutela.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.answers.ask.Contents;
import org.tutela.answers.ask.PictureFilter;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;

/// How the server treats who works with it: warned before hard work, told in place what cannot be
/// shown, and nobody else in their session.
final class CareTest {
    private static final String PASSWORD = "twelve balls and a goal";
    private static final Pattern COOKIE = Pattern.compile("__Host-tutela=([^;]+)(.*)");

    @TempDir static Path temporary;
    private static TestServer serving;

    @BeforeAll
    static void start() throws IOException {
        serving = TestServer.start(temporary, new NoPictures());
        for (String name : List.of("rea", "reb", "rec", "inv")) {
            Role role = name.startsWith("re") ? Role.REVIEWER : Role.INVESTIGATOR;
            serving.add(name, role, User.ALL_EXHIBITS);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        serving.close();
    }

    /// Pictures that are not there any more.
    private static final class NoPictures implements Contents {
        @Override
        public Window window(String address, long offset, int length) throws IOException {
            throw new IOException("The source is not there.");
        }

        @Override
        public byte[] smallPicture(String source, String blob, PictureFilter filter)
                throws IOException {
            throw new IOException("The small copy is damaged.");
        }
    }

    @Test
    void hardWorkIsAnnouncedBeforeAnyPictureOfIt() throws IOException, InterruptedException {
        TestBrowser browser = serving.signedIn("rea");
        browser.send("/pictures/lease", "");
        String warned = browser.get("/pictures").body();
        assertTrue(warned.contains("Of your 10 stacks, 2 lie near listed ones."), warned);
        assertFalse(warned.contains("<img"), "a picture beside the warning");
        browser.send("/pictures/begin", "how=begin");
        String begun = browser.get("/pictures").body();
        assertEquals(10, begun.split("<img", -1).length - 1);
        assertFalse(browser.get("/pictures").body().contains("pictures/begin"));
        browser.send("/pictures/do", "what=end");
    }

    @Test
    void hardWorkIsLeftForLaterOrToSomebodyElse() throws IOException, InterruptedException {
        for (String how : List.of("later", "hand_over")) {
            TestBrowser browser = serving.signedIn("reb");
            browser.send("/pictures/lease", "");
            browser.send("/pictures/begin", "how=" + how);
            String rest = browser.get("/pictures").body();
            assertEquals(8, rest.split("<img", -1).length - 1, how);
            browser.send("/pictures/do", "what=end");
        }
        TestBrowser browser = serving.signedIn("reb");
        browser.send("/pictures/lease", "");
        assertFalse(
                browser.get("/pictures").body().contains("pictures/begin"),
                "what was handed over is not offered again");
        browser.send("/pictures/do", "what=end");
    }

    @Test
    void aPictureThatCannotBeShownIsSaidInItsPlace() throws IOException, InterruptedException {
        TestBrowser browser = serving.signedIn("rec");
        browser.send("/pictures/lease", "");
        browser.send("/pictures/begin", "how=begin");
        Matcher image =
                Pattern.compile("src=\"(/pictures/small[^\"]*)\"")
                        .matcher(browser.get("/pictures").body());
        assertTrue(image.find());
        HttpResponse<String> drawing = browser.get(image.group(1).replace("&amp;", "&"));
        assertEquals(200, drawing.statusCode());
        assertTrue(drawing.body().contains("<svg") && drawing.body().contains("<text"));
        assertFalse(drawing.body().contains("damaged"), "the reason stands in the log");
        browser.send("/pictures/do", "what=end");
    }

    @Test
    void severalMessagesAreCitedAtOnce() throws IOException, InterruptedException {
        TestBrowser browser = serving.signedIn("inv");
        String talk = browser.get("/conversation?id=whatsapp%3A1%40g.us").body();
        Matcher facts = Pattern.compile("name=\"fact\" value=\"([0-9a-f]{32})\"").matcher(talk);
        StringBuilder fields = new StringBuilder("table=linked_message&title=They+met");
        for (int i = 0; i < 3; i++) {
            assertTrue(facts.find());
            fields.append("&fact=").append(facts.group(1));
        }
        String place =
                browser.send("/cite", fields.toString())
                        .headers()
                        .firstValue("location")
                        .orElse("");
        String finding = browser.get(place).body();
        assertEquals(3, finding.split("linked=[0-9a-f]{32}", -1).length - 1, finding);
    }

    @Test
    void singleLettersCanBeSwitchedOff() throws IOException, InterruptedException {
        TestBrowser browser = serving.signedIn("inv");
        assertFalse(browser.get("/groups").body().contains("data-letters"));
        browser.send("/settings", "language=en&theme=&letters=off");
        assertTrue(browser.get("/groups").body().contains("data-letters=\"off\""));
        assertEquals(400, browser.send("/settings", "language=en&theme=&letters=x").statusCode());
    }

    @Test
    void theSessionIsAnotherOneAfterTheSignIn() throws IOException, InterruptedException {
        TestBrowser browser = serving.browser();
        String before = cookie(browser.get("/sign-in"), "");
        browser.signIn("inv", PASSWORD);
        String after = browser.cookies().getCookieStore().getCookies().getFirst().getValue();
        assertNotEquals(before, after);
        HttpRequest fixed =
                HttpRequest.newBuilder(serving.server().address().resolve("/groups"))
                        .header("Cookie", "__Host-tutela=" + before)
                        .build();
        assertEquals(
                302,
                serving.browser()
                        .client()
                        .send(fixed, HttpResponse.BodyHandlers.ofString())
                        .statusCode(),
                "who planted the session before is not signed in by it");
    }

    @Test
    void theCookieBelongsToThisServerAndToNoScript() throws IOException, InterruptedException {
        String attributes = cookie(serving.browser().get("/sign-in"), "rest");
        for (String each : List.of("; secure", "; httponly", "; samesite=strict", "; path=/")) {
            assertTrue(attributes.toLowerCase(Locale.ROOT).contains(each), attributes);
        }
        assertFalse(attributes.toLowerCase(Locale.ROOT).contains("domain"), attributes);
    }

    private static String cookie(HttpResponse<String> answer, String part) {
        String header = answer.headers().firstValue("set-cookie").orElse("");
        Matcher matcher = COOKIE.matcher(header);
        assertTrue(matcher.matches(), header);
        return matcher.group(part.isEmpty() ? 1 : 2);
    }
}
