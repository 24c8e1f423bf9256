package org.tutela.link;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tutela.model.LinkedFact;

/// Keeps a step's linked facts in memory, partition after partition.
public final class MemoryOutput implements LinkOutput {
    private final Map<Integer, List<LinkedFact>> partitions =
            Collections.synchronizedMap(new TreeMap<>());

    /// The rows of each table, in the order of partitions.
    public Map<Class<? extends LinkedFact>, List<LinkedFact>> tables() {
        Map<Class<? extends LinkedFact>, List<LinkedFact>> tables = new LinkedHashMap<>();
        partitions
                .values()
                .forEach(rows ->
                        rows.forEach(row ->
                                tables.computeIfAbsent(row.getClass(), key -> new ArrayList<>())
                                        .add(row)));
        return tables;
    }

    @Override
    public LinkOutput.Partition open(LinkStep step, int partition) {
        List<LinkedFact> rows = new ArrayList<>();
        return new LinkOutput.Partition() {
            @Override
            public void add(LinkedFact row) {
                rows.add(row);
            }

            @Override
            public void commit() {
                partitions.put(partition, rows);
            }

            @Override
            public void close() {}
        };
    }
}
