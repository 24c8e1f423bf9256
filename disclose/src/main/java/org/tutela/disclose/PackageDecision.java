package org.tutela.disclose;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;

/// The decision that a package is written from.
///
/// @param name of the package and its folder, such as `tutela-ES-1`
/// @param order what was decided
/// @param by who proposed it
/// @param approvedBy the second person; null: a draft
/// @param at when the last of both decided; the package takes all its times from here
/// @param key for pseudonyms, 64 hex digits; kept in the journal alone
/// @param selection SHA-256 over all that decided what is in when it was proposed
/// @param entry number of the deciding entry of the journal
public record PackageDecision(
        String name,
        PackageOrder order,
        String by,
        @Nullable String approvedBy,
        Instant at,
        String key,
        String selection,
        long entry) {
    /// What a package says that nobody but its maker has seen.
    public static final String DRAFT = "UNAPPROVED DRAFT: not for disclosure";

    /// Writes proposal and approval into the journal. `scope` is what the proposal covers, in
    /// figures, so that what changes later is noticed.
    public static PackageDecision record(
            Casebook casebook, PackageOrder order, PackageOrder.People people, Scope scope)
            throws IOException {
        PackageProposals proposals = new PackageProposals(casebook);
        PackageProposals.Proposal proposal =
                proposals.propose(Author.ofCommand(people.by()), order, scope);
        String second = people.approvedBy();
        if (second != null) {
            return proposals.approve(Author.ofCommand(second), proposal, "");
        }
        return new PackageDecision(
                proposal.name(),
                order,
                people.by(),
                null,
                proposal.at().truncatedTo(ChronoUnit.SECONDS),
                proposal.key(),
                proposal.selection(),
                proposal.entry());
    }

    /// How the addressee must handle it; a draft says that it is one.
    String handling() {
        return approvedBy == null ? DRAFT : order.handling();
    }
}
