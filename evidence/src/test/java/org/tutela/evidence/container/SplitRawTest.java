package org.tutela.evidence.container;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.bytes.EvidenceException;

final class SplitRawTest {
    @TempDir Path folder;

    private Path write(String name, int... bytes) throws IOException {
        Path path = folder.resolve(name);
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        return Files.write(path, content);
    }

    @Test
    void joinsNumberedFiles() throws IOException {
        Path first = write("a.dd.001", 1, 2, 3);
        write("a.dd.002", 4, 5, 6);
        write("a.dd.003", 7);
        write("a.dd.txt", 99);
        try (Media media = Containers.open(first)) {
            assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7}, media.bytes().readBytes(0, 100));
            assertEquals(3, media.segments().size());
            assertEquals(List.of(), media.flaws());
        }
    }

    @Test
    void joinsLetteredFiles() throws IOException {
        Path first = write("a.aa", 1);
        write("a.ab", 2);
        try (Media media = Containers.open(first)) {
            assertArrayEquals(new byte[] {1, 2}, media.bytes().readBytes(0, 100));
        }
    }

    @Test
    void reportsAMissingSegmentAndKeepsThePlaceOfTheRest() throws IOException {
        Path first = write("a.000", 1, 2);
        write("a.002", 5, 6);
        try (Media media = Containers.open(first)) {
            assertEquals("EV-0110", media.flaws().getFirst().code());
            assertEquals(6, media.bytes().size());
            assertArrayEquals(new byte[] {5, 6}, media.bytes().readBytes(4, 2));
            EvidenceException missing =
                    assertThrows(EvidenceException.class, () -> media.bytes().readBytes(2, 1));
            assertEquals(EvidenceException.Flaw.TRUNCATED, missing.flaw());
        }
    }

    @Test
    void takesAnyOtherFileAsOneRawImage() throws IOException {
        Path path = write("a.dd", 1, 2);
        assertInstanceOf(Raw.class, Containers.get(path));
        try (Media media = Containers.open(path)) {
            assertArrayEquals(new byte[] {1, 2}, media.bytes().readBytes(0, 9));
        }
    }
}
