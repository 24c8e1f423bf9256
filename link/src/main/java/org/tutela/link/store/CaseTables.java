package org.tutela.link.store;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
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

/// The tables of one generation of the catalog, with what steps have written since over it. Holds
/// names of files only, and may travel to machines that see the files under the same paths.
public final class CaseTables implements Tables, Serializable {
    private static final long serialVersionUID = 1;
    private static final String LINKED = "linked";

    /// Files by table and owner.
    private final TreeMap<String, TreeMap<String, ArrayList<StoredFile>>> files = new TreeMap<>();

    /// The tables of a case.
    public CaseTables(CaseFolder folder, Catalog catalog) {
        for (FactTable<?> table : FactTables.facts()) {
            for (RegisteredSource source : folder.sources()) {
                put(table.name(), source.id().toString(), catalog.files(table, source.id()));
            }
        }
        for (FactTable<?> table : FactTables.linked()) {
            put(table.name(), LINKED, catalog.files(table));
        }
    }

    /// Puts new files in the place of a linked table.
    public void replace(String table, List<FactFile> written) {
        files.remove(table);
        put(table, LINKED, written);
    }

    /// The files of a table, whoever owns them.
    public List<Path> files(Class<? extends Row> rows) {
        return files.getOrDefault(FactTables.of(rows).name(), new TreeMap<>()).values().stream()
                .flatMap(List::stream)
                .map(file -> Path.of(file.path()))
                .toList();
    }

    @Override
    public <F extends Row> List<Part<F>> parts(Class<F> rows) {
        FactTable<F> table = FactTables.of(rows);
        List<Part<F>> parts = new ArrayList<>();
        files.getOrDefault(table.name(), new TreeMap<>())
                .forEach((owner, stored) -> parts.add(new Files<>(table, owner, stored)));
        return parts;
    }

    private void put(String table, String owner, List<FactFile> written) {
        if (!written.isEmpty()) {
            ArrayList<StoredFile> stored = new ArrayList<>();
            written.forEach(file ->
                    stored.add(new StoredFile(file.path().toString(), file.sha256().toString())));
            files.computeIfAbsent(table, key -> new TreeMap<>()).put(owner, stored);
        }
    }

    /// A file of a table.
    private record StoredFile(String path, String sha256) implements Serializable {}

    /// Files that hold one part of a table.
    private record Files<F extends Row>(FactTable<F> table, String owner, List<StoredFile> files)
            implements Part<F> {
        @Override
        public String digest() {
            return Id.of(files.stream().map(StoredFile::sha256).toArray(String[]::new)).toString();
        }

        @Override
        public void read(RowConsumer<F> rows) throws IOException {
            read(table.columnNames(), rows);
        }

        @Override
        public void read(Set<String> columns, RowConsumer<F> rows) throws IOException {
            for (StoredFile file : files) {
                Path path = Path.of(file.path());
                try (FactReader<F> reader = FactReader.open(table, path, columns)) {
                    while (reader.next()) {
                        rows.row(reader.row());
                    }
                }
            }
        }
    }
}
