package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.CsvSink;
import org.tutela.answers.TextSink;
import org.tutela.facts.CaseFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela score CASE TRUTHDIR`.
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description =
                "Linked facts against truth: table,expected,found,missing,extra; then the rows that differ. Exit code 1 where any do.")
final class ScoreCommand implements Callable<Integer> {
    @Mixin private CaseArgument chosen = new CaseArgument();

    @Parameters(
            index = "1",
            paramLabel = "TRUTHDIR",
            description = "The truth folder of a made-up operation.")
    private Path truth = Path.of("");

    @Option(names = "--csv", description = "RFC 4180 with a header line.")
    private boolean csv;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (CaseFolder folder = chosen.openForReading();
                CaseQuery query = CaseQuery.open(folder)) {
            List<Score.Line> lines = Score.of(query, truth);
            PrintWriter out = Output.of(spec);
            Score.print(lines, csv ? new CsvSink(out) : new TextSink(out), out);
            return lines.stream().allMatch(Score.Line::right) ? 0 : 1;
        }
    }
}
