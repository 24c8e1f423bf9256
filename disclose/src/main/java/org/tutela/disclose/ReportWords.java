package org.tutela.disclose;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// The words of a report in one language.
final class ReportWords {
    private final Properties words;

    private ReportWords(Properties words) {
        this.words = words;
    }

    static ReportWords of(String language) {
        Properties words = new Properties();
        try (InputStream in =
                ReportWords.class.getResourceAsStream("report-" + language + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("no words in " + language);
            }
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                words.load(reader);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the words of a report cannot be read", e);
        }
        return new ReportWords(words);
    }

    /// Whether there is a word for a key.
    boolean has(String key) {
        return words.getProperty(key) != null;
    }

    /// A stored value, such as `NOT_LATER`, in the words of the language; what has no word of its
    /// own stays as it is. Several reasons are separated by semicolons.
    String value(String stored) {
        String word = words.getProperty("value." + stored.replace(' ', '_'));
        if (word != null) {
            return word;
        }
        int semicolon = stored.indexOf("; ");
        return semicolon > 0
                        && words.getProperty(
                                        "value." + stored.substring(0, semicolon).replace(' ', '_'))
                                != null
                ? value(stored.substring(0, semicolon))
                        + "; "
                        + value(stored.substring(semicolon + 2))
                : stored;
    }

    /// The sentence for a key, with numbers for `{0}`, `{1}`, ...
    String say(String key, long... numbers) {
        String sentence = get(key);
        for (int i = 0; i < numbers.length; i++) {
            sentence = sentence.replace("{" + i + "}", Long.toString(numbers[i]));
        }
        return sentence;
    }

    /// The word for a key; throws [IllegalStateException] where the language lacks it.
    String get(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("the report has no word for " + key);
        }
        return word;
    }
}
