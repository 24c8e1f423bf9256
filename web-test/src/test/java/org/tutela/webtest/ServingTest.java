package org.tutela.webtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server as a process of its own, and a browser of few words.
final class ServingTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("(?i)set-cookie: (__Host-tutela=[^;]+)");

    @TempDir private Path temporary = Path.of("");

    @Test
    void aServerThatIsAskedToEndAnswersFirstAndLeavesItsJournalWhole()
            throws IOException, InterruptedException, GeneralSecurityException {
        Path chosen = temporary.resolve("case");
        Path folder = Files.createDirectories(temporary.resolve("recipes"));
        Files.writeString(folder.resolve("soup.txt"), "Onions, and patience.");
        Product.run("run", chosen.toString(), folder.toString(), "--exhibit", "HP-01");
        Path password = Files.writeString(temporary.resolve("password"), Visitor.PASSWORD);
        Product.run(
                "user",
                "add",
                chosen.toString(),
                "ina",
                "--role",
                "investigator",
                "--password-file",
                password.toString());
        Product.Serving serving = Product.serve(chosen);
        try {
            String answer = askWhileItEnds(chosen, serving);
            assertTrue(answer.startsWith("HTTP/1.1 302"), answer);
            assertTrue(serving.process().waitFor(60, TimeUnit.SECONDS), "it ends");
            assertEquals(0, serving.process().exitValue());
        } finally {
            serving.process().destroyForcibly();
        }
        String proof = Product.run("audit", "verify", chosen.toString());
        assertTrue(proof.contains("holds"), proof);
        String journal = Product.run("audit", "export", chosen.toString());
        assertTrue(journal.contains(",ina,SIGNED_IN,"), journal);
    }

    /// Sends half of a sign-in, has the server asked to end, sends the rest, and gives the answer.
    private static String askWhileItEnds(Path chosen, Product.Serving serving)
            throws IOException, InterruptedException, GeneralSecurityException {
        URI address = URI.create(serving.address());
        SSLContext trusting = trusting(chosen);
        String door = door(trusting, address);
        String fields =
                "_csrf="
                        + find(TOKEN, door)
                        + "&name=ina&password="
                        + Visitor.PASSWORD.replace(' ', '+');
        try (SSLSocket socket = connect(trusting, address)) {
            int half = fields.length() / 2;
            write(
                    socket,
                    "POST /sign-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                            + fields.length()
                            + "\r\n"
                            + common(address, find(COOKIE, door))
                            + fields.substring(0, half));
            // It is being answered once the server waits for the rest.
            Thread.sleep(1000);
            serving.process().destroy();
            Thread.sleep(1500);
            assertTrue(serving.process().isAlive(), "it waits for what is being answered");
            write(socket, fields.substring(half));
            return read(socket.getInputStream());
        }
    }

    private static String door(SSLContext trusting, URI address) throws IOException {
        try (SSLSocket socket = connect(trusting, address)) {
            write(socket, "GET /sign-in HTTP/1.1\r\n" + common(address, ""));
            return read(socket.getInputStream());
        }
    }

    private static String common(URI address, String cookie) {
        return "Host: "
                + address.getAuthority()
                + "\r\nConnection: close\r\n"
                + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n")
                + "\r\n";
    }

    private static SSLSocket connect(SSLContext trusting, URI address) throws IOException {
        return (SSLSocket)
                trusting.getSocketFactory().createSocket(address.getHost(), address.getPort());
    }

    private static void write(SSLSocket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        in.transferTo(all);
        return all.toString(StandardCharsets.UTF_8);
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertTrue(matcher.find(), pattern + " in " + text);
        return matcher.group(1);
    }

    /// Trusts the certificate that the server of the case made.
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
}
