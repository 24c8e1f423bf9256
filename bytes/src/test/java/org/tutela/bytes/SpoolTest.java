package org.tutela.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir private Path folder;

    @Test
    void keepsCopiesUntilItIsClosed() throws IOException {
        Path kept;
        try (Spool spool = Spool.open(folder.resolve("made/here"), 100)) {
            kept = spool.copy(ByteSource.of(new byte[] {1, 2, 3}), ".db");
            Path other = spool.copy(ByteSource.of(new byte[] {4}), ".db");
            assertNotEquals(kept, other);
            assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(kept));
            assertTrue(kept.getFileName().toString().endsWith(".db"));
            assertEquals(4, spool.used());
        }
        assertFalse(Files.exists(kept));
        assertFalse(Files.exists(kept.getParent()));
    }

    @Test
    void refusesMoreThanItsLimitAndGivesTheSpaceBack() throws IOException {
        try (Spool spool = Spool.open(folder, 100)) {
            Path first = spool.copy(ByteSource.of(new byte[60]), "");
            EvidenceException full =
                    assertThrows(
                            EvidenceException.class,
                            () -> spool.copy(ByteSource.of(new byte[60]), ""));
            assertEquals(EvidenceException.Flaw.LIMIT_REACHED, full.flaw());
            assertEquals(60, spool.used());
            assertEquals(List.of(first), files(spool));
            spool.copy(ByteSource.of(new byte[40]), "");
            spool.release(first);
            spool.release(first);
            assertEquals(40, spool.used());
            spool.copy(ByteSource.of(new byte[60]), "");
        }
    }

    @Test
    void removesAHalfCopyWhenItsSourceFails() throws IOException {
        try (Spool spool = Spool.open(folder, 1 << 20)) {
            ByteSource bad = FaultySource.unreadable(ByteSource.of(new byte[200_000]), 100_000);
            assertThrows(IOException.class, () -> spool.copy(bad, ".x"));
            assertEquals(0, spool.used());
            assertEquals(List.of(), files(spool));
        }
    }

    @Test
    void releasesOnlyItsOwnFiles() throws IOException {
        Path foreign = Files.write(folder.resolve("foreign"), new byte[3]);
        try (Spool spool = Spool.open(folder, 100)) {
            assertThrows(IllegalArgumentException.class, () -> spool.release(foreign));
            assertTrue(Files.exists(foreign));
        }
    }

    @Test
    void servesSeveralThreads() throws Exception {
        List<Future<Path>> copies = new ArrayList<>();
        try (Spool spool = Spool.open(folder, 1 << 20);
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 64; i++) {
                byte[] bytes = {(byte) i};
                copies.add(threads.submit(() -> spool.copy(ByteSource.of(bytes), "")));
            }
            assertEquals(64, new HashSet<>(paths(copies)).size());
            for (int i = 0; i < 64; i++) {
                assertArrayEquals(new byte[] {(byte) i}, Files.readAllBytes(copies.get(i).get()));
            }
            assertEquals(64, spool.used());
        }
    }

    private static List<Path> paths(List<Future<Path>> copies)
            throws InterruptedException, ExecutionException {
        List<Path> paths = new ArrayList<>();
        for (Future<Path> copy : copies) {
            paths.add(copy.get());
        }
        return paths;
    }

    private static List<Path> files(Spool spool) throws IOException {
        try (var files = Files.list(spool.folder())) {
            return files.toList();
        }
    }
}
