package org.tutela.model;

/// An identifier and the linked account it belongs to.
///
/// @param made which step made it
/// @param service messenger
/// @param alias an identifier as seen
/// @param account the linked account
/// @param basis `SELF` or the kind of the edge that ties it
public record AccountAlias(Made made, String service, String alias, String account, String basis)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<AccountAlias> TABLE =
            FactTable.of("account_alias", AccountAlias.class)
                    .word("service", AccountAlias::service, "messenger")
                    .text("alias", AccountAlias::alias, "an identifier as seen")
                    .text("account", AccountAlias::account, "the linked account")
                    .word(
                            "basis",
                            AccountAlias::basis,
                            "`SELF` or the kind of the edge that ties it")
                    .build();
}
