package org.tutela.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Contents;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;
import org.tutela.casebook.work.Task;
import org.tutela.facts.CaseFolder;
import org.tutela.web.access.FirstStart;

/// The server over HTTPS, with an empty case.
final class ServerTest {
    private static final String PASSWORD = "twelve balls and a goal";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @TempDir static Path temporary;
    private static Path home;
    private static Casebook casebook;
    private static Answers answers;
    private static Server server;
    private static SSLContext trusting;
    private static URI firstLink;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        home = temporary.resolve("case");
        CaseFolder.openForWriting(home).close();
        casebook = Casebook.open(home, InstantSource.system());
        answers = Answers.open(home, casebook, Contents.none());
        firstLink = FirstStart.prepare(casebook).orElseThrow();
        for (Role role : Role.values()) {
            String name = role.name().toLowerCase(java.util.Locale.ROOT);
            casebook.users().put("test", new User(name, role, Set.of("*"), false, false), PASSWORD);
        }
        server = Server.start(Settings.local(home, 0), answers);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(home.resolve("tls/server.p12"))) {
            store.load(in, "tutela".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("web", store.getCertificate("web"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        answers.close();
        casebook.close();
    }

    /// A browser: keeps cookies, does not follow.
    private static final class Browser {
        private final CookieManager cookies = new CookieManager();
        private final HttpClient client =
                HttpClient.newBuilder().sslContext(trusting).cookieHandler(cookies).build();

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(server.address().resolve(path))
                            .header("Accept", "text/html");
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<String> post(String path, Map<String, String> fields)
                throws IOException, InterruptedException {
            StringBuilder body = new StringBuilder();
            fields.forEach((name, value) ->
                    body.append(body.isEmpty() ? "" : "&")
                            .append(name)
                            .append('=')
                            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
            HttpRequest request =
                    HttpRequest.newBuilder(server.address().resolve(path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }

        String token(String path) throws IOException, InterruptedException {
            Matcher matcher = TOKEN.matcher(get(path).body());
            assertTrue(matcher.find(), path);
            return matcher.group(1);
        }

        HttpResponse<String> signIn(String name, String password)
                throws IOException, InterruptedException {
            return post(
                    "/sign-in",
                    Map.of("name", name, "password", password, "_csrf", token("/sign-in")));
        }
    }

    private static Browser signedIn(Role role) throws IOException, InterruptedException {
        Browser browser = new Browser();
        assertEquals(
                "/",
                browser.signIn(role.name().toLowerCase(java.util.Locale.ROOT), PASSWORD)
                        .headers()
                        .firstValue("location")
                        .orElse(""));
        return browser;
    }

    @Test
    void everyRoleGetsWhatItMayAndNothingElse() throws IOException, InterruptedException {
        for (Role role : Role.values()) {
            Browser browser = signedIn(role);
            boolean reads = role != Role.ADMINISTRATOR;
            boolean bytes = role == Role.EXAMINER || role == Role.INVESTIGATOR;
            for (Map.Entry<String, Integer> each : Addresses.all().entrySet()) {
                int expected = each.getValue() == 400 || reads ? each.getValue() : 403;
                assertEquals(
                        expected,
                        browser.get(each.getKey()).statusCode(),
                        role + " " + each.getKey());
            }
            assertEquals(
                    bytes ? 404 : 403,
                    browser.get("/bytes?address=x").statusCode(),
                    role + " bytes");
            assertEquals(reads ? 403 : 200, browser.get("/audit").statusCode(), role + " audit");
            assertEquals(200, browser.get("/").statusCode());
            assertEquals(200, browser.get("/settings").statusCode());
            assertEquals(200, browser.get("/tasks").statusCode());
            assertEquals(200, browser.get("/task").statusCode());
            assertEquals(404, browser.get("/task?title=x").statusCode());
            assertEquals(404, browser.get("/no-such-page").statusCode());
        }
    }

    @Test
    void nothingIsShownBeforeTheSignIn() throws IOException, InterruptedException {
        Browser browser = new Browser();
        for (String path : Addresses.all().keySet()) {
            HttpResponse<String> answer = browser.get(path);
            assertTrue(answer.statusCode() == 302 || answer.statusCode() == 400, path);
            if (answer.statusCode() == 302) {
                assertEquals("/sign-in", answer.headers().firstValue("location").orElse(""), path);
            }
        }
    }

    @Test
    void everyPageForbidsWhatItDoesNotNeed() throws IOException, InterruptedException {
        HttpResponse<String> page = signedIn(Role.READER).get("/groups");
        String policy = page.headers().firstValue("content-security-policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'") && !policy.contains("unsafe"), policy);
        assertTrue(page.headers().firstValue("cache-control").orElse("").contains("no-store"));
        assertEquals("nosniff", page.headers().firstValue("x-content-type-options").orElse(""));
        assertTrue(page.headers().firstValue("strict-transport-security").isPresent());
        assertFalse(
                page.body().contains("style=\""),
                "a style attribute would be refused by the policy");
    }

    @Test
    void aForeignHostIsRefused() throws IOException, InterruptedException {
        // HTTP/1.1, for the client of the JDK refuses to send a foreign host over HTTP/2.
        HttpRequest request =
                HttpRequest.newBuilder(server.address().resolve("/sign-in"))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Host", "evil.example")
                        .build();
        assertEquals(
                400,
                new Browser()
                        .client
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode());
        assertEquals("HOST_REFUSED", casebook.journal().findLast().orElseThrow().deed().what());
    }

    @Test
    void aFormWithoutItsTokenIsRefusedAndWrittenDown() throws IOException, InterruptedException {
        Browser browser = signedIn(Role.READER);
        for (String token : List.of("", "wrong")) {
            assertEquals(
                    403,
                    browser.post("/settings", Map.of("language", "en", "theme", "", "_csrf", token))
                            .statusCode());
            var last = casebook.journal().findLast().orElseThrow().deed();
            assertEquals("FORM_REFUSED", last.what());
            assertEquals("reader", last.who());
            assertEquals("{\"path\":\"/settings\"}", last.payload());
        }
    }

    @Test
    void aCookieStolenBeforeSignOutIsRefusedAfterItAndWrittenDown()
            throws IOException, InterruptedException {
        Browser browser = signedIn(Role.READER);
        String cookie =
                browser.cookies.getCookieStore().getCookies().stream()
                        .filter(each -> each.getName().equals("__Host-tutela"))
                        .map(each -> each.getName() + "=" + each.getValue())
                        .findFirst()
                        .orElseThrow();
        assertEquals(200, withCookie(cookie));
        browser.post("/sign-out", Map.of("_csrf", browser.token("/groups")));
        assertEquals("SIGNED_OUT", casebook.journal().findLast().orElseThrow().deed().what());
        assertEquals(302, withCookie(cookie));
        assertEquals("SESSION_REFUSED", casebook.journal().findLast().orElseThrow().deed().what());
        long before = casebook.journal().findLast().orElseThrow().number();
        assertEquals(302, withCookie(cookie));
        assertEquals(
                before,
                casebook.journal().findLast().orElseThrow().number(),
                "a stranger does not fill the journal");
    }

    private static int withCookie(String cookie) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(server.address().resolve("/groups"))
                        .header("Cookie", cookie)
                        .build();
        return HttpClient.newBuilder()
                .sslContext(trusting)
                .build()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void aGuessedAddressShowsNothingAndIsWrittenDown() throws IOException, InterruptedException {
        Browser browser = signedIn(Role.EXAMINER);
        for (String path :
                List.of("/group?id=another-case", "/account?id=another-case", "/finding?id=abc")) {
            assertEquals(404, browser.get(path).statusCode());
            var last = casebook.journal().findLast().orElseThrow().deed();
            assertEquals("NOT_FOUND", last.what());
            assertEquals("examiner", last.who());
        }
    }

    @Test
    void theTaskStandsBesideEveryLook() throws IOException, InterruptedException {
        String title = "Who scored <b>";
        Task task =
                new Task(title, "To know", "Order <i>", null, "tasked", Task.State.OPEN, "test");
        casebook.work().tasks().put(new Author("test", "", ""), task);
        casebook.users()
                .put("test", new User("tasked", Role.READER, Set.of("*"), false, false), PASSWORD);
        Browser browser = new Browser();
        browser.signIn("tasked", PASSWORD);
        HttpResponse<String> none = browser.get("/groups?sort=last");
        assertEquals(303, none.statusCode(), "two tasks are open: one is to be chosen");
        assertEquals(
                "/tasks?next=%2Fgroups%3Fsort%3Dlast",
                none.headers().firstValue("location").orElse(""));
        HttpResponse<String> chosen =
                browser.post(
                        "/tasks",
                        Map.of(
                                "title",
                                title,
                                "next",
                                "/groups?sort=last",
                                "_csrf",
                                browser.token("/tasks")));
        assertEquals("/groups?sort=last", chosen.headers().firstValue("location").orElse(""));
        String page = browser.get("/groups").body();
        assertTrue(page.contains("Who scored &lt;b&gt;") && !page.contains(title));
        assertTrue(page.contains("Order &lt;i&gt;") && !page.contains("Order <i>"));
        assertEquals(title, casebook.journal().listAbout("groups").getLast().deed().task());
        casebook.work()
                .tasks()
                .put(
                        new Author("test", "", ""),
                        new Task(title, "x", "x", null, "tasked", Task.State.DONE, "test"));
        assertTrue(browser.get("/groups").body().contains("Examine the case"));
    }

    @Test
    void choosingATaskLeadsNowhereElse() throws IOException, InterruptedException {
        Browser browser = signedIn(Role.READER);
        for (String next : List.of("//evil.example", "https://evil.example", "/\\evil", "x")) {
            HttpResponse<String> chosen =
                    browser.post(
                            "/tasks",
                            Map.of(
                                    "title",
                                    "Examine the case",
                                    "next",
                                    next,
                                    "_csrf",
                                    browser.token("/tasks")));
            assertEquals("/", chosen.headers().firstValue("location").orElse(""), next);
        }
    }

    @Test
    void languageAndLookAreKept() throws IOException, InterruptedException {
        Browser browser = signedIn(Role.READER);
        assertEquals(
                303,
                browser.post(
                                "/settings",
                                Map.of(
                                        "language",
                                        "es",
                                        "theme",
                                        "dark",
                                        "_csrf",
                                        browser.token("/settings")))
                        .statusCode());
        String page = browser.get("/groups").body();
        assertTrue(page.contains("lang=\"es\"") && page.contains("data-theme=\"dark\""));
    }

    /// Every address that changes something, with fields that would do it, and the right it needs.
    private static Map<String, Map<String, String>> changes() {
        Map<String, Map<String, String>> all = new TreeMap<>();
        all.put("/task", Map.of("title", "T", "purpose", "p", "authority", "a"));
        all.put("/findings", Map.of("title", "Ole kept the ball"));
        all.put("/finding", Map.of("id", "x"));
        all.put("/cite", Map.of("id", "x", "table", "message", "fact", "0".repeat(32)));
        all.put("/persons", Map.of("name", "N", "kind", "other", "basis", "b"));
        all.put("/person", Map.of("id", "x", "do", "take_back"));
        all.put("/mark", Map.of("about", "account:x", "kind", "note", "text", "t"));
        all.put("/mark/take-back", Map.of("id", "x", "about", "account:x"));
        return all;
    }

    @Test
    void whoMayNotWriteChangesNothing() throws IOException, InterruptedException {
        for (Role role : List.of(Role.READER, Role.ADMINISTRATOR)) {
            Browser browser = signedIn(role);
            String token = browser.token("/tasks");
            for (Map.Entry<String, Map<String, String>> each : changes().entrySet()) {
                Map<String, String> fields = new TreeMap<>(each.getValue());
                fields.put("_csrf", token);
                assertEquals(
                        403,
                        browser.post(each.getKey(), fields).statusCode(),
                        role + " " + each.getKey());
                assertEquals(
                        "REFUSED",
                        casebook.journal().findLast().orElseThrow().deed().what(),
                        each.getKey());
            }
        }
        Browser examiner = signedIn(Role.EXAMINER);
        Map<String, String> check = new TreeMap<>();
        check.put("_csrf", examiner.token("/tasks"));
        assertEquals(403, examiner.post("/audit/check", check).statusCode());
    }

    @Test
    void findingsAndPersonsAreStatedAndTakenBack() throws IOException, InterruptedException {
        Browser browser = signedIn(Role.INVESTIGATOR);
        String token = browser.token("/findings");
        String finding =
                location(
                        browser,
                        "/findings",
                        Map.of("title", "Ole kept <b>", "text", "two\nlines", "_csrf", token));
        String page = browser.get(finding).body();
        assertTrue(page.contains("Ole kept &lt;b&gt;") && !page.contains("Ole kept <b>"));
        assertTrue(browser.get("/activity").body().contains(finding));
        assertEquals(
                "/findings",
                location(
                        browser,
                        "/finding",
                        Map.of("id", finding.substring("/finding?id=".length()), "_csrf", token)));
        assertEquals(404, browser.get(finding).statusCode());
        String person =
                location(
                        browser,
                        "/persons",
                        Map.of(
                                "name",
                                "The keeper",
                                "kind",
                                "witness",
                                "basis",
                                "b",
                                "_csrf",
                                token));
        assertTrue(browser.get(person).body().contains("The keeper"));
        // Who is not shown victims decides that somebody is one, and sees it no more.
        Map<String, String> victim = new TreeMap<>();
        victim.put("id", person.substring("/person?id=".length()));
        victim.put("do", "decide");
        victim.put("name", "The keeper");
        victim.put("kind", "victim");
        victim.put("basis", "was robbed");
        victim.put("_csrf", token);
        assertEquals("/persons", location(browser, "/person", victim));
        assertEquals(404, browser.get(person).statusCode());
        assertFalse(browser.get("/persons").body().contains("The keeper"));
        assertEquals(
                400,
                browser.post(
                                "/persons",
                                Map.of("name", "x", "kind", "x", "basis", "b", "_csrf", token))
                        .statusCode());
    }

    private static String location(Browser browser, String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        return browser.post(path, fields).headers().firstValue("location").orElse("");
    }

    @Test
    void theChainIsCheckedWhenAskedAndTheJournalIsFiltered()
            throws IOException, InterruptedException {
        Browser browser = signedIn(Role.ADMINISTRATOR);
        assertEquals(
                303,
                browser.post("/audit/check", Map.of("_csrf", browser.token("/audit")))
                        .statusCode());
        assertTrue(casebook.journal().findCheck().orElseThrow().broken() == 0);
        String filtered =
                browser.get(
                                "/audit?who=administrator&what=CHAIN_CHECKED&from=2020-01-01&about=jour")
                        .body();
        assertTrue(filtered.contains("checked the chain"));
        assertFalse(filtered.contains("<td>signed in</td>"));
        assertEquals(400, browser.get("/audit?from=x").statusCode());
        assertTrue(browser.get("/audit?about=none-such").body().contains("No entry fits"));
    }

    @Test
    void aDisabledAccountLosesItsSession() throws IOException, InterruptedException {
        User user = new User("soon-gone", Role.READER, Set.of("*"), false, false);
        casebook.users().put("test", user, PASSWORD);
        Browser browser = new Browser();
        browser.signIn("soon-gone", PASSWORD);
        assertEquals(200, browser.get("/groups").statusCode());
        casebook.users()
                .put("test", new User("soon-gone", Role.READER, Set.of("*"), false, true), "");
        assertEquals(302, browser.get("/groups").statusCode());
        assertTrue(
                browser.signIn("soon-gone", PASSWORD)
                        .headers()
                        .firstValue("location")
                        .orElse("")
                        .contains("wrong"));
    }

    @Test
    void signingOutEndsTheSession() throws IOException, InterruptedException {
        Browser browser = signedIn(Role.READER);
        browser.post("/sign-out", Map.of("_csrf", browser.token("/groups")));
        assertEquals(302, browser.get("/groups").statusCode());
    }

    @Test
    void theLinkOfTheFirstStartSetsAPasswordOnce() throws IOException, InterruptedException {
        Browser browser = new Browser();
        String token = firstLink.getQuery().substring("token=".length());
        String csrf = browser.token(firstLink.toString());
        assertEquals(
                200,
                browser.post(
                                "/password",
                                Map.of(
                                        "token",
                                        token,
                                        "password",
                                        "short",
                                        "again",
                                        "short",
                                        "_csrf",
                                        csrf))
                        .statusCode());
        assertEquals(
                303,
                browser.post(
                                "/password",
                                Map.of(
                                        "token",
                                        token,
                                        "password",
                                        PASSWORD,
                                        "again",
                                        PASSWORD,
                                        "_csrf",
                                        csrf))
                        .statusCode());
        assertEquals(
                "/", browser.signIn("admin", PASSWORD).headers().firstValue("location").orElse(""));
        assertFalse(new Browser().get(firstLink.toString()).body().contains("name=\"token\""));
    }

    @Test
    void onlyTheOwnerReadsTheKeyOfTheServer() throws IOException {
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.resolve("tls/server.p12"))));
    }
}
