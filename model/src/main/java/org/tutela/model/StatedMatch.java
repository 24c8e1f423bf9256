package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// A match of a partner's file with a known-file list of theirs, as their package says. A lead of
/// theirs, never a match of one's own.
///
/// @param seen where it was seen, and by what
/// @param statedItem the partner's id of the file, as in [StatedFile]
/// @param list name of their list
/// @param match exact or similar
/// @param distance bits; 0 for exact matches
/// @param category the list's category, in its scheme
/// @param scheme which scheme the category belongs to
public record StatedMatch(
        Seen seen,
        String statedItem,
        String list,
        MatchKind match,
        long distance,
        @Nullable String category,
        @Nullable String scheme)
        implements Fact {

    /// The columns.
    public static final FactTable<StatedMatch> TABLE =
            FactTable.of("stated_match", StatedMatch.class)
                    .text("stated_item", StatedMatch::statedItem, "the partner's id of the file")
                    .word("list", StatedMatch::list, "name of the list")
                    .choice("match", StatedMatch::match, "exact or similar")
                    .number("distance", StatedMatch::distance, "bits; 0 for exact matches")
                    .word("category", StatedMatch::category, "the list's category, in its scheme")
                    .nullable()
                    .word("scheme", StatedMatch::scheme, "which scheme the category belongs to")
                    .nullable()
                    .build();
}
