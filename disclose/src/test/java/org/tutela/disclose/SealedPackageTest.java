package org.tutela.disclose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;
import org.tutela.verify.PackageCheck;
import org.tutela.verify.Verdict;

/// What is refused of a sealed package, and in which words.
final class SealedPackageTest {
    @TempDir private Path folder = Path.of("");
    private Path keys = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        keys = Files.createDirectories(folder.resolve("keys"));
    }

    private SealingKey key(String name, Instant made) throws IOException {
        return SealingKey.ofCase(Files.createDirectories(keys.resolve(name)), made);
    }

    private Path soup(String name, SealingKey key) throws IOException {
        return SealedParts.seal(
                        folder,
                        SealedParts.decision(name, 0, 1),
                        key,
                        Map.of("data/soup.txt", "leek and potato, " + name))
                .getFirst()
                .path();
    }

    private static void refuses(Path root, String words) throws IOException {
        Verdict verdict = PackageCheck.check(root, null);
        assertTrue(
                verdict.errors().stream().anyMatch(e -> e.contains(words)),
                words + " is not among " + verdict.errors());
    }

    @Test
    void acceptsWhatTheOthersAreMadeFrom() throws IOException {
        Path root = soup("tutela-ES-1", key("own", SealedParts.AT));
        assertEquals(List.of(), PackageCheck.check(root, null).errors());
    }

    @Test
    void refusesSealsCutAnywhere() throws IOException {
        Path root = soup("tutela-ES-1", key("own", SealedParts.AT));
        Path seal = root.resolve("seal/bag.tagmanifest.p7s");
        byte[] whole = Files.readAllBytes(seal);
        for (int length = 0; length < whole.length; length += 13) {
            Files.write(seal, Arrays.copyOf(whole, length));
            Verdict verdict = PackageCheck.check(root, null);
            assertEquals(1, verdict.errors().size(), "cut at " + length);
            assertTrue(verdict.errors().getFirst().startsWith("The seal "), verdict.toString());
        }
    }

    @Test
    void refusesASealOverAnotherBag() throws IOException {
        SealingKey key = key("own", SealedParts.AT);
        Path root = soup("tutela-ES-1", key);
        Path other = soup("tutela-ES-2", key);
        Files.copy(
                other.resolve("seal/bag.tagmanifest.p7s"),
                root.resolve("seal/bag.tagmanifest.p7s"),
                StandardCopyOption.REPLACE_EXISTING);
        refuses(root, "is over another tag manifest");
    }

    @Test
    void refusesExpiredCertificates() throws IOException {
        refuses(
                soup("tutela-ES-1", key("old", Instant.parse("2019-03-01T12:00:00Z"))),
                "when its certificate was not valid");
        refuses(
                soup("tutela-ES-2", key("young", Instant.parse("2029-03-01T12:00:00Z"))),
                "when its certificate was not valid");
    }

    @Test
    void refusesForeignCertificates() throws IOException {
        SealingKey own = key("own", SealedParts.AT);
        SealingKey foreign = key("foreign", SealedParts.AT);
        Path root = soup("tutela-ES-1", own);
        assertTrue(PackageCheck.check(root, own.fingerprint()).valid());
        Verdict other = PackageCheck.check(root, foreign.fingerprint());
        assertEquals(1, other.errors().size());
        assertTrue(other.errors().getFirst().contains("not the one that was asked for"));
        Files.writeString(root.resolve("seal/signer.pem"), foreign.pem());
        refuses(root, "is another certificate than the one that the seal was made with");
    }

    @Test
    void refusesFilesFromANetworkEvenUnderASeal() throws IOException {
        Path root =
                SealedParts.seal(
                                folder,
                                SealedParts.decision("tutela-ES-1", 0, 1),
                                key("own", SealedParts.AT),
                                Map.of(
                                        "data/soup.txt",
                                        "leek",
                                        "fetch.txt",
                                        "https://example.invalid/soup 4 data/soup.txt\n"))
                        .getFirst()
                        .path();
        assertEquals(1, PackageCheck.check(root, null).errors().size());
        refuses(root, "names files on a network");
    }

    @Test
    void partsHoldAloneAndTogether() throws IOException {
        SealingKey key = key("own", SealedParts.AT);
        Map<String, String> payload = new TreeMap<>();
        payload.put("data/report/report.html", "<p>Recipes</p>");
        for (int i = 0; i < 6; i++) {
            payload.put("data/vics/files/" + i + ".jpg", Integer.toString(i).repeat(900_000));
        }
        Path all = Files.createDirectories(folder.resolve("all"));
        List<PartWriter.Part> parts =
                SealedParts.seal(
                        all, SealedParts.decision("tutela-ES-1", 4L << 20, 1), key, payload);
        assertEquals(
                List.of("tutela-ES-1.1of3", "tutela-ES-1.2of3", "tutela-ES-1.3of3"),
                parts.stream().map(PartWriter.Part::name).toList());
        assertTrue(Files.exists(parts.getFirst().path().resolve("bag/data/report/report.html")));
        for (PartWriter.Part part : parts) {
            Verdict verdict = PackageCheck.check(part.path(), null);
            assertEquals(List.of(), verdict.errors());
            assertTrue(
                    verdict.warnings().stream()
                            .anyMatch(w -> w.contains("tutela-ES-1.1of3, tutela-ES-1.2of3")),
                    verdict.toString());
            long size = 0;
            for (Path file : SealedParts.files(part.path())) {
                size += Files.size(file);
            }
            assertTrue(size < 4L << 20, part.name() + " has " + size);
        }
        SealedParts.files(folder.resolve("all/staged-tutela-ES-1"))
                .forEach(file -> assertFalse(true, file + " was left"));
        assertTrue(together(all).valid());
        Path moved = folder.resolve("elsewhere");
        Files.move(parts.get(1).path(), moved);
        assertTrue(together(all).errors().toString().contains("tutela-ES-1.2of3 is missing"));
        payload.replaceAll((path, text) -> text.replace('2', '9'));
        List<PartWriter.Part> others =
                SealedParts.seal(
                        Files.createDirectories(folder.resolve("others")),
                        SealedParts.decision("tutela-ES-1", 4L << 20, 1),
                        key,
                        payload);
        Files.move(others.get(1).path(), parts.get(1).path());
        Files.move(others.get(0).path(), folder.resolve("first"));
        assertTrue(together(all).errors().toString().contains("2of3 is not the one"));
    }

    @Test
    void encryptedPackagesAreSplitButNoFileIsTooLarge() throws IOException {
        Map<String, String> payload = new TreeMap<>();
        payload.put("data/report/report.html", "<p>Recipes</p>");
        payload.put("data/vics/files/0.mp4", "0".repeat(900_000));
        payload.put("data/vics/files/1.mp4", "1".repeat(9_000_000));
        payload.put("data/vics/files/2.mp4", "2".repeat(900_000));
        BagWriter staged = new BagWriter(folder.resolve("staged"));
        for (Map.Entry<String, String> file : payload.entrySet()) {
            staged.put(file.getKey(), file.getValue());
        }
        PackageDecision decision =
                SealedParts.decision(
                        "tutela-ES-1",
                        1,
                        new PackageTerms(false, false, 0, HoldingRules.NONE, "00".repeat(32)));
        Path all = folder.resolve("all");
        List<PartWriter.Part> parts =
                new PartWriter(decision, key("own", SealedParts.AT), new byte[10], 4L << 20)
                        .write(staged, all);
        assertEquals(2, parts.size());
        assertTrue(Files.exists(parts.get(1).path().resolve("bag/data/vics/files/1.mp4")));
        assertTrue(Files.exists(parts.get(0).path().resolve("bag/data/vics/files/2.mp4")));
        assertTrue(together(all).valid());
    }

    private static Verdict together(Path all) throws IOException {
        return PackageCheck.checkAll(all, null).entrySet().stream()
                .filter(each -> each.getKey().endsWith("tutela-ES-1, all parts"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    @Test
    void theProofOfTheJournalIsFollowed() throws IOException {
        SealingKey key = key("own", SealedParts.AT);
        String proof;
        try (Casebook casebook = Casebook.open(keys, InstantSource.fixed(SealedParts.AT))) {
            for (int i = 0; i < 11; i++) {
                String subject = i == 6 ? "package:tutela-ES-1" : i == 3 ? "exhibit:HP-1" : "case";
                casebook.journal()
                        .append(new Deed("ana", "PACKAGE_PROPOSED", subject, "", "", "{}\n" + i));
            }
            PackageDecision decision = SealedParts.decision("tutela-ES-1", 0, 7);
            JournalProof excerpt = JournalProof.of(casebook, decision, Set.of("exhibit:HP-1"));
            assertEquals(2, excerpt.entries().size());
            proof = excerpt.text();
        }
        Verdict good = PackageCheck.check(withProof("tutela-ES-1", key, proof), null);
        assertEquals(List.of(), good.errors());
        assertTrue(good.statements().toString().contains("entry 7 of the journal"));
        refuses(
                withProof("tutela-ES-2", key, proof.replace("who: ana", "who: eve")),
                "what does not fit its hash");
        refuses(
                withProof("tutela-ES-3", key, proof.replace("entry: 7", "entry: 6")),
                "does not fit its hash");
        refuses(
                withProof("tutela-ES-4", key, proof.replace("left=", "right=")),
                "does not lead to the root");
        refuses(
                withProof("tutela-ES-5", key, proof.replace("tree-size: 7", "tree-size: 8")),
                "does not lead to the root");
        refuses(withProof("tutela-ES-6", key, "nothing"), "has a line that is no field");
        refuses(withProof("tutela-ES-7", key, "root: 00\n"), "has no head");
    }

    private Path withProof(String name, SealingKey key, String proof) throws IOException {
        return SealedParts.seal(
                        folder,
                        SealedParts.decision(name, 0, 7),
                        key,
                        Map.of(JournalProof.FILE, proof))
                .getFirst()
                .path();
    }
}
