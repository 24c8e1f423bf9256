package org.tutela.evidence.fat;

import java.io.IOException;
import java.util.Optional;
import org.tutela.bytes.Cursor;

/// The long name that stands before a short one, in up to 20 entries of 13 characters, the last
/// part first (FAT 1.03, "Long Directory Entries"). Every part carries the checksum of the short
/// name; a name whose parts do not all fit is not used.
final class LongName {
    private static final int MOST_PARTS = 20;
    private static final int LAST = 0x40;
    private static final int NUMBER = 0x3F;

    private LongName() {}

    /// One entry.
    ///
    /// @param order its number from 1, with 0x40 in the last; 0xE5 where deleted
    /// @param checksum of the short name
    /// @param text its 13 characters as stored
    private record Part(int order, int checksum, String text) {
        static Part read(byte[] folder, int at) throws IOException {
            Cursor cursor = Cursor.of(folder, 0).at(at);
            int order = cursor.u8("LDIR_Ord");
            String first = utf16(cursor, "LDIR_Name1", 10);
            int checksum = cursor.skip("LDIR_Attr and LDIR_Type", 2).u8("LDIR_Chksum");
            String second = utf16(cursor, "LDIR_Name2", 12);
            String third = utf16(cursor.skip("LDIR_FstClusLO", 2), "LDIR_Name3", 4);
            return new Part(order, checksum, first + second + third);
        }

        /// Not by a charset, which would replace lone surrogates.
        private static String utf16(Cursor cursor, String field, int length) throws IOException {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < length; i += 2) {
                text.append((char) cursor.u16le(field));
            }
            return text.toString();
        }

        boolean isEnded() {
            return text.indexOf('\0') >= 0;
        }
    }

    /// The long name of the short one at `at` in a folder's bytes; empty where there is none that
    /// fits.
    static Optional<String> find(byte[] folder, int at, ShortName shortName) throws IOException {
        return Slot.isDeleted(folder, at)
                ? findDeleted(folder, at, shortName)
                : findListed(folder, at, shortName);
    }

    private static Optional<String> findListed(byte[] folder, int at, ShortName shortName)
            throws IOException {
        StringBuilder name = new StringBuilder();
        int checksum = shortName.checksum(shortName.first());
        for (int number = 1; number <= MOST_PARTS; number++) {
            int place = at - number * Slot.SIZE;
            if (place < 0 || !Slot.isLongName(folder, place)) {
                return Optional.empty();
            }
            Part part = Part.read(folder, place);
            if (part.checksum != checksum || (part.order & NUMBER) != number) {
                return Optional.empty();
            }
            name.append(part.text);
            if ((part.order & LAST) != 0) {
                return cut(name);
            }
        }
        return Optional.empty();
    }

    /// Deletion overwrites the numbers of the parts and the first byte of the short name. The parts
    /// still stand in order, and the checksum tells which byte was lost: the name is used where
    /// that byte is a possible one and fits the first character of the long name.
    private static Optional<String> findDeleted(byte[] folder, int at, ShortName shortName)
            throws IOException {
        StringBuilder name = new StringBuilder();
        int checksum = -1;
        for (int number = 1; number <= MOST_PARTS; number++) {
            int place = at - number * Slot.SIZE;
            if (place < 0 || !Slot.isLongName(folder, place) || !Slot.isDeleted(folder, place)) {
                break;
            }
            Part part = Part.read(folder, place);
            if (checksum >= 0 && part.checksum != checksum) {
                break;
            }
            checksum = part.checksum;
            name.append(part.text);
            if (part.isEnded()) {
                break;
            }
        }
        Optional<String> found = cut(name);
        return found.filter(text -> fits(text, shortName.firstFor(0xFF & checksumOf(folder, at))));
    }

    private static int checksumOf(byte[] folder, int at) {
        return folder[at - Slot.SIZE + 13];
    }

    private static boolean fits(String name, int lostByte) {
        char first = name.charAt(0);
        if (lostByte <= ' ' || lostByte == 0x7F) {
            return lostByte == 0x05;
        }
        boolean plain =
                (first >= 'a' && first <= 'z')
                        || (first >= 'A' && first <= 'Z')
                        || (first >= '0' && first <= '9');
        return !plain || Character.toUpperCase(first) == lostByte;
    }

    private static Optional<String> cut(StringBuilder name) {
        int end = name.indexOf("\0");
        String text = end < 0 ? name.toString() : name.substring(0, end);
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
