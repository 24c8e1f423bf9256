package org.tutela.disclose;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CsvSink;
import org.tutela.facts.FactFile;
import org.tutela.facts.TableFile;

/// A table of the package as it is written: CSV (RFC 4180, UTF-8) and Parquet with the same rows.
final class TableOutput implements Closeable {
    private final BagWriter bag;
    private final String name;
    private final Writer text;
    private final CsvSink csv;
    private final TableFile parquet;
    private long rows;

    private TableOutput(BagWriter bag, PackageTable table) throws IOException {
        this.bag = bag;
        this.name = table.name();
        this.parquet =
                TableFile.create(
                        name,
                        table.columns().stream()
                                .map(field -> new TableFile.Column(field.name(), field.kind()))
                                .toList(),
                        bag.place(path("parquet")));
        this.text =
                new BufferedWriter(
                        new OutputStreamWriter(bag.create(path("csv")), StandardCharsets.UTF_8),
                        1 << 16);
        this.csv = new CsvSink(text);
    }

    /// Starts both files.
    static TableOutput create(BagWriter bag, PackageTable table) throws IOException {
        TableOutput output = new TableOutput(bag, table);
        output.csv.begin(table.columns().stream().map(Field::name).toList());
        return output;
    }

    /// Writes a row.
    void row(List<@Nullable Object> values) throws IOException {
        csv.row(values);
        parquet.add(values);
        rows++;
    }

    /// Finishes both; returns the number of rows.
    long finish() throws IOException {
        csv.end();
        text.close();
        FactFile done = parquet.commit();
        bag.adopt(new BagWriter.Entry(path("parquet"), done.size(), done.sha256().toString()));
        return rows;
    }

    @Override
    public void close() throws IOException {
        text.close();
        parquet.close();
    }

    private String path(String kind) {
        return "data/tables/" + name + "." + kind;
    }
}
