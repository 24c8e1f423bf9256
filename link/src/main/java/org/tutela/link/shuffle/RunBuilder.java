package org.tutela.link.shuffle;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tutela.link.Identities;
import org.tutela.link.Input;
import org.tutela.link.LinkStep;
import org.tutela.link.ValueReader;
import org.tutela.link.ValueWriter;
import org.tutela.model.Row;

/// Makes one run: takes rows in any order, sorts as many as memory holds, spills them, and merges
/// what was spilled. Rows of folded inputs are folded before they are sorted.
final class RunBuilder implements Closeable {
    /// Bytes that a row waiting to be folded takes beside its own.
    private static final int WAITING_OVERHEAD = 160;

    /// How many spills are merged at once.
    private static final int FAN_IN = 200;

    private static final int CURSOR_BUFFER = 1 << 16;

    private final LinkStep step;
    private final List<Input<?>> inputs;
    private final RunPlace place;
    private final RowEncoder encoder;
    private final Map<String, String> questions = new HashMap<>();
    private final Identities identities;
    private final SortBuffer buffer;
    private final long foldLimit;
    private final Bytes probe = new Bytes();
    private final Map<Bytes, Waiting> waiting = new HashMap<>();
    private final List<String> spills = new ArrayList<>();
    private final ValueReader one = new ValueReader();
    private final ValueReader other = new ValueReader();
    private final ValueWriter folded = new ValueWriter();
    private long waitingBytes;
    private int spillNumber;

    RunBuilder(LinkStep step, RunPlace place, Identities identities, long memory) {
        this.step = step;
        this.inputs = step.inputs();
        this.place = place;
        this.encoder = new RowEncoder(step, place.partitions());
        this.identities = identities.noting(questions);
        boolean folds = inputs.stream().anyMatch(input -> input.fold().isPresent());
        this.foldLimit = folds ? memory / 3 : 0;
        this.buffer = new SortBuffer(memory - foldLimit);
    }

    /// Adds a row by the input of that place.
    void add(int input, Row row) throws IOException {
        boolean fold = inputs.get(input).fold().isPresent();
        encoder.encode(
                input,
                row,
                identities,
                fold ? (group, key, value) -> fold(input, group, key, value) : this::sort);
    }

    /// Sorts what is left and finishes the run.
    RunFile finish(String digest) throws IOException {
        drainWaiting();
        if (spills.isEmpty()) {
            try (RunFile.Writer out = writer(place.name())) {
                buffer.drain(out::add);
                return out.commit(digest, new TreeMap<>(questions));
            }
        }
        spill();
        while (spills.size() > FAN_IN) {
            List<String> some = List.copyOf(spills.subList(0, FAN_IN));
            String merged = nextSpill();
            merge(some, merged, "");
            spills.subList(0, FAN_IN).clear();
            spills.add(merged);
        }
        return merge(List.copyOf(spills), place.name(), digest);
    }

    @Override
    public void close() throws IOException {
        for (String spill : spills) {
            RunFile.delete(place.folder(), spill);
        }
    }

    private void sort(int group, ValueWriter sortKey, ValueWriter value) throws IOException {
        if (!buffer.add(group, sortKey, value)) {
            spill();
            if (!buffer.add(group, sortKey, value)) {
                throw new IllegalStateException("an empty buffer takes any row");
            }
        }
    }

    private void fold(int input, int group, ValueWriter sortKey, ValueWriter value)
            throws IOException {
        Waiting met = waiting.get(probe.over(sortKey));
        if (met == null) {
            byte[] kept = Arrays.copyOf(value.buffer(), value.size());
            waiting.put(probe.copy(), new Waiting(group, kept));
            waitingBytes += WAITING_OVERHEAD + sortKey.size() + value.size();
            if (waitingBytes > foldLimit) {
                drainWaiting();
            }
            return;
        }
        Input.Fold fold = inputs.get(input).fold().orElseThrow();
        one.over(met.value, 0, met.value.length);
        other.over(value.buffer(), 0, value.size());
        fold.fold(one, other, folded.clear());
        met.keep(folded);
    }

    private void drainWaiting() throws IOException {
        ValueWriter key = new ValueWriter();
        ValueWriter value = new ValueWriter();
        for (var each : waiting.entrySet()) {
            byte[] sortKey = each.getKey().bytes;
            byte[] kept = each.getValue().value;
            sort(
                    each.getValue().group,
                    key.clear().raw(sortKey, 0, sortKey.length),
                    value.clear().raw(kept, 0, kept.length));
        }
        waiting.clear();
        waitingBytes = 0;
    }

    private void spill() throws IOException {
        if (buffer.isEmpty()) {
            return;
        }
        String name = nextSpill();
        try (RunFile.Writer out = writer(name)) {
            buffer.drain(out::add);
            out.commit("", new TreeMap<>());
        }
        spills.add(name);
    }

    private RunFile merge(List<String> names, String target, String digest) throws IOException {
        List<RunFile> runs = new ArrayList<>();
        for (String name : names) {
            runs.add(RunFile.open(place.folder(), name));
        }
        try (RunFile.Writer out = writer(target)) {
            for (int partition = 0; partition < place.partitions(); partition++) {
                List<RunCursor> cursors = new ArrayList<>();
                for (RunFile run : runs) {
                    cursors.add(run.read(partition, CURSOR_BUFFER));
                }
                try (Merge merge = new Merge(cursors)) {
                    FoldedRows rows = new FoldedRows(step, merge);
                    while (rows.next()) {
                        out.add(rows.row());
                    }
                }
            }
            for (String name : names) {
                RunFile.delete(place.folder(), name);
            }
            return out.commit(digest, new TreeMap<>(questions));
        }
    }

    private RunFile.Writer writer(String name) throws IOException {
        return new RunFile.Writer(place.folder(), name, place.partitions());
    }

    private String nextSpill() {
        return place.name() + ".spill" + spillNumber++;
    }

    /// Where a run goes.
    ///
    /// @param folder the folder of the step's runs
    /// @param name the run's name: its source
    /// @param partitions logical partitions of the case
    record RunPlace(Path folder, String name, int partitions) {}

    /// A row waiting for others to fold with.
    private static final class Waiting {
        private final int group;
        private byte[] value;

        void keep(ValueWriter written) {
            if (value.length == written.size()) {
                System.arraycopy(written.buffer(), 0, value, 0, value.length);
            } else {
                value = Arrays.copyOf(written.buffer(), written.size());
            }
        }

        Waiting(int group, byte[] value) {
            this.group = group;
            this.value = value;
        }
    }

    /// Bytes as the key of a map; the one that probes the map shares the bytes of its writer.
    private static final class Bytes {
        private byte[] bytes = new byte[0];
        private int size;
        private int hash;

        Bytes over(ValueWriter written) {
            bytes = written.buffer();
            size = written.size();
            hash = ByteBuffer.wrap(bytes, 0, size).hashCode();
            return this;
        }

        Bytes copy() {
            Bytes copy = new Bytes();
            copy.bytes = Arrays.copyOf(bytes, size);
            copy.size = size;
            copy.hash = hash;
            return copy;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that
                    && Arrays.equals(bytes, 0, size, that.bytes, 0, that.size);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
