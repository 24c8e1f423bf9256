package org.tutela.link;

import java.util.List;

/// Where a row stands: the rows of one key meet in one group, in the order of their orders. Ties
/// are broken by the place of the input and by the id of the row, so that the order is total.
///
/// @param key parts of the key, at least one
/// @param order parts of the order; texts compare by their UTF-8 bytes
public record SortKey(List<String> key, List<String> order) {

    /// A copy of the parts.
    public SortKey {
        key = List.copyOf(key);
        order = List.copyOf(order);
    }

    /// A key without an order yet.
    public static SortKey of(String... key) {
        return new SortKey(List.of(key), List.of());
    }

    /// The same key with that order.
    public SortKey by(String... parts) {
        return new SortKey(key, List.of(parts));
    }

    /// A number as a part of an order: 16 hexadecimal digits that compare as the numbers do.
    public static String number(long value) {
        return java.util.HexFormat.of().toHexDigits(value ^ Long.MIN_VALUE);
    }
}
