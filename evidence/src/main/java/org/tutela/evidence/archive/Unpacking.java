package org.tutela.evidence.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.UnsupportedOptionsException;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// The content of one packed member from front to back. It ends where the packed bytes stop making
/// sense, and says so in [#flaw]: what came before is still evidence. Only unfolding beyond the
/// allowance, and a failure of our own world, are thrown.
final class Unpacking extends InputStream {
    private final Packed packed;
    private final long allowance;
    private final CRC32 crc = new CRC32();
    private final @Nullable InputStream unpacked;
    private @Nullable EvidenceException flaw;
    private long count;

    /// Unpacks all of `packed`; more than `allowance` bytes of content are not let out.
    Unpacking(Packing packing, ByteSource packed, long allowance) throws IOException {
        this.packed = new Packed(packed);
        this.allowance = allowance;
        InputStream opened = null;
        try {
            opened = packing.open(this.packed);
        } catch (IOException e) {
            flaw = judge(e);
        }
        unpacked = opened;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 1 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (unpacked == null || flaw != null) {
            return -1;
        }
        int got;
        try {
            got = unpacked.read(into, from, length);
        } catch (IOException e) {
            flaw = judge(e);
            return -1;
        }
        if (got > 0) {
            crc.update(into, from, got);
            count += got;
            if (count > allowance) {
                throw new EvidenceException(
                        Flaw.LIMIT_REACHED,
                        "EV-0509",
                        "unfolds to more than the "
                                + allowance
                                + " bytes that its packed size allows; it is not unpacked",
                        count);
            }
        }
        return got;
    }

    @Override
    public void close() throws IOException {
        if (unpacked != null) {
            unpacked.close();
        }
    }

    /// What stopped the unpacking before its proper end; null where nothing did.
    @Nullable EvidenceException flaw() {
        return flaw;
    }

    /// CRC-32 of what came out so far.
    long crc() {
        return crc.getValue();
    }

    /// A library throws the same exception for bad bytes and for bytes that could not be read: what
    /// the packed stream itself threw decides.
    private EvidenceException judge(IOException thrown) throws IOException {
        IOException below = packed.failure;
        if (below instanceof EvidenceException evidence) {
            return evidence;
        }
        if (below != null) {
            throw below;
        }
        if (thrown instanceof MemoryLimitException) {
            return new EvidenceException(
                    Flaw.LIMIT_REACHED,
                    "EV-0509",
                    "asks for more memory to unpack than any usual program does; it is not unpacked",
                    count);
        }
        if (thrown instanceof UnsupportedOptionsException) {
            return new EvidenceException(
                    Flaw.UNSUPPORTED,
                    "EV-0506",
                    "is packed with options that are not read; its content was not examined",
                    count);
        }
        if (thrown instanceof EOFException) {
            return new EvidenceException(
                    Flaw.TRUNCATED,
                    "EV-0508",
                    "the packed bytes end after "
                            + count
                            + " bytes of content; the rest of it is missing",
                    count);
        }
        return new EvidenceException(
                Flaw.MALFORMED,
                "EV-0507",
                "the packed bytes are damaged behind "
                        + count
                        + " bytes of content; the rest of it cannot be read",
                count);
    }

    /// Remembers what went wrong below the library.
    private static final class Packed extends InputStream {
        private final InputStream bytes;
        private @Nullable IOException failure;

        private Packed(ByteSource source) {
            this.bytes = source.stream();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 1 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                return bytes.read(into, from, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int available() throws IOException {
            return bytes.available();
        }
    }
}
