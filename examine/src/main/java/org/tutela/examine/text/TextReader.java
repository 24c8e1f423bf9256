package org.tutela.examine.text;

import java.io.IOException;
import java.io.InputStream;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.io.TemporaryResources;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.sax.BodyContentHandler;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.examine.OpenItem;
import org.xml.sax.SAXException;

/// Apache Tika behind one door. Its parsers are those of the modules on our class path: none of
/// them runs another program, reads pictures, or opens a connection.
final class TextReader {
    private static final int MOST_CHARACTERS = 4_000_000;

    /// Tika's registry takes half a second to build; most cases of use never need it.
    private static final class Lazy {
        private static final Parser PARSER = new AutoDetectParser();

        private Lazy() {}
    }

    /// What was read.
    ///
    /// @param text characters of the body, at most [#MOST_CHARACTERS]
    /// @param metadata what the document says of itself
    /// @param complete false where a limit or a flaw cut the text
    /// @param flaw what went wrong, to be stated after the text
    record Extract(
            String text, Metadata metadata, boolean complete, @Nullable EvidenceException flaw) {}

    Extract read(OpenItem item) throws IOException {
        Metadata metadata = new Metadata();
        metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, item.name());
        BodyContentHandler handler = new BodyContentHandler(MOST_CHARACTERS);
        EvidenceException flaw = null;
        try (TemporaryResources temporary = new TemporaryResources()) {
            temporary.setTemporaryFileDirectory(item.spool().folder());
            try (InputStream bytes = item.bytes().stream();
                    TikaInputStream in = TikaInputStream.get(bytes, temporary, metadata)) {
                Lazy.PARSER.parse(in, handler, metadata, context());
            }
        } catch (EncryptedDocumentException e) {
            flaw =
                    new EvidenceException(
                            EvidenceException.Flaw.ENCRYPTED,
                            "EX-0104",
                            "the document is locked with a password; its text was not read",
                            e);
        } catch (SAXException | TikaException e) {
            flaw = flaw(e);
        }
        String text = handler.toString();
        return new Extract(
                text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text,
                metadata,
                flaw == null,
                flaw);
    }

    private static EvidenceException flaw(Exception e) {
        if (WriteLimitReachedException.isWriteLimitReached(e)) {
            return new EvidenceException(
                    EvidenceException.Flaw.LIMIT_REACHED,
                    "EX-0105",
                    "the document has more than "
                            + MOST_CHARACTERS
                            + " characters; the text behind them was not read",
                    -1);
        }
        return new EvidenceException(
                EvidenceException.Flaw.MALFORMED,
                "EX-0106",
                "the document is damaged; its text was read as far as it could be",
                e);
    }

    private static ParseContext context() {
        ParseContext context = new ParseContext();
        PDFParserConfig pdf = new PDFParserConfig();
        pdf.setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.setExtractInlineImages(false);
        context.set(PDFParserConfig.class, pdf);
        return context;
    }
}
