package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// A content that matches a known-file list. A lead, never a verdict.
///
/// @param seen where it was seen, and by what
/// @param list name of the list
/// @param entry the list's own id of the entry
/// @param match exact or similar
/// @param distance bits; 0 for exact matches
/// @param category the list's category, in its scheme
/// @param scheme which scheme the category belongs to
/// @param listKind what the list says of its entries
/// @param matchedBy `SHA256`, `SHA1_SIZE`, `MD5_SIZE`; `SHA1` or `MD5` where the list states no
///   size; or `PDQ` with the dihedral form
public record KnownMatch(
        Seen seen,
        String list,
        String entry,
        MatchKind match,
        long distance,
        @Nullable String category,
        @Nullable String scheme,
        ListKind listKind,
        String matchedBy)
        implements Fact {

    /// The columns.
    public static final FactTable<KnownMatch> TABLE =
            FactTable.of("known_match", KnownMatch.class)
                    .word("list", KnownMatch::list, "name of the list")
                    .text("entry", KnownMatch::entry, "the list's own id of the entry")
                    .choice("match", KnownMatch::match, "exact or similar")
                    .number("distance", KnownMatch::distance, "bits; 0 for exact matches")
                    .word("category", KnownMatch::category, "the list's category, in its scheme")
                    .nullable()
                    .word("scheme", KnownMatch::scheme, "which scheme the category belongs to")
                    .nullable()
                    .choice("list_kind", KnownMatch::listKind, "what the list says of its entries")
                    .word(
                            "matched_by",
                            KnownMatch::matchedBy,
                            "`SHA256`, `SHA1_SIZE`, `MD5_SIZE`, or `PDQ` with the dihedral form")
                    .build();
}
