package org.tutela.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteSourceTest {
    private static final byte[] BYTES = bytes();

    @TempDir private Path folder;

    private static byte[] bytes() {
        byte[] bytes = new byte[1000];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    @Test
    void givesEqualBytesFromMemoryFileAndSlice() throws IOException {
        Path file = Files.write(folder.resolve("x"), BYTES);
        byte[] padded = new byte[1020];
        System.arraycopy(BYTES, 0, padded, 10, 1000);
        try (ByteSource opened = ByteSource.open(file)) {
            List<ByteSource> sources =
                    List.of(
                            ByteSource.of(BYTES),
                            opened,
                            ByteSource.of(padded).slice(10, 1000),
                            FaultySource.shortReads(ByteSource.of(BYTES), 3));
            for (ByteSource source : sources) {
                check(source);
            }
        }
    }

    private static void check(ByteSource source) throws IOException {
        assertEquals(1000, source.size());
        try (InputStream stream = source.stream()) {
            assertArrayEquals(BYTES, stream.readAllBytes());
            assertEquals(-1, stream.read());
        }
        assertArrayEquals(Arrays.copyOfRange(BYTES, 900, 1000), source.readBytes(900, 5000));
        assertEquals(0, source.readBytes(1000, 10).length);
        assertEquals(0, source.readBytes(Long.MAX_VALUE, 10).length);
        assertEquals(-1, source.read(1000, new byte[4], 0, 4));
        assertEquals(-1, source.read(-1, new byte[4], 0, 4));
        assertEquals(0, source.read(2000, new byte[4], 0, 0));
        byte[] exact = new byte[10];
        source.readFully(990, exact);
        assertArrayEquals(Arrays.copyOfRange(BYTES, 990, 1000), exact);
        EvidenceException cut =
                assertThrows(EvidenceException.class, () -> source.readFully(995, exact));
        assertEquals("EV-0001", cut.code());
        assertEquals(EvidenceException.Flaw.TRUNCATED, cut.flaw());
        assertTrue(source.flaws().isEmpty());
    }

    @Test
    void cutsASliceAtTheEndsOfItsSource() throws IOException {
        ByteSource whole = ByteSource.of(BYTES);
        assertEquals(10, whole.slice(990, 100).size());
        assertEquals(0, whole.slice(2000, 100).size());
        assertEquals(0, whole.slice(0, -5).size());
        assertEquals(1000, whole.slice(-20, Long.MAX_VALUE).size());
        ByteSource inner = whole.slice(100, 100).slice(50, 100);
        assertArrayEquals(Arrays.copyOfRange(BYTES, 150, 200), inner.readBytes(0, 1000));
    }

    @Test
    void skipsWithinAStream() throws IOException {
        try (InputStream stream = ByteSource.of(BYTES).stream()) {
            assertEquals(400, stream.skip(400));
            assertEquals(BYTES[400] & 0xFF, stream.read());
            assertEquals(599, stream.available());
            assertEquals(599, stream.skip(Long.MAX_VALUE));
            assertEquals(0, stream.skip(-4));
            assertEquals(-1, stream.read());
        }
    }

    @Test
    void injectsFaultsWhereTold() throws IOException {
        ByteSource bad = FaultySource.unreadable(ByteSource.of(BYTES), 500);
        assertArrayEquals(Arrays.copyOf(BYTES, 500), bad.readBytes(0, 500));
        assertArrayEquals(Arrays.copyOfRange(BYTES, 501, 600), bad.readBytes(501, 99));
        IOException disk = assertThrows(IOException.class, () -> bad.readBytes(0, 501));
        assertEquals(IOException.class, disk.getClass());
        ByteSource damaged = FaultySource.damaged(ByteSource.of(BYTES), 500);
        assertThrows(EvidenceException.class, () -> damaged.readBytes(400, 200));
        assertEquals(1000, FaultySource.slow(ByteSource.of(BYTES), 1).readBytes(0, 2000).length);
    }
}
