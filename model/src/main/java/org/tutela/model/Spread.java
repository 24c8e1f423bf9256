package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// Who passed a content on, where and when.
///
/// @param made which step made it
/// @param sha256 the content
/// @param account who sent it
/// @param conversation where
/// @param messageKey which message
/// @param sent when
/// @param forwarded marked as passed on
public record Spread(
        Made made,
        Digest sha256,
        @Nullable String account,
        String conversation,
        String messageKey,
        @Nullable Long sent,
        boolean forwarded)
        implements LinkedFact {

    /// The columns.
    public static final FactTable<Spread> TABLE =
            FactTable.of("spread", Spread.class)
                    .digest("sha256", 32, Spread::sha256, "the content")
                    .text("account", Spread::account, "who sent it")
                    .nullable()
                    .text("conversation", Spread::conversation, "where")
                    .text("message_key", Spread::messageKey, "which message")
                    .instant("sent", Spread::sent, "when")
                    .flag("forwarded", Spread::forwarded, "marked as passed on")
                    .build();
}
