package org.tutela.model;

/// An identifier that hard edges tie to the identifier its account is known by.
///
/// @param made which step made it
/// @param service messenger
/// @param alias an identifier as seen
/// @param account the identifier of the linked account
/// @param basis kinds of the edges on the way from the account, nearest first, joined by `+`;
///   `COMPONENT_TOO_LARGE` where so much hangs together that nothing was tied
public record AccountTie(Made made, String service, String alias, String account, String basis)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<AccountTie> TABLE =
            FactTable.of("account_tie", AccountTie.class)
                    .word("service", AccountTie::service, "messenger")
                    .text("alias", AccountTie::alias, "an identifier as seen")
                    .text("account", AccountTie::account, "the linked account")
                    .word("basis", AccountTie::basis, "kinds of the edges on the way to it")
                    .build();
}
