package org.tutela.examine.identify;

import java.nio.charset.StandardCharsets;

/// Tells packages that are zip files apart by their first members (APPNOTE 4.3.7; OPC, ODF 1.2 part
/// 3, EPUB OCF: `mimetype` comes first and is stored).
final class ZipPackages {
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

    private ZipPackages() {}

    static String tell(byte[] head) {
        String text =
                new String(head, 0, Math.min(head.length, 1 << 14), StandardCharsets.ISO_8859_1);
        int nameLength = head.length > 30 ? (head[26] & 0xFF) | (head[27] & 0xFF) << 8 : 0;
        String first =
                text.substring(
                        Math.min(30, text.length()), Math.min(30 + nameLength, text.length()));
        if (first.equals("mimetype")) {
            int start = Math.min(38, text.length());
            for (String mime :
                    new String[] {
                        "application/vnd.oasis.opendocument.text",
                        "application/vnd.oasis.opendocument.spreadsheet",
                        "application/vnd.oasis.opendocument.presentation",
                        "application/epub+zip"
                    }) {
                if (text.startsWith(mime, start)) {
                    return mime;
                }
            }
        }
        if (first.equals("[Content_Types].xml")
                || first.startsWith("_rels/")
                || first.startsWith("docProps/")) {
            return officeDocument(text);
        }
        if (first.equals("AndroidManifest.xml") || text.contains("classes.dex")) {
            return "application/vnd.android.package-archive";
        }
        return first.startsWith("META-INF/") ? "application/java-archive" : "application/zip";
    }

    private static String officeDocument(String text) {
        if (text.contains("word/")) {
            return OFFICE + "wordprocessingml.document";
        }
        if (text.contains("xl/")) {
            return OFFICE + "spreadsheetml.sheet";
        }
        return text.contains("ppt/") ? OFFICE + "presentationml.presentation" : "application/zip";
    }
}
