package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// An account in a device's address book.
///
/// @param seen where it was seen, and by what
/// @param service messenger or platform
/// @param account `service:stable id`
/// @param displayName the name it is stored under
/// @param number phone number as stored
public record Contact(
        Seen seen,
        String service,
        String account,
        @Nullable String displayName,
        @Nullable String number)
        implements Fact {

    /// The columns.
    public static final FactTable<Contact> TABLE =
            FactTable.of("contact", Contact.class)
                    .word("service", Contact::service, "messenger or platform")
                    .text("account", Contact::account, "`service:stable id`")
                    .text("display_name", Contact::displayName, "the name it is stored under")
                    .nullable()
                    .text("number", Contact::number, "phone number as stored")
                    .nullable()
                    .build();
}
