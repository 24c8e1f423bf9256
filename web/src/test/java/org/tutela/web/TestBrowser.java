package org.tutela.web;

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
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.springframework.http.HttpMethod;

/// A browser that trusts the server of a case: keeps cookies, brings tokens of forms, does not
/// follow.
final class TestBrowser {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    static {
        // Read once, by whichever test of this machine is the first to make a client.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    private final URI address;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client;
    private String token = "";

    private TestBrowser(URI address, SSLContext trusting) {
        this.address = address;
        this.client = HttpClient.newBuilder().sslContext(trusting).cookieHandler(cookies).build();
    }

    static TestBrowser of(Server server, Settings settings) throws IOException {
        return new TestBrowser(server.address(), trusting(settings));
    }

    /// Trusts what the server of the case shows.
    static SSLContext trusting(Settings settings) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (var in = Files.newInputStream(settings.caseFolder().resolve("tls/server.p12"))) {
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
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    CookieManager cookies() {
        return cookies;
    }

    HttpClient client() {
        return client;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path)).header("Accept", "text/html").build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /// Sends fields, encoded already.
    HttpResponse<String> post(String path, String fields) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html")
                        .POST(HttpRequest.BodyPublishers.ofString(fields))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /// A query by GET, or its fields by POST with the token of this session.
    HttpResponse<String> ask(HttpMethod method, String path, String query)
            throws IOException, InterruptedException {
        if (method.equals(HttpMethod.GET)) {
            return get(query.isEmpty() ? path : path + "?" + query);
        }
        return post(path, "_csrf=" + token + (query.isEmpty() ? "" : "&" + query));
    }

    /// Sends fields, encoded already, with the token of this session.
    HttpResponse<String> send(String path, String fields) throws IOException, InterruptedException {
        return post(path, "_csrf=" + token + "&" + fields);
    }

    String token(String path) throws IOException, InterruptedException {
        Matcher matcher = TOKEN.matcher(get(path).body());
        assertTrue(matcher.find(), path);
        return matcher.group(1);
    }

    /// Signs in, keeps the token of the new session, and chooses the first task.
    void signIn(String name, String password) throws IOException, InterruptedException {
        String fields =
                "name="
                        + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        + "&password="
                        + URLEncoder.encode(password, StandardCharsets.UTF_8)
                        + "&_csrf="
                        + token("/sign-in");
        HttpResponse<String> answer = post("/sign-in", fields);
        assertTrue(answer.headers().firstValue("location").orElse("").equals("/"), name);
        token = token("/tasks");
        post("/tasks", "title=Examine+the+case&_csrf=" + token);
    }
}
