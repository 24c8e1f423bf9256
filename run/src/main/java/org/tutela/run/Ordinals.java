package org.tutela.run;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Numbers the facts of one table about one place, in the order they are stated about an item.
///
/// Memory is bounded: a place is remembered while fewer than [#REMEMBERED] others of the same table
/// were stated after it, so facts about one place must not lie further apart than that.
final class Ordinals {
    private static final int REMEMBERED = 1 << 18;

    private final Map<String, Remembered> tables = new HashMap<>();

    /// The next ordinal, from 0.
    int next(String table, String address) {
        return tables.computeIfAbsent(table, t -> new Remembered()).next(address);
    }

    private static final class Remembered extends LinkedHashMap<String, Integer> {
        private static final long serialVersionUID = 1L;
        private String last = "";
        private int lastOrdinal;

        /// The place stated about last is kept outside the map: most places have one fact, or all
        /// of theirs in a row.
        int next(String address) {
            if (address.equals(last)) {
                return ++lastOrdinal;
            }
            if (!last.isEmpty()) {
                put(last, lastOrdinal);
            }
            last = address;
            Integer before = remove(address);
            lastOrdinal = before == null ? 0 : before + 1;
            return lastOrdinal;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    }
}
