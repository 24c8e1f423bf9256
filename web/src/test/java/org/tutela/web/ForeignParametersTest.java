package org.tutela.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.tutela.answers.ask.Contents;
import org.tutela.casebook.Role;
import org.tutela.casebook.User;
import org.tutela.web.view.Words;

/// Every route that the router knows, with every parameter that its page reads, broken, foreign,
/// twice and missing, as every role that knows one of two exhibits: the answer is a plain page that
/// says nothing of the other exhibit and nothing of how the server is made.
final class ForeignParametersTest {
    private static final long MOST_NANOS = Long.getLong("foreign.seconds", 15) * 1_000_000_000L;
    private static final int LONGEST_QUERY = 100_000;

    private static final Set<Integer> ANSWERS = Set.of(200, 204, 302, 303, 400, 403, 404, 409, 413);

    /// What no answer holds: how the server is made, and what the hidden exhibit alone says.
    private static final Pattern INNARDS =
            Pattern.compile(
                    "Exception|\\bat [a-z]+(\\.[a-z]+)+\\.[A-Z]|org\\.(tutela|spring|apache|duckdb|sqlite)\\.|java\\.(lang|io|util)|Binder Error|Parser Error|SQLITE");

    private static final List<String> FOREIGN =
            List.of(
                    "",
                    " ",
                    "\u0000",
                    "a\u0000b",
                    "\u202E\u2066goal\u2067\u200F",
                    "-1",
                    "0",
                    "1e999",
                    "99999999999999999999",
                    "999999999999999999",
                    "NaN",
                    "../../../etc/passwd",
                    "%00",
                    "%",
                    "x'; DROP TABLE message; --",
                    "\"<script>alert(1)</script>",
                    "zz".repeat(16),
                    "ab".repeat(15),
                    "ab".repeat(33),
                    "0".repeat(32),
                    "f".repeat(64),
                    "f".repeat(64) + ".unknown",
                    "f".repeat(64) + ".listed",
                    "whatsapp:another-case@g.us",
                    "account:whatsapp:another-case@s.whatsapp.net",
                    "source:" + "ab".repeat(16) + "/entry:5:x",
                    "2026-02-31",
                    "+999999999-12-31",
                    "\uD83D\uDC68",
                    "İıß",
                    "AND OR NOT ( \"",
                    "W".repeat(5_000),
                    "é".repeat(9_000),
                    "Z".repeat(64 << 10));

    /// Well-formed values that no link carries.
    private static final Map<String, List<String>> FORMS =
            Map.ofEntries(
                    Map.entry("do", List.of("decide", "join", "separate", "take_back")),
                    Map.entry("what", List.of("prolong", "end", "take_back", "rest")),
                    Map.entry("kind", List.of("note", "tag", "bookmark", "message", "victim")),
                    Map.entry("title", List.of("Ole kept the ball")),
                    Map.entry("basis", List.of("he said so")),
                    Map.entry("purpose", List.of("to know")),
                    Map.entry("authority", List.of("order 1")),
                    Map.entry("name", List.of("The keeper", "tutela-ES-1")),
                    Map.entry("text", List.of("a note")),
                    Map.entry("code", List.of("0", "1", "A")),
                    Map.entry("decision", List.of("agree", "back", "again")),
                    Map.entry("country", List.of("ES", "GB")),
                    Map.entry("q", List.of("goulash", "match")),
                    Map.entry("query", List.of("q=goal")),
                    Map.entry("next", List.of("/groups")),
                    Map.entry("as", List.of("csv")),
                    Map.entry("from", List.of("2026-01-01")),
                    Map.entry("to", List.of("2026-12-31")),
                    Map.entry("until", List.of("2026-12-31")),
                    Map.entry("retain", List.of("2027-12-31")),
                    Map.entry("language", List.of("en")),
                    Map.entry("exhibit", List.of(TwoExhibits.OPEN, TwoExhibits.HIDDEN)),
                    Map.entry("filter", List.of("lines", "none", "blur")),
                    Map.entry("part", List.of("account:" + hiddenPerson())),
                    Map.entry("about", List.of("account:" + hiddenPerson(), "exhibit:EX-2")));

