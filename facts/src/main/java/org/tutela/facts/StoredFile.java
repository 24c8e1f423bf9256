package org.tutela.facts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tutela.model.Digest;

/// A file as the catalog names it.
///
/// @param file the file
/// @param author who wrote its rows: an examination, or a link step
/// @param layout [StoredTable#layout] of the table when it was written
record StoredFile(FactFile file, ExaminationVersion author, String layout) {

    /// Of a file that this build has just written.
    static StoredFile ofToday(FactFile file, ExaminationVersion author) {
        return new StoredFile(file, author, Layouts.of(file.table()));
    }

    Map<String, Object> toJson(Path root) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("table", file.table());
        fields.put("by", author.examination());
        fields.put("version", author.version());
        fields.put("path", root.relativize(file.path()).toString().replace('\\', '/'));
        fields.put("rows", file.rows());
        fields.put("size", file.size());
        fields.put("sha256", file.sha256().toString());
        fields.put("layout", layout);
        return fields;
    }

    static StoredFile from(Json json, Path root) throws IOException {
        FactFile file =
                new FactFile(
                        root.resolve(json.text("path")),
                        json.text("table"),
                        json.number("rows"),
                        json.number("size"),
                        Digest.parse(json.text("sha256")));
        return new StoredFile(
                file,
                new ExaminationVersion(json.text("by"), Math.toIntExact(json.number("version"))),
                json.text("layout"));
    }

    static List<Map<String, Object>> toJson(List<StoredFile> files, Path root) {
        List<Map<String, Object>> list = new ArrayList<>();
        files.forEach(file -> list.add(file.toJson(root)));
        return list;
    }

    static List<StoredFile> from(List<Json> list, Path root) throws IOException {
        List<StoredFile> files = new ArrayList<>();
        for (Json json : list) {
            files.add(from(json, root));
        }
        return files;
    }
}
