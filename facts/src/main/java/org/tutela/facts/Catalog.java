package org.tutela.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.tutela.model.FactTable;
import org.tutela.model.Id;

/// One generation of the catalog: which files count. Immutable; generation 0 is the empty case. A
/// generation is one file `catalog/NNNNNNNN.json` that is never changed; it names the manifest of
/// every source, and the files of every link step.
///
/// The files of the current generation and of the one before it stay on the disk, so that a reader
/// has time to move on; older generations still tell what counted, by digests.
public final class Catalog {
    private final CaseFolder folder;
    private final int generation;
    private final SortedMap<Id, SourceManifest> sources;
    private final SortedMap<String, LinkedOutput> linked;

    Catalog(
            CaseFolder folder,
            int generation,
            SortedMap<Id, SourceManifest> sources,
            SortedMap<String, LinkedOutput> linked) {
        this.folder = folder;
        this.generation = generation;
        this.sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
        this.linked = Collections.unmodifiableSortedMap(new TreeMap<>(linked));
    }

    /// The newest generation.
    public static Catalog current(CaseFolder folder) throws IOException {
        int newest = 0;
        for (Path entry : Durable.list(folder.catalog())) {
            String name = Durable.nameOf(entry);
            if (name.matches("[0-9]{8}\\.json")) {
                newest = Math.max(newest, Integer.parseInt(name.substring(0, 8)));
            }
        }
        return at(folder, newest);
    }

    /// A generation by its number; throws [CaseException] where there is none (`ST-0106`) or an
    /// erasure withdrew it (`ST-0109`).
    public static Catalog at(CaseFolder folder, int generation) throws IOException {
        if (generation == 0) {
            return new Catalog(folder, 0, new TreeMap<>(), new TreeMap<>());
        }
        Path file = file(folder, generation);
        if (!Files.exists(file)) {
            throw new CaseException(
                    "ST-0106", "The case has no generation " + generation + " of its catalog.");
        }
        Json json = Json.read(file);
        if (json.has("withdrawn_by")) {
            throw new CaseException(
                    "ST-0109",
                    "Generation "
                            + generation
                            + " of the catalog was withdrawn by an erasure, which made generation "
                            + json.number("withdrawn_by")
                            + ": the files that it named are gone, and only its digest is kept.");
        }
        SortedMap<Id, SourceManifest> sources = new TreeMap<>();
        for (Json source : json.objects("sources")) {
            SourceManifest manifest = SourceManifest.read(folder, source.text("manifest"));
            sources.put(manifest.source(), manifest);
        }
        SortedMap<String, LinkedOutput> linked = new TreeMap<>();
        for (Json step : json.objects("linked")) {
            LinkedStep made =
                    new LinkedStep(
                            step.text("step"),
                            Math.toIntExact(step.number("version")),
                            Math.toIntExact(step.number("generation")));
            linked.put(
                    made.step(),
                    new LinkedOutput(made, StoredFile.from(step.objects("files"), folder.path())));
        }
        return new Catalog(folder, generation, sources, linked);
    }

