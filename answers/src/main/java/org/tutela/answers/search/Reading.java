package org.tutela.answers.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/// What a person typed, read: see [Wanted#text].
///
/// @param query the words as a query
/// @param marks which folded words are marked where they stand
/// @param wrong what cannot be looked for
/// @param empty whether there is nothing that could be found
record Reading(Query query, Predicate<String> marks, List<String> wrong, boolean empty) {
    private static final int MOST_PARTS = 32;
    private static final int MOST_WORDS = 64;
    private static final int MOST_LIKE = 50;
    private static final int SHORTEST_BEGINNING = 2;
    private static final int SHORTEST_NEARLY = 4;
    private static final int SHORTEST_NUMBER = 6;
    private static final Pattern PART =
            Pattern.compile("(-?)(?:[\"“”„]([^\"“”„]*)[\"“”„]?|([^\\s\"“”„]+))");
    private static final Pattern NUMBER = Pattern.compile("[+(]?[0-9][0-9() .+-]*");

    static Reading of(String text, Folding folding) {
        String digits = text.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
        if (NUMBER.matcher(text).matches() && digits.length() >= SHORTEST_NUMBER) {
            return number(text, digits, folding);
        }
        Builder builder = new Builder(folding);
        Matcher parts = PART.matcher(text);
        int count = 0;
        while (parts.find() && count < MOST_PARTS) {
            boolean without = !parts.group(1).isEmpty();
            if (parts.group(2) != null) {
                builder.sideBySide(parts.group(2), without);
            } else {
                builder.word(parts.group(3), without);
            }
            count++;
        }
        return builder.build();
    }

    /// A number stands with or without its country and in any grouping.
    private static Reading number(String text, String digits, Folding folding) {
        Builder builder = new Builder(folding);
        BooleanQuery.Builder either = new BooleanQuery.Builder();
        either.add(new TermQuery(new Term(Fields.TEXT, digits)), BooleanClause.Occur.SHOULD);
        List<Folding.Word> words = folding.words(text);
        either.add(builder.phrase(words), BooleanClause.Occur.SHOULD);
        builder.all.add(either.build(), BooleanClause.Occur.MUST);
        builder.found = true;
        for (Folding.Word word : words) {
            builder.marks.add(word.term()::equals);
        }
        builder.marks.add(term -> term.endsWith(digits));
        return builder.build();
    }

    private static final class Builder {
        private final Folding folding;
        private final BooleanQuery.Builder all = new BooleanQuery.Builder();
        private final List<Predicate<String>> marks = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();
        private boolean found;

        Builder(Folding folding) {
            this.folding = folding;
        }

        void sideBySide(String text, boolean without) {
            add(folding.words(text), without);
        }

        void word(String text, boolean without) {
            List<Folding.Word> words = folding.words(text);
            if (words.isEmpty()) {
                return;
            }
            String last = words.getLast().term();
            if (text.endsWith("*")) {
                if (last.codePointCount(0, last.length()) < SHORTEST_BEGINNING) {
                    wrong.add(text);
                    return;
                }
                add(words.subList(0, words.size() - 1), without);
                add(new PrefixQuery(new Term(Fields.TEXT, last)), without);
                mark(without, term -> term.startsWith(last));
            } else if (text.endsWith("~") && last.length() >= SHORTEST_NEARLY) {
                add(words.subList(0, words.size() - 1), without);
                nearly(last, without);
            } else {
                add(words, without);
            }
        }

        private void nearly(String word, boolean without) {
            FuzzyQuery query = new FuzzyQuery(new Term(Fields.TEXT, word), 1, 0, MOST_LIKE, true);
            add(query, without);
            CharacterRunAutomaton like =
                    new CharacterRunAutomaton(new LevenshteinAutomata(word, true).toAutomaton(1));
            mark(without, like::run);
        }

        private void add(List<Folding.Word> words, boolean without) {
            if (words.isEmpty()) {
                return;
            }
            List<Folding.Word> few = words.subList(0, Math.min(words.size(), MOST_WORDS));
            add(phrase(few), without);
            for (Folding.Word word : few) {
                mark(without, word.term()::equals);
            }
        }

        private Query phrase(List<Folding.Word> words) {
            if (words.size() == 1) {
                return new TermQuery(new Term(Fields.TEXT, words.getFirst().term()));
            }
            PhraseQuery.Builder phrase = new PhraseQuery.Builder();
            words.forEach(word -> phrase.add(new Term(Fields.TEXT, word.term())));
            return phrase.build();
        }

        private void add(Query query, boolean without) {
            all.add(query, without ? BooleanClause.Occur.MUST_NOT : BooleanClause.Occur.MUST);
            found |= !without;
        }

        private void mark(boolean without, Predicate<String> mark) {
            if (!without) {
                marks.add(mark);
            }
        }

        Reading build() {
            List<Predicate<String>> any = List.copyOf(marks);
            return new Reading(
                    all.build(),
                    term -> any.stream().anyMatch(mark -> mark.test(term)),
                    List.copyOf(wrong),
                    !found);
        }
    }
}
