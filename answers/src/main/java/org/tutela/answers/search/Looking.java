package org.tutela.answers.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSelector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.tutela.answers.search.Found.Place;
import org.tutela.model.Id;

/// One search: the sightings that come first, folded to places, and a count of all of them.
final class Looking {
    private static final long MOST_MILLIS = 2_000;
    private static final int SIGHTINGS_PER_PLACE = 4;
    private static final int MOST_SIGHTINGS = 40_000;

    private static final Folding FOLDING = new Folding();

    private final Wanted wanted;
    private final List<Leaf> sources;
    private final Set<Id> chosen;
    private final Reading reading;
    private final long deadline;

    /// The index of a source.
    record Leaf(Id source, IndexReader reader) {}

    Looking(Wanted wanted, List<Leaf> sources, Set<Id> chosen) {
        this.wanted = wanted;
        this.sources = List.copyOf(sources);
        this.chosen = Set.copyOf(chosen);
        this.reading = Reading.of(wanted.text(), FOLDING);
        this.deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS);
    }

    Found find() throws IOException {
        if (reading.empty() || sources.isEmpty()) {
            return Found.nothing(reading.wrong());
        }
        boolean all = chosen.isEmpty();
        List<Leaf> shown =
                sources.stream().filter(leaf -> all || chosen.contains(leaf.source())).toList();
        List<Place> places = shown.isEmpty() ? List.of() : places(shown);
        try (MultiReader reader = together(sources)) {
            IndexSearcher searcher = searcher(reader);
            Counting counting =
                    new Counting(wanted.kinds(), chosen, wanted.conversations(), ordinals(sources));
            searcher.search(query(false), new Alone<>(counting));
            return new Found(
                    places,
                    counting.total(),
                    counting.whole() && !searcher.timedOut(),
                    counting.byKind(),
                    counting.bySource(),
                    counting.byConversation(),
                    reading.wrong());
        }
    }

    /// The words and what narrows them; kinds and conversations only where asked, as they are
    /// counted whatever is chosen.
    private Query query(boolean narrow) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(reading.query(), BooleanClause.Occur.MUST);
        if (wanted.from() != Long.MIN_VALUE || wanted.until() != Long.MAX_VALUE) {
            all.add(
                    LongField.newRangeQuery(Fields.TIME, wanted.from(), wanted.until() - 1),
                    BooleanClause.Occur.FILTER);
        }
        Wanted.People people = wanted.people();
        if (people != null) {
            BooleanQuery.Builder by = new BooleanQuery.Builder();
            by.add(
                    new TermInSetQuery(Fields.ACCOUNT, terms(people.accounts())),
                    BooleanClause.Occur.SHOULD);
            BooleanQuery.Builder owner = new BooleanQuery.Builder();
            owner.add(new TermQuery(new Term(Fields.OWNER, "1")), BooleanClause.Occur.FILTER);
            owner.add(
                    new TermInSetQuery(Fields.SOURCE, terms(people.sources())),
                    BooleanClause.Occur.FILTER);
            by.add(owner.build(), BooleanClause.Occur.SHOULD);
            all.add(by.build(), BooleanClause.Occur.FILTER);
        }
        if (narrow && !wanted.kinds().isEmpty()) {
            all.add(
                    new TermInSetQuery(
                            Fields.KIND,
                            wanted.kinds().stream()
                                    .map(kind -> new BytesRef(Integer.toString(kind.code())))
                                    .toList()),
                    BooleanClause.Occur.FILTER);
        }
        if (narrow && !wanted.conversations().isEmpty()) {
            all.add(
                    new TermInSetQuery(Fields.CONVERSATION, terms(wanted.conversations())),
                    BooleanClause.Occur.FILTER);
        }
        return all.build();
    }

    private static List<BytesRef> terms(Set<String> values) {
        return values.stream().map(value -> new BytesRef(Fields.term(value))).toList();
    }

    /// The places of the page: sightings are taken in their order until enough places are known.
    private List<Place> places(List<Leaf> shown) throws IOException {
        int skipped = (wanted.page() - 1) * Wanted.PLACES;
        int enough = skipped + Wanted.PLACES;
        try (MultiReader reader = together(shown)) {
            IndexSearcher searcher = searcher(reader);
            Query query = query(true);
            Map<Long, Integer> first = new LinkedHashMap<>();
            int asked = Math.min(MOST_SIGHTINGS, enough * SIGHTINGS_PER_PLACE);
            while (true) {
                TopDocs top = top(searcher, query, asked);
                first.clear();
                for (ScoreDoc each : top.scoreDocs) {
                    first.putIfAbsent(key(reader, each.doc), each.doc);
                }
                if (first.size() >= enough
                        || top.scoreDocs.length < asked
                        || asked == MOST_SIGHTINGS) {
                    break;
                }
                asked = Math.min(MOST_SIGHTINGS, asked * 4);
            }
            List<Map.Entry<Long, Integer>> page =
                    first.entrySet().stream().skip(skipped).limit(Wanted.PLACES).toList();
            Map<Long, Set<Id>> holders = holders(searcher, page, ordinals(shown));
            List<Place> places = new ArrayList<>();
            for (Map.Entry<Long, Integer> each : page) {
                places.add(
                        place(
                                searcher,
                                each.getValue(),
                                holders.getOrDefault(each.getKey(), Set.of())));
            }
            return places;
        }
    }

    private TopDocs top(IndexSearcher searcher, Query query, int count) throws IOException {
        return switch (wanted.order()) {
            case CLOSEST ->
                    searcher.search(query, new TopScoreDocCollectorManager(count, null, count));
            case LATEST -> searcher.search(query, count, byTime(true));
            case EARLIEST -> searcher.search(query, count, byTime(false));
        };
    }

    private static Sort byTime(boolean latest) {
        SortField time =
                LongField.newSortField(
                        Fields.TIME, latest, SortedNumericSelector.Type.MIN, Long.MIN_VALUE);
        return new Sort(time);
    }

    private static long key(IndexReader reader, int document) throws IOException {
        LeafReaderContext leaf =
                reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
        SortedNumericDocValues keys = leaf.reader().getSortedNumericDocValues(Fields.KEY);
        return keys != null && keys.advanceExact(document - leaf.docBase) ? keys.nextValue() : 0;
    }

    /// Who holds the places of a page.
    private static Map<Long, Set<Id>> holders(
            IndexSearcher searcher, List<Map.Entry<Long, Integer>> page, Map<Integer, Id> ordinals)
            throws IOException {
        long[] keys = page.stream().mapToLong(Map.Entry::getKey).toArray();
        Map<Long, Set<Id>> holders = new HashMap<>();
        if (keys.length > 0) {
            searcher.search(
                    LongField.newSetQuery(Fields.KEY, keys),
                    new Alone<>(new Holding(ordinals, holders)));
        }
        return holders;
    }

    /// One collector on one thread.
    private record Alone<C extends Collector>(C collector) implements CollectorManager<C, C> {
        @Override
        public C newCollector() {
            return collector;
        }

        @Override
        public C reduce(Collection<C> collectors) {
            return collector;
        }
    }

    private Place place(IndexSearcher searcher, int document, Set<Id> holders) throws IOException {
        Document stored = searcher.storedFields().document(document);
        IndexableField time = stored.getField(Fields.TIME);
        BytesRef fact = stored.getBinaryValue(Fields.FACT);
        LeafReaderContext leaf =
                searcher.getIndexReader()
                        .leaves()
                        .get(ReaderUtil.subIndex(document, searcher.getIndexReader().leaves()));
        var kind = leaf.reader().getNumericDocValues(Fields.KIND);
        int code =
                kind != null && kind.advanceExact(document - leaf.docBase)
                        ? (int) kind.longValue()
                        : 0;
        return new Place(
                PlaceKind.of(code),
                Id.of(BytesRef.deepCopyOf(fact).bytes),
                Id.parse(text(stored, Fields.SOURCE)),
                holders,
                text(stored, Fields.CONVERSATION),
                text(stored, Fields.ACCOUNT),
                stored.getField(Fields.OWNER) != null,
                time == null ? null : time.numericValue().longValue(),
                text(stored, Fields.PATH),
                Snippet.of(text(stored, Fields.SHOWN), reading.marks(), FOLDING));
    }

    private static String text(Document document, String field) {
        String value = document.get(field);
        return value == null ? "" : value;
    }

    private IndexSearcher searcher(IndexReader reader) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setTimeout(() -> System.nanoTime() - deadline > 0);
        return searcher;
    }

    private static MultiReader together(List<Leaf> sources) throws IOException {
        return new MultiReader(
                sources.stream().map(Leaf::reader).toArray(IndexReader[]::new), false);
    }

    /// The source of each segment.
    private static Map<Integer, Id> ordinals(List<Leaf> sources) {
        Map<Integer, Id> ordinals = new HashMap<>();
        for (Leaf leaf : sources) {
            for (int i = 0; i < leaf.reader().leaves().size(); i++) {
                ordinals.put(ordinals.size(), leaf.source());
            }
        }
        return ordinals;
    }
}
