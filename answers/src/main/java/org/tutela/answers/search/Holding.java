package org.tutela.answers.search;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.tutela.model.Id;

/// Notes which sources hold a place.
final class Holding extends SimpleCollector {
    private final Map<Integer, Id> leaves;
    private final Map<Long, Set<Id>> holders;
    private SortedNumericDocValues keys = DocValues.emptySortedNumeric();
    private Id source = new Id(0, 0);

    /// Into `holders`, by key; `leaves` tells the source of a segment.
    Holding(Map<Integer, Id> leaves, Map<Long, Set<Id>> holders) {
        this.leaves = leaves;
        this.holders = holders;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        keys = DocValues.getSortedNumeric(context.reader(), Fields.KEY);
        source = leaves.getOrDefault(context.ord, new Id(0, 0));
    }

    @Override
    public void collect(int document) throws IOException {
        if (keys.advanceExact(document)) {
            holders.computeIfAbsent(keys.nextValue(), any -> new TreeSet<>()).add(source);
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
