package org.tutela.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.answers.ask.Contents;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Erased;
import org.tutela.facts.Erasure;
import org.tutela.link.LinkRun;

/// What goes while somebody looks: a source that is erased, and the server itself.
final class GoneTest {
    @TempDir Path temporary;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private TestServer serving;

    /// Bytes that come late.
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
    }

    @BeforeEach
    void start() throws IOException {
        serving = TestServer.start(temporary, new SlowContents());
        serving.add("inv", Role.INVESTIGATOR, User.ALL_EXHIBITS);
    }

    @AfterEach
    void stop() throws IOException {
        goOn.countDown();
        serving.close();
    }

    @Test
    void aSourceErasedWhileSomebodyLooksIsSaidInItsPlace()
            throws IOException, InterruptedException {
        TestBrowser browser = serving.signedIn("inv");
        Matcher fact =
                Pattern.compile("href=\"(/how[?]table=source[^\"]*)\"")
                        .matcher(browser.get("/exhibit?id=EX-1").body());
        assertTrue(fact.find());
        String how = fact.group(1).replace("&amp;", "&");
        assertEquals(200, browser.get(how).statusCode());
        try (CaseFolder folder = CaseFolder.openForWriting(serving.settings().caseFolder())) {
            Erased open = new Erased.Source(TwoExhibits.source(TwoExhibits.OPEN));
            Erasure.begin(folder, open).carryOut(figures -> {});
            for (String page : List.of(how, "/exhibit?id=EX-1", "/group?id=whatsapp%3A1%40g.us")) {
                HttpResponse<String> gone = browser.get(page);
                assertEquals(404, gone.statusCode(), page);
                assertTrue(gone.body().contains("The case holds no such thing"), page);
            }
            assertEquals(200, browser.get("/facts?of=source").statusCode());
            LinkRun.run(folder, 64 << 20, step -> {});
        }
        Thread.sleep(2_100);
        assertEquals(200, browser.get("/group?id=whatsapp%3A1%40g.us").statusCode());
        assertFalse(browser.get("/exhibits").body().contains(TwoExhibits.OPEN));
    }

    @Test
    void whatIsBeingAnsweredIsAnsweredBeforeTheServerEnds()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        TestBrowser browser = serving.signedIn("inv");
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
            Future<?> stopping = people.submit(serving.server()::close);
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
