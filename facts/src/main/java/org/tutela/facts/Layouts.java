package org.tutela.facts;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;

/// The layouts of all tables as this build writes them.
final class Layouts {
    private static final Map<String, String> BY_TABLE =
            Stream.<FactTable<?>>concat(FactTables.facts().stream(), FactTables.linked().stream())
                    .collect(Collectors.toMap(FactTable::name, StoredTable::layout));

    private Layouts() {}

    /// The layout of the table of that name; throws [IllegalArgumentException] where there is none.
    static String of(String table) {
        String layout = BY_TABLE.get(table);
        if (layout == null) {
            throw new IllegalArgumentException("there is no table " + table);
        }
        return layout;
    }
}
