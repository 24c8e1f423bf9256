package org.tutela.answers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.FactFile;
import org.tutela.facts.FactWriter;
import org.tutela.model.FactTable;
import org.tutela.model.Row;

/// Writes rows of linked facts for made cases.
public final class LinkedRows {
    private LinkedRows() {}

    /// A file of these rows in the scratch folder, to be given to a change of the catalog.
    public static <R extends Row> FactFile write(
            CaseFolder folder, FactTable<R> table, List<R> rows) throws IOException {
        Path path = folder.scratch().resolve(table.name() + ".parquet");
        try (FactWriter<R> writer = FactWriter.create(table, path, new TreeMap<>())) {
            for (R row : rows) {
                writer.add(row);
            }
            return writer.commit();
        }
    }
}
