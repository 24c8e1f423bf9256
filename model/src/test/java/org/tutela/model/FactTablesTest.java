package org.tutela.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Holds records and their columns equal, names unique in meaning, and the whole schema to its
/// golden file: a change of it is seen in review.
class FactTablesTest {
    private static final String GOLDEN = "golden/schema.txt";

    private static List<FactTable<? extends Row>> tables() {
        List<FactTable<? extends Row>> tables = new ArrayList<>(FactTables.facts());
        tables.addAll(FactTables.linked());
        return tables;
    }

    @Test
    void listsEveryTableOnceUnderOneName() {
        Set<String> names = new HashSet<>();
        for (FactTable<? extends Row> table : tables()) {
            assertTrue(names.add(table.name()), table.name() + " twice");
            assertTrue(table.name().matches("[a-z]+(_[a-z0-9]+)*"), table.name());
            assertSame(table, FactTables.of(table.rows()));
        }
        assertEquals("cites", FactTables.linked().getLast().name());
    }

    @Test
    void namesColumnsAsTheRecordsNameTheirComponents() {
        for (FactTable<? extends Row> table : tables()) {
            List<String> components = new ArrayList<>();
            RecordComponent[] parts = table.rows().getRecordComponents();
            for (int i = 1; i < parts.length; i++) {
                components.add(
                        parts[i].getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
            }
            assertEquals(
                    components,
                    table.ownColumns().stream().map(Column::name).toList(),
                    table.name());
        }
    }

    @Test
    void declaresColumnsNullableWhereRecordsDo() {
        for (FactTable<? extends Row> table : tables()) {
            RecordComponent[] parts = table.rows().getRecordComponents();
            for (int i = 1; i < parts.length; i++) {
                boolean declared =
                        parts[i].getAnnotatedType().isAnnotationPresent(Nullable.class)
                                || parts[i].getAccessor()
                                        .getAnnotatedReturnType()
                                        .isAnnotationPresent(Nullable.class);
                assertEquals(
                        declared,
                        table.ownColumns().get(i - 1).nullable(),
                        table.name() + "." + parts[i].getName());
            }
        }
    }

    /// A [Column.Type#TIME] is stored as microseconds under its own name, as an instant is, with
    /// four columns beside it.
    @Test
    void givesOneNameOneTypeEverywhere() {
        Map<String, String> types = new HashMap<>();
        for (FactTable<? extends Row> table : tables()) {
            for (Column<? extends Row> column : table.columns()) {
                boolean time = column.type() == Column.Type.TIME;
                check(
                        types,
                        column.name(),
                        time ? Column.Type.INSTANT : column.type(),
                        table.name());
                if (time) {
                    check(types, column.name() + "_raw", Column.Type.NUMBER, table.name());
                    for (String beside : List.of("_encoding", "_precision", "_zone_basis")) {
                        check(types, column.name() + beside, Column.Type.WORD, table.name());
                    }
                }
            }
        }
    }

    private static void check(
            Map<String, String> types, String name, Column.Type type, String table) {
        String here = type + " in " + table;
        String before = types.putIfAbsent(name, here);
        assertTrue(
                before == null || before.startsWith(type + " "),
                name + " is " + here + " and " + before);
    }

    @Test
    void saysWhatEveryColumnMeans() {
        for (FactTable<? extends Row> table : tables()) {
            Set<String> names = new HashSet<>();
            for (Column<? extends Row> column : table.columns()) {
                String where = table.name() + "." + column.name();
                assertTrue(names.add(column.name()), where + " twice");
                assertTrue(!column.meaning().isBlank(), where + " says nothing");
                assertTrue(column.meaning().indexOf('\n') < 0, where + " has more than one line");
            }
        }
    }

    /// The schema as reviewed. `./dev golden` writes it anew: then read the diff. Types and names
    /// never change, columns are only added.
    @Test
    void keepsTheGoldenSchema() throws IOException {
        String schema = schema();
        if (Boolean.getBoolean("golden.write")) {
            Path file =
                    Path.of(System.getProperty("tutela.root", ".."))
                            .resolve("model/src/test/resources")
                            .resolve(GOLDEN);
            Files.createDirectories(file.getParent());
            Files.writeString(file, schema);
            return;
        }
        try (InputStream golden = getClass().getClassLoader().getResourceAsStream(GOLDEN)) {
            assertNotNull(golden, "no " + GOLDEN + ": run ./dev golden");
            assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8), schema);
        }
    }

    private static String schema() {
        StringBuilder text = new StringBuilder();
        for (FactTable<? extends Row> table : tables()) {
            text.append(table.name()).append(table.linked() ? " (linked)\n" : "\n");
            for (Column<? extends Row> column : table.ownColumns()) {
                text.append("    ")
                        .append(column.name())
                        .append(' ')
                        .append(column.type())
                        .append(column.nullable() ? " null" : "")
                        .append(" - ")
                        .append(column.meaning())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
