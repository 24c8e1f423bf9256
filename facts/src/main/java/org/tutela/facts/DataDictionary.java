package org.tutela.facts;

/// The data dictionary, generated from the tables.
@SuppressWarnings("DoNotCallSuggester")
public final class DataDictionary {
    private DataDictionary() {}

    /// The text of `docs/data-dictionary.md`.
    public static String text() {
        throw new UnsupportedOperationException();
    }
}
