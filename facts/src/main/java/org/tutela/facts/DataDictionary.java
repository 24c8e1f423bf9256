package org.tutela.facts;

import org.tutela.model.Column;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;

/// The data dictionary, generated from the tables.
public final class DataDictionary {
    private static final String INTRODUCTION =
            """
            # Data dictionary

            Generated from the code; `./dev golden` writes it anew. One table per kind of record, first
            the facts, then the linked facts. Columns appear here in the order of `tutela facts`, which
            adds `exhibit` in front of every table of facts.

            How values lie in the files (Apache Parquet, zstd), and how `tutela facts` and `tutela query`
            show them:

            | type | in the file | shown |
            |---|---|---|
            | word, text | UTF-8 (word: with a dictionary) | as it is |
            | number | signed 64 bits | as it is |
            | decimal | IEEE 754, 64 bits | as it is |
            | flag | boolean | true, false |
            | time | five columns: `x` microseconds UTC, empty where it cannot be known; `x_raw` as stored; `x_encoding` how the raw value counts; `x_precision` its finest step; `x_zone_basis` what the zone rests on | `x` in ISO 8601 UTC, the others as they are |
            | instant | microseconds UTC | ISO 8601 UTC |
            | id | 16 bytes | 32 hex digits |
            | digest | 16 (MD5), 20 (SHA-1) or 32 (SHA-256, PDQ) bytes | hex digits |

            Every file ends with the column `raw_utf16`, empty in nearly every row: a text that is no
            well-formed Unicode stands in its own column with U+FFFD, and here as `column=` and its UTF-16
            units in hex.
            """;

    private DataDictionary() {}

    /// The text of `docs/data-dictionary.md`.
    public static String text() {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        text.append("\n# Facts\n");
        FactTables.facts().forEach(table -> append(table, text));
        text.append("\n# Linked facts\n");
        FactTables.linked().forEach(table -> append(table, text));
        return text.toString();
    }

    private static void append(FactTable<?> table, StringBuilder text) {
        text.append("\n## `").append(table.name()).append("`\n\n");
        text.append("| column | type | empty? | meaning |\n|---|---|---|---|\n");
        for (Column<?> column : table.columns()) {
            text.append("| `").append(column.name()).append("` | ").append(type(column.type()));
            text.append(" | ").append(column.nullable() ? "may be" : "").append(" | ");
            text.append(column.meaning().replace("|", "\\|")).append(" |\n");
        }
    }

    private static String type(Column.Type type) {
        return switch (type) {
            case WORD -> "word";
            case TEXT -> "text";
            case NUMBER -> "number";
            case DECIMAL -> "decimal";
            case FLAG -> "flag";
            case TIME -> "time";
            case INSTANT -> "instant";
            case ID -> "id";
            case DIGEST_16 -> "digest, 16 bytes";
            case DIGEST_20 -> "digest, 20 bytes";
            case DIGEST_32 -> "digest, 32 bytes";
        };
    }
}
