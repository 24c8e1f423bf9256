package org.tutela.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Contents;
import org.tutela.casebook.Casebook;
import org.tutela.facts.CaseFolder;

/// A server with certificates that openssl made.
final class GivenCertificateTest {
    @TempDir static Path temporary;
    private static Path home;
    private static Casebook casebook;
    private static Answers answers;

    @BeforeAll
    static void start() throws IOException {
        boolean missing = !Files.isExecutable(Path.of("/usr/bin/openssl"));
        if (missing) {
            System.err.println("SKIPPED: needs /usr/bin/openssl (apt-get install openssl)");
        }
        Assumptions.assumeFalse(missing);
        home = temporary.resolve("case");
        CaseFolder.openForWriting(home).close();
        casebook = Casebook.open(home, InstantSource.system());
        answers = Answers.open(home, casebook, Contents.none());
    }

    @AfterAll
    static void stop() throws IOException {
        if (answers != null) {
            answers.close();
            casebook.close();
        }
    }

    private static void make(String name, String... kind) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-days", "2"));
        command.addAll(List.of("-subj", "/CN=case.example", "-newkey"));
        command.addAll(List.of(kind));
        command.addAll(
                List.of(
                        "-keyout",
                        temporary.resolve(name + ".key").toString(),
                        "-out",
                        temporary.resolve(name + ".pem").toString()));
        Process openssl = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, openssl.waitFor(), said);
    }

    private static Settings with(String certificate, String key) {
        return new Settings(
                home, "127.0.0.1", 0, temporary.resolve(certificate), temporary.resolve(key));
    }

    @Test
    void servesRsaAndEllipticCurveCertificates()
            throws GeneralSecurityException, IOException, InterruptedException {
        make("rsa", "rsa:2048");
        make("ec", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1");
        for (String name : List.of("rsa", "ec")) {
            try (Server server = Server.start(with(name + ".pem", name + ".key"), answers)) {
                assertEquals("CN=case.example", subject(server.address().getPort()), name);
            }
        }
        assertFalse(Files.exists(home.resolve("tls")), "none of ours was made");
    }

    @Test
    void saysInOneSentenceWhatIsWrongWithTheFiles() throws IOException, InterruptedException {
        make("one", "rsa:2048");
        make("other", "rsa:2048");
        Path empty = Files.writeString(temporary.resolve("empty.pem"), "");
        Path text = Files.writeString(temporary.resolve("text.pem"), "no certificate\n");
        for (String[] pair :
                new String[][] {
                    {"missing.pem", "one.key"},
                    {"one.pem", "missing.key"},
                    {"one.pem", "other.key"},
                    {"one.pem", "one.pem"},
                    {"one.key", "one.key"},
                    {empty.getFileName().toString(), "one.key"},
                    {"one.pem", text.getFileName().toString()}
                }) {
            IOException refused =
                    assertThrows(
                            IOException.class,
                            () -> Server.start(with(pair[0], pair[1]), answers).close(),
                            String.join(" ", pair));
            String message = String.valueOf(refused.getMessage());
            assertEquals(1, message.lines().count(), message);
            assertTrue(message.contains("certificate") || message.contains("key"), message);
            assertFalse(message.contains("Exception") || message.contains("port"), message);
        }
    }

    private static String subject(int port) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String name : List.of("rsa", "ec")) {
            try (InputStream in = Files.newInputStream(temporary.resolve(name + ".pem"))) {
                trusted.setCertificateEntry(
                        name, CertificateFactory.getInstance("X.509").generateCertificate(in));
            }
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return socket.getSession().getPeerPrincipal().getName();
        }
    }
}
