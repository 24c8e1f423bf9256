package org.tutela.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tutela.bytes.ByteSource;
import org.tutela.evidence.filesystem.Listed;
import org.tutela.model.Address;

/// Names that were made to mislead, for the tests of every file system: folders that climb, control
/// characters, text that is none. They are listed as they are, and their addresses open again.
public final class HostileNames {
    /// Names of UTF-16 units.
    public static final List<String> WIDE =
            List.of(
                    "lone \uD800 surrogate",
                    "\uDC00\uD800 swapped",
                    "bell \u0007 tab \t line \n.txt",
                    "..\\..\\windows",
                    "../../climbing",
                    "...",
                    "turned \u202Egpj.exe",
                    "a::b@c %41 \u25B8");

    /// Names of bytes, each character one byte.
    public static final List<String> NARROW =
            List.of(
                    "lone \u00ED\u00A0\u0080 surrogate",
                    "no text \u00FF\u00FE",
                    "bell \u0007 tab \t line \n.txt",
                    "..\\..\\windows",
                    "../../climbing",
                    "...",
                    "a::b@c %41");

    private HostileNames() {}

    /// The content of the file of that number in the list.
    public static byte[] content(int number) {
        return ("content " + number).getBytes(StandardCharsets.UTF_8);
    }

    /// Asserts that an image with one file for each of so many names, made in their order, lists
    /// all of them without a flaw under ASCII addresses that another process can open.
    public static void areListedAndOpened(Reader reader, byte[] image, int names)
            throws IOException {
        Listed listed = Listed.of(reader, ByteSource.of(image));
        assertEquals(List.of(), listed.flaws());
        List<Integer> found = new ArrayList<>();
        for (Entry entry : listed.entries()) {
            String address = entry.address().toString();
            assertTrue(address.chars().allMatch(each -> each > ' ' && each < 0x7F), address);
            Address parsed = Address.parse(address);
            assertEquals(entry.address(), parsed);
            Listed again = Listed.of(reader, ByteSource.of(image));
            for (int i = 0; i < names; i++) {
                if (entry.size() == content(i).length && opens(again.holder(), parsed, i)) {
                    found.add(i);
                }
            }
        }
        assertEquals(names, found.stream().distinct().count(), found.toString());
        assertArrayEquals(
                found.stream().distinct().toArray(), found.toArray(), "each of them once");
    }

    private static boolean opens(Holder holder, Address address, int number) throws IOException {
        try (ByteSource content = holder.open(address)) {
            return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8)
                    .equals(new String(content(number), StandardCharsets.UTF_8));
        }
    }
}
