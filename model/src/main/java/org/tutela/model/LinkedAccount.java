package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// One account, seen on all devices together.
///
/// @param made which step made it
/// @param account `service:stable id`
/// @param service messenger
/// @param handle what the service shows
/// @param country ISO 3166-1 alpha-2; empty where not known
/// @param countryBasis such as `NUMBER_ISSUED_IN`
/// @param devices sources that hold it
/// @param displayName the name seen on most devices
/// @param aliases identifiers tied together
public record LinkedAccount(
        Made made,
        String account,
        String service,
        @Nullable String handle,
        @Nullable String country,
        @Nullable String countryBasis,
        long devices,
        @Nullable String displayName,
        long aliases)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<LinkedAccount> TABLE =
            FactTable.of("linked_account", LinkedAccount.class)
                    .text("account", LinkedAccount::account, "`service:stable id`")
                    .word("service", LinkedAccount::service, "messenger")
                    .text("handle", LinkedAccount::handle, "what the service shows")
                    .nullable()
                    .word(
                            "country",
                            LinkedAccount::country,
                            "ISO 3166-1 alpha-2; empty where not known")
                    .nullable()
                    .word(
                            "country_basis",
                            LinkedAccount::countryBasis,
                            "such as `NUMBER_ISSUED_IN`")
                    .nullable()
                    .number("devices", LinkedAccount::devices, "sources that hold it")
                    .text(
                            "display_name",
                            LinkedAccount::displayName,
                            "the name seen on most devices")
                    .nullable()
                    .number("aliases", LinkedAccount::aliases, "identifiers tied together")
                    .build();
}