    @TempDir static Path temporary;
    private static TestServer serving;
    private static Map<String, List<String>> known;

    /// A route.
    ///
    /// @param method `GET` or `POST`
    /// @param path its path
    private record Route(HttpMethod method, String path) {}

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        serving = TestServer.start(temporary, Contents.none());
        for (Role role : Role.values()) {
            serving.add(role.name().toLowerCase(Locale.ROOT), role, TwoExhibits.OPEN);
        }
        serving.add("all", Role.INVESTIGATOR, User.ALL_EXHIBITS);
        known = known();
    }

    @AfterAll
    static void stop() throws IOException {
        serving.close();
    }

    private static String hiddenPerson() {
        return "whatsapp:" + TwoExhibits.NAME + "447700900012@s.whatsapp.net";
    }

    @Test
    void brokenAndForeignParametersGetAPlainPage() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.err.println("ForeignParametersTest seed " + seed);
        Random random = new Random(seed);
        List<Route> routes = routes();
        assertTrue(routes.size() > 50, routes.toString());
        Map<String, Set<String>> read = parameters();
        List<TestBrowser> browsers = new ArrayList<>();
        for (Role role : Role.values()) {
            browsers.add(serving.signedIn(role.name().toLowerCase(Locale.ROOT)));
        }
        List<String> wrong = new ArrayList<>();
        long end = System.nanoTime() + MOST_NANOS;
        Map<Integer, Integer> statuses = new TreeMap<>();
        while (System.nanoTime() < end) {
            Collections.shuffle(routes, random);
            for (Route route : routes) {
                Set<String> names = read.getOrDefault(route.path(), Set.of());
                for (int i = 0; i < browsers.size() && System.nanoTime() < end; i++) {
                    String query = query(random, names);
                    HttpResponse<String> answer =
                            browsers.get(i).ask(route.method(), route.path(), query);
                    check(answer, query)
                            .ifPresent(
                                    why -> wrong.add(route + " " + shortened(query) + ": " + why));
                    statuses.merge(answer.statusCode(), 1, Integer::sum);
                }
            }
        }
        System.err.println("ForeignParametersTest answers by status " + statuses);
        assertEquals(List.of(), wrong.stream().limit(20).toList(), "seed " + seed);
        assertTrue(statuses.keySet().containsAll(Set.of(200, 303, 400, 403, 404)), "too tame");
        for (String deed : serving.casebook().journal().listKinds()) {
            assertTrue(Words.of("en").has("deed." + deed), "no words for " + deed);
        }
    }

    @Test
    void everyParameterAloneGetsAPlainPage() throws IOException, InterruptedException {
        Map<String, Set<String>> read = parameters();
        TestBrowser browser = serving.signedIn("investigator");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> wrong = new ArrayList<>();
        long end = System.nanoTime() + MOST_NANOS;
        List<String> asked = new ArrayList<>();
        for (Route route : routes()) {
            Set<String> names = read.getOrDefault(route.path(), Set.of());
            names.forEach(name ->
                    FOREIGN.forEach(value -> {
                        StringBuilder query = new StringBuilder(pair(name, value));
                        for (String other : names) {
                            List<String> fit = known.getOrDefault(other, List.of());
                            if (!other.equals(name) && !fit.isEmpty()) {
                                query.append('&')
                                        .append(pair(other, fit.get(random.nextInt(fit.size()))));
                            }
                        }
                        asked.add(route.method() + " " + route.path() + " " + query);
                    }));
        }
        Collections.shuffle(asked, random);
        int count = 0;
        for (String each : asked) {
            if (System.nanoTime() > end) {
                break;
            }
            String[] parts = each.split(" ", 3);
            HttpResponse<String> answer =
                    browser.ask(HttpMethod.valueOf(parts[0]), parts[1], parts[2]);
            check(answer, parts[2]).ifPresent(why -> wrong.add(shortened(each) + ": " + why));
            count++;
        }
        System.err.println("one wrong parameter: " + count + " of " + asked.size());
        assertEquals(List.of(), wrong.stream().limit(20).toList(), "seed " + seed);
    }

    @Test
    void theMarksAreSeenByWhoKnowsBothExhibits() throws IOException, InterruptedException {
        TestBrowser all = serving.signedIn("all");
        String body =
                all.ask(HttpMethod.GET, "/conversation", pair("id", TwoExhibits.GROUP)).body();
        assertTrue(body.contains(TwoExhibits.TEXT) && body.contains(TwoExhibits.NAME));
        assertTrue(all.ask(HttpMethod.GET, "/exhibits", "").body().contains(TwoExhibits.HIDDEN));
    }

    @Test
    void aFormWithAWrongTokenIsRefusedOnEveryRoute() throws IOException, InterruptedException {
        TestBrowser browser = serving.signedIn("investigator");
        for (Route route : routes()) {
            if (route.method().equals(HttpMethod.POST) && !route.path().equals("/sign-in")) {
                for (String token :
                        List.of("", "_csrf=", "_csrf=wrong", "_csrf=" + "A".repeat(128))) {
                    HttpResponse<String> answer = browser.post(route.path(), token);
                    assertEquals(403, answer.statusCode(), route + " " + token);
                    assertFalse(INNARDS.matcher(answer.body()).find(), answer.body());
                }
            }
        }
    }

    private static Optional<String> check(HttpResponse<String> answer, String query) {
        String body = answer.body();
        if (!ANSWERS.contains(answer.statusCode())) {
            return Optional.of("status " + answer.statusCode());
        }
        Matcher innards = INNARDS.matcher(body);
        if (innards.find()) {
            return Optional.of(answer.statusCode() + " says " + around(body, innards.start()));
        }
        if (answer.statusCode() >= 400
                && answer.statusCode() != 409
                && !body.contains("class=\"answer\"")) {
            return Optional.of(answer.statusCode() + " is no page of ours: " + shortened(body));
        }
        String location = answer.headers().firstValue("location").orElse("");
        String asked = URLDecoder.decode(query, StandardCharsets.UTF_8);
        for (String secret : List.of(TwoExhibits.TEXT, TwoExhibits.NAME, TwoExhibits.HIDDEN)) {
            int at = body.indexOf(secret);
            if (at >= 0 && !asked.contains(secret)) {
                return Optional.of("tells " + around(body, at));
            }
        }
        return location.isEmpty() || (location.startsWith("/") && !location.startsWith("//"))
                ? Optional.empty()
                : Optional.of("leads to " + location);
    }

    private static String around(String body, int at) {
        return body.substring(Math.max(0, at - 120), Math.min(body.length(), at + 120));
    }

    private static String shortened(String text) {
        String seen = text.replaceAll("(Z|W|%C3%A9){99,}", "$1…");
        return seen.length() < 400 ? seen : seen.substring(0, 400) + "…";
    }

    /// Most parameters are well-formed, some missing; none, one or two are foreign, and such a one
    /// may be there twice.
    private static String query(Random random, Set<String> names) {
        List<String> order = new ArrayList<>(names);
        Collections.shuffle(order, random);
        int foreign = random.nextInt(3);
        List<String> pairs = new ArrayList<>();
        for (String name : order) {
            List<String> fit = known.getOrDefault(name, List.of());
            boolean missing = random.nextInt(4) == 0;
            if (foreign > 0) {
                foreign--;
                pairs.add(pair(name, FOREIGN.get(random.nextInt(FOREIGN.size()))));
                missing |= random.nextBoolean();
            }
            if (!missing && !fit.isEmpty()) {
                pairs.add(pair(name, fit.get(random.nextInt(fit.size()))));
            }
        }
        Collections.shuffle(pairs, random);
        // Beyond this an address is dropped by the server before it is read.
        while (pairs.stream().mapToInt(String::length).sum() > LONGEST_QUERY) {
            pairs.removeLast();
        }
        return String.join("&", pairs);
    }

    private static String pair(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /// The routes as the router has them.
    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        Wiring.routes(serving.answers(), serving.settings())
                .accept(
                        new RouterFunctions.Visitor() {
                            @Override
                            public void route(
                                    RequestPredicate predicate, HandlerFunction<?> handler) {
                                routes.add(routeOf(predicate));
                            }

                            @Override
                            public void startNested(RequestPredicate predicate) {}

                            @Override
                            public void endNested(RequestPredicate predicate) {}

                            @Override
                            public void resources(
                                    Function<ServerRequest, Optional<Resource>> lookup) {}

                            @Override
                            public void attributes(Map<String, Object> attributes) {}

                            @Override
                            public void unknown(RouterFunction<?> router) {}
                        });
        return routes;
    }

    private static Route routeOf(RequestPredicate predicate) {
        Matcher matcher =
                Pattern.compile("(GET|POST)\\W+(/[a-z/-]*)").matcher(predicate.toString());
        assertTrue(matcher.find(), predicate.toString());
        return new Route(HttpMethod.valueOf(matcher.group(1)), matcher.group(2));
    }

    /// The parameters that the page of each route reads, as its source says.
    private static Map<String, Set<String>> parameters() throws IOException {
        Pattern route = Pattern.compile("\\.(?:GET|POST)\\(\\s*\"(/[^\"]*)\"");
        Pattern reads =
                Pattern.compile(
                        "\\.(?:text|texts|need|number|choice|day|param|getOrDefault)\\(\\s*\"([a-z-]+)\"");
        Path pages =
                Path.of(System.getProperty("tutela.root", ".."))
                        .resolve("web/src/main/java/org/tutela/web/page");
        Map<String, Set<String>> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(pages)) {
            for (Path file : files.toList()) {
                String source = Files.readString(file);
                Set<String> names = new TreeSet<>();
                reads.matcher(source).results().forEach(found -> names.add(found.group(1)));
                if (source.contains("visit.page()")) {
                    names.add("page");
                }
                if (source.contains("asTable()")) {
                    names.add("as");
                }
                route.matcher(source)
                        .results()
                        .forEach(found ->
                                all.computeIfAbsent(found.group(1), any -> new TreeSet<>())
                                        .addAll(names));
            }
        }
        return all;
    }

    /// Well-formed values of parameters, of both exhibits: those that links carry for who knows
    /// both.
    private static Map<String, List<String>> known() throws IOException, InterruptedException {
        Map<String, Set<String>> known = new TreeMap<>();
        FORMS.forEach((name, values) -> known.put(name, new TreeSet<>(values)));
        TestBrowser all = serving.signedIn("all");
        all.post("/pictures/lease", "_csrf=" + all.token("/pictures"));
        Deque<String> waiting =
                new ArrayDeque<>(
                        List.of("/", "/network", "/search?q=goulash", "/pictures?show=all"));
        Set<String> seen = new TreeSet<>();
        Pattern link = Pattern.compile("href=\"(/[^\"#]*)");
        while (!waiting.isEmpty() && seen.size() < 60) {
            String path = waiting.removeFirst();
            if (!seen.add(path)) {
                continue;
            }
            Matcher links = link.matcher(all.get(path).body());
            while (links.find()) {
                String next = links.group(1).replace("&amp;", "&");
                int question = next.indexOf('?');
                if (question >= 0) {
                    keep(next.substring(question + 1), known);
                }
                if (!next.startsWith("/look") && !next.contains("as=csv")) {
                    waiting.addLast(next);
                }
            }
        }
        Map<String, List<String>> lists = new TreeMap<>();
        known.forEach((name, values) -> lists.put(name, List.copyOf(values)));
        assertTrue(
                lists.containsKey("linked") && lists.containsKey("key"), lists.keySet().toString());
        return lists;
    }

    private static void keep(String query, Map<String, Set<String>> known) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                known.computeIfAbsent(pair.substring(0, equals), any -> new TreeSet<>())
                        .add(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
    }
}
