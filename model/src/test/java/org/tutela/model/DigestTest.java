package org.tutela.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DigestTest {

    @Test
    void neverChanges() {
        byte[] bytes = {1, 2, (byte) 0xFF};
        Digest digest = Digest.of(bytes);
        bytes[0] = 9;
        digest.toBytes()[1] = 9;
        assertEquals("0102ff", digest.toString());
        assertEquals(3, digest.size());
        assertEquals(digest, Digest.parse("0102FF"));
        assertEquals(digest.hashCode(), Digest.parse("0102ff").hashCode());
    }

    @Test
    void ordersUnsigned() {
        assertTrue(Digest.parse("ff").compareTo(Digest.parse("01")) > 0);
        assertTrue(Digest.parse("01").compareTo(Digest.parse("0100")) < 0);
    }

    @Test
    void refusesWhatIsNotHex() {
        assertThrows(IllegalArgumentException.class, () -> Digest.parse("xy"));
        assertThrows(IllegalArgumentException.class, () -> Digest.parse("abc"));
    }
}
