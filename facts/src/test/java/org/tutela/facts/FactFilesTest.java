package org.tutela.facts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.model.Column;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;
import org.tutela.model.Id;
import org.tutela.model.Message;
import org.tutela.model.Picture;
import org.tutela.model.Row;

final class FactFilesTest {
    @TempDir Path folder;

    private static List<FactTable<?>> tables() {
        List<FactTable<?>> tables = new ArrayList<>(FactTables.facts());
        tables.addAll(FactTables.linked());
        return tables;
    }

    @Test
    void everyTableComesBackAsItWasWritten() throws IOException {
        long seed = 20260101;
        System.err.println("seed " + seed);
        RandomRows random = new RandomRows(seed);
        for (FactTable<?> table : tables()) {
            roundTrip(table, random);
        }
    }

    private <R extends Row> void roundTrip(FactTable<R> table, RandomRows random)
            throws IOException {
        List<R> rows = random.rows(table, 300);
        Path file = folder.resolve(table.name() + ".parquet");
        FactFile written = write(table, rows, file);
        assertEquals(300, written.rows());
        assertEquals(Files.size(file), written.size());
        assertEquals(Hashes.sha256(Files.readAllBytes(file)), written.sha256());
        assertEquals(rows, read(table, file), table.name());
        someColumnsComeBack(table, rows, file);
        RowCodec<R> codec = RowCodec.of(table);
        for (R row : rows) {
            byte[] bytes = encode(codec, row);
            R back = codec.read(new DataInputStream(new ByteArrayInputStream(bytes)));
            assertEquals(row, back);
            assertArrayEquals(bytes, encode(codec, back));
        }
    }

    /// Every second column, and then the others: each row is blank where it was not asked for.
    private static <R extends Row> void someColumnsComeBack(
            FactTable<R> table, List<R> rows, Path file) throws IOException {
        for (int first = 0; first < 2; first++) {
            Set<String> asked = new TreeSet<>();
            for (int i = first; i < table.columns().size(); i += 2) {
                asked.add(table.columns().get(i).name());
            }
            try (FactReader<R> reader = FactReader.open(table, file, asked)) {
                for (R row : rows) {
                    assertTrue(reader.next());
                    for (int i = 0; i < table.columns().size(); i++) {
                        Column<R> column = table.columns().get(i);
                        assertEquals(
                                asked.contains(column.name())
                                        ? column.get().apply(row)
                                        : table.blank(i),
                                column.get().apply(reader.row()),
                                table.name() + "." + column.name());
                    }
                }
            }
        }
    }

