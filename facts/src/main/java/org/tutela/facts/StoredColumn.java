package org.tutela.facts;

/// One physical column of a file.
///
/// @param name its name in the file
/// @param kind how its values are stored
/// @param bytes length of a value where it is fixed, otherwise 0
/// @param nullable whether a row may have no value
/// @param dictionary whether few different values are expected
record StoredColumn(String name, Kind kind, int bytes, boolean nullable, boolean dictionary) {

    /// How values are stored.
    enum Kind {
        /// UTF-8.
        TEXT,
        /// Signed 64 bits.
        NUMBER,
        /// IEEE 754, 64 bits.
        DECIMAL,
        /// One bit.
        FLAG,
        /// Microseconds since 1970 UTC.
        MICROS,
        /// Bytes of a fixed number.
        FIXED
    }
}
