package org.tutela.link.shuffle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tutela.link.Known;
import org.tutela.link.LinkOutput;
import org.tutela.link.LinkStep;
import org.tutela.link.MemoryShuffle;
import org.tutela.link.Tables;
import org.tutela.model.Row;

/// Sorts encoded rows as a list of objects.
public final class SortedInMemory {
    private SortedInMemory() {}

    /// Links a step.
    public static void link(LinkStep step, Tables tables, Known known, LinkOutput out)
            throws IOException {
        List<Encoded> rows = new ArrayList<>();
        RowEncoder encoder = new RowEncoder(step, MemoryShuffle.PARTITIONS);
        for (int input = 0; input < step.inputs().size(); input++) {
            feed(step.inputs().get(input).table(), input, tables, known, encoder, rows);
        }
        rows.sort(Encoded::compareTo);
        List<Encoded> folded = fold(step, rows);
        for (int partition = 0; partition < MemoryShuffle.PARTITIONS; partition++) {
            int wanted = partition;
            var part =
                    folded.stream()
                            .filter(row -> RowEncoder.partition(row.bytes, row.start) == wanted)
                            .toList()
                            .iterator();
            try (LinkOutput.Partition target = out.open(step, partition)) {
                Groups.link(step, known, sorted(part), target);
                target.commit();
            }
        }
    }

    private static <F extends Row> void feed(
            Class<F> table,
            int input,
            Tables tables,
            Known known,
            RowEncoder encoder,
            List<Encoded> rows)
            throws IOException {
        for (Tables.Part<F> part : tables.parts(table)) {
            part.read(row ->
                    encoder.encode(
                            input,
                            row,
                            known.identities(),
                            (group, key, value) -> {
                                Encoded each = new Encoded();
                                each.bytes = new byte[key.size() + value.size()];
                                System.arraycopy(key.buffer(), 0, each.bytes, 0, key.size());
                                System.arraycopy(
                                        value.buffer(), 0, each.bytes, key.size(), value.size());
                                each.group = group;
                                each.sortKey = key.size();
                                each.value = value.size();
                                rows.add(each);
                            }));
        }
    }

    private static List<Encoded> fold(LinkStep step, List<Encoded> rows) {
        List<Encoded> folded = new ArrayList<>();
        for (Encoded row : rows) {
            boolean folds = step.inputs().get(row.input()).fold().isPresent();
            if (folds && !folded.isEmpty() && folded.getLast().compareSortKey(row) == 0) {
                Merge.Folding folding = new Merge.Folding(step);
                folding.start(folded.removeLast());
                folding.fold(row);
                folded.add(folding.row());
            } else {
                folded.add(row);
            }
        }
        return folded;
    }

    private static SortedRows sorted(java.util.Iterator<Encoded> rows) {
        return new SortedRows() {
            private Encoded current = new Encoded();

            @Override
            public boolean next() {
                if (!rows.hasNext()) {
                    return false;
                }
                current = rows.next();
                return true;
            }

            @Override
            public Encoded row() {
                return current;
            }
        };
    }
}
