package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// A call.
///
/// @param seen where it was seen, and by what
/// @param conversation which conversation
/// @param messageKey the call's own stable id
/// @param account the other side; null: not known
/// @param at when it began
/// @param fromOwner the device called
/// @param video with pictures
/// @param durationSeconds seconds
/// @param resultRaw the messenger's code
/// @param codeTable which table the code is of
public record Call(
        Seen seen,
        String conversation,
        String messageKey,
        @Nullable String account,
        @Nullable Timestamp at,
        boolean fromOwner,
        boolean video,
        @Nullable Long durationSeconds,
        @Nullable Long resultRaw,
        @Nullable String codeTable)
        implements Fact {

    /// The columns.
    public static final FactTable<Call> TABLE =
            FactTable.of("call", Call.class)
                    .text("conversation", Call::conversation, "which conversation")
                    .text("message_key", Call::messageKey, "the call's own stable id")
                    .text("account", Call::account, "the other side; null: not known")
                    .nullable()
                    .time("at", Call::at, "when it began")
                    .flag("from_owner", Call::fromOwner, "the device called")
                    .flag("video", Call::video, "with pictures")
                    .maybeNumber("duration_seconds", Call::durationSeconds, "seconds")
                    .maybeNumber("result_raw", Call::resultRaw, "the messenger's code")
                    .word("code_table", Call::codeTable, "which table the code is of")
                    .nullable()
                    .build();
}
