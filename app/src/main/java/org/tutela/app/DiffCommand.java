package org.tutela.app;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.RowSink;
import org.tutela.answers.VersionDiff;
import org.tutela.facts.CaseFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tutela diff CASE`.
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "What a newer version of an examination changed: facts added, gone and changed, by their ids.")
final class DiffCommand implements Callable<Integer> {
    @Mixin private CaseArgument chosen = new CaseArgument();

    @Mixin private OutputFormat format = new OutputFormat();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (CaseFolder folder = chosen.openForReading()) {
            RowSink sink = format.sink(Output.of(spec));
            sink.begin(
                    List.of(
                            "exhibit",
                            "examination",
                            "from_version",
                            "to_version",
                            "table",
                            "change",
                            "fact",
                            "address"));
            VersionDiff.of(
                    folder,
                    change ->
                            sink.row(
                                    List.of(
                                            change.exhibit(),
                                            change.examination(),
                                            change.fromVersion(),
                                            change.toVersion(),
                                            change.table(),
                                            change.kind().name(),
                                            change.fact().toString(),
                                            change.address())));
            sink.end();
        }
        return 0;
    }
}
