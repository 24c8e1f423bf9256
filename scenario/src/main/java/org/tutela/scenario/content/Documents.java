package org.tutela.scenario.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tutela.scenario.build.container.ZipMaker;
import org.tutela.scenario.plan.PlannedDocument;

/// Makes the smallest files of common document formats that word processors open: plain text, HTML,
/// Office Open XML (ECMA-376), PDF 1.4 (ISO 32000-1).
final class Documents {
    private static final long WRITTEN = 1_767_225_600_000L;

    private Documents() {}

    /// The bytes of a planned document; its name says the format.
    static byte[] bytes(PlannedDocument document) {
        String name = document.name();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> html(document.lines());
            case "docx" -> docx(document.lines());
            case "pdf" -> pdf(document.lines());
            default -> utf8(String.join("\n", document.lines()) + "\n");
        };
    }

    /// The media type that goes with a name.
    static String mime(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "html" -> "text/html";
            case "docx" ->
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            case "pdf" -> "application/pdf";
            default -> "text/plain";
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static byte[] html(List<String> lines) {
        StringBuilder text =
                new StringBuilder(
                        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>Club</title></head><body>\n");
        lines.forEach(line -> text.append("<p>").append(escaped(line)).append("</p>\n"));
        return utf8(text.append("</body></html>\n").toString());
    }

    private static byte[] docx(List<String> lines) {
        StringBuilder body = new StringBuilder();
        for (String line : lines) {
            body.append("<w:p><w:r><w:t xml:space=\"preserve\">")
                    .append(escaped(line))
                    .append("</w:t></w:r></w:p>");
        }
        String xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipMaker zip = new ZipMaker(bytes)) {
            zip.file(
                    "[Content_Types].xml",
                    utf8(
                            xml
                                    + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"),
                    WRITTEN);
            zip.file(
                    "_rels/.rels",
                    utf8(
                            xml
                                    + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"),
                    WRITTEN);
            zip.file(
                    "word/document.xml",
                    utf8(
                            xml
                                    + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                                    + body
                                    + "</w:body></w:document>"),
                    WRITTEN);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] pdf(List<String> lines) {
        StringBuilder page = new StringBuilder("BT /F1 11 Tf 14 TL 50 780 Td\n");
        for (String line : lines) {
            String shown = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)");
            page.append('(').append(shown).append(") Tj T*\n");
        }
        page.append("ET");
        int length = page.toString().getBytes(StandardCharsets.ISO_8859_1).length;
        List<String> objects =
                List.of(
                        "<< /Type /Catalog /Pages 2 0 R >>",
                        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                        "<< /Length " + length + " >>\nstream\n" + page + "\nendstream",
                        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        StringBuilder file = new StringBuilder("%PDF-1.4\n");
        List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            offsets.add(file.toString().getBytes(StandardCharsets.ISO_8859_1).length);
            file.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int table = file.toString().getBytes(StandardCharsets.ISO_8859_1).length;
        file.append("xref\n0 ").append(objects.size() + 1).append("\n0000000000 65535 f \n");
        for (int offset : offsets) {
            file.append(String.format(Locale.ROOT, "%010d 00000 n \n", offset));
        }
        file.append("trailer\n<< /Size ")
                .append(objects.size() + 1)
                .append(" /Root 1 0 R >>\nstartxref\n")
                .append(table)
                .append("\n%%EOF\n");
        return file.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
