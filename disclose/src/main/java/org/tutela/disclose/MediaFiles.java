package org.tutela.disclose;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tutela.answers.CaseQuery;

/// The bytes of pictures and films that go with a package where that was decided: each content
/// once, under a name of ours. A content whose bytes name somebody outside (an owner in the
/// metadata, a number in a comment) stays at home, and so does one that is no longer what was
/// examined.
final class MediaFiles {
    private static final String SELECT =
            """
            SELECT min(i.address) AS place, c.sha256, any_value(t.mime) FROM item i
            JOIN content c ON c.item = i.item JOIN file_type t ON t.item = i.item
            WHERE i.source IN SOURCES AND c.sha256 IS NOT NULL AND i.item NOT IN (SELECT item FROM held_file)
                AND (t.mime LIKE 'image/%' OR t.mime LIKE 'video/%')
            GROUP BY c.sha256 ORDER BY place
            """;
    private static final Map<String, String> ENDINGS =
            Map.of(
                    "image/jpeg", "jpg",
                    "image/png", "png",
                    "image/gif", "gif",
                    "image/webp", "webp",
                    "image/heic", "heic",
                    "video/mp4", "mp4",
                    "video/quicktime", "mov",
                    "video/3gpp", "3gp");

    private final BagWriter bag;
    private final Originals originals;
    private final NameScan scan;
    private final PngTexts texts;
    private final byte[] buffer = new byte[1 << 17];
    private final Set<String> in = new HashSet<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();

    MediaFiles(BagWriter bag, Originals originals, Redactor redactor) {
        this.bag = bag;
        this.originals = originals;
        this.scan = new NameScan(redactor.hidden());
        this.texts = new PngTexts(scan);
        for (String key : List.of("media", "media_withheld", "media_naming", "media_unreadable")) {
            counts.put(key, 0L);
        }
    }

    /// A content and where it lies.
    private record Content(String address, String sha256, String mime) {}

    /// Copies where content goes with the package; otherwise counts what stays.
    void write(CaseQuery query, Scope scope, boolean content) throws IOException {
        List<Content> contents = new ArrayList<>();
        Rows.read(
                query,
                scope.sql(SELECT),
                row -> {
                    if (content) {
                        contents.add(
                                new Content(
                                        Rows.text(row.get(0)),
                                        Rows.text(row.get(1)),
                                        Rows.text(row.get(2))));
                    } else {
                        count("media_withheld");
                    }
                });
        for (Content one : contents) {
            copy(one);
        }
    }

    /// How many went and how many stayed, by reason.
    Map<String, Long> counts() {
        return counts;
    }

    /// Whether the content's bytes are in the package.
    boolean has(String sha256) {
        return in.contains(sha256);
    }

    /// Where the bytes of a content lie, relative to `data/vics/`.
    static String name(String sha256, String mime) {
        return "files/" + sha256 + "." + ENDINGS.getOrDefault(mime.toLowerCase(Locale.ROOT), "bin");
    }

    private void copy(Content content) throws IOException {
        String path = "data/vics/" + name(content.sha256(), content.mime());
        try {
            scan.begin();
            try (InputStream from = originals.open(content.address());
                    OutputStream to = bag.create(path)) {
                int read = from.read(buffer);
                while (read >= 0) {
                    scan.take(buffer, read);
                    to.write(buffer, 0, read);
                    read = from.read(buffer);
                }
            }
            if (scan.found() || namesInTexts(path, content)) {
                leave(path, "media_naming");
            } else if (!bag.get(path).sha256().equals(content.sha256())) {
                leave(path, "media_unreadable");
            } else {
                in.add(content.sha256());
                count("media");
            }
        } catch (Originals.Unreadable e) {
            leave(path, "media_unreadable");
        }
    }

    private boolean namesInTexts(String path, Content content) throws IOException {
        if (!content.mime().equals("image/png")) {
            return false;
        }
        try (InputStream png = bag.read(path)) {
            return texts.names(png);
        }
    }

    private void leave(String path, String why) throws IOException {
        bag.discard(path);
        count(why);
    }

    private void count(String key) {
        counts.merge(key, 1L, Long::sum);
    }
}
