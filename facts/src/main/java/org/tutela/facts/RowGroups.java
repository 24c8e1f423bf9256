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

/// One Parquet file of the house while it is written, row group by row group: what [FactWriter] and
/// [TableFile] have in common. Written as `target.part` until it is committed. One thread.
final class RowGroups implements Closeable {
    private final String table;
    private final Path target;
    private final MessageType schema;
    private final ParquetProperties properties;
    private final DigestingFile out;
    private final ZstdPages compressor = new ZstdPages();
    private final ParquetFileWriter file;
    private @Nullable ColumnChunkPageWriteStore pages;
    private @Nullable ColumnWriteStore store;
    private long rows;
    private int groupRows;
    private boolean open = true;

    private RowGroups(String table, List<StoredColumn> columns, Path target, DigestingFile out)
            throws IOException {
        this.table = table;
        this.target = target;
        this.out = out;
        this.schema = schema(table, columns);
        this.properties = properties(columns);
        this.file =
                new ParquetFileWriter(
                        out,
                        schema,
                        ParquetFileWriter.Mode.CREATE,
                        Long.MAX_VALUE,
                        0,
                        FactWriter.TRUNCATED_STATISTICS,
                        FactWriter.TRUNCATED_STATISTICS,
                        true);
        file.start();
    }

    /// Starts `target`; its folder is created where missing.
    static RowGroups create(String table, List<StoredColumn> columns, Path target)
            throws IOException {
        Files.createDirectories(Durable.folderOf(target));
        Path part = Durable.part(target);
        DigestingFile out = DigestingFile.create(part);
        try {
            return new RowGroups(table, columns, target, out);
        } catch (IOException e) {
            out.abandon();
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /// Takes the writers of the columns of a row group that begins.
    @FunctionalInterface
    interface Begin {
        void group(ColumnWriteStore store, MessageType schema);
    }

    /// The row group that takes the next row; `begin` is told of a new one.
    ColumnWriteStore group(Begin begin) {
        if (store != null) {
            return store;
        }
        ColumnChunkPageWriteStore chunk =
                new ColumnChunkPageWriteStore(
                        compressor,
                        schema,
                        new HeapByteBufferAllocator(),
                        FactWriter.TRUNCATED_STATISTICS,
                        true);
        ColumnWriteStore fresh = properties.newColumnWriteStore(schema, chunk, chunk);
        pages = chunk;
        store = fresh;
        begin.group(fresh, schema);
        return fresh;
    }

    /// Takes note that a row was written.
    void rowWritten() throws IOException {
        rows++;
        groupRows++;
        if (groupRows == FactWriter.GROUP_ROWS) {
            endGroup();
        }
    }

    /// Number of rows written so far.
    long rows() {
        return rows;
    }

    /// Finishes the file under its name, with `notes` and the table's name in its footer.
    FactFile commit(SortedMap<String, String> notes) throws IOException {
        if (!open) {
            throw new IllegalStateException("already committed or closed: " + target);
        }
        endGroup();
        SortedMap<String, String> all = new TreeMap<>(notes);
        all.put("tutela.table", table);
        file.end(all);
        file.close();
        out.close();
        compressor.release();
        open = false;
        Durable.move(Durable.part(target), target);
        return new FactFile(target, table, rows, out.getPos(), out.digest());
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
    private static ParquetProperties properties(List<StoredColumn> columns) {
        ParquetProperties.Builder builder =
                ParquetProperties.builder()
                        .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
                        .withDictionaryEncoding(false)
                        .withStatisticsTruncateLength(FactWriter.TRUNCATED_STATISTICS)
                        .withColumnIndexTruncateLength(FactWriter.TRUNCATED_STATISTICS)
                        .withPageWriteChecksumEnabled(true);
        for (StoredColumn column : columns) {
            if (column.dictionary()) {
                builder.withDictionaryEncoding(column.name(), true);
            }
        }
        return builder.build();
    }

    /// The schema that a file of these columns has.
    private static MessageType schema(String name, List<StoredColumn> columns) {
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
