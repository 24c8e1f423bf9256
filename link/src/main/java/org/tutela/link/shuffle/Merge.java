package org.tutela.link.shuffle;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/// All rows of one partition, from all runs, in one order.
final class Merge implements SortedRows, Closeable {
    private final PriorityQueue<RunCursor> heap =
            new PriorityQueue<>((one, other) -> one.row().compareTo(other.row()));
    private final List<RunCursor> cursors = new ArrayList<>();
    private boolean started;

    Merge(List<RunCursor> cursors) throws IOException {
        this.cursors.addAll(cursors);
        for (RunCursor cursor : cursors) {
            if (cursor.next()) {
                heap.add(cursor);
            }
        }
    }

    @Override
    public boolean next() throws IOException {
        if (started) {
            RunCursor top = heap.poll();
            if (top != null && top.next()) {
                heap.add(top);
            }
        }
        started = true;
        return !heap.isEmpty();
    }

    @Override
    public Encoded row() {
        return heap.element().row();
    }

    @Override
    public void close() throws IOException {
        for (RunCursor cursor : cursors) {
            cursor.close();
        }
    }
}
