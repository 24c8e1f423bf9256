package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.CsvSink;
import org.tutela.answers.RowSink;
import org.tutela.model.Citation;
import org.tutela.model.FactTables;

/// What a case found, held against the truth that a made-up operation was planned by.
final class Score {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    /// What a truth file that is no linked table is compared with. Deleted files are asked for one
    /// by one: a case may well find more of them than were planned.
    private static final Map<String, String> QUESTIONS =
            Map.of(
                    "known",
                    "SELECT DISTINCT c.sha256, k.list, k.\"match\" FROM known_match k JOIN content c ON c.item = k.item",
                    "device_owner",
                    "SELECT DISTINCT s.exhibit, d.service, d.account FROM device_owner d JOIN (SELECT DISTINCT exhibit, source FROM item) s ON s.source = d.source",
                    "deleted",
                    "SELECT DISTINCT i.exhibit, c.sha256 FROM item i JOIN content c ON c.item = i.item WHERE i.origin = 'DELETED'");

    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z");

    private final CaseQuery query;
    private final List<Line> lines = new ArrayList<>();

    private Score(CaseQuery query) {
        this.query = query;
    }

    /// One table.
    ///
    /// @param expected rows of truth
    /// @param found rows of the case
    /// @param missing rows of truth that the case lacks, as text
    /// @param extra rows of the case that truth lacks, as text
    record Line(String table, long expected, long found, List<String> missing, List<String> extra) {
        Line {
            missing = List.copyOf(missing);
            extra = List.copyOf(extra);
        }

        boolean right() {
            return missing.isEmpty() && extra.isEmpty();
        }
    }

    /// Compares every truth file of a folder that names a linked table, `known` or `deleted`.
    static List<Line> of(CaseQuery query, Path truth) throws IOException {
        if (!Files.isDirectory(truth)) {
            throw new WrongUse(
                    "There is no folder of truth files "
                            + truth
                            + "; `tutela scenario DIR` writes DIR/truth.");
        }
        Score score = new Score(query);
        List<Path> files;
        try (var listed = Files.list(truth)) {
            files = listed.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
        }
        for (Path file : files) {
            String table = String.valueOf(file.getFileName()).replace(".csv", "");
            boolean linked =
                    FactTables.linked().stream()
                            .anyMatch(each -> each != Citation.TABLE && each.name().equals(table));
            if (linked || QUESTIONS.containsKey(table)) {
                score.compare(table, file);
            }
        }
        return score.lines;
    }

    /// Writes the lines to `summary`, then the rows that differ to `out`.
    static void print(List<Line> lines, RowSink summary, PrintWriter out) throws IOException {
        summary.begin(List.of("table", "expected", "found", "missing", "extra"));
        for (Line line : lines) {
            summary.row(
                    List.of(
                            line.table(),
                            line.expected(),
                            line.found(),
                            (long) line.missing().size(),
                            (long) line.extra().size()));
        }
        summary.end();
        for (Line line : lines) {
            line.missing().forEach(row -> out.println(line.table() + ",missing," + row));
            line.extra().forEach(row -> out.println(line.table() + ",extra," + row));
        }
        out.flush();
    }

    private void compare(String table, Path file) throws IOException {
        List<String> columns;
        Map<String, Integer> expected = new TreeMap<>();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = FORMAT.parse(reader)) {
            columns =
                    table.equals("deleted")
                            ? List.of("exhibit", "sha256")
                            : parser.getHeaderNames();
            for (CSVRecord row : parser) {
                if (!table.equals("deleted") || Boolean.parseBoolean(row.get("recoverable"))) {
                    expected.merge(text(row, columns), 1, Integer::sum);
                }
            }
        }
        Map<String, Integer> found = found(table, columns);
        List<String> missing = difference(expected, found);
        List<String> extra = table.equals("deleted") ? List.of() : difference(found, expected);
        lines.add(new Line(table, total(expected), total(found), missing, extra));
    }

    private Map<String, Integer> found(String table, List<String> columns) throws IOException {
        StringWriter text = new StringWriter();
        String asked = QUESTIONS.get(table);
        if (asked == null) {
            List<String> quoted =
                    columns.stream().map(column -> '"' + column.replace("\"", "") + '"').toList();
            asked = "SELECT " + String.join(", ", quoted) + " FROM " + table;
        }
        query.query(asked, new CsvSink(text));
        Map<String, Integer> rows = new TreeMap<>();
        try (CSVParser parser = FORMAT.parse(new StringReader(text.toString()))) {
            for (CSVRecord row : parser) {
                rows.merge(text(row, columns), 1, Integer::sum);
            }
        }
        return rows;
    }

    private static String text(CSVRecord row, List<String> columns) {
        StringBuilder text = new StringBuilder();
        for (String column : columns) {
            String value = plain(row.get(column)).replace("\"", "\"\"");
            boolean plain =
                    value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            text.append(text.isEmpty() ? "" : ",").append(plain ? value : '"' + value + '"');
        }
        return text.toString();
    }

    /// A time as any other way of writing the same time; everything else as it is.
    private static String plain(String value) {
        return TIME.matcher(value).matches() ? Instant.parse(value).toString() : value;
    }

    private static List<String> difference(Map<String, Integer> whole, Map<String, Integer> less) {
        List<String> rest = new ArrayList<>();
        for (Map.Entry<String, Integer> row : whole.entrySet()) {
            for (int i = less.getOrDefault(row.getKey(), 0); i < row.getValue(); i++) {
                rest.add(row.getKey());
            }
        }
        return rest;
    }

    private static long total(Map<String, Integer> rows) {
        return rows.values().stream().mapToLong(Integer::longValue).sum();
    }
}
