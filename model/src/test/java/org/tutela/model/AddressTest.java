package org.tutela.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    private static final String SOURCE = "source:000102030405060708090a0b0c0d0e0f";

    @Test
    void readsBackWhatItWrites() {
        long seed = 17;
        Random random = new Random(seed);
        Address.Kind[] kinds = Address.Kind.values();
        for (int i = 0; i < 2000; i++) {
            Address address = Address.of(new Id(random.nextLong(), random.nextLong()));
            int depth = random.nextInt(5);
            for (int j = 0; j < depth; j++) {
                byte[] raw = new byte[random.nextInt(12)];
                random.nextBytes(raw);
                long number = random.nextInt(3) == 0 ? -1 : random.nextLong() & Long.MAX_VALUE;
                address = address.step(kinds[1 + random.nextInt(kinds.length - 1)], raw, number);
                assertArrayEquals(raw, Address.decode(address.last().value()));
            }
            String text = address.toString();
            assertTrue(text.chars().allMatch(c -> c > ' ' && c < 0x7F), text);
            assertEquals(address, Address.parse(text), "seed " + seed + " round " + i);
            assertEquals(text, Address.parse(text).toString());
        }
    }

    @Test
    void keepsWhatAShellLeavesAloneAndEscapesTheRest() {
        Address address =
                Address.parse(SOURCE)
                        .step(Address.Kind.PARTITION, "2", -1)
                        .step(Address.Kind.VOLUME, "ntfs", -1)
                        .step(Address.Kind.ENTRY, "Users/ana/a b@c:d%.jpg", 4711);
        assertEquals(
                SOURCE + "::partition:2::volume:ntfs::entry:Users/ana/a%20b%40c%3ad%25.jpg@4711",
                address.toString());
        assertEquals(4711, address.last().number());
        assertEquals(address.parent().parent().parent(), Address.parse(SOURCE));
    }

    @Test
    void tellsNamesApartThatLookEqual() {
        Address at = Address.parse(SOURCE);
        Address first = at.step(Address.Kind.MEMBER, "a.jpg", 0);
        Address second = at.step(Address.Kind.MEMBER, "a.jpg", 1);
        Address odd = at.step(Address.Kind.MEMBER, new byte[] {'a', (byte) 0xED, 0}, -1);
        assertEquals(SOURCE + "::member:a%ed%00", odd.toString());
        assertTrue(!first.toId().equals(second.toId()));
        assertEquals(first.toId(), Address.parse(first.toString()).toId());
    }

    @Test
    void startsAtASource() {
        assertThrows(IllegalArgumentException.class, () -> new Address(List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Address(List.of(new Address.Step(Address.Kind.ENTRY, "a", -1))));
        assertThrows(IllegalStateException.class, () -> Address.parse(SOURCE).parent());
        assertEquals(SOURCE.substring(7), Address.parse(SOURCE).source().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "source:",
                "source:12",
                "source:000102030405060708090A0B0C0D0E0F",
                "source:000102030405060708090a0b0c0d0e0f::",
                "source:000102030405060708090a0b0c0d0e0f::door:1",
                "source:000102030405060708090a0b0c0d0e0f::entry",
                "source:000102030405060708090a0b0c0d0e0f::entry:a@",
                "source:000102030405060708090a0b0c0d0e0f::entry:a@-1",
                "source:000102030405060708090a0b0c0d0e0f::entry:a@+1",
                "source:000102030405060708090a0b0c0d0e0f::entry:a@01",
                "source:000102030405060708090a0b0c0d0e0f::entry:a@99999999999999999999",
                "source:000102030405060708090a0b0c0d0e0f::entry:a b",
                "source:000102030405060708090a0b0c0d0e0f::entry:\u00e4",
                "source:000102030405060708090a0b0c0d0e0f::entry:%4",
                "source:000102030405060708090a0b0c0d0e0f::entry:%+4",
                "source:000102030405060708090a0b0c0d0e0f::entry:%41",
                "source:000102030405060708090a0b0c0d0e0f::entry:%AB",
                "source:000102030405060708090a0b0c0d0e0f::source:000102030405060708090a0b0c0d0e0f",
                "entry:a::source:000102030405060708090a0b0c0d0e0f"
            })
    void refusesTextThatIsNotCanonical(String text) {
        assertThrows(IllegalArgumentException.class, () -> Address.parse(text));
    }
}
