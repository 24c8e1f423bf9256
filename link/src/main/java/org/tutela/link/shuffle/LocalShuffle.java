package org.tutela.link.shuffle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.tutela.link.Identities;
import org.tutela.link.Input;
import org.tutela.link.Known;
import org.tutela.link.LinkOutput;
import org.tutela.link.LinkStep;
import org.tutela.link.Shuffle;
import org.tutela.link.Tables;
import org.tutela.model.Fact;
import org.tutela.model.Row;

/// The shuffle of one machine. The sorted run of each source is kept under
/// `.runs/<step>@<version>/<source>` together with the digest of what was read and the questions
/// that were asked about identities; as long as both hold, the run is not made again, so that a new
/// device costs one more run and a merge. Linked tables are sorted anew each time.
public final class LocalShuffle implements Shuffle {
    /// Name of the run of all linked inputs.
    private static final String LINKED = "linked";

    private final Path runs;
    private final int partitions;
    private final Budget budget;

    /// Keeps runs in the folder `runs`.
    public LocalShuffle(Path runs, int partitions, Budget budget) {
        this.runs = runs;
        this.partitions = partitions;
        this.budget = budget;
    }

    @Override
    public void run(LinkStep step, Tables tables, Known known, LinkOutput out) throws IOException {
        prepare(List.of(step), tables, known.identities());
        List<RunFile> files = new ArrayList<>(openRuns(step, tables));
        sortLinked(step, tables, known.identities()).ifPresent(files::add);
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            int partition = i;
            work.add(() -> {
                linkPartition(new Work(step, known, partition), files, out);
                return true;
            });
        }
        inParallel(work);
        RunFile.delete(folder(step), LINKED);
    }

    /// Sorts the facts of each source for several steps at once, reading each table once. Steps
    /// whose runs still hold are left out; runs of sources that are gone are deleted.
    public void prepare(List<LinkStep> steps, Tables tables, Identities identities)
            throws IOException {
        Map<String, List<Stale>> stale = new TreeMap<>();
        for (LinkStep step : steps) {
            Map<String, String> digests = digests(step, tables);
            deleteOthers(step, digests.keySet());
            for (var source : digests.entrySet()) {
                if (!holds(step, source.getKey(), source.getValue(), identities)) {
                    stale.computeIfAbsent(source.getKey(), key -> new ArrayList<>())
                            .add(new Stale(step, source.getValue()));
                }
            }
        }
        long each = budget.memory() / budget.threads();
        List<Callable<Boolean>> work = new ArrayList<>();
        for (var source : stale.entrySet()) {
            work.add(() -> {
                new SourceSort(tables, identities).sort(source.getKey(), source.getValue(), each);
                return true;
            });
        }
        inParallel(work);
    }

    private boolean holds(LinkStep step, String source, String digest, Identities identities)
            throws IOException {
        if (!RunFile.exists(folder(step), source)) {
            return false;
        }
        RunFile run = RunFile.open(folder(step), source);
        return run.digest().equals(digest) && identities.answersAlike(run.questions());
    }

    private List<RunFile> openRuns(LinkStep step, Tables tables) throws IOException {
        List<RunFile> files = new ArrayList<>();
        for (String source : digests(step, tables).keySet()) {
            files.add(RunFile.open(folder(step), source));
        }
        return files;
    }

    /// For each source with rows for the step: the digest of all the parts that it reads.
    private Map<String, String> digests(LinkStep step, Tables tables) {
        Map<String, String> digests = new TreeMap<>();
        for (Class<? extends Row> table : tablesOf(step, true)) {
            for (Tables.Part<?> part : tables.parts(table)) {
                digests.merge(
                        part.owner(),
                        table.getSimpleName() + "=" + part.digest(),
                        (one, other) -> one + "," + other);
            }
        }
        digests.replaceAll((source, digest) -> partitions + ":" + org.tutela.model.Id.of(digest));
        return digests;
    }

    private java.util.Optional<RunFile> sortLinked(
            LinkStep step, Tables tables, Identities identities) throws IOException {
        Set<Class<? extends Row>> linked = tablesOf(step, false);
        if (linked.isEmpty()) {
            return java.util.Optional.empty();
        }
        var place = new RunBuilder.RunPlace(folder(step), LINKED, partitions);
        try (RunBuilder builder = new RunBuilder(step, place, identities, budget.memory())) {
            for (Class<? extends Row> table : linked) {
                for (Tables.Part<? extends Row> part : tables.parts(table)) {
                    feed(part, table, Map.of(step, builder));
                }
            }
            return java.util.Optional.of(builder.finish(LINKED));
        }
    }

    private void linkPartition(Work work, List<RunFile> files, LinkOutput out) throws IOException {
        long room = budget.memory() / budget.threads() / Math.max(1, files.size());
        int buffer = Math.clamp(room, 1 << 13, 1 << 18);
        List<RunCursor> cursors = new ArrayList<>();
        try (LinkOutput.Partition partition = out.open(work.step, work.partition)) {
            for (RunFile file : files) {
                cursors.add(file.read(work.partition, buffer));
            }
            try (Merge merge = new Merge(cursors)) {
                FoldedRows rows = new FoldedRows(work.step, merge);
                Groups.link(work.step, work.known, rows, partition);
            }
            partition.commit();
        } finally {
            for (RunCursor cursor : cursors) {
                cursor.close();
            }
        }
    }

    private void deleteOthers(LinkStep step, Set<String> sources) throws IOException {
        if (!Files.isDirectory(folder(step))) {
            return;
        }
        List<Path> found;
        try (Stream<Path> listed = Files.list(folder(step))) {
            found = listed.sorted().toList();
        }
        for (Path file : found) {
            String name = file.getFileName().toString();
            if (!sources.contains(name.substring(0, Math.max(0, name.indexOf('.'))))) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path folder(LinkStep step) {
        return runs.resolve(step.name() + "@" + step.version());
    }

    /// Runs everything on the threads of the budget and waits for all of it.
    private void inParallel(List<Callable<Boolean>> work) throws IOException {
        try (ExecutorService pool = Executors.newFixedThreadPool(budget.threads())) {
            List<Future<Boolean>> started = work.stream().map(pool::submit).toList();
            for (Future<Boolean> each : started) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    pool.shutdownNow();
                    throw failure(e);
                } catch (InterruptedException e) {
                    pool.shutdownNow();
                    Thread.currentThread().interrupt();
                    throw new IOException("LI-0112: linking was interrupted.", e);
                }
            }
        }
    }

    private static IOException failure(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException ours) {
            throw ours;
        }
        return cause instanceof IOException io
                ? io
                : new IOException("LI-0113: linking failed.", failed);
    }

    private static Set<Class<? extends Row>> tablesOf(LinkStep step, boolean facts) {
        Set<Class<? extends Row>> tables = new LinkedHashSet<>();
        step.inputs().stream()
                .map(Input::table)
                .filter(table -> Fact.class.isAssignableFrom(table) == facts)
                .forEach(tables::add);
        return tables;
    }

    /// Gives every row of a part to the builders whose steps read the table.
    private static <F extends Row> void feed(
            Tables.Part<F> part, Class<? extends Row> table, Map<LinkStep, RunBuilder> builders)
            throws IOException {
        List<Reading> readings = new ArrayList<>();
        Set<String> columns = new HashSet<>();
        builders.forEach((step, builder) -> {
            columns.addAll(Input.columns(step, table));
            List<Input<?>> inputs = step.inputs();
            for (int input = 0; input < inputs.size(); input++) {
                if (inputs.get(input).table() == table) {
                    readings.add(new Reading(builder, input));
                }
            }
        });
        part.read(
                columns,
                row -> {
                    for (Reading reading : readings) {
                        reading.builder.add(reading.input, row);
                    }
                });
    }

    private record Reading(RunBuilder builder, int input) {}

    /// What a shuffle may use.
    ///
    /// @param memory bytes for sorting, all threads together
    /// @param threads how many work at the same time
    public record Budget(long memory, int threads) {}

    private record Stale(LinkStep step, String digest) {}

    private record Work(LinkStep step, Known known, int partition) {}

    /// Sorts one source for several steps.
    private final class SourceSort {
        private final Tables tables;
        private final Identities identities;

        SourceSort(Tables tables, Identities identities) {
            this.tables = tables;
            this.identities = identities;
        }

        void sort(String source, List<Stale> stale, long memory) throws IOException {
            Map<LinkStep, RunBuilder> builders = new LinkedHashMap<>();
            try {
                for (Stale each : stale) {
                    var place = new RunBuilder.RunPlace(folder(each.step), source, partitions);
                    builders.put(
                            each.step,
                            new RunBuilder(each.step, place, identities, memory / stale.size()));
                }
                Set<Class<? extends Row>> all = new LinkedHashSet<>();
                builders.keySet().forEach(step -> all.addAll(tablesOf(step, true)));
                for (Class<? extends Row> table : all) {
                    for (Tables.Part<? extends Row> part : tables.parts(table)) {
                        if (part.owner().equals(source)) {
                            feed(part, table, builders);
                        }
                    }
                }
                int at = 0;
                for (RunBuilder builder : builders.values()) {
                    builder.finish(stale.get(at++).digest);
                }
            } finally {
                for (RunBuilder builder : builders.values()) {
                    builder.close();
                }
            }
        }
    }
}
