package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tutela.answers.CaseQuery;
import org.tutela.facts.CaseFolder;
import org.tutela.run.Examinations;
import org.tutela.run.Progress;
import org.tutela.scenario.Scenario;

/// A made-up operation, from its devices to its linked facts, beside the truth it was planned by.
class OperationTest {
    @TempDir private Path folder = Path.of("");

    /// Seed 1 on every build; others by `-Doperation.seeds=4`, which takes the seeds 1 to 4.
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("operation.seeds", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyLinkedTableIsCompleteAndNothingIsExtra(long seed) throws IOException {
        Path operation = folder.resolve("operation");
        Path chosen = folder.resolve("case");
        Scenario.small(seed).write(operation);
        List<Path> lists;
        try (Stream<Path> files = Files.list(operation.resolve("lists"))) {
            lists = files.sorted().toList();
        }
        try (CaseFolder open = CaseFolder.openForWriting(chosen)) {
            new CaseRun(open, Progress.silent(), Examinations.all())
                    .run(
                            ExhibitsFile.read(operation.resolve("exhibits.csv")),
                            lists,
                            new CaseRun.Settings(Set.of(), 2));
        }
        try (CaseFolder open = CaseFolder.openForReading(chosen);
                CaseQuery query = CaseQuery.open(open)) {
            List<Score.Line> lines = Score.of(query, operation.resolve("truth"));
            assertFalse(lines.isEmpty());
            for (Score.Line line : lines) {
                assertEquals(List.of(), line.missing(), line.table() + " lacks rows, seed " + seed);
                assertEquals(
                        List.of(), line.extra(), line.table() + " has rows too many, seed " + seed);
            }
        }
    }
}
