package org.tutela.link.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.tutela.facts.FactFile;
import org.tutela.facts.FactWriter;
import org.tutela.link.LinkOutput;
import org.tutela.link.LinkStep;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;
import org.tutela.model.LinkedFact;

/// Writes a step's linked facts as `<table>/part-NNNNN.parquet`, one file for each table and
/// logical partition; an empty partition has no file.
public final class CaseOutput implements LinkOutput {
    private final Path folder;
    private final ConcurrentSkipListMap<String, FactFile> files = new ConcurrentSkipListMap<>();

    /// Writes into `folder`, which the catalog moves into place.
    public CaseOutput(Path folder) {
        this.folder = folder;
    }

    /// The files of all committed partitions, in order.
    public List<FactFile> files() {
        return List.copyOf(files.values());
    }

    /// Where the files are written.
    public Path folder() {
        return folder;
    }

    /// Takes a file that another process has written into the folder.
    public void adopt(FactFile file) {
        files.put(file.table() + "/" + file.path().getFileName(), file);
    }

    @Override
    public LinkOutput.Partition open(LinkStep step, int partition) {
        return new PartFiles(step, String.format(Locale.ROOT, "part-%05d.parquet", partition));
    }

    private final class PartFiles implements LinkOutput.Partition {
        private final LinkStep step;
        private final String name;
        private final Map<Class<?>, FactWriter<?>> writers = new HashMap<>();

        PartFiles(LinkStep step, String name) {
            this.step = step;
            this.name = name;
        }

        @Override
        public void add(LinkedFact row) throws IOException {
            add(row.getClass(), row);
        }

        @SuppressWarnings("unchecked")
        private <R extends LinkedFact> void add(Class<R> rows, LinkedFact row) throws IOException {
            FactWriter<R> writer = (FactWriter<R>) writers.get(rows);
            if (writer == null) {
                writer = create(FactTables.of(rows));
                writers.put(rows, writer);
            }
            writer.add((R) row);
        }

        private <R extends LinkedFact> FactWriter<R> create(FactTable<R> table) throws IOException {
            Path target = folder.resolve(table.name()).resolve(name);
            Files.createDirectories(target.getParent());
            SortedMap<String, String> notes = new TreeMap<>();
            notes.put("step", step.name());
            notes.put("version", Integer.toString(step.version()));
            return FactWriter.create(table, target, notes);
        }

        @Override
        public void commit() throws IOException {
            for (FactWriter<?> writer : writers.values()) {
                FactFile file = writer.commit();
                adopt(file);
            }
        }

        @Override
        public void close() throws IOException {
            List<FactWriter<?>> open = new ArrayList<>(writers.values());
            writers.clear();
            for (FactWriter<?> writer : open) {
                writer.close();
            }
        }
    }
}
