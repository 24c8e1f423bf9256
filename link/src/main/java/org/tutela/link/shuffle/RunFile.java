package org.tutela.link.shuffle;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;

/// The sorted rows of one source on disk: `NAME.run` holds the rows, one partition after the other,
/// each as `group, sort key, value` lengths (4 bytes each) and their bytes; `NAME.index` holds
/// where each partition starts, the digest of what was read, and the questions that the keyers
/// asked. The index is moved into place last: a run without one never was.
final class RunFile {
    private static final int MAGIC = 0x54525531;

    private final Path rows;
    private final long[] starts;
    private final String digest;
    private final SortedMap<String, String> questions;

    private RunFile(Path rows, long[] starts, String digest, SortedMap<String, String> questions) {
        this.rows = rows;
        this.starts = starts;
        this.digest = digest;
        this.questions = questions;
    }

    /// Whether a run is there.
    static boolean exists(Path folder, String name) {
        return Files.exists(index(folder, name));
    }

    /// Opens a run by reading its index.
    static RunFile open(Path folder, String name) throws IOException {
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(Files.newInputStream(index(folder, name))))) {
            if (in.readInt() != MAGIC) {
                throw new IOException(
                        "LI-0110: "
                                + index(folder, name)
                                + " is not an index of sorted rows; delete the folder .runs,"
                                + " which is made anew.");
            }
            long[] starts = new long[in.readInt() + 1];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = in.readLong();
            }
            String digest = in.readUTF();
            SortedMap<String, String> questions = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                questions.put(readText(in), readText(in));
            }
            return new RunFile(rows(folder, name), starts, digest, questions);
        }
    }

    /// Deletes a run, if it is there.
    static void delete(Path folder, String name) throws IOException {
        Files.deleteIfExists(index(folder, name));
        Files.deleteIfExists(rows(folder, name));
    }

    String digest() {
        return digest;
    }

    SortedMap<String, String> questions() {
        return questions;
    }

    /// Reads the rows of one partition; `buffer` bytes are read at a time.
    RunCursor read(int partition, int buffer) throws IOException {
        return new RunCursor(
                FileChannel.open(rows, StandardOpenOption.READ),
                new RunCursor.Range(starts[partition], starts[partition + 1]),
                buffer);
    }

    private static Path rows(Path folder, String name) {
        return folder.resolve(name + ".run");
    }

    private static Path index(Path folder, String name) {
        return folder.resolve(name + ".index");
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), java.nio.charset.StandardCharsets.UTF_8);
    }

    /// Writes a run, row by row in their order.
    static final class Writer implements Closeable {
        private final Path folder;
        private final String name;
        private final FileChannel channel;
        private final ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
        private final long[] starts;
        private int partition = -1;
        private long written;
        private boolean committed;

        Writer(Path folder, String name, int partitions) throws IOException {
            this.folder = folder;
            this.name = name;
            this.starts = new long[partitions + 1];
            Files.createDirectories(folder);
            delete(folder, name);
            this.channel =
                    FileChannel.open(
                            part(),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE);
        }

        void add(Encoded row) throws IOException {
            int of = RowEncoder.partition(row.bytes, row.start);
            while (partition < of) {
                starts[++partition] = written;
            }
            int size = row.sortKey + row.value;
            if (buffer.remaining() < 12) {
                flush();
            }
            buffer.putInt(row.group).putInt(row.sortKey).putInt(row.value);
            if (buffer.remaining() < size) {
                flush();
            }
            if (size > buffer.remaining()) {
                writeFully(ByteBuffer.wrap(row.bytes, row.start, size));
            } else {
                buffer.put(row.bytes, row.start, size);
            }
            written += 12L + size;
        }

        /// Finishes the run.
        RunFile commit(String digest, SortedMap<String, String> questions) throws IOException {
            flush();
            channel.close();
            while (partition < starts.length - 1) {
                starts[++partition] = written;
            }
            Files.move(part(), rows(folder, name), StandardCopyOption.ATOMIC_MOVE);
            Path index = folder.resolve(name + ".index.part");
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(index)))) {
                out.writeInt(MAGIC);
                out.writeInt(starts.length - 1);
                for (long start : starts) {
                    out.writeLong(start);
                }
                out.writeUTF(digest);
                out.writeInt(questions.size());
                for (var question : questions.entrySet()) {
                    writeText(out, question.getKey());
                    writeText(out, question.getValue());
                }
            }
            Files.move(index, index(folder, name), StandardCopyOption.ATOMIC_MOVE);
            committed = true;
            return new RunFile(rows(folder, name), starts, digest, questions);
        }

        @Override
        public void close() throws IOException {
            channel.close();
            if (!committed) {
                Files.deleteIfExists(part());
            }
        }

        private Path part() {
            return folder.resolve(name + ".run.part");
        }

        private void flush() throws IOException {
            writeFully(buffer.flip());
            buffer.clear();
        }

        private void writeFully(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        private static void writeText(DataOutputStream out, String text) throws IOException {
            byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            out.writeInt(utf8.length);
            out.write(utf8);
        }
    }
}
