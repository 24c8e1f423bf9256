package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.TextSink;
import org.tutela.facts.CaseFolder;
import org.tutela.run.Examinations;
import org.tutela.web.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tutela demo`: the whole house on a made-up operation.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Makes a made-up operation, runs it, prints what was found and how it compares with the truth, and serves it in the browser.")
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "Where to make it; a temporary folder unless told.")
    private @Nullable Path into;

    @Option(
            names = "--scale",
            paramLabel = "small|operation",
            description = "How large; small unless told.")
    private ScenarioCommand.Scale scale = ScenarioCommand.Scale.SMALL;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another seed makes another operation; 1 unless told.")
    private long seed = 1;

    @Option(names = "--no-serve", description = "End after the comparison.")
    private boolean noServe;

    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--memory", paramLabel = "SIZE", description = HeapSize.HELP)
    void memory(String size) {
        HeapSize.check(size);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Output.of(spec);
        PrintWriter err = Output.forPeople(spec);
        Path folder = into == null ? Files.createTempDirectory("tutela-demo-") : into;
        Path operation = folder.resolve("operation");
        Path chosen = folder.resolve("case");
        if (!Files.exists(operation.resolve("exhibits.csv"))) {
            err.println("Making a made-up operation in " + operation);
            scale.of(seed).write(operation);
        }
        CaseRun.Outcome outcome;
        try (CaseFolder open = CaseFolder.openForWriting(chosen)) {
            Logs.to(open.log());
            CaseRun.Settings settings =
                    new CaseRun.Settings(Set.of(), Runtime.getRuntime().availableProcessors());
            outcome =
                    new CaseRun(open, new TerminalProgress(err), Examinations.all())
                            .run(
                                    ExhibitsFile.read(operation.resolve("exhibits.csv")),
                                    lists(operation),
                                    settings);
        }
        err.println(outcome.sentence());
        boolean right;
        try (CaseFolder open = CaseFolder.openForReading(chosen);
                CaseQuery query = CaseQuery.open(open)) {
            List<Score.Line> lines = Score.of(query, operation.resolve("truth"));
            out.println("What was found, beside the truth:");
            Score.print(lines, new TextSink(out), out);
            right = lines.stream().allMatch(Score.Line::right);
        }
        out.println(
                right
                        ? "Every linked table is complete, and nothing is extra."
                        : "The case and the truth differ in the rows above.");
        out.println("The case lies in " + chosen + ": try ./tutela facts " + chosen);
        out.flush();
        if (!noServe) {
            ServeCommand.serve(new Settings(chosen, "127.0.0.1", Settings.PORT, null, null), out);
        }
        return right ? 0 : 1;
    }

    private static List<Path> lists(Path operation) throws IOException {
        List<Path> lists = new ArrayList<>();
        try (var files = Files.list(operation.resolve("lists"))) {
            files.sorted().forEach(lists::add);
        }
        return lists;
    }
}
