package org.tutela.examine.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.examine.Examination;
import org.tutela.examine.OpenItem;
import org.tutela.examine.Recorder;
import org.tutela.model.Digest;
import org.tutela.model.DocumentText;
import org.tutela.model.FoundIn;

/// States the text of documents, keeps it sealed, and gives it to the finders.
public final class DocumentTexts implements Examination {
    private static final long MOST_BYTES = 64L << 20;

    private static final Set<String> DOCUMENTS =
            Set.of(
                    "application/pdf",
                    "application/rtf",
                    "application/x-ole-storage",
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                    "application/vnd.oasis.opendocument.text",
                    "application/vnd.oasis.opendocument.spreadsheet",
                    "application/vnd.oasis.opendocument.presentation",
                    "application/epub+zip",
                    "application/json",
                    "application/xml",
                    "message/rfc822",
                    "application/mbox");

    private final TextReader reader = new TextReader();

    /// Ready to use; the parsers are made when the first document comes.
    public DocumentTexts() {}

    @Override
    public String name() {
        return "text";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean wants(OpenItem item) {
        return item.mime().startsWith("text/") || DOCUMENTS.contains(item.mime());
    }

    @Override
    public void examine(OpenItem item, Recorder out) throws IOException {
        if (item.size() > MOST_BYTES) {
            throw new EvidenceException(
                    EvidenceException.Flaw.LIMIT_REACHED,
                    "EX-0103",
                    "is a document of more than "
                            + (MOST_BYTES >> 20)
                            + " MiB; its text was not read",
                    -1);
        }
        TextReader.Extract extract = reader.read(item);
        String text = extract.text();
        Metadata metadata = extract.metadata();
        if (!text.isBlank()) {
            Digest blob = out.blob(text.getBytes(StandardCharsets.UTF_8));
            out.record(
                    DocumentText.TABLE,
                    item.address(),
                    seen ->
                            new DocumentText(
                                    seen,
                                    blob,
                                    text.length(),
                                    some(metadata.get(TikaCoreProperties.TITLE)),
                                    some(metadata.get(TikaCoreProperties.CREATOR)),
                                    extract.complete()));
            out.text(item.address(), FoundIn.TEXT, text);
        }
        if (extract.flaw() != null) {
            throw extract.flaw();
        }
    }

    private static @Nullable String some(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
