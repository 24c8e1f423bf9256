package org.tutela.link.shuffle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
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
        for (int input = 0; input < step.inputs().size(); input++) {
            feed(step.inputs().get(input).table(), input, tables, new Feed(step, known, rows));
        }
        rows.sort(Encoded::compareTo);
        for (int partition = 0; partition < MemoryShuffle.PARTITIONS; partition++) {
            int wanted = partition;
            Iterator<Encoded> part =
                    rows.stream().filter(row -> row.partition() == wanted).toList().iterator();
            try (LinkOutput.Partition target = out.open(step, partition)) {
                Groups.link(step, known, new FoldedRows(step, sorted(part)), target);
                target.commit();
            }
        }
    }

    private static <F extends Row> void feed(Class<F> table, int input, Tables tables, Feed feed)
            throws IOException {
        RowEncoder encoder = new RowEncoder(feed.step, MemoryShuffle.PARTITIONS);
        for (Tables.Part<F> part : tables.parts(table)) {
            part.read(row ->
                    encoder.encode(
                            input,
                            row,
                            feed.known.identities(),
                            (group, key, value) -> feed.rows.add(Encoded.of(group, key, value))));
        }
    }

    private record Feed(LinkStep step, Known known, List<Encoded> rows) {}

    private static SortedRows sorted(Iterator<Encoded> rows) {
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
