package org.tutela.facts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;
import org.tutela.model.FactTable;
import org.tutela.model.Row;

/// Writes one file of rows (Apache Parquet format 1, zstd pages, row groups of 122,880 rows). Equal
/// rows, order and notes give equal bytes. One thread.
///
/// Texts that are no well-formed Unicode are stored with U+FFFD and kept raw in the column
/// `raw_utf16`. The least and the greatest 64-bit number are no times to a reader of Parquet: such
/// microseconds are stored as null, beside their raw value.
///
/// @param <R> the record that the table holds
public final class FactWriter<R extends Row> implements Closeable {
    /// Rows of a row group; by rows and not by bytes, so that the cut depends on nothing else.
    static final int GROUP_ROWS = 122_880;

    static final int TRUNCATED_STATISTICS = 64;

    private final FactTable<R> table;
    private final Path target;
    private final SortedMap<String, String> notes;
    private final MessageType schema;
    private final ParquetProperties properties;
    private final DigestingFile out;
    private final ZstdPages compressor = new ZstdPages();
    private final ParquetFileWriter file;
    private final RowCells<R> cells;
    private @Nullable ColumnChunkPageWriteStore pages;
    private @Nullable ColumnWriteStore store;
    private long rows;
    private int groupRows;
    private boolean open = true;

    private FactWriter(
            FactTable<R> table, Path target, SortedMap<String, String> notes, DigestingFile out)
            throws IOException {
        this.table = table;
        this.target = target;
        this.notes = new TreeMap<>(notes);
        this.out = out;
        List<StoredColumn> columns = StoredTable.columns(table);
        this.schema = schema(table.name(), columns);
        this.properties = properties(columns);
        this.cells = new RowCells<>(table);
        this.file =
                new ParquetFileWriter(
                        out,
                        schema,
                        ParquetFileWriter.Mode.CREATE,
                        Long.MAX_VALUE,
                        0,
                        TRUNCATED_STATISTICS,
                        TRUNCATED_STATISTICS,
                        true);
        file.start();
    }

    /// Starts `target` (its folder is created where missing), written as `target.part` until it is
    /// committed; `notes` go into the footer beside the table's name.
    public static <R extends Row> FactWriter<R> create(
            FactTable<R> table, Path target, SortedMap<String, String> notes) throws IOException {
        Files.createDirectories(Durable.folderOf(target));
        Path part = Durable.part(target);
        DigestingFile out = DigestingFile.create(part);
        try {
            return new FactWriter<>(table, target, notes, out);
        } catch (IOException e) {
            out.abandon();
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /// Adds a row behind the last.
    public void add(R row) throws IOException {
        cells.write(row, group());
        rows++;
        groupRows++;
        if (groupRows == GROUP_ROWS) {
            endGroup();
        }
    }

    /// Number of rows added so far.
    public long rows() {
        return rows;
    }

    /// Finishes the file under its name; without rows it is a file without rows.
    public FactFile commit() throws IOException {
        if (!open) {
            throw new IllegalStateException("already committed or closed: " + target);
        }
        endGroup();
        notes.put("tutela.table", table.name());
        file.end(notes);
        file.close();
        out.close();
        compressor.release();
        open = false;
        Path part = Durable.part(target);
        Durable.move(part, target);
        return new FactFile(target, table.name(), rows, out.getPos(), out.digest());
    }

    /// Without [#commit], deletes what was written.
    @Override
    public void close() throws IOException {
        if (open) {
            open = false;
            if (pages != null) {
                pages.close();
            }
            compressor.release();
            out.abandon();
            Files.deleteIfExists(Durable.part(target));
        }
    }

    private ColumnWriteStore group() {
        if (store != null) {
            return store;
        }
        ColumnChunkPageWriteStore chunk =
                new ColumnChunkPageWriteStore(
                        compressor,
                        schema,
                        new HeapByteBufferAllocator(),
                        TRUNCATED_STATISTICS,
                        true);
        ColumnWriteStore fresh = properties.newColumnWriteStore(schema, chunk, chunk);
        pages = chunk;
        store = fresh;
        cells.start(fresh, schema);
        return fresh;
    }

    private void endGroup() throws IOException {
        if (pages == null || store == null) {
            return;
        }
        file.startBlock(groupRows);
        store.flush();
        pages.flushToFileWriter(file);
        file.endBlock();
        store.close();
        pages.close();
        store = null;
        pages = null;
        groupRows = 0;
    }

    /// How files of the house are encoded.
    static ParquetProperties properties(List<StoredColumn> columns) {
        ParquetProperties.Builder builder =
                ParquetProperties.builder()
                        .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
                        .withDictionaryEncoding(false)
                        .withStatisticsTruncateLength(TRUNCATED_STATISTICS)
                        .withColumnIndexTruncateLength(TRUNCATED_STATISTICS)
                        .withPageWriteChecksumEnabled(true);
        for (StoredColumn column : columns) {
            if (column.dictionary()) {
                builder.withDictionaryEncoding(column.name(), true);
            }
        }
        return builder.build();
    }

    /// The schema that a file of these columns has.
    static MessageType schema(String name, List<StoredColumn> columns) {
        Types.MessageTypeBuilder builder = Types.buildMessage();
        for (StoredColumn column : columns) {
            builder.addField(type(column));
        }
        return builder.named(name);
    }

    private static PrimitiveType type(StoredColumn column) {
        return switch (column.kind()) {
            case TEXT ->
                    primitive(column, PrimitiveTypeName.BINARY)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(column.name());
            case NUMBER -> primitive(column, PrimitiveTypeName.INT64).named(column.name());
            case DECIMAL -> primitive(column, PrimitiveTypeName.DOUBLE).named(column.name());
            case FLAG -> primitive(column, PrimitiveTypeName.BOOLEAN).named(column.name());
            case MICROS ->
                    primitive(column, PrimitiveTypeName.INT64)
                            .as(
                                    LogicalTypeAnnotation.timestampType(
                                            true, LogicalTypeAnnotation.TimeUnit.MICROS))
                            .named(column.name());
            case FIXED ->
                    primitive(column, PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                            .length(column.bytes())
                            .named(column.name());
        };
    }

    private static Types.PrimitiveBuilder<PrimitiveType> primitive(
            StoredColumn column, PrimitiveTypeName type) {
        return column.nullable() ? Types.optional(type) : Types.required(type);
    }
}
