package org.tutela.answers.search;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// What a word is, in any script: the text segmentation of Unicode (UAX 29), then folded as UTR 30
/// says: case, accents, width, forms of Arabic letters and their marks make no difference.
///
/// Chinese and Japanese are written without spaces, so each of their characters is a word, and what
/// is typed is looked for in that order: nothing depends on a dictionary. ASCII punctuation always
/// parts words, so that `soup` is found in `soup_of_the_week.odt` and in `https://soup.example`.
final class Folding extends Analyzer {
    private static final String PARTING = "._-:;,'/\\@#&+=()[]{}<>|\"!?*~^`$%";
    private static final NormalizeCharMap PARTED = parted();

    /// Characters of a folded word that count. One sign can fold to 18 letters, and an index
    /// refuses a whole document for one word of more than 32,766 bytes.
    private static final int LONGEST_WORD = 1000;

    /// A word where it stands.
    ///
    /// @param term folded
    /// @param start UTF-16 units from the start of the text
    /// @param end behind it
    record Word(String term, int start, int end) {}

    @Override
    protected TokenStreamComponents createComponents(String field) {
        ICUTokenizer words = new ICUTokenizer(new DefaultICUTokenizerConfig(false, true));
        return new TokenStreamComponents(
                words, new LengthFilter(new ICUFoldingFilter(words), 1, LONGEST_WORD));
    }

    @Override
    protected Reader initReader(String field, Reader reader) {
        return new MappingCharFilter(PARTED, reader);
    }

    /// The words of a text, in their order.
    List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        try (TokenStream stream = tokenStream("text", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute place = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                words.add(new Word(term.toString(), place.startOffset(), place.endOffset()));
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory could not be read", e);
        }
        return words;
    }

    private static NormalizeCharMap parted() {
        NormalizeCharMap.Builder map = new NormalizeCharMap.Builder();
        for (int i = 0; i < PARTING.length(); i++) {
            map.add(PARTING.substring(i, i + 1), " ");
        }
        return map.build();
    }
}
