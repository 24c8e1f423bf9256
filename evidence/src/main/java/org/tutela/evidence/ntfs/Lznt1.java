package org.tutela.evidence.ntfs;

import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// LZNT1 (MS-XCA 2.5): chunks that unfold to 4096 bytes each.
final class Lznt1 {
    private static final int CHUNK = 4096;
    private static final int COMPRESSED = 0x8000;
    private static final int SIZE = 0x0FFF;

    private final byte[] in;
    private final int end;
    private final byte[] out;
    private int from;
    private int to;

    private Lznt1(byte[] in, int length, byte[] out) {
        this.in = in;
        this.end = length;
        this.out = out;
    }

    /// Unfolds the first `length` bytes of `in` into `out`; what they do not fill stays zero.
    /// Throws [EvidenceException] (`MALFORMED`).
    static void unfold(byte[] in, int length, byte[] out) throws EvidenceException {
        new Lznt1(in, length, out).chunks();
    }

    private void chunks() throws EvidenceException {
        for (int start = 0; start < out.length && from + 2 <= end; start += CHUNK) {
            int head = (in[from] & 0xFF) | (in[from + 1] & 0xFF) << 8;
            from += 2;
            if (head == 0) {
                return;
            }
            int chunkEnd = from + (head & SIZE) + 1;
            if (chunkEnd > end) {
                throw malformed("a chunk that ends behind its unit");
            }
            to = start;
            int outEnd = Math.min(out.length, start + CHUNK);
            if ((head & COMPRESSED) == 0) {
                int count = Math.min(chunkEnd - from, outEnd - to);
                System.arraycopy(in, from, out, to, count);
            } else {
                chunk(chunkEnd, start, outEnd);
            }
            from = chunkEnd;
        }
    }

    private void chunk(int chunkEnd, int start, int outEnd) throws EvidenceException {
        while (from < chunkEnd && to < outEnd) {
            int flags = in[from++];
            for (int bit = 0; bit < 8 && from < chunkEnd && to < outEnd; bit++) {
                if ((flags >> bit & 1) == 0) {
                    out[to++] = in[from++];
                } else {
                    repeat(chunkEnd, start, outEnd);
                }
            }
        }
    }

    /// Copies bytes from earlier in the chunk. The farther into the chunk, the more of the token's
    /// 16 bits are distance.
    private void repeat(int chunkEnd, int start, int outEnd) throws EvidenceException {
        if (from + 2 > chunkEnd) {
            throw malformed("half a token");
        }
        int token = (in[from] & 0xFF) | (in[from + 1] & 0xFF) << 8;
        from += 2;
        int lengthBits = 12;
        for (int reach = to - start - 1; reach >= 16; reach >>= 1) {
            lengthBits--;
        }
        int distance = (token >> lengthBits) + 1;
        int length = (token & (1 << lengthBits) - 1) + 3;
        if (distance > to - start) {
            throw malformed("a repetition of bytes before its chunk");
        }
        int stop = Math.min(outEnd, to + length);
        for (; to < stop; to++) {
            out[to] = out[to - distance];
        }
    }

    private EvidenceException malformed(String what) {
        return new EvidenceException(
                Flaw.MALFORMED,
                "EV-0309",
                "the compressed file holds " + what + "; its content cannot be read here",
                from);
    }
}
