package org.tutela.facts;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Digest;

/// A sorted run of staged facts in a file (zstd frame with a checksum).
///
/// @param path where it lies
/// @param rows number of rows
/// @param size bytes
/// @param sha256 of the file
record SortedRun(Path path, long rows, long size, Digest sha256) {

    /// Writes rows that come sorted.
    static final class Writer implements Closeable {
        private final Path path;
        private final DigestingFile file;
        private final DataOutputStream out;
        private long rows;

        private Writer(Path path, DigestingFile file, DataOutputStream out) {
            this.path = path;
            this.file = file;
            this.out = out;
        }

        static Writer create(Path path) throws IOException {
            DigestingFile file = DigestingFile.create(path);
            ZstdOutputStream packed = new ZstdOutputStream(file, 1).setChecksum(true);
            return new Writer(
                    path, file, new DataOutputStream(new BufferedOutputStream(packed, 1 << 16)));
        }

        void add(StagedRow row) throws IOException {
            row.write(out);
            rows++;
        }

        /// Forces the file to the disk.
        SortedRun finish() throws IOException {
            out.close();
            return new SortedRun(path, rows, file.getPos(), file.digest());
        }

        @Override
        public void close() throws IOException {
            file.abandon();
        }
    }

    /// Reads a run row by row.
    static final class Reader implements Closeable {
        private final DataInputStream in;
        private long left;
        private @Nullable StagedRow row;

        private Reader(DataInputStream in, long rows) {
            this.in = in;
            this.left = rows;
        }

        static Reader open(SortedRun run) throws IOException {
            DataInputStream in =
                    new DataInputStream(
                            new BufferedInputStream(
                                    new ZstdInputStream(
                                            new BufferedInputStream(
                                                    Files.newInputStream(run.path()))),
                                    1 << 16));
            return new Reader(in, run.rows());
        }

        /// Moves to the next row; null at the end.
        @Nullable StagedRow next() throws IOException {
            row = left == 0 ? null : StagedRow.read(in);
            left--;
            return row;
        }

        /// The row moved to.
        StagedRow row() {
            if (row == null) {
                throw new IllegalStateException("there is no row");
            }
            return row;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
