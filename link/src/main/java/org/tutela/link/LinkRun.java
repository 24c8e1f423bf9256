package org.tutela.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.CatalogChange;
import org.tutela.facts.FactFile;
import org.tutela.facts.LinkedStep;
import org.tutela.link.shuffle.LocalShuffle;
import org.tutela.link.store.CaseOutput;
import org.tutela.link.store.CaseTables;
import org.tutela.model.Fact;
import org.tutela.model.FactTables;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;
import org.tutela.model.Row;

/// Links a case: runs every step whose tables changed, and commits all of them as one generation of
/// the catalog. Interrupted, it changes nothing; the sorted runs that were finished are kept.
public final class LinkRun {
    /// Sorted runs and digests of what steps have read; may be deleted at any time. They hold text
    /// of messages: erasure deletes them with everything else that is linked.
    private static final String RUNS = "linked/.runs";

    private final CaseFolder folder;
    private final Catalog catalog;
    private final CaseTables tables;
    private final LocalShuffle shuffle;
    private final Consumer<Progress> progress;
    private final Path scratch;
    private final Set<Class<? extends LinkedFact>> changed = new HashSet<>();

    private LinkRun(CaseFolder folder, LocalShuffle.Budget budget, Consumer<Progress> progress)
            throws IOException {
        this.folder = folder;
        this.catalog = Catalog.current(folder);
        this.tables = new CaseTables(folder, catalog);
        this.shuffle = new LocalShuffle(folder.path().resolve(RUNS), folder.partitions(), budget);
        this.progress = progress;
        this.scratch = folder.scratch().resolve("link");
    }

    /// Links what is out of date, with at most `memory` bytes for sorting; `progress` hears of each
    /// step as it starts. The case must be open for writing. Returns the number of rows of each
    /// linked table that a step wrote, by its name; empty where nothing had changed.
    public static SortedMap<String, Long> run(
            CaseFolder folder, long memory, Consumer<Progress> progress) throws IOException {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
        return new LinkRun(folder, new LocalShuffle.Budget(memory, threads), progress).run();
    }

    private SortedMap<String, Long> run() throws IOException {
        deleteAll(scratch);
        List<LinkStep> steps = LinkSteps.all();
        CatalogChange change = Catalog.change(folder);
        SortedMap<String, Long> rows = new TreeMap<>();
        Map<LinkStep, String> ran = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            LinkStep step = steps.get(i);
            String inputs = inputs(step);
            if (holds(step, inputs)) {
                continue;
            }
            progress.accept(new Progress(step.name(), i, steps.size()));
            List<FactFile> files = link(step, steps.subList(i, steps.size()));
            change.linked(new LinkedStep(step.name(), step.version(), catalog.generation()), files);
            ran.put(step, inputs);
            files.forEach(file -> rows.merge(file.table(), file.rows(), Long::sum));
        }
        if (!ran.isEmpty()) {
            change.commit();
            for (var each : ran.entrySet()) {
                Path note = note(each.getKey());
                Files.createDirectories(note.getParent());
                Files.writeString(note, each.getValue());
            }
        }
        deleteAll(scratch);
        return rows;
    }

    private List<FactFile> link(LinkStep step, List<LinkStep> rest) throws IOException {
        Known known = Known.load(step, tables);
        if (step.asksIdentities()) {
            shuffle.prepare(sortableNow(step, rest), tables, known.identities());
        }
        CaseOutput out = new CaseOutput(scratch.resolve(step.name()));
        shuffle.run(step, tables, known, out);
        Map<String, List<FactFile>> byTable = new HashMap<>();
        for (FactFile file : out.files()) {
            byTable.computeIfAbsent(file.table(), key -> new ArrayList<>()).add(file);
        }
        for (Class<? extends LinkedFact> table : step.outputs()) {
            String name = FactTables.of(table).name();
            tables.replace(name, byTable.getOrDefault(name, List.of()));
            changed.add(table);
        }
        return out.files();
    }

    /// This step and the later ones whose facts can be sorted with the same identities, so that
    /// each table is read once for all of them.
    private static List<LinkStep> sortableNow(LinkStep step, List<LinkStep> rest) {
        return rest.stream()
                .filter(LinkStep::asksIdentities)
                .filter(each -> each.equals(step) || readsFacts(each))
                .toList();
    }

    private static boolean readsFacts(LinkStep step) {
        return step.inputs().stream().anyMatch(input -> Fact.class.isAssignableFrom(input.table()));
    }

    /// Whether the step's output in the catalog rests on what there is now.
    private boolean holds(LinkStep step, String inputs) throws IOException {
        boolean counts =
                catalog.linked().stream()
                        .anyMatch(each ->
                                each.step().equals(step.name())
                                        && each.version() == step.version());
        return counts
                && LinkSteps.linkedTables(step).stream().noneMatch(changed::contains)
                && Files.exists(note(step))
                && Files.readString(note(step)).equals(inputs);
    }

    /// Digest of everything that the step reads.
    private String inputs(LinkStep step) {
        List<String> parts = new ArrayList<>();
        Set<Class<? extends Row>> all = new HashSet<>(LinkSteps.linkedTables(step));
        step.inputs().forEach(input -> all.add(input.table()));
        for (Class<? extends Row> table : all) {
            for (Tables.Part<?> part : tables.parts(table)) {
                parts.add(table.getSimpleName() + part.owner() + part.digest());
            }
        }
        parts.sort(Comparator.naturalOrder());
        return Id.of(parts.toArray(String[]::new)).toString();
    }

    private Path note(LinkStep step) {
        return folder.path().resolve(RUNS).resolve(step.name() + "@" + step.version() + ".inputs");
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> walk = Files.walk(folder)) {
            found = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : found) {
            Files.delete(each);
        }
    }

    /// How far linking is.
    ///
    /// @param step the step that starts
    /// @param done steps before it
    /// @param of all steps
    public record Progress(String step, int done, int of) {}
}