    @Test
    void duckDbReadsTheSameValues() throws Exception {
        long seed = 7;
        System.err.println("seed " + seed);
        List<Message> rows = new RandomRows(seed).rows(Message.TABLE, 2000);
        Path file = folder.resolve("m.parquet");
        write(Message.TABLE, rows, file);
        try (Connection connection = duckDb();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "SELECT lower(hex(fact)), text, epoch_us(sent), sent_raw,"
                                        + " sent_encoding, kind, forwarded, type_raw, raw_utf16"
                                        + " FROM read_parquet('"
                                        + file
                                        + "')")) {
            for (Message row : rows) {
                assertTrue(found.next());
                assertEquals(row.seen().fact().toString(), found.getString(1));
                String text = row.text();
                boolean wellFormed = text == null || Utf16.wellFormed(text);
                assertEquals(
                        wellFormed
                                ? text
                                : new String(
                                        Utf16.replaced(text),
                                        java.nio.charset.StandardCharsets.UTF_8),
                        found.getString(2));
                assertEquals(row.sent() == null ? null : row.sent().micros(), found.getObject(3));
                assertEquals(row.sent() == null ? null : row.sent().raw(), found.getObject(4));
                assertEquals(
                        row.sent() == null ? null : row.sent().encoding().name(),
                        found.getString(5));
                assertEquals(row.kind().name(), found.getString(6));
                assertEquals(row.forwarded(), found.getBoolean(7));
                assertEquals(row.typeRaw(), found.getObject(8));
                if (!wellFormed) {
                    assertTrue(found.getString(9).contains("text=" + Utf16.toHex(text)));
                }
            }
            assertFalse(found.next());
        }
    }

    @Test
    void equalRowsGiveEqualBytes() throws IOException {
        Random random = new Random(3);
        List<Message> rows = new ArrayList<>();
        for (int i = 0; i < FactWriter.GROUP_ROWS + 10; i++) {
            rows.add(RandomRows.message(Id.of("s"), "whatsapp", i, random));
        }
        FactFile first = write(Message.TABLE, rows, folder.resolve("a.parquet"));
        FactFile second = write(Message.TABLE, rows, folder.resolve("b.parquet"));
        assertEquals(first.sha256(), second.sha256());
        assertEquals(rows, read(Message.TABLE, first.path()));
    }

    @Test
    void leavesNothingWithoutCommit() throws IOException {
        Path file = folder.resolve("x").resolve("m.parquet");
        try (FactWriter<Message> writer = FactWriter.create(Message.TABLE, file, new TreeMap<>())) {
            writer.add(RandomRows.message(Id.of("s"), "whatsapp", 1, new Random(1)));
            assertTrue(Files.exists(Durable.part(file)));
        }
        assertEquals(List.of(), Durable.list(file.getParent()));
    }

    @Test
    void readsFileWithoutRows() throws IOException {
        FactFile file = write(Message.TABLE, List.of(), folder.resolve("e.parquet"));
        assertEquals(List.of(), read(Message.TABLE, file.path()));
    }

    @Test
    void readsFileFromBeforeAColumnExisted() throws Exception {
        Path file = folder.resolve("old.parquet");
        List<Picture> rows = new RandomRows(5).rows(Picture.TABLE, 20);
        write(Picture.TABLE, rows, folder.resolve("new.parquet"));
        try (Connection connection = duckDb();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT * EXCLUDE (width, make, taken, taken_raw, taken_encoding,"
                            + " taken_precision, taken_zone_basis) FROM read_parquet('"
                            + folder.resolve("new.parquet")
                            + "')) TO '"
                            + file
                            + "' (FORMAT parquet, COMPRESSION zstd)");
        }
        List<Picture> old = read(Picture.TABLE, file);
        assertEquals(20, old.size());
        for (int i = 0; i < 20; i++) {
            assertEquals(null, old.get(i).width());
            assertEquals(null, old.get(i).make());
            assertEquals(null, old.get(i).taken());
            assertEquals(rows.get(i).height(), old.get(i).height());
            assertEquals(rows.get(i).seen(), old.get(i).seen());
        }
    }

    @Test
    void refusesFileThatWasCutOff() throws IOException {
        Path file = folder.resolve("m.parquet");
        write(Message.TABLE, new RandomRows(1).rows(Message.TABLE, 50), file);
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 3, 4, 100, bytes.length - 1}) {
            Path cut = folder.resolve("cut" + length);
            Files.write(cut, java.util.Arrays.copyOf(bytes, length));
            assertThrows(IOException.class, () -> read(Message.TABLE, cut), "length " + length);
        }
    }

    /// Another engine, which shares no code with writer and reader.
    private static Connection duckDb() throws SQLException {
        return new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
    }

    static <R extends Row> FactFile write(FactTable<R> table, List<R> rows, Path file)
            throws IOException {
        TreeMap<String, String> notes = new TreeMap<>();
        notes.put("test", "yes");
        try (FactWriter<R> writer = FactWriter.create(table, file, notes)) {
            for (R row : rows) {
                writer.add(row);
            }
            return writer.commit();
        }
    }

    static <R extends Row> List<R> read(FactTable<R> table, Path file) throws IOException {
        List<R> rows = new ArrayList<>();
        try (FactReader<R> reader = FactReader.open(table, file)) {
            while (reader.next()) {
                rows.add(reader.row());
            }
        }
        return rows;
    }

    private static <R extends Row> byte[] encode(RowCodec<R> codec, R row) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        codec.write(row, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
