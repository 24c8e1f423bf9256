package org.tutela.facts;

import java.io.IOException;
import java.util.List;
import org.tutela.model.FactTable;
import org.tutela.model.Id;

/// One generation of the catalog: which files count. Immutable; generation 0 is the empty case.
@SuppressWarnings("DoNotCallSuggester")
public final class Catalog {
    private Catalog() {}

    /// The newest generation.
    public static Catalog current(CaseFolder folder) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// A generation by its number; throws [CaseException] where there is none.
    public static Catalog at(CaseFolder folder, int generation) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Its number, from 0.
    public int generation() {
        throw new UnsupportedOperationException();
    }

    /// The files of a table that count, facts or linked facts, in a fixed order.
    public List<FactFile> files(FactTable<?> table) {
        throw new UnsupportedOperationException();
    }

    /// The files of a table of facts that count for one source.
    public List<FactFile> files(FactTable<?> table, Id source) {
        throw new UnsupportedOperationException();
    }

    /// The files of a table that one version of an examination wrote for a source, current or not.
    public List<FactFile> files(FactTable<?> table, Id source, ExaminationVersion author) {
        throw new UnsupportedOperationException();
    }

    /// Which sources are complete by which version of which examination, current or superseded.
    public List<CompletedPass> passes() {
        throw new UnsupportedOperationException();
    }

    /// Whether the current facts of the source are complete by that very version.
    public boolean complete(Id source, ExaminationVersion author) {
        throw new UnsupportedOperationException();
    }

    /// The link steps whose output counts.
    public List<LinkedStep> linked() {
        throw new UnsupportedOperationException();
    }

    /// Starts the next generation behind the current one. The case must be open for writing.
    public static CatalogChange change(CaseFolder folder) throws IOException {
        throw new UnsupportedOperationException();
    }
}
