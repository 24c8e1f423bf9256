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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bags that want to lead out of themselves.
final class HostileBagTest {
    @TempDir private Path bag = Path.of("");

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
    @ValueSource(
            strings = {
                "data/../../a.txt",
                "../a.txt",
                "/etc/hostname",
                "data//a.txt",
                "data/./a.txt",
                "~/a.txt",
                "C:\\a.txt",
                "C:/a.txt",
                "\\\\server\\a.txt",
                "data\\a.txt",
                "bagit.txt",
                "data/A.txt"
            })
    void refusesPathsThatLeadElsewhere(String path) throws IOException {
        write(good() + digest("soup") + "  " + path + "\n");
        Verdict verdict = BagCheck.check(bag);
        assertFalse(verdict.valid(), path);
    }

    @Test
    void refusesSymbolicLinks() throws IOException {
        write(good() + digest("soup") + "  data/b.txt\n");
        Files.createSymbolicLink(bag.resolve("data/b.txt"), bag.resolve("data/a.txt"));
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
