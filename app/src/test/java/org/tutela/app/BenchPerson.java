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

/// Somebody who opens a page every two seconds, each one that lists lead to in turn.
final class BenchPerson {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final long THINKS_MILLIS = 2_000;

    private final HttpClient client;
    private final String address;
    private final String name;
    private final Random random;

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
            String group = link(get("/groups").body(), "/group?", "/groups");
            boolean first = true;
            while (System.nanoTime() < until) {
                for (Map.Entry<String, String> page : pages(group)) {
                    if (System.nanoTime() > until) {
                        return;
                    }
                    Thread.sleep(random.nextLong(THINKS_MILLIS * 2));
                    long before = System.nanoTime();
                    HttpResponse<String> answer = get(page.getValue());
                    double millis = (System.nanoTime() - before) / 1e6;
                    String key = (first ? "(first) " : "") + page.getKey();
                    if (answer.statusCode() != 200) {
                        key += " " + answer.statusCode();
                    }
                    times.computeIfAbsent(key, any -> new ConcurrentLinkedQueue<>()).add(millis);
                    if (page.getKey().equals("groups")) {
                        group = link(answer.body(), "/group?", group);
                    }
                }
                first = false;
            }
        } catch (IOException e) {
            times.computeIfAbsent("failed: " + e, any -> new ConcurrentLinkedQueue<>()).add(0.0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Map.Entry<String, String>> pages(String group)
            throws IOException, InterruptedException {
        String shown = get(group).body();
        return List.of(
                Map.entry("overview", "/"),
                Map.entry("groups", "/groups?page=" + (1 + random.nextInt(20))),
                Map.entry("group", group),
                Map.entry("conversation", link(shown, "/conversation?", "/groups")),
                Map.entry("account", link(shown, "/account?", "/accounts")),
                Map.entry("accounts", "/accounts"),
                Map.entry("countries", "/countries"),
                Map.entry("pictures", "/pictures?show=all&page=" + (1 + random.nextInt(200))),
                Map.entry("exhibits", "/exhibits"),
                Map.entry("search", "/search?q=day+" + random.nextInt(500) + "+water"));
    }

    private void signIn(String password) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get("/sign-in").body());
        if (!token.find()) {
            throw new IOException("the sign-in has no token");
        }
        String form =
                "name="
                        + name
                        + "&password="
                        + URLEncoder.encode(password, StandardCharsets.UTF_8)
                        + "&_csrf="
                        + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
        HttpResponse<String> answer =
                client.send(
                        request("/sign-in")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (!answer.headers().firstValue("location").orElse("").equals("/")) {
            throw new IOException("the sign-in was refused");
        }
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
                Pattern.compile("href=\"(" + Pattern.quote(begins) + "[^\"]+)\"").matcher(page);
        List<String> links = new ArrayList<>();
        while (matcher.find()) {
            links.add(matcher.group(1).replace("&amp;", "&"));
        }
        return links.isEmpty() ? other : links.get(random.nextInt(links.size()));
    }
}
