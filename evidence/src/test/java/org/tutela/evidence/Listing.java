package org.tutela.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.EvidenceException;
import org.tutela.model.Address;

/// What a holder said when it was asked to list: for tests.
public final class Listing implements Holder.Sink {
    private final List<Entry> entries = new ArrayList<>();
    private final List<EvidenceException> flaws = new ArrayList<>();
    private Optional<EvidenceException> end = Optional.empty();

    private Listing() {}

    /// Lists to the end; an [EvidenceException] that ends the listing is kept, see [#end].
    public static Listing of(Holder holder) throws IOException {
        Listing listing = new Listing();
        try {
            holder.list(listing);
        } catch (EvidenceException e) {
            listing.end = Optional.of(e);
        }
        return listing;
    }

    @Override
    public void entry(Entry entry) {
        entries.add(entry);
    }

    @Override
    public void flaw(Address at, EvidenceException flaw) {
        flaws.add(flaw);
    }

    /// The entries in their order.
    public List<Entry> entries() {
        return entries;
    }

    /// Flaws that did not end the listing.
    public List<EvidenceException> flaws() {
        return flaws;
    }

    /// The flaw that ended the listing.
    public Optional<EvidenceException> end() {
        return end;
    }

    /// Number of flaws of both kinds.
    public int troubles() {
        return flaws.size() + (end.isPresent() ? 1 : 0);
    }

    /// The only entry with a path.
    public Entry get(String path) {
        List<Entry> found = entries.stream().filter(e -> e.path().equals(path)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " entries " + path + " of " + paths());
        }
        return found.getFirst();
    }

    /// All paths in their order.
    public List<String> paths() {
        return entries.stream().map(Entry::path).toList();
    }
}
