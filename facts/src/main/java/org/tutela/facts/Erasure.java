package org.tutela.facts;

import java.io.IOException;
import org.tutela.model.Id;

/// Removes what the store holds of a source.
@SuppressWarnings("DoNotCallSuggester")
public final class Erasure {
    private Erasure() {}

    /// Removes facts, staged facts, blobs and their key, and takes back all linked facts; commits
    /// the next generation. The source stays registered.
    public static Catalog erase(CaseFolder folder, Id source) throws IOException {
        throw new UnsupportedOperationException();
    }
}
