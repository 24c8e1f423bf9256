package org.tutela.answers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
import org.tutela.facts.RegisteredSource;
import org.tutela.model.Column;
import org.tutela.model.FactTable;

/// The SQL of one view per table: public columns in the order of the contract, from the files that
/// count. Ids and digests are hex, the exhibit is joined, sources in `missing_on` are shown as
/// their exhibits.
final class Views {
    /// Sources and their exhibits, a table of its own that analysts may read too.
    static final String EXHIBITS = "exhibits";

    private Views() {}

    /// One public column.
    ///
    /// @param name its name
    /// @param expression over the stored columns
    /// @param type as the view shows it
    record Shown(String name, String expression, String type) {}

    /// The public columns of a table.
    static List<Shown> columns(FactTable<?> table, List<RegisteredSource> sources) {
        List<Shown> shown = new ArrayList<>();
        if (!table.linked()) {
            shown.add(new Shown("exhibit", "e.exhibit", "VARCHAR"));
        }
        for (Column<?> column : table.columns()) {
            shown.addAll(shown(column, sources));
        }
        return shown;
    }

    /// The statement that makes the view of a table, given where its rows stand as they are stored.
    static String create(FactTable<?> table, String from, List<RegisteredSource> sources) {
        return view(table.name())
                + "SELECT "
                + expressions(columns(table, sources))
                + " FROM "
                + from
                + " AS f"
                + join(table);
    }

    /// The statement that makes the view of a table with its ids as they are stored besides: a
    /// condition on `row_id` (of facts also on `row_source`) is held against what the files say of
    /// themselves, and leaves out most of them.
    static String createById(FactTable<?> table, String from, List<RegisteredSource> sources) {
        String ids =
                table.linked() ? "f.linked AS row_id" : "f.fact AS row_id, f.source AS row_source";
        return view(byId(table.name()))
                + "SELECT "
                + ids
                + ", "
                + expressions(columns(table, sources))
                + " FROM "
                + from
                + " AS f"
                + join(table);
    }

    private static String view(String name) {
        return "CREATE OR REPLACE VIEW main." + quote(name) + " AS ";
    }

    private static String join(FactTable<?> table) {
        return table.linked() ? "" : " LEFT JOIN " + EXHIBITS + " AS e ON e.id = f.source";
    }

    /// The name of that view.
    static String byId(String table) {
        return table + "_by_id";
    }

    /// What stands behind FROM for the rows of a table as they are stored.
    static String stored(FactTable<?> table, Catalog catalog) {
        List<FactFile> files = catalog.files(table);
        return files.isEmpty()
                ? "(SELECT " + empty(table) + " WHERE false)"
                : rows(table, files, catalog.uniform(table));
    }

    /// The public columns from `f` and `e`, for a SELECT.
    static String expressions(List<Shown> columns) {
        return columns.stream()
                .map(c -> c.expression() + " AS " + quote(c.name()))
                .collect(Collectors.joining(", "));
    }

    /// A name that SQL takes for a name.
    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// A text that SQL takes for a text.
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String rows(FactTable<?> table, List<FactFile> files, boolean uniform) {
        String list =
                files.stream()
                        .map(FactFile::path)
                        .map(Views::pattern)
                        .map(Views::literal)
                        .collect(Collectors.joining(", ", "[", "]"));
        if (uniform) {
            return "read_parquet(" + list + ", hive_partitioning=false)";
        }
        // Some files are older than some columns: an empty row of all columns fills in what is
        // missing everywhere.
        return "(SELECT "
                + empty(table)
                + " WHERE false UNION ALL BY NAME SELECT * FROM read_parquet("
                + list
                + ", hive_partitioning=false, union_by_name=true))";
    }

    private static String empty(FactTable<?> table) {
        return table.columns().stream().map(Views::emptyColumns).collect(Collectors.joining(", "));
    }

    /// The database takes names of files for patterns: characters that mean something in a pattern
    /// are put in a class of their own.
    static String pattern(Path path) {
        return path.toString().replaceAll("[\\[*?]", "[$0]");
    }

    private static String emptyColumns(Column<?> column) {
        String name = column.name();
        return switch (column.type()) {
            case TIME ->
                    empty(name, "TIMESTAMPTZ")
                            + ", "
                            + empty(name + "_raw", "BIGINT")
                            + ", "
                            + empty(name + "_encoding", "VARCHAR")
                            + ", "
                            + empty(name + "_precision", "VARCHAR")
                            + ", "
                            + empty(name + "_zone_basis", "VARCHAR");
            case ID, DIGEST_16, DIGEST_20, DIGEST_32 -> empty(name, "BLOB");
            default -> empty(name, type(column.type()));
        };
    }

    private static String empty(String name, String type) {
        return "CAST(NULL AS " + type + ") AS " + quote(name);
    }

    private static List<Shown> shown(Column<?> column, List<RegisteredSource> sources) {
        String name = column.name();
        String stored = "f." + quote(name);
        if (name.equals("missing_on")) {
            return List.of(new Shown(name, exhibits(stored, sources), "VARCHAR"));
        }
        return switch (column.type()) {
            case TIME ->
                    List.of(
                            new Shown(name, stored, "TIMESTAMPTZ"),
                            plain(name + "_raw", "BIGINT"),
                            plain(name + "_encoding", "VARCHAR"),
                            plain(name + "_precision", "VARCHAR"),
                            plain(name + "_zone_basis", "VARCHAR"));
            case ID, DIGEST_16, DIGEST_20, DIGEST_32 ->
                    List.of(new Shown(name, "lower(hex(" + stored + "))", "VARCHAR"));
            default -> List.of(plain(name, type(column.type())));
        };
    }

    private static Shown plain(String name, String type) {
        return new Shown(name, "f." + quote(name), type);
    }

    private static String type(Column.Type type) {
        return switch (type) {
            case WORD, TEXT, ID, DIGEST_16, DIGEST_20, DIGEST_32 -> "VARCHAR";
            case NUMBER -> "BIGINT";
            case DECIMAL -> "DOUBLE";
            case FLAG -> "BOOLEAN";
            case TIME, INSTANT -> "TIMESTAMPTZ";
        };
    }

    /// Source ids separated by spaces, shown as exhibits, sorted.
    private static String exhibits(String stored, List<RegisteredSource> sources) {
        if (sources.isEmpty()) {
            return stored;
        }
        String names =
                sources.stream()
                        .map(s -> literal(s.id().toString()) + ": " + literal(s.exhibit()))
                        .collect(Collectors.joining(", ", "MAP {", "}"));
        return "array_to_string(list_sort(list_transform(string_split("
                + stored
                + ", ' '), lambda id: coalesce(("
                + names
                + ")[id], id))), ' ')";
    }
}
