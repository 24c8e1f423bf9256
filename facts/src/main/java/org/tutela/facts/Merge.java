package org.tutela.facts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Merges sorted runs into one order. Rows that are equal to the last bit are given once: units
/// that were cut otherwise, or done twice, make no difference.
final class Merge implements Closeable {
    /// Files read at a time.
    static final int FAN_IN = 64;

    private final List<SortedRun.Reader> readers;
    private final PriorityQueue<SortedRun.Reader> queue =
            new PriorityQueue<>(Comparator.comparing(SortedRun.Reader::row));
    private @Nullable StagedRow last;

    private Merge(List<SortedRun.Reader> readers) {
        this.readers = readers;
    }

    /// Opens at most [#FAN_IN] runs.
    static Merge open(List<SortedRun> runs) throws IOException {
        Merge merge = new Merge(new ArrayList<>());
        try {
            for (SortedRun run : runs) {
                SortedRun.Reader reader = SortedRun.Reader.open(run);
                merge.readers.add(reader);
                if (reader.next() != null) {
                    merge.queue.add(reader);
                }
            }
            return merge;
        } catch (IOException e) {
            merge.close();
            throw e;
        }
    }

    /// Merges runs into fewer, in `folder`, until they can all be read at a time. Inputs stay.
    static List<SortedRun> reduce(List<SortedRun> runs, Path folder) throws IOException {
        List<SortedRun> left = runs;
        int made = 0;
        while (left.size() > FAN_IN) {
            Files.createDirectories(folder);
            List<SortedRun> merged = new ArrayList<>();
            for (int from = 0; from < left.size(); from += FAN_IN) {
                List<SortedRun> some = left.subList(from, Math.min(left.size(), from + FAN_IN));
                merged.add(reduceOnce(some, folder.resolve("merged-" + made)));
                made++;
            }
            left = merged;
        }
        return left;
    }

    private static SortedRun reduceOnce(List<SortedRun> runs, Path target) throws IOException {
        try (Merge merge = open(runs);
                SortedRun.Writer writer = SortedRun.Writer.create(target)) {
            StagedRow row = merge.next();
            while (row != null) {
                writer.add(row);
                row = merge.next();
            }
            return writer.finish();
        }
    }

    /// The next row; null at the end.
    @Nullable StagedRow next() throws IOException {
        while (true) {
            SortedRun.Reader reader = queue.poll();
            if (reader == null) {
                return null;
            }
            StagedRow row = reader.row();
            if (reader.next() != null) {
                queue.add(reader);
            }
            if (last == null || !row.equals(last)) {
                last = row;
                return row;
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (SortedRun.Reader reader : readers) {
            reader.close();
        }
    }
}
