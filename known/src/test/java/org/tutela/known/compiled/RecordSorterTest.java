package org.tutela.known.compiled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordSorterTest {
    @Test
    void givesTheSameBytesInMemoryAndByRuns(@TempDir Path folder) throws IOException {
        byte[] inMemory = sort(folder, 1_000_000);
        assertArrayEquals(inMemory, sort(folder, 700));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(1, left.count());
        }
    }

    private static byte[] sort(Path folder, int runLength) throws IOException {
        Random random = new Random(5);
        RecordSorter sorter = new RecordSorter(folder, "x", 3, runLength);
        for (int i = 0; i < 5_000; i++) {
            byte[] record = new byte[3];
            random.nextBytes(record);
            record[0] &= 1;
            record[1] &= 7;
            sorter.add(record);
        }
        Path file = folder.resolve("sorted");
        long count = sorter.finish(file);
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(count * 3, bytes.length);
        return bytes;
    }
}
