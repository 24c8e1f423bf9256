package org.tutela.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdTest {

    /// First 16 bytes of `printf 'tutela\0' | sha256sum`.
    @Test
    void isTheStartOfASha256() {
        assertEquals("bc871e2a490cb4ac358ee77422f35e64", Id.of("tutela").toString());
    }

    @Test
    void keepsPartsApart() {
        assertNotEquals(Id.of("ab", "c"), Id.of("a", "bc"));
        assertNotEquals(Id.of("a"), Id.of("a", ""));
        assertEquals(Id.of("\u00e4", "b"), Id.of("\u00e4", "b"));
    }

    @Test
    void readsBackWhatItWrites() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            Id id = new Id(random.nextLong(), random.nextLong());
            assertEquals(id, Id.parse(id.toString()));
            assertEquals(id, Id.of(id.toBytes()));
            assertEquals(32, id.toString().length());
        }
    }

    @Test
    void ordersAsItsBytesDo() {
        Random random = new Random(4);
        for (int i = 0; i < 500; i++) {
            Id one = new Id(random.nextLong(), random.nextLong());
            Id other =
                    new Id(
                            random.nextBoolean() ? one.high() : random.nextLong(),
                            random.nextLong());
            int expected = Arrays.compareUnsigned(one.toBytes(), other.toBytes());
            assertEquals(Integer.signum(expected), Integer.signum(one.compareTo(other)));
            assertEquals(
                    Integer.signum(expected),
                    Integer.signum(one.toString().compareTo(other.toString())));
        }
        assertTrue(new Id(-1, 0).compareTo(new Id(1, 0)) > 0);
    }

    @Test
    void refusesWhatIsNo32HexDigits() {
        assertThrows(IllegalArgumentException.class, () -> Id.parse("12"));
        assertThrows(IllegalArgumentException.class, () -> Id.parse("z".repeat(32)));
    }
}
