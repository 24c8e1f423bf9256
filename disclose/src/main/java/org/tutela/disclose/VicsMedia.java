package org.tutela.disclose;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pictures and films of the country's exhibits as VICS 2.0 (`#Cases`): one entry per content with
/// every place it lies, and the path of its bytes where they go with the package. No category is
/// written: whoever grades does so in their own scheme.
final class VicsMedia {
    private static final String CONTEXT =
            "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/Default/$metadata#Cases";
    private static final String SELECT =
            """
            SELECT c.md5, c.sha1, c.size, t.mime, i.path, i.exhibit, i.origin, c.sha256
            FROM item i JOIN (SELECT item, min(md5) AS md5, min(sha1) AS sha1, min(size) AS size, min(sha256) AS sha256 FROM content GROUP BY item) c ON c.item = i.item
            JOIN (SELECT item, min(mime) AS mime FROM file_type GROUP BY item) t ON t.item = i.item
            WHERE i.source IN SOURCES AND c.md5 IS NOT NULL AND i.item NOT IN (SELECT item FROM held_file) AND (t.mime LIKE 'image/%' OR t.mime LIKE 'video/%')
            ORDER BY c.md5, i.exhibit, i.path, i.item
            """;

    private final Writer out;
    private final Redactor redactor;
    private final MediaFiles bytes;
    private @Nullable Map<String, Object> media;
    private final List<Map<String, Object>> files = new ArrayList<>();
    private long number;

    private VicsMedia(Writer out, Redactor redactor, MediaFiles bytes) {
        this.out = out;
        this.bytes = bytes;
        this.redactor = redactor;
    }

    static void write(BagWriter bag, Leaving from, MediaFiles bytes) throws IOException {
        try (Writer out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                bag.create("data/vics/media.json"), StandardCharsets.UTF_8))) {
            VicsMedia vics = new VicsMedia(out, from.redactor(), bytes);
            out.append("{\"@odata.context\":\"").append(CONTEXT);
            out.append(
                    "\",\"value\":[{\"SourceApplicationName\":\"Tutela\",\"SourceApplicationVersion\":\"0.1\",\"Media\":[");
            Rows.read(from.query(), from.scope().sql(SELECT), vics::add);
            vics.flush();
            out.append("\n]}]}\n");
        }
    }

    private void add(List<@Nullable Object> row) throws IOException {
        String md5 = Rows.text(row.get(0)).toUpperCase(Locale.ROOT);
        if (media == null || !md5.equals(media.get("MD5"))) {
            flush();
            number++;
            Map<String, Object> next = new LinkedHashMap<>();
            next.put("MediaID", number);
            next.put("MD5", md5);
            next.put("SHA1", Rows.text(row.get(1)).toUpperCase(Locale.ROOT));
            next.put("MediaSize", row.get(2) instanceof Number size ? size.longValue() : 0L);
            String mime = Rows.text(row.get(3));
            next.put("MimeType", mime);
            String sha256 = Rows.text(row.get(7));
            if (bytes.has(sha256)) {
                next.put("RelativeFilePath", MediaFiles.name(sha256, mime).replace('/', '\\'));
            }
            media = next;
        }
        String path = redactor.path(Rows.text(row.get(4)));
        int slash = path.lastIndexOf('/');
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("MD5", md5);
        file.put("FileName", path.substring(slash + 1));
        file.put("FilePath", path.substring(0, Math.max(0, slash)).replace('/', '\\'));
        file.put("SourceID", redactor.text(Rows.text(row.get(5))));
        file.put("Deleted", Boolean.toString("DELETED".equals(row.get(6))));
        files.add(file);
    }

    private void flush() throws IOException {
        if (media != null) {
            media.put("MediaFiles", List.copyOf(files));
            out.append(number > 1 ? ",\n" : "\n").append(JSON.std.asString(media));
        }
        files.clear();
        media = null;
    }
}
