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

    /// The word for a key; throws [IllegalStateException] where the language lacks it.
    String get(String key) {
        String word = words.getProperty(key);
        if (word == null) {
            throw new IllegalStateException("the report has no word for " + key);
        }
        return word;
    }
}
