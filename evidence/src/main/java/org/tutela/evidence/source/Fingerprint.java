package org.tutela.evidence.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.model.Address;
import org.tutela.model.Digest;
import org.tutela.model.Id;
import org.tutela.model.ItemKind;

/// The id of a source, known before its first item is read: the first 16 bytes of a SHA-256 over
///
/// - the format's name and a zero byte,
/// - of files: their number, then the size of each (8 bytes, big-endian); the stored MD5 and the
///   stored SHA-1 of the medium, each behind its length in one byte (0 where none is stored); then
///   the first and the last MiB of each file, or all of a smaller one twice,
/// - of a folder: for every entry in the order of raw paths the path, a zero byte, and the size (8
///   bytes, big-endian; 0 for what is no file).
///
/// It never changes: ids of stored cases rest on it.
final class Fingerprint {
    private static final int EDGE = 1 << 20;

    private final MessageDigest digest;

    private Fingerprint(String format) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        digest.update(format.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /// The id of a source that is kept in files.
    static Id of(OpenSource.Medium medium, List<Path> files) throws IOException {
        Fingerprint fingerprint = new Fingerprint(medium.format());
        fingerprint.number(medium.segmentSizes().size());
        medium.segmentSizes().forEach(fingerprint::number);
        fingerprint.stored(medium.md5());
        fingerprint.stored(medium.sha1());
        for (Path file : files) {
            try (ByteSource bytes = ByteSource.open(file)) {
                fingerprint.edges(bytes);
            }
        }
        return fingerprint.toId();
    }

    private void edges(ByteSource file) throws IOException {
        digest.update(file.readBytes(0, EDGE));
        digest.update(file.readBytes(Math.max(0, file.size() - EDGE), EDGE));
    }

    private Id toId() {
        return Id.of(digest.digest());
    }

    /// The id and size of a folder.
    ///
    /// @param id the source's id
    /// @param size bytes of all files
    record Folder(Id id, long size) {

        /// Lists the folder once. What cannot be listed is left out; the run's own listing says so.
        static Folder of(String format, Holder folder) throws IOException {
            Fingerprint fingerprint = new Fingerprint(format);
            long[] size = new long[1];
            folder.list(
                    new Holder.Sink() {
                        @Override
                        public void entry(Entry entry) {
                            long bytes = entry.kind() == ItemKind.FILE ? entry.size() : 0;
                            fingerprint.digest.update(
                                    Address.decode(entry.address().last().value()));
                            fingerprint.digest.update((byte) 0);
                            fingerprint.number(bytes);
                            size[0] += bytes;
                        }

                        @Override
                        public void flaw(Address at, EvidenceException flaw) {}
                    });
            return new Folder(fingerprint.toId(), size[0]);
        }
    }

    private void number(long value) {
        digest.update(ByteBuffer.allocate(8).putLong(value).array());
    }

    private void stored(@Nullable Digest stored) {
        byte[] bytes = stored == null ? new byte[0] : stored.toBytes();
        digest.update((byte) bytes.length);
        digest.update(bytes);
    }
}
