package org.tutela.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Contents;
import org.tutela.answers.ask.PictureFilter;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;

/// How the server treats who works with it: warned before hard work, never cut off in the middle of
/// an answer, told in place what cannot be shown, and nobody else in their session.
final class CareTest {
    private static final String PASSWORD = "twelve balls and a goal";
    private static final Pattern COOKIE = Pattern.compile("__Host-tutela=([^;]+)(.*)");

    @TempDir Path temporary;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private Casebook casebook;
    private Answers answers;
    private Server server;
    private Settings settings;

    /// Bytes that come late, and pictures that are not there.
    private final class SlowContents implements Contents {
        @Override
        public Window window(String address, long offset, int length) throws IOException {
            asked.countDown();
            try {
                if (!goOn.await(20, TimeUnit.SECONDS)) {
                    throw new IOException("nobody let it go on");
                }
            } catch (InterruptedException e) {
                throw new IOException("the answer was broken off", e);
            }
            return new Window(4, offset, java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
        }

        @Override
        public byte[] smallPicture(String source, String blob, PictureFilter filter)
                throws IOException {
            throw new IOException("The small copy is damaged.");
        }
    }

    @BeforeEach
    void start() throws IOException {
        Path home = temporary.resolve("case");
        TwoExhibits.write(home);
        casebook = Casebook.open(home, InstantSource.system());
        answers = Answers.open(home, casebook, new SlowContents());
        for (Role role : List.of(Role.INVESTIGATOR, Role.REVIEWER)) {
            String name = role.name().toLowerCase(Locale.ROOT);
            casebook.users().put("test", new User(name, role, Set.of("*"), true, false), PASSWORD);
        }
        settings = Settings.local(home, 0);
        server = Server.start(settings, answers);
    }

    @AfterEach
    void stop() throws IOException {
        goOn.countDown();
        server.close();
        answers.close();
        casebook.close();
    }

    private TestBrowser signedIn(String name) throws IOException, InterruptedException {
        TestBrowser browser = TestBrowser.of(server, settings);
        browser.signIn(name, PASSWORD);
        return browser;
    }

    @Test
    void hardWorkIsAnnouncedBeforeAnyPictureOfIt() throws IOException, InterruptedException {
        TestBrowser browser = signedIn("reviewer");
        browser.send("/pictures/lease", "");
        String warned = browser.get("/pictures").body();
        assertTrue(warned.contains("Of your 10 stacks, 2 lie near listed ones."), warned);
        assertFalse(warned.contains("<img"), "a picture beside the warning");
        browser.send("/pictures/begin", "how=begin");
        String begun = browser.get("/pictures").body();
        assertEquals(10, begun.split("<img", -1).length - 1);
        assertFalse(browser.get("/pictures").body().contains("pictures/begin"));
    }

    @Test
    void hardWorkIsLeftForLaterOrToSomebodyElse() throws IOException, InterruptedException {
        for (String how : List.of("later", "hand_over")) {
            TestBrowser browser = signedIn("reviewer");
            browser.send("/pictures/lease", "");
            browser.send("/pictures/begin", "how=" + how);
            String rest = browser.get("/pictures").body();
            assertEquals(8, rest.split("<img", -1).length - 1, how);
            browser.send("/pictures/do", "what=end");
        }
        TestBrowser browser = signedIn("reviewer");
        browser.send("/pictures/lease", "");
        assertFalse(
                browser.get("/pictures").body().contains("pictures/begin"),
                "what was handed over is not offered again");
    }

    @Test
    void aPictureThatCannotBeShownIsSaidInItsPlace() throws IOException, InterruptedException {
        TestBrowser browser = signedIn("reviewer");
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
    }

    @Test
    void severalMessagesAreCitedAtOnce() throws IOException, InterruptedException {
        TestBrowser browser = signedIn("investigator");
        String talk = browser.get("/conversation?id=whatsapp%3A1%40g.us").body();
        Matcher facts = Pattern.compile("name=\"fact\" value=\"([0-9a-f]{32})\"").matcher(talk);
        StringBuilder fields = new StringBuilder("table=linked_message&title=They+met");
        for (int i = 0; i < 3; i++) {
            assertTrue(facts.find());
            fields.append("&fact=").append(facts.group(1));
        }
        String place =
                browser.send("/cite", fields.toString()).headers().firstValue("location").orElse("");
        String finding = browser.get(place).body();
        assertEquals(3, finding.split("linked=[0-9a-f]{32}", -1).length - 1, finding);
    }

    @Test
    void singleLettersCanBeSwitchedOff() throws IOException, InterruptedException {
        TestBrowser browser = signedIn("investigator");
        assertFalse(browser.get("/groups").body().contains("data-letters"));
        browser.send("/settings", "language=en&theme=&letters=off");
        assertTrue(browser.get("/groups").body().contains("data-letters=\"off\""));
        assertEquals(
                400, browser.send("/settings", "language=en&theme=&letters=x").statusCode());
    }

    @Test
    void theSessionIsAnotherOneAfterTheSignIn() throws IOException, InterruptedException {
        TestBrowser browser = TestBrowser.of(server, settings);
        String before = cookie(browser.get("/sign-in"), "");
        browser.signIn("investigator", PASSWORD);
        String after = browser.cookies().getCookieStore().getCookies().getFirst().getValue();
        assertNotEquals(before, after);
        HttpRequest fixed =
                HttpRequest.newBuilder(server.address().resolve("/groups"))
                        .header("Cookie", "__Host-tutela=" + before)
                        .build();
        assertEquals(
                302,
                TestBrowser.of(server, settings)
                        .client()
                        .send(fixed, HttpResponse.BodyHandlers.ofString())
                        .statusCode(),
                "who planted the session before is not signed in by it");
    }

    @Test
    void theCookieBelongsToThisServerAndToNoScript() throws IOException, InterruptedException {
        String attributes = cookie(TestBrowser.of(server, settings).get("/sign-in"), "rest");
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

    @Test
    void whatIsBeingAnsweredIsAnsweredBeforeTheServerEnds()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        TestBrowser browser = signedIn("investigator");
        Matcher bytes =
                Pattern.compile("href=\"(/how[?]table=source[^\"]*)\"")
                        .matcher(browser.get("/exhibit?id=EX-1").body());
        assertTrue(bytes.find());
        Matcher place =
                Pattern.compile("href=\"(/bytes[?][^\"]*)\"")
                        .matcher(browser.get(bytes.group(1).replace("&amp;", "&")).body());
        assertTrue(place.find());
        String address = place.group(1).replace("&amp;", "&");
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> inFlight = people.submit(() -> browser.get(address));
            assertTrue(asked.await(20, TimeUnit.SECONDS));
            Future<?> stopping = people.submit(server::close);
            Thread.sleep(300);
            assertFalse(stopping.isDone(), "the server left in the middle of an answer");
            goOn.countDown();
            HttpResponse<String> answer = inFlight.get(20, TimeUnit.SECONDS);
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("01 02 03 04"), answer.body());
            stopping.get(20, TimeUnit.SECONDS);
        }
    }
}
