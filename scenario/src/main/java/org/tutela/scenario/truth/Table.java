package org.tutela.scenario.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One CSV file of truth (RFC 4180, UTF-8, header line, rows in order of their text).
final class Table {
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private final String name;
    private final List<String> columns;
    private final TreeSet<String> rows = new TreeSet<>();

    Table(String name, String... columns) {
        this.name = name;
        this.columns = List.of(columns);
    }

    String name() {
        return name;
    }

    /// Adds a row; null is empty. Equal rows count once.
    void add(@Nullable Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(name + " has other columns: " + columns);
        }
        List<String> cells = new ArrayList<>();
        for (Object value : values) {
            cells.add(cell(value == null ? "" : Objects.toString(value)));
        }
        rows.add(String.join(",", cells));
    }

    void write(Path folder) {
        StringBuilder text = new StringBuilder(String.join(",", columns)).append("\r\n");
        rows.forEach(row -> text.append(row).append("\r\n"));
        try {
            Files.writeString(folder.resolve(name + ".csv"), text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// ISO 8601 in UTC, to the microsecond as tables are printed, of milliseconds since 1970; null
    /// stays null.
    static @Nullable String time(@Nullable Long millis) {
        return millis == null
                ? null
                : MICROSECONDS.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }

    private static String cell(String value) {
        boolean plain =
                value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
