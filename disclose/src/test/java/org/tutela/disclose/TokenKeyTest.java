package org.tutela.disclose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.facts.FactFile;
import org.tutela.model.Digest;

/// Seals with a key that lives on a token (SoftHSM), and lets openssl check it. SoftHSM finds its
/// tokens by a file that the environment names, so the sealing runs in a process of its own.
final class TokenKeyTest {
    private static final String PIN = "2718";
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

    @TempDir private Path folder = Path.of("");

    /// In the process of its own: configuration, PIN, folder.
    public static void main(String[] arguments) throws IOException {
        SealingKey key = SealingKey.ofToken(Path.of(arguments[0]), arguments[1]);
        SealedText.write(
                Path.of(arguments[2]),
                "text",
                "Sunday football",
                key,
                InstantSource.system().instant());
    }

    @Test
    void aKeyOnATokenSeals() throws IOException, InterruptedException {
        Path library =
                Stream.of("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/libsofthsm2.so")
                        .map(Path::of)
                        .filter(Files::exists)
                        .findFirst()
                        .orElse(null);
        if (library == null) {
            System.err.println(
                    "SKIPPED: sealing by a token needs SoftHSM (apt-get install softhsm2)");
        }
        Assumptions.assumeTrue(library != null);
        Files.createDirectories(folder.resolve("tokens"));
        Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = "
                        + folder.resolve("tokens")
                        + "\nobjectstore.backend = file\n");
        Path configuration = folder.resolve("token.cfg");
        Files.writeString(
                configuration, "name = Test\nlibrary = " + library + "\nslotListIndex = 0\n");
        makeKey(configuration);
        String[] seal = {
            JAVA + "/java",
            "-cp",
            classPath(),
            TokenKeyTest.class.getName(),
            configuration.toString(),
            PIN,
            folder.toString()
        };
        run(0, seal);
        assertTrue(Files.exists(folder.resolve("text.txt.p7s")));
        verify();
        seal[5] = "0000";
        assertTrue(run(1, seal).contains("cannot be used"), "a wrong PIN is told in a sentence");
        assertThrows(
                IOException.class, () -> SealingKey.ofToken(folder.resolve("no-such.cfg"), PIN));
    }

    private void makeKey(Path configuration) throws IOException, InterruptedException {
        run(
                0,
                "softhsm2-util",
                "--init-token",
                "--slot",
                "0",
                "--label",
                "office",
                "--pin",
                PIN,
                "--so-pin",
                "3141");
        run(
                0,
                JAVA + "/keytool",
                "-genkeypair",
                "-alias",
                "sealing",
                "-keyalg",
                "RSA",
                "-keysize",
                "3072",
                "-sigalg",
                "SHA256withRSA",
                "-dname",
                "CN=Made-up office",
                "-keystore",
                "NONE",
                "-storetype",
                "PKCS11",
                "-storepass",
                PIN,
                "-addprovider",
                "SunPKCS11",
                "-providerArg",
                configuration.toString());
    }

    private static String classPath() {
        return Stream.of(
                        TokenKeyTest.class,
                        SealingKey.class,
                        FactFile.class,
                        Digest.class,
                        CMSSignedDataGenerator.class,
                        ASN1Encodable.class,
                        SigningCertificateV2.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void verify() throws IOException, InterruptedException {
        run(
                0,
                "openssl",
                "cms",
                "-verify",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "text.txt.p7s",
                "-content",
                "text.txt",
                "-CAfile",
                "text.pem",
                "-purpose",
                "any",
                "-out",
                "/dev/null");
    }

    private String run(int expected, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of(command))
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("SOFTHSM2_CONF", folder.resolve("softhsm2.conf").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(expected, process.waitFor(), said);
        return said;
    }
}
