package org.tutela.examine.chat.whatsapp;

import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.examine.chat.ChatRow;
import org.tutela.examine.chat.Select;
import org.tutela.model.Address;
import org.tutela.model.Attachment;
import org.tutela.model.Digest;

/// States the files of messages from `message_media`. `file_hash` is the SHA-256 of the plain file
/// in base64: it tells the content even where the file itself is gone.
final class Attachments {
    private static final Select MEDIA =
            Select.from(
                            "message_media",
                            "message_row_id",
                            "chat_row_id",
                            "file_path",
                            "file_size",
                            "file_length",
                            "mime_type",
                            "media_name",
                            "file_hash",
                            "transferred")
                    .lookup("message", "message_row_id", "key_id", "chat_row_id");

    private static final int SHA256_BYTES = 32;

    private final Msgstore store;

    Attachments(Msgstore store) {
        this.store = store;
    }

    /// Reads `message_media`.
    void run() throws IOException {
        store.database().read(MEDIA, this::attachment);
    }

    private void attachment(ChatRow row) throws IOException {
        Address place = store.row("message_media", row.id());
        Long chatRow = row.number("message.chat_row_id");
        Chat chat = store.chat(chatRow == null ? row.number("chat_row_id") : chatRow);
        String stored = row.filled("message.key_id");
        String key = stored == null ? store.lostKey(row.id()) : stored;
        String path = row.filled("file_path");
        String stated = row.filled("media_name");
        String name = stated == null && path != null ? lastPart(path) : stated;
        String mime = row.filled("mime_type");
        Long size = size(row);
        Digest sha256 = sha256(row, place);
        Long transferred = row.number("transferred");
        Boolean present = transferred == null ? null : transferred == 1;
        store.out()
                .record(
                        Attachment.TABLE,
                        place,
                        seen ->
                                new Attachment(
                                        seen,
                                        chat.conversation(),
                                        key,
                                        name,
                                        mime,
                                        size,
                                        sha256,
                                        null,
                                        path,
                                        present));
    }

    private static @Nullable Long size(ChatRow row) throws IOException {
        Long length = row.number("file_length");
        Long size = length == null || length <= 0 ? row.number("file_size") : length;
        return size == null || size <= 0 ? null : size;
    }

    private @Nullable Digest sha256(ChatRow row, Address place) throws IOException {
        String hash = row.filled("file_hash");
        if (hash == null) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(hash.strip());
            if (bytes.length == SHA256_BYTES) {
                return Digest.of(bytes);
            }
        } catch (IllegalArgumentException e) {
            // Not base64: stated below like any other value that is no SHA-256.
        }
        store.rowProblem(
                place,
                new EvidenceException(
                        Flaw.MALFORMED,
                        "EX-0212",
                        "file_hash is no SHA-256 in base64; the attachment is stated without it",
                        -1));
        return null;
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
