package org.tutela.facts;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One object of a JSON file of ours, whose fields are read strictly: a missing or wrong field says
/// which file is damaged.
///
/// @param file where it was read from, for messages
/// @param fields its fields
record Json(Path file, Map<?, ?> fields) {
    private static final JSON FORMAT = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

    /// Reads a file that holds one object.
    static Json read(Path file) throws IOException {
        return parse(file, Files.readAllBytes(file));
    }

    /// Reads bytes of `file`.
    static Json parse(Path file, byte[] bytes) throws IOException {
        try {
            return new Json(file, JSON.std.mapFrom(bytes));
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new CaseException("ST-0104", damaged(file), e);
        }
    }

    /// The bytes of an object; the caller fixes the order of its fields.
    static byte[] toBytes(Map<String, ?> fields) throws IOException {
        return FORMAT.asBytes(fields);
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    String text(String field) throws IOException {
        return require(field, String.class);
    }

    long number(String field) throws IOException {
        return require(field, Number.class).longValue();
    }

    boolean flag(String field) throws IOException {
        return require(field, Boolean.class);
    }

    List<Json> objects(String field) throws IOException {
        List<?> values = require(field, List.class);
        List<Json> objects = new java.util.ArrayList<>(values.size());
        for (Object value : values) {
            if (!(value instanceof Map<?, ?> map)) {
                throw new CaseException("ST-0104", damaged(file));
            }
            objects.add(new Json(file, map));
        }
        return objects;
    }

    TreeMap<String, String> texts(String field) throws IOException {
        TreeMap<String, String> texts = new TreeMap<>();
        Map<?, ?> values = require(field, Map.class);
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            texts.put(String.valueOf(entry.getKey()), String.valueOf(entry.getValue()));
        }
        return texts;
    }

    private <T> T require(String field, Class<T> type) throws IOException {
        @Nullable Object value = fields.get(field);
        if (!type.isInstance(value)) {
            throw new CaseException("ST-0104", damaged(file));
        }
        return type.cast(value);
    }

    private static String damaged(Path file) {
        return "The file "
                + file
                + " of the case is damaged: restore it from a copy, or delete what can be built again"
                + " and run the case anew.";
    }
}
