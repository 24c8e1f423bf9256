package org.tutela.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The numbered files `part-NNNNN.parquet` of one folder. Numbers go on behind those that count, so
/// that a file that counts is never written over.
final class Parts {
    private final Path folder;
    private int next;

    private Parts(Path folder, int next) {
        this.folder = folder;
        this.next = next;
    }

    /// Deletes what a crash has left in the folder, and goes on behind the files that count.
    static Parts behind(Path folder, Collection<Path> counting) throws IOException {
        sweep(folder, counting);
        int next = 0;
        for (Path path : counting) {
            if (folder.equals(path.getParent())) {
                next = Math.max(next, number(path) + 1);
            }
        }
        return new Parts(folder, next);
    }

    /// The next file.
    Path next() {
        String name = String.format(Locale.ROOT, "part-%05d.parquet", next);
        next++;
        return folder.resolve(name);
    }

    /// Deletes the files of a folder that do not count.
    static void sweep(Path folder, Collection<Path> counting) throws IOException {
        Set<Path> kept = new TreeSet<>(counting);
        for (Path path : Durable.list(folder)) {
            if (Files.isRegularFile(path) && !kept.contains(path)) {
                Files.delete(path);
            }
        }
    }

    private static int number(Path path) {
        String name = Durable.nameOf(path);
        return Integer.parseInt(name.substring("part-".length(), name.indexOf('.')));
    }
}
