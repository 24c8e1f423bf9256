package org.tutela.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One column of a fact table.
///
/// @param <R> the record that the table holds
/// @param name its public name, snake case
/// @param type how it is stored
/// @param nullable whether a row may have no value
/// @param meaning one line for the data dictionary, with the unit
/// @param get reads it from a record: `Long` for numbers, `Double` for decimals, `Boolean` for
///   flags, `String` for words and texts (an enum constant's name), [Timestamp], `Long`
///   microseconds for instants, [Id], [Digest]
public record Column<R>(
        String name,
        Type type,
        boolean nullable,
        String meaning,
        Function<R, @Nullable Object> get) {

    /// How values are stored.
    public enum Type {
        /// Text of few different values; stored with a dictionary.
        WORD,
        /// Text of many different values.
        TEXT,
        /// 64-bit signed number.
        NUMBER,
        /// 64-bit floating point.
        DECIMAL,
        /// True or false.
        FLAG,
        /// A [Timestamp]: five columns, `x`, `x_raw`, `x_encoding`, `x_precision`, `x_zone_basis`.
        TIME,
        /// Microseconds since 1970 UTC, one column.
        INSTANT,
        /// A computed id of 16 bytes.
        ID,
        /// MD5.
        DIGEST_16,
        /// SHA-1.
        DIGEST_20,
        /// SHA-256 or PDQ.
        DIGEST_32
    }
}
