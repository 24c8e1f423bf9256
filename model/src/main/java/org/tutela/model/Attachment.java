package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// A file that belongs to a message.
///
/// @param seen where it was seen, and by what
/// @param conversation which conversation
/// @param messageKey which message
/// @param name file name as stated
/// @param mime media type as stated
/// @param size bytes as stated
/// @param sha256 of the content, as stated by the messenger
/// @param attachedItem the item with that content in the same source
/// @param pathRaw path as stored
/// @param present whether the messenger says that the bytes arrived
public record Attachment(
        Seen seen,
        String conversation,
        String messageKey,
        @Nullable String name,
        @Nullable String mime,
        @Nullable Long size,
        @Nullable Digest sha256,
        @Nullable Id attachedItem,
        @Nullable String pathRaw,
        @Nullable Boolean present)
        implements Fact {

    /// The columns.
    public static final FactTable<Attachment> TABLE =
            FactTable.of("attachment", Attachment.class)
                    .text("conversation", Attachment::conversation, "which conversation")
                    .text("message_key", Attachment::messageKey, "which message")
                    .text("name", Attachment::name, "file name as stated")
                    .nullable()
                    .word("mime", Attachment::mime, "media type as stated")
                    .nullable()
                    .maybeNumber("size", Attachment::size, "bytes as stated")
                    .digest(
                            "sha256",
                            32,
                            Attachment::sha256,
                            "of the content, as stated by the messenger")
                    .nullable()
                    .id(
                            "attached_item",
                            Attachment::attachedItem,
                            "the item with that content in the same source")
                    .nullable()
                    .text("path_raw", Attachment::pathRaw, "path as stored")
                    .nullable()
                    .maybeFlag(
                            "present",
                            Attachment::present,
                            "whether the messenger says that the bytes arrived")
                    .build();
}
