package org.tutela.model;

/// A suggestion that an account belongs to a person. Never proof.
///
/// @param made which step made it
/// @param person name or key of the candidate
/// @param account linked account
/// @param basis what it rests on
/// @param strength `STRONG` or `WEAK`
public record PersonCandidate(
        Made made, String person, String account, String basis, String strength)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<PersonCandidate> TABLE =
            FactTable.of("person_candidate", PersonCandidate.class)
                    .text("person", PersonCandidate::person, "name or key of the candidate")
                    .text("account", PersonCandidate::account, "linked account")
                    .word("basis", PersonCandidate::basis, "what it rests on")
                    .word("strength", PersonCandidate::strength, "`STRONG` or `WEAK`")
                    .build();
}
