package org.tutela.evidence.filesystem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.model.Address;
import org.tutela.model.Id;

/// What a reader lists of some bytes; for tests.
///
/// @param holder opens the entries
/// @param entries in the order listed
/// @param flaws code, kind and sentence of each
public record Listed(Holder holder, List<Entry> entries, List<String> flaws) {

    /// Opens bytes and lists them.
    public static Listed of(Reader reader, ByteSource bytes) throws IOException {
        return of(reader, bytes, Limits.standard());
    }

    /// As [#of(Reader, ByteSource)], with other limits.
    public static Listed of(Reader reader, ByteSource bytes, Limits limits) throws IOException {
        Path folder = Files.createTempDirectory("tutela-test");
        try (Spool spool = Spool.open(folder, 1 << 20)) {
            Address at = Address.of(Id.of("a test"));
            Holder holder = reader.open(bytes, at, new Reader.Means(limits, spool));
            List<Entry> entries = new ArrayList<>();
            List<String> flaws = new ArrayList<>();
            holder.list(
                    new Holder.Sink() {
                        @Override
                        public void entry(Entry entry) {
                            entries.add(entry);
                        }

                        @Override
                        public void flaw(Address where, EvidenceException flaw) {
                            flaws.add(flaw.code() + " " + flaw.flaw() + " " + flaw.detail());
                        }
                    });
            return new Listed(holder, entries, flaws);
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    /// The only entry with this path.
    public Entry get(String path) {
        List<Entry> found = entries.stream().filter(e -> e.path().equals(path)).toList();
        if (found.size() != 1) {
            throw new AssertionError(
                    found.size()
                            + " entries with the path "
                            + path
                            + " among "
                            + entries.stream().map(Entry::path).toList());
        }
        return found.getFirst();
    }

    /// Whether there is an entry with this path.
    public boolean has(String path) {
        return entries.stream().anyMatch(entry -> entry.path().equals(path));
    }

    /// The content of an entry, opened by its address.
    public byte[] bytes(String path) throws IOException {
        try (ByteSource content = holder.open(get(path).address())) {
            return content.readBytes(0, Math.toIntExact(content.size()));
        }
    }

    /// The content as text.
    public String text(String path) throws IOException {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /// Why an entry cannot be read: kind and code; empty where it can.
    public Optional<String> unreadable(String path) throws IOException {
        try {
            bytes(path);
            return Optional.empty();
        } catch (EvidenceException flaw) {
            return Optional.of(flaw.flaw() + " " + flaw.code());
        }
    }

    /// The MD5 of an entry's content.
    public String md5(Entry entry) throws IOException {
        try (ByteSource content = holder.open(entry.address())) {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[1 << 16];
            long offset = 0;
            int got = content.read(0, buffer, 0, buffer.length);
            while (got > 0) {
                md5.update(buffer, 0, got);
                offset += got;
                got = content.read(offset, buffer, 0, buffer.length);
            }
            return HexFormat.of().formatHex(md5.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
