package org.tutela.examine.chat.whatsapp;

import org.jspecify.annotations.Nullable;
import org.tutela.model.MessageKind;

/// What we make of raw codes; what they mean in words stands in the code tables.
final class Codes {
    static final long TYPE_SYSTEM = 7;

    private Codes() {}

    /// The kind of a `message.message_type`.
    static MessageKind kind(@Nullable Long type) {
        if (type == null || type < 0 || type > 1_000) {
            return MessageKind.OTHER;
        }
        return switch (type.intValue()) {
            case 0 -> MessageKind.TEXT;
            case 1, 42 -> MessageKind.PICTURE;
            case 2, 82 -> MessageKind.AUDIO;
            case 3, 13, 43, 81 -> MessageKind.VIDEO;
            case 4, 14 -> MessageKind.CONTACT;
            case 5, 16 -> MessageKind.LOCATION;
            case 7, 36, 56 -> MessageKind.SYSTEM;
            case 8, 10, 90 -> MessageKind.CALL;
            case 9 -> MessageKind.DOCUMENT;
            case 20 -> MessageKind.STICKER;
            case 24, 94 -> MessageKind.INVITE;
            case 66, 106 -> MessageKind.POLL;
            default -> MessageKind.OTHER;
        };
    }

    /// Whether the type says that the message was deleted for everyone, by its sender or by an
    /// administrator.
    static boolean revoked(@Nullable Long type) {
        return type != null && (type == 15 || type == 64);
    }
}
