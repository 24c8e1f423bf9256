package org.tutela.answers.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
import org.tutela.facts.RegisteredSource;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.Id;

/// The folder `index/` of a case: in it a folder per source, named by the source and by the digest
/// of the facts it was made of, so that a name says whether it is still true.
///
/// @param home where it lies
record IndexFolder(Path home) {
    /// Raised when what an index holds changes: older ones are made again.
    private static final int FORMAT = 1;

    private static final String PART = "part-";

    /// The names of the indexes that a catalog asks for, by source: one for each source with facts.
    static SortedMap<Id, String> names(CaseFolder folder, Catalog catalog) {
        SortedMap<Id, String> names = new TreeMap<>();
        for (RegisteredSource source : folder.sources()) {
            List<String> parts = new ArrayList<>();
            parts.add("index " + FORMAT);
            for (FactTable<? extends Fact> table : SourceIndexer.TABLES) {
                for (FactFile file : catalog.files(table, source.id())) {
                    parts.add(file.sha256().toString());
                }
            }
            if (parts.size() > 1) {
                names.put(source.id(), source.id() + "-" + Id.of(parts.toArray(String[]::new)));
            }
        }
        return names;
    }

    /// Where an index lies.
    Path path(String name) {
        return home.resolve(name);
    }

    /// Makes the index of a source, whole or not at all; false where it was stopped.
    boolean make(SourceIndexer indexer, Id source, String name, BooleanSupplier goOn)
            throws IOException {
        Path part = home.resolve(PART + source);
        deleteTree(part);
        Files.createDirectories(part);
        if (!indexer.write(part) || !goOn.getAsBoolean()) {
            deleteTree(part);
            return false;
        }
        deleteTree(path(name));
        Files.move(part, path(name), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /// Deletes what has none of these names.
    void deleteOthers(Set<String> names) throws IOException {
        try (Stream<Path> entries = Files.list(home)) {
            for (Path entry : entries.filter(Files::isDirectory).toList()) {
                if (!names.contains(String.valueOf(entry.getFileName()))) {
                    deleteTree(entry);
                }
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            // Gone already, which is what was asked.
            return;
        }
    }
}
