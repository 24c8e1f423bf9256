package org.tutela.facts;

import java.io.IOException;
import java.util.List;

/// The next generation of the catalog, until it is committed.
@SuppressWarnings("DoNotCallSuggester")
public final class CatalogChange {
    CatalogChange() {}

    /// Replaces the output of a link step. The files may lie anywhere on the case's disk, such as
    /// in [CaseFolder#scratch]; [#commit] moves them to
    /// `linked/<step>@<version>/<table>/part-NNNNN.parquet`. They read the facts of `read`.
    public CatalogChange linked(LinkedStep step, List<FactFile> files) {
        throw new UnsupportedOperationException();
    }

    /// Takes back the output of every link step.
    public CatalogChange withoutLinked() {
        throw new UnsupportedOperationException();
    }

    /// Commits: moves the files, then names them in the next generation.
    public Catalog commit() throws IOException {
        throw new UnsupportedOperationException();
    }
}
