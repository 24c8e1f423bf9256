package org.tutela.known;

import org.jspecify.annotations.Nullable;
import org.tutela.known.compiled.ListHeader;
import org.tutela.known.format.KnownEntry;
import org.tutela.model.KnownMatch;
import org.tutela.model.ListKind;
import org.tutela.model.MatchKind;
import org.tutela.model.Seen;

/// An entry of a list that a content matches. A lead, never a verdict.
///
/// @param list the list
/// @param entry the entry
/// @param match exact or similar
/// @param distance bits that differ; 0 for exact matches
/// @param matchedBy `SHA256`, `SHA1_SIZE`, `MD5_SIZE`; `SHA1` or `MD5` where the list states no
///   size; or `PDQ` with the dihedral form of the content, such as `PDQ.ROTATE_90`
public record KnownEntryMatch(
        ListHeader list, KnownEntry entry, MatchKind match, int distance, String matchedBy) {

    /// What the list says of its entries.
    public ListKind listKind() {
        return list.kind();
    }

    /// The list's category; null where the entry is not graded.
    public @Nullable String category() {
        return entry.category();
    }

    /// The scheme of the category; null where there is no category or no scheme is known.
    public @Nullable String scheme() {
        return entry.category() == null ? null : list.scheme();
    }

    /// The match as a fact.
    public KnownMatch toFact(Seen seen) {
        return new KnownMatch(
                seen,
                list.name(),
                entry.entry(),
                match,
                distance,
                category(),
                scheme(),
                listKind(),
                matchedBy);
    }
}
