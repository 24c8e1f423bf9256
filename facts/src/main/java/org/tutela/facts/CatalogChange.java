package org.tutela.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tutela.model.Id;

/// The next generation of the catalog, until it is committed. One thread.
public final class CatalogChange {
    private final CaseFolder folder;
    private final Catalog base;
    private final SortedMap<Id, SourceManifest> sources;
    private final SortedMap<String, LinkedOutput> linked;
    private final Map<LinkedStep, List<FactFile>> incoming = new HashMap<>();

    CatalogChange(CaseFolder folder, Catalog base) {
        this.folder = folder;
        this.base = base;
        this.sources = new TreeMap<>(base.sources());
        this.linked = new TreeMap<>(base.outputs());
    }

    /// Replaces the output of a link step, whichever version made it. The files may lie anywhere on
    /// the case's disk, such as in [CaseFolder#scratch]; [#commit] moves them to
    /// `linked/<step>@<version>/<table>/part-NNNNN.parquet` in the order given.
    public CatalogChange linked(LinkedStep step, List<FactFile> files) {
        linked.remove(step.step());
        incoming.keySet().removeIf(other -> other.step().equals(step.step()));
        incoming.put(step, List.copyOf(files));
        return this;
    }

    /// Takes back the output of every link step.
    public CatalogChange withoutLinked() {
        linked.clear();
        incoming.clear();
        return this;
    }

    /// Replaces what counts of a source.
    CatalogChange source(SourceManifest manifest) {
        sources.put(manifest.source(), manifest);
        return this;
    }

    /// Nothing counts of a source.
    CatalogChange withoutSource(Id source) {
        sources.remove(source);
        return this;
    }

    /// Commits: moves the files of link steps, then names everything in the next generation. What
    /// neither the new generation nor the one before it names is deleted from `linked`.
    public Catalog commit() throws IOException {
        for (Map.Entry<LinkedStep, List<FactFile>> entry : incoming.entrySet()) {
            LinkedStep step = entry.getKey();
            linked.put(step.step(), new LinkedOutput(step, move(step, entry.getValue())));
        }
        Catalog next = new Catalog(folder, base.generation() + 1, sources, linked);
        next.write();
        TreeSet<Path> counting = new TreeSet<>(next.paths());
        counting.addAll(base.paths());
        for (Path step : Durable.list(folder.linked())) {
            if (Durable.nameOf(step).startsWith(".")) {
                continue; // What linking keeps for itself, such as its sorted runs.
            }
            for (Path table : Durable.list(step)) {
                Parts.sweep(table, counting);
            }
        }
        return next;
    }

    private List<StoredFile> move(LinkedStep step, List<FactFile> files) throws IOException {
        ExaminationVersion author = new ExaminationVersion(step.step(), step.version());
        Map<String, Parts> parts = new HashMap<>();
        List<StoredFile> moved = new ArrayList<>();
        for (FactFile file : files) {
            Path home = folder.linked().resolve(author.toString()).resolve(file.table());
            Parts numbers = parts.get(file.table());
            if (numbers == null) {
                Files.createDirectories(home);
                numbers = Parts.behind(home, base.paths());
                parts.put(file.table(), numbers);
            }
            Path target = numbers.next();
            Durable.move(file.path(), target);
            moved.add(
                    StoredFile.ofToday(
                            new FactFile(
                                    target, file.table(), file.rows(), file.size(), file.sha256()),
                            author));
        }
        return moved;
    }
}
