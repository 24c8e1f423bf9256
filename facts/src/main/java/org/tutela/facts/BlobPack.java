package org.tutela.facts;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Digest;
import org.tutela.model.Id;

/// Many sealed blobs in one file, named after its content: `pack-<digest>`. Layout: the eight bytes
/// `TUTPACK1`; the sealed blobs; the index, sorted by name, of 44 bytes each (name 32, offset 8,
/// length 4); the number of blobs (8) and again `TUTPACK1`. Numbers are big-endian. A pack that a
/// crash left without its unit holds nothing that is not sealed, and does no harm.
final class BlobPack {
    private static final byte[] MAGIC = "TUTPACK1".getBytes(StandardCharsets.US_ASCII);
    private static final int ENTRY = 44;

    /// Starts the names of packs that are being written.
    private static final String OPEN = "open-";

    private final Path path;
    private final byte[] index;

    private BlobPack(Path path, byte[] index) {
        this.path = path;
        this.index = index;
    }

    /// Reads the index; throws [CaseException] where the file is no whole pack.
    static BlobPack open(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size >= 24) {
                ByteBuffer end = read(channel, size - 16, 16);
                long count = end.getLong();
                byte[] magic = new byte[8];
                end.get(magic);
                if (Arrays.equals(magic, MAGIC) && count >= 0 && count <= (size - 24) / ENTRY) {
                    int length = Math.toIntExact(count * ENTRY);
                    return new BlobPack(path, read(channel, size - 16 - length, length).array());
                }
            }
        }
        throw new CaseException("ST-0108", "The file " + path + " of the case is damaged.");
    }

    Path path() {
        return path;
    }

    /// The sealed bytes of that name.
    Optional<byte[]> find(Digest name) throws IOException {
        byte[] wanted = name.toBytes();
        int low = 0;
        int high = index.length / ENTRY - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int at = middle * ENTRY;
            int order = Arrays.compareUnsigned(index, at, at + 32, wanted, 0, wanted.length);
            if (order == 0) {
                ByteBuffer place = ByteBuffer.wrap(index, at + 32, 12);
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    return Optional.of(read(channel, place.getLong(), place.getInt()).array());
                }
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    private static ByteBuffer read(FileChannel channel, long offset, int length)
            throws IOException {
        if (offset < 0 || length < 0 || offset + length > channel.size()) {
            throw new EOFException("a pack of blobs is shorter than its index says");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, offset + buffer.position()) < 0) {
                throw new EOFException("a pack of blobs ends early");
            }
        }
        return buffer.flip();
    }

    /// Writes the pack of one unit; without blobs there is no file.
    static final class Writer implements Closeable {
        private final CaseFolder folder;
        private final Id source;
        private final Path part;
        private final TreeMap<Digest, ByteBuffer> places = new TreeMap<>();
        private @Nullable DigestingFile file;
        private @Nullable BlobKey key;

        private Writer(CaseFolder folder, Id source, String writer) {
            this.folder = folder;
            this.source = source;
            this.part = home(folder, source).resolve(OPEN + writer + Durable.PART);
        }

        /// Starts a pack; `writer` tells those apart that are written at the same time.
        static Writer create(CaseFolder folder, Id source, String writer) {
            return new Writer(folder, source, writer);
        }

        /// Adds a blob once, and returns its name.
        Digest put(byte[] bytes) throws IOException {
            Digest name = Hashes.sha256(bytes);
            if (!places.containsKey(name)) {
                BlobKey sealing = key;
                if (sealing == null) {
                    sealing = BlobKey.read(folder, source);
                    key = sealing;
                }
                copy(name, sealing.seal(name, bytes));
            }
            return name;
        }

        /// Adds a blob that is sealed already.
        void copy(Digest name, byte[] sealed) throws IOException {
            DigestingFile out = file;
            if (out == null) {
                out = DigestingFile.create(part);
                file = out;
                out.write(MAGIC);
            }
            places.put(
                    name,
                    ByteBuffer.allocate(12).putLong(out.getPos()).putInt(sealed.length).flip());
            out.write(sealed);
        }

        /// Puts the pack in its place.
        void commit() throws IOException {
            if (file == null) {
                return;
            }
            for (Map.Entry<Digest, ByteBuffer> entry : places.entrySet()) {
                file.write(entry.getKey().toBytes());
                file.write(entry.getValue().array());
            }
            file.write(ByteBuffer.allocate(8).putLong(places.size()).array());
            file.write(MAGIC);
            file.close();
            Path target = home(folder, source).resolve("pack-" + file.digest().toId());
            file = null;
            Durable.move(part, target);
        }

        @Override
        public void close() throws IOException {
            if (file != null) {
                file.abandon();
                file = null;
                Files.deleteIfExists(part);
            }
        }
    }

    /// Deletes packs that a crash left unfinished, of writers whose names start so.
    static void sweep(CaseFolder folder, Id source, String writers) throws IOException {
        for (Path path : Durable.list(home(folder, source))) {
            String name = Durable.nameOf(path);
            if (name.startsWith(OPEN + writers) && name.endsWith(Durable.PART)) {
                Files.delete(path);
            }
        }
    }

    /// Writes the packs of a source anew with only the blobs named in `kept`; returns how many
    /// blobs went. A pack that loses none stays as it is.
    static long keep(CaseFolder folder, Id source, Set<Digest> kept) throws IOException {
        long gone = 0;
        for (Path path : Durable.list(home(folder, source))) {
            if (!Durable.nameOf(path).startsWith("pack-")) {
                continue;
            }
            BlobPack pack = open(path);
            List<Digest> names = pack.names();
            long lost = names.stream().filter(name -> !kept.contains(name)).count();
            if (lost > 0) {
                try (Writer writer = Writer.create(folder, source, "erasure")) {
                    for (Digest name : names) {
                        if (kept.contains(name)) {
                            writer.copy(name, pack.find(name).orElseThrow());
                        }
                    }
                    writer.commit();
                }
                Files.delete(path);
                gone += lost;
            }
        }
        return gone;
    }

    private List<Digest> names() {
        List<Digest> names = new ArrayList<>();
        for (int at = 0; at < index.length; at += ENTRY) {
            names.add(Digest.of(Arrays.copyOfRange(index, at, at + 32)));
        }
        return names;
    }

    /// The folder of a source's blobs.
    static Path home(CaseFolder folder, Id source) {
        return folder.blobs().resolve(source.toString());
    }
}
