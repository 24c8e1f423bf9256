package org.tutela.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bags that want to lead out of themselves.
final class HostileBagTest {
    @TempDir private Path folder = Path.of("");
    private Path bag = Path.of("");

    @BeforeEach
    void nameTheBag() {
        bag = folder.resolve("bag");
    }

    private void write(String manifest) throws IOException {
        Files.createDirectories(bag.resolve("data"));
        Files.writeString(bag.resolve("data/a.txt"), "soup");
        Files.writeString(
                bag.resolve("bagit.txt"),
                "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        Files.writeString(bag.resolve("manifest-sha256.txt"), manifest);
    }

    private static String digest(String text) {
        return HexFormat.of()
                .formatHex(FileDigests.of("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String good() {
        return digest("soup") + "  data/a.txt\n";
    }

    @Test
    void acceptsTheBagThatTheOthersAreMadeFrom() throws IOException {
        write(good());
        assertEquals(List.of(), BagCheck.check(bag).errors());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "data/../../a.txt | leads out of the bag",
                "../a.txt | leads out of the bag",
                "/etc/hostname | is absolute",
                "data//a.txt | a segment that is empty",
                "data/./a.txt | a segment that is empty",
                "~/a.txt | home folder",
                "C:\\a.txt | drive letter",
                "C:/a.txt | drive letter",
                "\\\\server\\a.txt | is absolute",
                "data\\a.txt | backslash",
                "bagit.txt | does not lie in data/",
                "data/A.txt | differ only by case",
                "data/a.txt | twice"
            })
    void refusesPathsThatLeadElsewhereAndSaysWhy(String path, String why) throws IOException {
        write(good() + digest("soup") + "  " + path + "\n");
        Set<Path> before = everything();
        Verdict verdict = BagCheck.check(bag);
        assertTrue(verdict.errors().stream().anyMatch(e -> e.contains(why)), verdict.toString());
        assertEquals(before, everything(), "nothing is written");
    }

    private Set<Path> everything() throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.collect(Collectors.toSet());
        }
    }

    @Test
    void refusesNamesThatClashByNormalisation() throws IOException {
        write(
                good()
                        + digest("soup")
                        + "  data/N\u00fa\u00f1ez\n"
                        + digest("soup")
                        + "  data/Nu\u0301n\u0303ez\n");
        Files.writeString(bag.resolve("data/N\u00fa\u00f1ez"), "soup");
        assertTrue(
                BagCheck.check(bag).errors().stream()
                        .anyMatch(e -> e.contains("Unicode normalisation")));
    }

    @Test
    void refusesSymbolicLinksOfFilesFoldersAndManifests() throws IOException {
        write(good() + digest("soup") + "  data/b.txt\n");
        Files.createSymbolicLink(bag.resolve("data/b.txt"), bag.resolve("data/a.txt"));
        assertTrue(
                BagCheck.check(bag).errors().stream().anyMatch(e -> e.contains("symbolic link")));
        Files.delete(bag.resolve("data/b.txt"));
        write(good());
        Files.createSymbolicLink(bag.resolve("data/more"), Path.of("/etc"));
        List<String> errors = BagCheck.check(bag).errors();
        assertEquals(1, errors.size(), "what lies behind the link is not read: " + errors);
        Files.delete(bag.resolve("data/more"));
        Files.move(bag.resolve("manifest-sha256.txt"), bag.resolve("elsewhere.txt"));
        Files.createSymbolicLink(bag.resolve("manifest-sha256.txt"), bag.resolve("elsewhere.txt"));
        assertTrue(
                BagCheck.check(bag).errors().stream().anyMatch(e -> e.contains("symbolic link")));
    }

    @Test
    void refusesFilesToBeFetched() throws IOException {
        write(good());
        Files.writeString(bag.resolve("fetch.txt"), "https://example.invalid/x - data/../../x\n");
        assertFalse(BagCheck.check(bag).valid());
        Files.writeString(bag.resolve("fetch.txt"), "https://example.invalid/x - data/x\n");
        assertFalse(BagCheck.check(bag).valid());
    }

    @Test
    void bombsOfManifestsAreRefusedWithinBounds() throws IOException {
        write("0".repeat(10_000_000));
        assertTrue(BagCheck.check(bag).errors().size() < 10);
        write("not a digest  data/a.txt\n".repeat(100_000));
        assertTrue(BagCheck.check(bag).errors().size() <= 1_001);
    }
}
