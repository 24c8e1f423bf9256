package org.tutela.evidence.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;

/// Tells documents and programs that are stored as ZIP from archives of files, by the marker that
/// their own specification demands: `[Content_Types].xml` (ECMA-376 part 2), `mimetype` as the
/// first member (OpenDocument, EPUB), `META-INF/MANIFEST.MF` (Java), `AndroidManifest.xml`.
///
/// Cheap: the end of the archive and at most 64 KiB of its central directory are read.
final class Documents {
    private static final int MOST = 64 << 10;

    private static final Set<String> MARKERS =
            Set.of("[Content_Types].xml", "META-INF/MANIFEST.MF", "AndroidManifest.xml");

    private Documents() {}

    static boolean recognises(ByteSource bytes) throws IOException {
        Optional<ZipEnd> end = ZipEnd.find(bytes);
        if (end.isEmpty()) {
            return false;
        }
        long length = Math.min(MOST, end.get().end() - end.get().start());
        ByteSource some = bytes.slice(end.get().start(), length);
        try (InputStream records = new BufferedInputStream(some.stream(), 1 << 13)) {
            boolean first = true;
            byte[] fixed = records.readNBytes(ZipMember.CENTRAL_SIZE);
            while (fixed.length == ZipMember.CENTRAL_SIZE) {
                Cursor cursor = Cursor.of(fixed, 0);
                if (cursor.u32le("central file header signature") != ZipMember.CENTRAL) {
                    return false;
                }
                cursor.at(28);
                int name = cursor.u16le("file name length");
                int rest = cursor.u16le("extra length") + cursor.u16le("comment length");
                String text = new String(records.readNBytes(name), StandardCharsets.UTF_8);
                if (MARKERS.contains(text) || (first && text.equals("mimetype"))) {
                    return true;
                }
                first = false;
                records.skip(rest);
                fixed = records.readNBytes(ZipMember.CENTRAL_SIZE);
            }
        }
        return false;
    }
}