    /// After an erasure, older generations name nothing any more: each keeps its number and the
    /// SHA-256 of what it was, and manifests that only they named are deleted.
    static void withdraw(CaseFolder folder, Catalog current) throws IOException {
        Set<String> named = new TreeSet<>();
        for (SourceManifest manifest : current.sources().values()) {
            named.add(manifest.write(folder));
        }
        for (int generation = 1; generation < current.generation(); generation++) {
            Path file = file(folder, generation);
            if (Files.exists(file) && !Json.read(file).has("withdrawn_by")) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("generation", generation);
                fields.put("withdrawn_by", current.generation());
                fields.put("sha256", Hashes.sha256(Files.readAllBytes(file)).toString());
                Durable.write(file, Json.toBytes(fields));
            }
        }
        for (Path manifest : Durable.list(folder.catalog().resolve("sources"))) {
            if (!named.contains(Durable.nameOf(manifest))) {
                Files.delete(manifest);
            }
        }
    }

    /// Starts the next generation behind the current one. The case must be open for writing.
    public static CatalogChange change(CaseFolder folder) throws IOException {
        folder.requireWriter();
        return new CatalogChange(folder, current(folder));
    }

    /// Its number, from 0.
    public int generation() {
        return generation;
    }

    /// The files of a table that count, facts or linked facts, sorted by path: for facts, a file's
    /// rows are sorted by address and fact, and so are the files of one source and examination.
    public List<FactFile> files(FactTable<?> table) {
        return stored(table).map(StoredFile::file).toList();
    }

    /// The files of a table of facts that count for one source.
    public List<FactFile> files(FactTable<?> table, Id source) {
        SourceManifest manifest = manifest(source);
        return manifest.files().stream()
                .filter(stored -> stored.file().table().equals(table.name()))
                .filter(stored -> manifest.current(stored.author()))
                .map(StoredFile::file)
                .toList();
    }

    /// The files of a table that one version of an examination wrote for a source, current or not.
    public List<FactFile> files(FactTable<?> table, Id source, ExaminationVersion author) {
        return manifest(source).files().stream()
                .filter(stored -> stored.file().table().equals(table.name()))
                .filter(stored -> stored.author().equals(author))
                .map(StoredFile::file)
                .toList();
    }

    /// Whether all files of the table that count have the columns that this build writes.
    public boolean uniform(FactTable<?> table) {
        String layout = Layouts.of(table.name());
        return stored(table).allMatch(stored -> stored.layout().equals(layout));
    }

    /// Which sources are complete by which version of which examination, current or superseded, by
    /// source and name.
    public List<CompletedPass> passes() {
        return sources.values().stream().flatMap(m -> m.passes().stream()).toList();
    }

    /// Whether the facts that count of the source are complete by that very version.
    public boolean complete(Id source, ExaminationVersion author) {
        return manifest(source).current(author);
    }

    /// The link steps whose output counts, by name.
    public List<LinkedStep> linked() {
        return linked.values().stream().map(LinkedOutput::step).toList();
    }

    SourceManifest manifest(Id source) {
        SourceManifest manifest = sources.get(source);
        return manifest == null ? SourceManifest.empty(source) : manifest;
    }

    SortedMap<Id, SourceManifest> sources() {
        return sources;
    }

    SortedMap<String, LinkedOutput> outputs() {
        return linked;
    }

    /// Every file that it names, current or superseded.
    List<Path> paths() {
        return Stream.concat(
                        sources.values().stream().flatMap(m -> m.files().stream()),
                        linked.values().stream().flatMap(o -> o.files().stream()))
                .map(stored -> stored.file().path())
                .toList();
    }

    /// Makes it the newest generation.
    void write() throws IOException {
        List<Map<String, Object>> manifests = new ArrayList<>();
        for (SourceManifest manifest : sources.values()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("source", manifest.source().toString());
            one.put("manifest", manifest.write(folder));
            manifests.add(one);
        }
        List<Map<String, Object>> steps = new ArrayList<>();
        for (LinkedOutput output : linked.values()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("step", output.step().step());
            one.put("version", output.step().version());
            one.put("generation", output.step().generation());
            one.put("files", StoredFile.toJson(output.files(), folder.path()));
            steps.add(one);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("generation", generation);
        fields.put("sources", manifests);
        fields.put("linked", steps);
        Files.createDirectories(folder.catalog());
        Durable.write(file(folder, generation), Json.toBytes(fields));
    }

    private Stream<StoredFile> stored(FactTable<?> table) {
        Stream<StoredFile> files =
                table.linked()
                        ? linked.values().stream().flatMap(output -> output.files().stream())
                        : sources.values().stream()
                                .flatMap(manifest ->
                                        manifest.files().stream()
                                                .filter(stored ->
                                                        manifest.current(stored.author())));
        return files.filter(stored -> stored.file().table().equals(table.name()))
                .sorted(Comparator.comparing(stored -> stored.file().path()));
    }

    private static Path file(CaseFolder folder, int generation) {
        return folder.catalog().resolve(String.format(Locale.ROOT, "%08d.json", generation));
    }
}
