package org.tutela.link.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
import org.tutela.facts.FactReader;
import org.tutela.facts.RegisteredSource;
import org.tutela.link.Tables;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;
import org.tutela.model.Id;
import org.tutela.model.Row;

/// The tables of one generation of the catalog, with what steps have written since over it.
public final class CaseTables implements Tables {
    private final CaseFolder folder;
    private final Catalog catalog;
    private final Map<String, List<FactFile>> written = new HashMap<>();

    /// The tables of a case.
    public CaseTables(CaseFolder folder, Catalog catalog) {
        this.folder = folder;
        this.catalog = catalog;
    }

    /// Puts new files in the place of a linked table.
    public void replace(String table, List<FactFile> files) {
        written.put(table, List.copyOf(files));
    }

    @Override
    public <F extends Row> List<Part<F>> parts(Class<F> rows) {
        FactTable<F> table = FactTables.of(rows);
        if (table.linked()) {
            List<FactFile> files = written.getOrDefault(table.name(), catalog.files(table));
            return List.of(new Files<>(table, "linked", files));
        }
        List<Part<F>> parts = new ArrayList<>();
        for (RegisteredSource source : folder.sources()) {
            List<FactFile> files = catalog.files(table, source.id());
            if (!files.isEmpty()) {
                parts.add(new Files<>(table, source.id().toString(), files));
            }
        }
        return parts;
    }

    /// Files that hold one part of a table.
    private record Files<F extends Row>(FactTable<F> table, String owner, List<FactFile> files)
            implements Part<F> {
        @Override
        public String digest() {
            return Id.of(
                            files.stream()
                                    .map(file -> file.sha256().toString())
                                    .toArray(String[]::new))
                    .toString();
        }

        @Override
        public void read(RowConsumer<F> rows) throws IOException {
            for (FactFile file : files) {
                try (FactReader<F> reader = FactReader.open(table, file)) {
                    while (reader.next()) {
                        rows.row(reader.row());
                    }
                }
            }
        }
    }
}
