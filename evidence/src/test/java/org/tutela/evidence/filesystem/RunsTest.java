package org.tutela.evidence.filesystem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;

final class RunsTest {
    private static final ByteSource MEDIUM =
            ByteSource.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});

    @Test
    void readsFragmentsAndHolesInTheOrderOfTheFile() throws IOException {
        Runs runs = new Runs.Builder().stored(7, 2, "EV").hole(2, "EV").stored(1, 3, "EV").build();
        ByteSource content = runs.open(MEDIUM, 7, 7, "EV");
        assertArrayEquals(new byte[] {7, 8, 0, 0, 1, 2, 3}, content.readBytes(0, 99));
        assertArrayEquals(new byte[] {0, 1, 2}, content.readBytes(3, 3));
        assertEquals(7, runs.firstByte());
        assertEquals(5, runs.stored(0, 7));
        assertEquals(2, runs.stored(1, 4));
        assertEquals(4, runs.nextStored(2));
        assertEquals(-1, runs.nextStored(7));
        assertEquals(2, runs.place(5));
        assertEquals(-1, runs.place(3));
    }

    @Test
    void joinsNeighbours() {
        Runs runs =
                new Runs.Builder()
                        .stored(2, 2, "EV")
                        .stored(4, 2, "EV")
                        .hole(1, "EV")
                        .hole(1, "EV")
                        .build();
        assertEquals(2, runs.count());
        assertEquals(6, runs.mapped());
    }

    @Test
    void readsZerosBehindWhatWasEverWritten() throws IOException {
        Runs runs = new Runs.Builder().stored(1, 6, "EV").build();
        ByteSource content = runs.open(MEDIUM, 6, 2, "EV");
        assertArrayEquals(new byte[] {1, 2, 0, 0, 0, 0}, content.readBytes(0, 6));
    }

    @Test
    void reportsWhatHasNoPlace() {
        Runs runs = new Runs.Builder().stored(1, 2, "EV").build();
        ByteSource content = runs.open(MEDIUM, 9, 9, "EV-1");
        EvidenceException flaw =
                assertThrows(EvidenceException.class, () -> content.readBytes(0, 9));
        assertEquals("EV-1", flaw.code());
        assertEquals(2, flaw.offset());
    }

    @Test
    void reportsWhatLiesBehindTheImage() {
        ByteSource content =
                new Runs.Builder().stored(8, 5, "EV").build().open(MEDIUM, 5, 5, "EV-2");
        EvidenceException flaw =
                assertThrows(EvidenceException.class, () -> content.readBytes(0, 5));
        assertEquals(EvidenceException.Flaw.TRUNCATED, flaw.flaw());
    }

    @Test
    void stopsAtTooManyFragments() {
        Runs.Builder builder = new Runs.Builder();
        for (int i = 0; i <= Runs.LIMIT; i++) {
            builder.stored(i * 3L, 1, "EV-3");
        }
        Runs runs = builder.build();
        assertEquals(Runs.LIMIT, runs.count());
        EvidenceException flaw =
                assertThrows(
                        EvidenceException.class,
                        () ->
                                runs.open(MEDIUM, Runs.LIMIT + 1L, Runs.LIMIT + 1L, "EV")
                                        .readFully(Runs.LIMIT, new byte[1]));
        assertEquals(EvidenceException.Flaw.LIMIT_REACHED, flaw.flaw());
    }

    @Test
    void keepsASlashInANameApartFromTheOnesBetweenNames() {
        EntryPath path = EntryPath.ROOT.child(new byte[] {'a', '/', (byte) 0xFF}, "a/\uFFFD");
        assertEquals("a/%ff", path.value());
        assertEquals("a\uFFFD\uFFFD", path.text());
        assertEquals("$OrphanFiles/OrphanFile-7", EntryPath.unnamed(7).text());
    }
}
