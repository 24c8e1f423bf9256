package org.tutela.facts;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.function.Consumer;
import org.tutela.model.Id;

/// The units of work of one pass over one source, before they are compacted.
@SuppressWarnings("DoNotCallSuggester")
public final class Staging {
    private Staging() {}

    /// Opens (or goes on with) the staging of `pass` over `source`; leftovers of units that never
    /// were committed are deleted. The case must be open for writing.
    public static Staging open(CaseFolder folder, Id source, String pass) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Names of the units that are committed.
    public Set<String> committedUnits() {
        throw new UnsupportedOperationException();
    }

    /// Starts a unit (name: letters, digits, `-`, `_`, `.`). Units may be written by many threads,
    /// each unit by one.
    public UnitWriter begin(String unit) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Merges all committed units into sorted files of facts, commits the next generation of the
    /// catalog, in which `complete` are complete for the source, and deletes the staging.
    public Catalog compact(Collection<ExaminationVersion> complete, Consumer<Progress> progress)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /// How far a compaction is.
    ///
    /// @param rows rows merged so far
    /// @param total rows to merge
    public record Progress(long rows, long total) {}
}
