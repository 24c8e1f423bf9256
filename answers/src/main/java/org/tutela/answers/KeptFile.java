package org.tutela.answers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
import org.tutela.facts.RegisteredSource;
import org.tutela.model.FactTable;
import org.tutela.model.Id;

/// The file in `index/` of a case that holds [PageTables] and every [Kept] table of who knows the
/// whole case, in the database's own format: `tables-NAME.duckdb`, named by the digests of what it
/// was made of, so that a name says whether it is still true. Whoever deletes it loses no fact: it
/// is made again. What somebody may see who knows a part of the case is never in a file.
///
/// @param home the folder it lies in
/// @param name its name there
record KeptFile(Path home, String name) {
    /// What its tables stand in, seen from a database that has it.
    static final String SCHEMA = "kept.main";

    private static final String NAME = "tables-";
    private static final String PART = "part-tables.duckdb";

    /// The file of a catalog that is made by these statements, made or not.
    static KeptFile of(CaseFolder folder, Catalog catalog, List<String> statements) {
        List<String> parts = new ArrayList<>(statements);
        parts.add(
                "duckdb " + org.duckdb.DuckDBDriver.class.getPackage().getImplementationVersion());
        for (RegisteredSource source : folder.sources()) {
            parts.add(source.toString());
        }
        for (FactTable<?> table : CaseQuery.allTables().toList()) {
            for (FactFile file : catalog.files(table)) {
                parts.add(file.sha256().toString());
            }
        }
        return new KeptFile(
                folder.path().resolve("index"),
                NAME + Id.of(parts.toArray(String[]::new)) + ".duckdb");
    }

    /// Where it lies.
    Path path() {
        return home.resolve(name);
    }

    /// Whether it is made.
    boolean isThere() {
        return Files.exists(path());
    }

    /// Fills a new file.
    @FunctionalInterface
    interface Filling {
        /// False where it was stopped.
        boolean fill(Path part) throws IOException;
    }

    /// Makes it, whole or not at all, and deletes those of other generations; false where another
    /// Tutela makes one, or where it was stopped.
    boolean make(Filling filling) throws IOException {
        Files.createDirectories(home);
        try (FileChannel channel =
                        FileChannel.open(
                                home.resolve("tables.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var held = channel.tryLock()) {
            if (held == null) {
                return false;
            }
            Path part = home.resolve(PART);
            delete(part);
            boolean whole = false;
            try {
                whole = filling.fill(part);
                if (whole) {
                    Files.move(part, path(), StandardCopyOption.ATOMIC_MOVE);
                }
            } finally {
                delete(part);
            }
            deleteOthers();
            return whole;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void deleteOthers() throws IOException {
        try (Stream<Path> entries = Files.list(home)) {
            for (Path entry : entries.toList()) {
                String other = String.valueOf(entry.getFileName());
                if (other.startsWith(NAME) && !other.equals(name)) {
                    Files.deleteIfExists(entry);
                }
            }
        } catch (NoSuchFileException e) {
            // The whole folder was erased meanwhile; so is what was to be deleted.
            return;
        }
    }

    /// A file of the database, and the log that it leaves where it is broken off.
    private static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
    }
}
