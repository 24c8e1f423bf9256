package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// An account as one device knows it.
///
/// @param seen where it was seen, and by what
/// @param service messenger or platform
/// @param account `service:stable id`
/// @param handle what the service shows, such as a phone number
/// @param displayName a name, by whoever chose it
/// @param owner whether it is the device's own account
/// @param basis which place in the evidence said so
public record Account(
        Seen seen,
        String service,
        String account,
        @Nullable String handle,
        @Nullable String displayName,
        boolean owner,
        String basis)
        implements Fact {

    /// The columns.
    public static final FactTable<Account> TABLE =
            FactTable.of("account", Account.class)
                    .word("service", Account::service, "messenger or platform")
                    .text("account", Account::account, "`service:stable id`")
                    .text(
                            "handle",
                            Account::handle,
                            "what the service shows, such as a phone number")
                    .nullable()
                    .text("display_name", Account::displayName, "a name, by whoever chose it")
                    .nullable()
                    .flag("owner", Account::owner, "whether it is the device's own account")
                    .word("basis", Account::basis, "which place in the evidence said so")
                    .build();
}
