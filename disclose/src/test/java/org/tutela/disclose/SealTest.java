package org.tutela.disclose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.verify.BagCheck;

/// Seal, envelope, bag and journal proof by themselves, with openssl as the second witness.
final class SealTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    @TempDir private Path folder = Path.of("");

    private String openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Test
    void opensslOpensTheEnvelope() throws IOException, InterruptedException {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-sha256",
                "-days",
                "30",
                "-subj",
                "/CN=Made-up court",
                "-keyout",
                "court.key",
                "-out",
                "court.pem");
        Path sealed = Files.createDirectories(folder.resolve("tutela-ES-1"));
        Files.writeString(sealed.resolve("soup.txt"), "leek and potato");
        Path envelope = Envelope.encrypt(sealed, folder.resolve("court.pem"));
        assertEquals("tutela-ES-1.zip.p7m", envelope.getFileName().toString());
        openssl(
                "cms",
                "-decrypt",
                "-binary",
                "-inform",
                "DER",
                "-in",
                envelope.toString(),
                "-inkey",
                "court.key",
                "-recip",
                "court.pem",
                "-out",
                "opened.zip");
        try (InputStream in = Files.newInputStream(folder.resolve("opened.zip"));
                ZipInputStream zip = new ZipInputStream(in)) {
            ZipEntry entry = zip.getNextEntry();
            assertEquals("tutela-ES-1/soup.txt", entry.getName());
            assertEquals("leek and potato", new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        }
        opensItself(envelope);
    }

    private void opensItself(Path envelope) throws IOException, InterruptedException {
        openssl(
                "pkcs12",
                "-export",
                "-inkey",
                "court.key",
                "-in",
                "court.pem",
                "-passout",
                "pass:soup",
                "-out",
                "court.p12");
        SealingKey court = SealingKey.read(folder.resolve("court.p12"), "soup");
        Path target = folder.resolve("opened");
        List<Path> opened = OpenedEnvelope.open(envelope, court, target);
        assertEquals(List.of(target.resolve("tutela-ES-1")), opened);
        assertEquals("leek and potato", Files.readString(opened.getFirst().resolve("soup.txt")));
        assertThrows(IOException.class, () -> OpenedEnvelope.open(envelope, court, target));
        SealingKey other = SealingKey.ofCase(folder, AT);
        IOException refused =
                assertThrows(
                        IOException.class,
                        () -> OpenedEnvelope.open(envelope, other, folder.resolve("other")));
        assertTrue(refused.getMessage().endsWith("is encrypted for another certificate"));
        byte[] whole = Files.readAllBytes(envelope);
        Path none = folder.resolve("none");
        for (int length = 0; length < whole.length; length += 7) {
            Path cut = Files.write(folder.resolve("cut.p7m"), Arrays.copyOf(whole, length));
            assertThrows(IOException.class, () -> OpenedEnvelope.open(cut, court, none));
            try (Stream<Path> left = Files.list(none)) {
                assertEquals(0, left.count(), "cut at " + length);
            }
        }
    }

    @Test
    void nothingIsUnpackedOutside() throws IOException {
        for (String name :
                List.of("../soup", "/soup", "a/../../soup", "C:soup", "a\\soup", "..", "a/..")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(1);
                zip.closeEntry();
            }
            assertThrows(
                    IOException.class,
                    () ->
                            OpenedEnvelope.unzip(
                                    new ByteArrayInputStream(bytes.toByteArray()),
                                    folder.resolve("unzipped/deep"),
                                    1 << 20),
                    name);
        }
    }

    @Test
    void noMoreIsUnpackedThanAnEnvelopeMayHold() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("soup", "bread")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(new byte[600_000]);
                zip.closeEntry();
            }
        }
        byte[] bomb = bytes.toByteArray();
        Path into = folder.resolve("bombed");
        assertThrows(
                IOException.class,
                () -> OpenedEnvelope.unzip(new ByteArrayInputStream(bomb), into, 1 << 20));
        assertTrue(Files.size(into.resolve("bread")) < 600_000);
        OpenedEnvelope.unzip(new ByteArrayInputStream(bomb), folder.resolve("whole"), 1_200_000);
        assertEquals(600_000, Files.size(folder.resolve("whole/bread")));
    }

    @Test
    void opensslAcceptsTheSeal() throws IOException, InterruptedException {
        SealingKey key = SealingKey.ofCase(folder, AT);
        byte[] content = "tag manifest".getBytes(StandardCharsets.UTF_8);
        byte[] seal = Seal.over(content, key, AT);
        assertArrayEquals(seal, Seal.over(content, SealingKey.ofCase(folder, AT), AT));
        Files.write(folder.resolve("content"), content);
        Files.write(folder.resolve("seal"), seal);
        Files.writeString(folder.resolve("signer.pem"), key.pem());
        openssl(
                "cms",
                "-verify",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "seal",
                "-content",
                "content",
                "-CAfile",
                "signer.pem",
                "-purpose",
                "any",
                "-no_check_time",
                "-cades",
                "-out",
                "out");
    }

    @Test
    void bagsThatAreWrittenAreBags() throws IOException {
        BagWriter bag = new BagWriter(folder.resolve("bag"));
        bag.put("data/a/b.txt", "soup");
        bag.put("data/c.txt", "");
        bag.put("bag-info.txt", "Payload-Oxum: " + bag.oxum() + "\n");
        assertEquals("4.2", bag.oxum());
        bag.finish();
        assertEquals(List.of(), BagCheck.check(folder.resolve("bag")).errors());
    }

    @Test
    void pathsOfTheTreeLeadToItsRoot() {
        for (int size = 1; size < 40; size++) {
            List<byte[]> entries = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                entries.add(BagWriter.sha256().digest(new byte[] {(byte) i}));
            }
            MerkleTree tree = new MerkleTree(entries);
            assertArrayEquals(split(entries), tree.root(), "root of " + size);
            for (int index = 0; index < size; index++) {
                byte[] at = node(0, entries.get(index), new byte[0]);
                for (MerkleTree.Step step : tree.path(index)) {
                    byte[] other = HexFormat.of().parseHex(step.hash());
                    at = step.left() ? node(1, other, at) : node(1, at, other);
                }
                assertArrayEquals(tree.root(), at, "leaf " + index + " of " + size);
            }
        }
    }

    /// The root as RFC 9162, 2.1.1 defines it: split at the largest power of two below the size.
    private static byte[] split(List<byte[]> entries) {
        if (entries.size() == 1) {
            return node(0, entries.getFirst(), new byte[0]);
        }
        int at = Integer.highestOneBit(entries.size() - 1);
        return node(1, split(entries.subList(0, at)), split(entries.subList(at, entries.size())));
    }

    private static byte[] node(int kind, byte[] left, byte[] right) {
        MessageDigest digest = BagWriter.sha256();
        digest.update((byte) kind);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }
}
