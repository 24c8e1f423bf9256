package org.tutela.bytes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CursorTest {

    @Test
    void readsNumbersOfEverySizeInBothOrders() throws EvidenceException {
        long seed = 11;
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[8];
            random.nextBytes(bytes);
            ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            ByteBuffer big = ByteBuffer.wrap(bytes);
            String at = "seed " + seed + " round " + i;
            assertEquals(bytes[0] & 0xFF, Cursor.of(bytes, 0).u8("x"), at);
            assertEquals(little.getShort(0) & 0xFFFF, Cursor.of(bytes, 0).u16le("x"), at);
            assertEquals(big.getShort(0) & 0xFFFF, Cursor.of(bytes, 0).u16be("x"), at);
            assertEquals(little.getInt(0), Cursor.of(bytes, 0).i32le("x"), at);
            assertEquals(little.getInt(0) & 0xFFFFFFFFL, Cursor.of(bytes, 0).u32le("x"), at);
            assertEquals(big.getInt(0) & 0xFFFFFFFFL, Cursor.of(bytes, 0).u32be("x"), at);
            assertEquals(little.getLong(0), Cursor.of(bytes, 0).i64le("x"), at);
            assertEquals(big.getLong(0), Cursor.of(bytes, 0).i64be("x"), at);
        }
    }

    @Test
    void namesTheFieldAndItsPlaceWhenBytesAreMissing() {
        Cursor cursor = Cursor.of(new byte[3], 100);
        EvidenceException thrown =
                assertThrows(EvidenceException.class, () -> cursor.u32le("MftStartLcn"));
        assertEquals("MftStartLcn: needs 4 bytes at offset 100, 3 are left", thrown.detail());
        assertEquals(EvidenceException.Flaw.TRUNCATED, thrown.flaw());
        assertEquals("EV-0002", thrown.code());
        assertEquals(100, thrown.offset());
    }

    @Test
    void staysWhereItWasWhenAReadFails() throws EvidenceException {
        Cursor cursor = Cursor.of(new byte[] {1, 2, 3}, 0).skip("a", 1);
        assertThrows(EvidenceException.class, () -> cursor.u32le("b"));
        assertThrows(EvidenceException.class, () -> cursor.bytes("b", 3));
        assertThrows(EvidenceException.class, () -> cursor.skip("b", -1));
        assertThrows(EvidenceException.class, () -> cursor.bytes("b", Integer.MAX_VALUE));
        assertThrows(EvidenceException.class, () -> cursor.at(4));
        assertThrows(EvidenceException.class, () -> cursor.at(-1));
        assertEquals(1, cursor.position());
        assertEquals(2, cursor.remaining());
    }

    @Test
    void refusesSizesOver2To63() throws EvidenceException {
        byte[] bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(-1).array();
        Cursor cursor = Cursor.of(bytes, 0);
        assertThrows(EvidenceException.class, () -> cursor.size64le("size"));
        assertEquals(0, cursor.position());
        assertEquals(-1, cursor.i64le("size"));
        assertEquals(0, cursor.size64le("size"));
    }

    @Test
    void readsAtMostWhatTheSourceHas() throws IOException {
        ByteSource source = ByteSource.of(new byte[] {1, 2, 3, 4});
        assertEquals(2, Cursor.read(source, 2, 100).size());
        assertEquals(0, Cursor.read(source, 9, 100).size());
    }

    @Test
    void readsTextAndCopiesBytes() throws EvidenceException {
        byte[] bytes = {'a', (byte) 0xC3, (byte) 0xA4, (byte) 0xFF};
        Cursor cursor = Cursor.of(bytes, 0);
        assertEquals("a\u00e4", cursor.text("name", 3, StandardCharsets.UTF_8));
        assertEquals("\ufffd", cursor.text("name", 1, StandardCharsets.UTF_8));
        byte[] copy = cursor.at(0).bytes("name", 4);
        assertArrayEquals(bytes, copy);
        copy[0] = 'b';
        assertTrue(bytes[0] == 'a');
    }
}
