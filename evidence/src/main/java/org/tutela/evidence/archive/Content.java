package org.tutela.evidence.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.evidence.Reader.Means;

/// Gives packed content as random access: in memory up to the limit of one item, otherwise in the
/// spool until it is closed. Its size is what really came out.
///
/// The alternative was to unpack anew at each step backwards, without a temporary file. It believes
/// the stated size, and a nested archive, which is read from its end, becomes quadratic.
final class Content {

    /// Below this, no expansion is too much.
    private static final long ALWAYS_ALLOWED = 16L << 20;

    /// Below this, no expansion of a source that is one packed file is too much: images of media
    /// that are mostly empty pack a thousand times and more.
    private static final long ALWAYS_ALLOWED_SOURCE = 4L << 30;

    private Content() {}

    /// What a member states about its content.
    ///
    /// @param size bytes, or -1 where it states none
    /// @param crc CRC-32, or -1 where it states none
    record Stated(long size, long crc) {
        static final Stated NOTHING = new Stated(-1, -1);
    }

    /// How many bytes `packed` bytes may unfold to.
    static long allowance(Limits limits, long packed) {
        long most = Long.MAX_VALUE / Math.max(1, limits.expansion());
        return Math.max(ALWAYS_ALLOWED, Math.min(packed, most) * limits.expansion());
    }

    /// Unpacks `packed`. Where it breaks off, the returned source gives all that came out and then
    /// throws the flaw. Where all of it came out but differs from what the archive states, the
    /// source gives it and names the flaw ([ByteSource#flaws]). Throws [EvidenceException]
    /// (`LIMIT_REACHED`) at once where it unfolds too far.
    static ByteSource unpack(Packing packing, ByteSource packed, Stated stated, Means means)
            throws IOException {
        return unpack(
                new Packed(packing, packed, allowance(means.limits(), packed.size())),
                stated,
                means);
    }

    /// Unpacks a source that is one packed file, such as `disk.raw.xz`.
    static ByteSource unpackSource(Packing packing, ByteSource packed, Means means)
            throws IOException {
        long allowance = Math.max(ALWAYS_ALLOWED_SOURCE, allowance(means.limits(), packed.size()));
        return unpack(
                new Packed(packing, packed, Math.min(allowance, means.limits().spool())),
                Stated.NOTHING,
                means);
    }

    /// Packed bytes, and how many they may unfold to.
    private record Packed(Packing packing, ByteSource bytes, long allowance) {}

    private static ByteSource unpack(Packed packed, Stated stated, Means means) throws IOException {
        long allowance = packed.allowance();
        try (Unpacking unpacking = new Unpacking(packed.packing(), packed.bytes(), allowance)) {
            ByteSource bytes = keep(unpacking, means);
            EvidenceException broken = unpacking.flaw();
            if (broken != null) {
                return new Broken(bytes, Math.min(stated.size(), allowance), broken);
            }
            EvidenceException doubt = doubt(unpacking, bytes.size(), stated);
            return doubt == null ? bytes : new Doubted(bytes, doubt);
        }
    }

    private static ByteSource keep(InputStream content, Means means) throws IOException {
        int inMemory = Math.clamp(means.limits().itemMemory(), 0, Integer.MAX_VALUE - 64);
        byte[] head = content.readNBytes(inMemory + 1);
        if (head.length <= inMemory) {
            return ByteSource.of(head);
        }
        try (InputStream all =
                new SequenceInputStream(new ByteArrayInputStream(head), new Rest(content))) {
            return Spooled.of(means.spool(), means.spool().copy(all, ".member"));
        }
    }

    private static @Nullable EvidenceException doubt(
            Unpacking unpacking, long size, Stated stated) {
        if (stated.size() >= 0 && stated.size() != size) {
            return new EvidenceException(
                    Flaw.MALFORMED,
                    "EV-0511",
                    "the archive states "
                            + stated.size()
                            + " bytes of content, "
                            + size
                            + " came out; what came out was read",
                    size);
        }
        if (stated.crc() >= 0 && stated.crc() != unpacking.crc()) {
            return wrongSum(size);
        }
        return null;
    }

    /// The flaw of content that differs from the archive's own checksum.
    static EvidenceException wrongSum(long size) {
        return new EvidenceException(
                Flaw.MALFORMED,
                "EV-0510",
                "the content does not match the checksum that the archive states; it was changed or"
                        + " damaged after it was packed",
                size);
    }

    /// Keeps the stream below open: the spool's copy does not own it.
    private static final class Rest extends InputStream {
        private final InputStream content;

        private Rest(InputStream content) {
            this.content = content;
        }

        @Override
        public int read() throws IOException {
            return content.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return content.read(into, from, length);
        }
    }

    /// Content that is whole but not what the archive states.
    private record Doubted(ByteSource bytes, EvidenceException doubt) implements ByteSource {
        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public int read(long offset, byte[] into, int from, int length) throws IOException {
            return bytes.read(offset, into, from, length);
        }

        @Override
        public List<EvidenceException> flaws() {
            return List.of(doubt);
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }

    /// A file of the spool that goes with its source.
    private record Spooled(Spool spool, Path file, ByteSource bytes) implements ByteSource {
        private static Spooled of(Spool spool, Path file) throws IOException {
            return new Spooled(spool, file, ByteSource.open(file));
        }

        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public int read(long offset, byte[] into, int from, int length) throws IOException {
            return bytes.read(offset, into, from, length);
        }

        @Override
        public void close() throws IOException {
            bytes.close();
            spool.release(file);
        }
    }
}
