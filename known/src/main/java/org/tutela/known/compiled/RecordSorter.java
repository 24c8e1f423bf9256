package org.tutela.known.compiled;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Sorts records of one length by their bytes, with bounded memory: runs on disk, merged at the
/// end. Equal records become one.
final class RecordSorter {
    /// Records sorted in memory at a time.
    private final int runLength;

    private final int recordLength;
    private final Path folder;
    private final String name;
    private final List<byte[]> pending = new ArrayList<>();
    private final List<Path> runs = new ArrayList<>();

    /// Makes its runs in `folder`, under names that begin with `name`.
    RecordSorter(Path folder, String name, int recordLength, int runLength) {
        this.folder = folder;
        this.name = name;
        this.recordLength = recordLength;
        this.runLength = runLength;
    }

    /// Takes a record, which must not change afterwards.
    void add(byte[] record) throws IOException {
        if (record.length != recordLength) {
            throw new IllegalArgumentException("a record of " + name + " has another length");
        }
        pending.add(record);
        if (pending.size() == runLength) {
            writeRun();
        }
    }

    /// Writes all records in order; returns how many.
    long finish(Path file) throws IOException {
        pending.sort(Arrays::compareUnsigned);
        if (runs.isEmpty()) {
            try (Out out = new Out(file)) {
                for (byte[] record : pending) {
                    out.write(record);
                }
                return out.count;
            }
        }
        writeRun();
        return merge(file);
    }

    private void writeRun() throws IOException {
        pending.sort(Arrays::compareUnsigned);
        Path run = folder.resolve(name + ".run" + runs.size());
        runs.add(run);
        try (Out out = new Out(run)) {
            for (byte[] record : pending) {
                out.write(record);
            }
        }
        pending.clear();
    }

    private long merge(Path file) throws IOException {
        List<InputStream> open = new ArrayList<>();
        PriorityQueue<Head> heads =
                new PriorityQueue<>(Comparator.comparing(Head::record, Arrays::compareUnsigned));
        try (Out out = new Out(file)) {
            for (Path run : runs) {
                InputStream in = new BufferedInputStream(Files.newInputStream(run), 1 << 16);
                open.add(in);
                advance(in, heads);
            }
            while (!heads.isEmpty()) {
                Head least = heads.remove();
                out.write(least.record());
                advance(least.in(), heads);
            }
            return out.count;
        } finally {
            for (InputStream in : open) {
                in.close();
            }
            for (Path run : runs) {
                Files.deleteIfExists(run);
            }
        }
    }

    private void advance(InputStream in, PriorityQueue<Head> heads) throws IOException {
        byte[] record = in.readNBytes(recordLength);
        if (record.length == recordLength) {
            heads.add(new Head(record, in));
        }
    }

    /// The next record of a run.
    @SuppressWarnings("ArrayRecordComponent")
    private record Head(byte[] record, InputStream in) {}

    /// A file of records, each once.
    private static final class Out implements AutoCloseable {
        private final OutputStream out;
        private byte[] last = new byte[0];
        private long count;

        Out(Path file) throws IOException {
            out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        }

        void write(byte[] record) throws IOException {
            if (!Arrays.equals(record, last)) {
                out.write(record);
                last = record;
                count++;
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
