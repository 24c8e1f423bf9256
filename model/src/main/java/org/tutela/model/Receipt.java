package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// A message arrived at, was read or played by an account.
///
/// @param seen where it was seen, and by what
/// @param conversation which conversation
/// @param messageKey which message
/// @param account who received it
/// @param at when
/// @param kind delivered, read or played
public record Receipt(
        Seen seen,
        String conversation,
        String messageKey,
        String account,
        @Nullable Timestamp at,
        ReceiptKind kind)
        implements Fact {

    /// The columns.
    public static final FactTable<Receipt> TABLE =
            FactTable.of("receipt", Receipt.class)
                    .text("conversation", Receipt::conversation, "which conversation")
                    .text("message_key", Receipt::messageKey, "which message")
                    .text("account", Receipt::account, "who received it")
                    .time("at", Receipt::at, "when")
                    .choice("kind", Receipt::kind, "delivered, read or played")
                    .build();
}
