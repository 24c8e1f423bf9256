package org.tutela.link.shuffle;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.tutela.link.Input;
import org.tutela.link.LinkStep;
import org.tutela.link.ValueReader;
import org.tutela.link.ValueWriter;

/// All rows of one partition, from all runs, in one order. Rows of a folded input that meet are
/// one.
final class Merge implements SortedRows, Closeable {
    private final List<Input<?>> inputs;
    private final PriorityQueue<RunCursor> heap =
            new PriorityQueue<>((one, other) -> one.row().compareTo(other.row()));
    private final List<RunCursor> cursors = new ArrayList<>();
    private final Folding folding;
    private Encoded current = new Encoded();
    private boolean ahead;

    Merge(LinkStep step, List<RunCursor> cursors) throws IOException {
        this.inputs = step.inputs();
        this.folding = new Folding(step);
        this.cursors.addAll(cursors);
        for (RunCursor cursor : cursors) {
            if (cursor.next()) {
                heap.add(cursor);
            }
        }
        ahead = true;
    }

    @Override
    public boolean next() throws IOException {
        if (!ahead) {
            advance();
        }
        ahead = false;
        RunCursor top = heap.peek();
        if (top == null) {
            return false;
        }
        if (inputs.get(top.row().input()).fold().isEmpty()) {
            current = top.row();
            return true;
        }
        folding.start(top.row());
        advance();
        ahead = true;
        while (!heap.isEmpty() && folding.meets(heap.peek().row())) {
            folding.fold(heap.peek().row());
            advance();
        }
        current = folding.row();
        return true;
    }

    @Override
    public Encoded row() {
        return current;
    }

    @Override
    public void close() throws IOException {
        for (RunCursor cursor : cursors) {
            cursor.close();
        }
    }

    private void advance() throws IOException {
        RunCursor top = heap.poll();
        if (top != null && top.next()) {
            heap.add(top);
        }
    }

    /// Folds rows that meet.
    static final class Folding {
        private final List<Input<?>> inputs;
        private final Encoded row = new Encoded();
        private final ValueReader one = new ValueReader();
        private final ValueReader other = new ValueReader();
        private final ValueWriter out = new ValueWriter();

        Folding(LinkStep step) {
            this.inputs = step.inputs();
        }

        void start(Encoded first) {
            row.copy(first);
        }

        boolean meets(Encoded next) {
            return row.compareSortKey(next) == 0;
        }

        void fold(Encoded next) {
            out.clear();
            one.over(row.bytes, row.start + row.sortKey, row.value);
            other.over(next.bytes, next.start + next.sortKey, next.value);
            inputs.get(row.input()).fold().orElseThrow().fold(one, other, out);
            row.replaceValue(out.buffer(), out.size());
        }

        Encoded row() {
            return row;
        }
    }
}
