package org.tutela.known.format;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;

/// EnCase hash sets (`.hash`): the signature `HASH\r\n\xFF\0`, records of 18 bytes from offset 1152
/// on, of which the first 16 are an MD5 (libsleuthkit, `encase_index.c`).
final class EncaseHashList implements KnownListFormat {
    private static final byte[] SIGNATURE = {'H', 'A', 'S', 'H', 0x0D, 0x0A, (byte) 0xFF, 0x00};
    private static final int FIRST = 1152;
    private static final int RECORD = 18;
    private static final int MD5 = 16;

    @Override
    public String name() {
        return "EnCase hash set";
    }

    @Override
    public boolean recognises(byte[] head) {
        return head.length >= SIGNATURE.length
                && Arrays.equals(head, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    @Override
    public void read(ByteSource list, Entries out) throws IOException {
        byte[] records = new byte[RECORD * 4_096];
        long number = 0;
        long at = FIRST;
        while (at < list.size()) {
            int got = list.readUpTo(at, records, 0, records.length);
            if (got < RECORD) {
                out.problem(
                        new EvidenceException(
                                EvidenceException.Flaw.TRUNCATED,
                                "KN-0107",
                                "the hash set ends within record "
                                        + (number + 1)
                                        + ", which is not in the compiled list",
                                at));
                return;
            }
            int whole = got - got % RECORD;
            for (int start = 0; start < whole; start += RECORD) {
                number++;
                EntryBuilder entry = new EntryBuilder();
                entry.md5(HexFormat.of().formatHex(records, start, start + MD5));
                out.entry(entry.build("record " + number));
            }
            at += whole;
        }
    }
}
