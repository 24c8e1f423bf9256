package org.tutela.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Somebody who opens a page every one or two seconds, each one that the page before leads to, and
/// grades a stack now and then.
final class BenchPerson {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern MEMBER = Pattern.compile("name=\"only\"");
    private static final long THINKS_LEAST_MILLIS = 1_000;
    private static final long THINKS_MOST_MILLIS = 2_000;
    private static final int LARGE = 200;

    private final HttpClient client;
    private final String address;
    private final String name;
    private final Random random;
    private String csrf = "";

    /// One of several people, at a server that shows the certificate of a case.
    BenchPerson(Path chosen, String address, String name, int number)
            throws IOException, GeneralSecurityException {
        this.address = address;
        this.name = name;
        this.random = new Random(number);
        this.client =
                HttpClient.newBuilder()
                        .sslContext(trusting(chosen))
                        .cookieHandler(new CookieManager())
                        .build();
    }

    private static SSLContext trusting(Path chosen) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(chosen.resolve("tls/server.p12"))) {
            store.load(in, "tutela".toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("web", store.getCertificate("web"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /// Signs in and works until a time of [System#nanoTime]; the first round of pages, which finds
    /// nothing prepared, counts under names of its own.
    void work(String password, long until, Map<String, ConcurrentLinkedQueue<Double>> times) {
        try {
            signIn(password);
            Clock clock = new Clock(until, times);
            post("/pictures/lease", "");
            while (clock.goesOn()) {
                round(clock);
                clock.first = false;
            }
        } catch (IOException e) {
            times.computeIfAbsent("failed: " + e, any -> new ConcurrentLinkedQueue<>()).add(0.0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round(Clock clock) throws IOException, InterruptedException {
        clock.open("overview", "/");
        String groups = clock.open("groups", "/groups?page=" + (1 + random.nextInt(20)));
        String group = clock.open("group", link(groups, "/group?", "/groups"));
        String talk = clock.open("conversation", link(group, "/conversation?", "/groups"));
        String ground = clock.open("how, linked", link(talk, "/how?table=linked", "/groups"));
        clock.open("how, fact", link(ground, "/how?table=message&fact=", "/groups"));
        clock.open("account", link(group, "/account?", "/accounts"));
        clock.open("accounts", "/accounts");
        clock.open("countries", "/countries");
        clock.open("exhibits", "/exhibits");
        clock.open("search", "/search?q=day+" + random.nextInt(500) + "+water");
        clock.open("pictures", "/pictures?show=all&page=" + (1 + random.nextInt(200)));
        String mine = clock.open("pictures, own", "/pictures");
        String stack = link(mine, "/pictures/stack?key=", "");
        if (!stack.isEmpty()) {
            long members = MEMBER.matcher(clock.open("one stack", stack)).results().count();
            String key = stack.substring(stack.indexOf("key=") + "key=".length());
            clock.grade(members < LARGE ? "grade a small stack" : "grade a stack of 200", key);
        }
    }

    /// Takes the time of what is done until a time.
    private final class Clock {
        private final long until;
        private final Map<String, ConcurrentLinkedQueue<Double>> times;
        private boolean first = true;

        Clock(long until, Map<String, ConcurrentLinkedQueue<Double>> times) {
            this.until = until;
            this.times = times;
        }

        boolean goesOn() {
            return System.nanoTime() < until;
        }

        /// What is at an address, after some thought; nothing where the time is over.
        String open(String name, String at) throws IOException, InterruptedException {
            if (!goesOn()) {
                return "";
            }
            Thread.sleep(random.nextLong(THINKS_LEAST_MILLIS, THINKS_MOST_MILLIS));
            long before = System.nanoTime();
            HttpResponse<String> answer = get(at);
            took(name + (answer.statusCode() == 200 ? "" : " " + answer.statusCode()), before);
            return answer.body();
        }

        void grade(String name, String key) throws IOException, InterruptedException {
            if (goesOn()) {
                Thread.sleep(random.nextLong(THINKS_LEAST_MILLIS, THINKS_MOST_MILLIS));
                long before = System.nanoTime();
                int status = post("/pictures/grade", "&code=A&looked=yes&key=" + key).statusCode();
                took(name + (status == 204 ? "" : " " + status), before);
            }
        }

        private void took(String name, long since) {
            times.computeIfAbsent(
                            (first ? "(first) " : "") + name, any -> new ConcurrentLinkedQueue<>())
                    .add((System.nanoTime() - since) / 1e6);
        }
    }

    private void signIn(String password) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get("/sign-in").body());
        csrf = token(token);
        HttpResponse<String> answer =
                post(
                        "/sign-in",
                        "&name="
                                + name
                                + "&password="
                                + URLEncoder.encode(password, StandardCharsets.UTF_8));
        if (!answer.headers().firstValue("location").orElse("").equals("/")) {
            throw new IOException("the sign-in was refused");
        }
        csrf = token(TOKEN.matcher(get("/pictures").body()));
    }

    private static String token(Matcher found) throws IOException {
        if (!found.find()) {
            throw new IOException("a page has no token");
        }
        return URLEncoder.encode(found.group(1), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> post(String path, String form)
            throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + csrf + form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address).resolve(path))
                .header("Accept", "text/html");
    }

    /// One of the links of a page that begin so; another where there is none.
    private String link(String page, String begins, String other) {
        Matcher matcher =
                Pattern.compile(
                                "href=\"("
                                        + Pattern.quote(begins.replace("&", "&amp;"))
                                        + "[^\"]+)\"")
                        .matcher(page);
        List<String> links = new ArrayList<>();
        while (matcher.find()) {
            links.add(matcher.group(1).replace("&amp;", "&"));
        }
        return links.isEmpty() ? other : links.get(random.nextInt(links.size()));
    }
}
