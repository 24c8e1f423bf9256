package org.tutela.answers.search;

import java.io.IOException;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.BytesRef;
import org.tutela.model.Id;

/// Counts places by kind, source and conversation, each whatever is chosen of its own sort, so that
/// a person sees what choosing another would bring. Stops at [#MOST] sightings.
final class Counting extends SimpleCollector {
    /// Sightings after which counting stops.
    static final long MOST = 250_000;

    private final Set<PlaceKind> kinds;
    private final Set<Id> sources;
    private final Set<String> conversations;
    private final Map<Integer, Id> leaves;
    private final long[] byKind = new long[PlaceKind.values().length];
    private final Map<Id, Long> bySource = new TreeMap<>();
    private final Map<String, Long> byConversation = new HashMap<>();
    private final LongSet places = new LongSet();
    private final LongSet ofKind = new LongSet();
    private final LongSet ofConversation = new LongSet();
    private long visited;
    private Leaf leaf = Leaf.NONE;
    private long[] counts = new long[0];
    private final BitSet chosen = new BitSet();

    /// Counts what is of one of the kinds, sources and conversations (empty: all); `leaves` tells
    /// the source of a leaf.
    Counting(
            Set<PlaceKind> kinds,
            Set<Id> sources,
            Set<String> conversations,
            Map<Integer, Id> leaves) {
        this.kinds = kinds;
        this.sources = sources;
        this.conversations = conversations;
        this.leaves = leaves;
    }

    /// What is read of a segment.
    private record Leaf(
            Id source,
            NumericDocValues kind,
            SortedNumericDocValues key,
            SortedDocValues conversation) {
        private static final Leaf NONE =
                new Leaf(
                        new Id(0, 0),
                        DocValues.emptyNumeric(),
                        DocValues.emptySortedNumeric(),
                        DocValues.emptySorted());
    }

    @Override
    protected void doSetNextReader(LeafReaderContext context) throws IOException {
        fold();
        if (visited >= MOST) {
            throw new CollectionTerminatedException();
        }
        leaf =
                new Leaf(
                        leaves.getOrDefault(context.ord, new Id(0, 0)),
                        DocValues.getNumeric(context.reader(), Fields.KIND),
                        DocValues.getSortedNumeric(context.reader(), Fields.KEY),
                        DocValues.getSorted(context.reader(), Fields.CONVERSATION));
        counts = new long[leaf.conversation.getValueCount()];
        chosen.clear();
        for (String conversation : conversations) {
            int at = leaf.conversation.lookupTerm(new BytesRef(conversation));
            if (at >= 0) {
                chosen.set(at);
            }
        }
    }

    /// Takes over what a segment counted by numbers of its own.
    private void fold() throws IOException {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                byConversation.merge(
                        leaf.conversation.lookupOrd(i).utf8ToString(), counts[i], Long::sum);
            }
        }
        counts = new long[0];
    }

    @Override
    public void collect(int document) throws IOException {
        if (visited >= MOST) {
            throw new CollectionTerminatedException();
        }
        visited++;
        int kind = leaf.kind.advanceExact(document) ? (int) leaf.kind.longValue() : 0;
        long key = leaf.key.advanceExact(document) ? leaf.key.nextValue() : 0;
        int conversation =
                leaf.conversation.advanceExact(document) ? leaf.conversation.ordValue() : -1;
        boolean k = kinds.isEmpty() || kinds.contains(PlaceKind.of(kind));
        boolean s = sources.isEmpty() || sources.contains(leaf.source);
        boolean c = conversations.isEmpty() || (conversation >= 0 && chosen.get(conversation));
        if (s && c && ofKind.add(key)) {
            byKind[kind]++;
        }
        if (k && c) {
            bySource.merge(leaf.source, 1L, Long::sum);
        }
        if (k && s && conversation >= 0 && ofConversation.add(key)) {
            counts[conversation]++;
        }
        if (k && s && c) {
            places.add(key);
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    /// Whether nothing was left out.
    boolean whole() {
        return visited < MOST;
    }

    long total() {
        return places.size();
    }

    Map<PlaceKind, Long> byKind() {
        Map<PlaceKind, Long> counts = new EnumMap<>(PlaceKind.class);
        for (PlaceKind kind : PlaceKind.values()) {
            counts.put(kind, byKind[kind.code()]);
        }
        return counts;
    }

    Map<Id, Long> bySource() {
        return bySource;
    }

    Map<String, Long> byConversation() throws IOException {
        fold();
        return byConversation;
    }
}
