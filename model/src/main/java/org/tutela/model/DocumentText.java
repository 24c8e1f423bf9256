package org.tutela.model;

import org.jspecify.annotations.Nullable;

/// Text taken out of a document, kept sealed.
///
/// @param seen where it was seen, and by what
/// @param blob name of the sealed blob, UTF-8 text
/// @param characters UTF-16 units of the text
/// @param title title by the document's own metadata
/// @param author author by the document's own metadata
/// @param complete false where a limit cut the text
public record DocumentText(
        Seen seen,
        Digest blob,
        long characters,
        @Nullable String title,
        @Nullable String author,
        boolean complete)
        implements Fact {

    /// The columns.
    public static final FactTable<DocumentText> TABLE =
            FactTable.of("document_text", DocumentText.class)
                    .digest("blob", 32, DocumentText::blob, "name of the sealed blob, UTF-8 text")
                    .number("characters", DocumentText::characters, "UTF-16 units of the text")
                    .text("title", DocumentText::title, "title by the document's own metadata")
                    .nullable()
                    .text("author", DocumentText::author, "author by the document's own metadata")
                    .nullable()
                    .flag("complete", DocumentText::complete, "false where a limit cut the text")
                    .build();
}
