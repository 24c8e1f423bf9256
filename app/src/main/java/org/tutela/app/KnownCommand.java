package org.tutela.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.RowSink;
import org.tutela.facts.CaseFolder;
import org.tutela.known.compiled.ListHeader;
import org.tutela.known.compiled.ListNaming;
import org.tutela.link.known.CaseLists;
import org.tutela.link.known.KnownMatching;
import org.tutela.model.ListKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `tutela known add|list CASE`.
@Command(
        name = "known",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(add | list)",
        description = "Known-file lists of a case.",
        subcommands = {KnownCommand.Add.class, KnownCommand.Lists.class})
final class KnownCommand {

    /// Adds a list and matches the facts already there with it.
    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description =
                    "Adds a list, and matches what was examined with it. No evidence is opened.")
    static final class Add implements Callable<Integer> {
        @Mixin private CaseArgument chosen = new CaseArgument();

        @Parameters(
                index = "1",
                paramLabel = "FILE",
                description = "VICS JSON, digests, md5sum or sha256sum output, or PDQ hashes.")
        private Path file = Path.of("");

        @Option(
                names = "--name",
                required = true,
                paramLabel = "NAME",
                description = "The list's name in this case.")
        private String name = "";

        @Option(
                names = "--kind",
                required = true,
                paramLabel = "good|illegal|relevant",
                description = "What the list says of its entries.")
        private ListKind kind = ListKind.RELEVANT;

        @Option(
                names = "--scheme",
                paramLabel = "S",
                description = "Which scheme the list's categories belong to.")
        private @Nullable String scheme;

        @Spec private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            if (!Files.isReadable(file)) {
                throw new WrongUse("The known-file list " + file + " cannot be read.");
            }
            try (CaseFolder folder = chosen.openForWriting()) {
                CaseLists.Added added =
                        CaseLists.of(folder).add(file, new ListNaming(name, kind, scheme));
                added.problems().forEach(Output.forPeople(spec)::println);
                long matches = KnownMatching.run(folder);
                Output.forPeople(spec)
                        .println(
                                added.header().counts().entries()
                                        + " entries; "
                                        + matches
                                        + " matches with all lists of the case.");
                return added.problems().isEmpty() ? 0 : 1;
            }
        }
    }

    /// Lists the lists.
    @Command(name = "list", mixinStandardHelpOptions = true, description = "The lists of a case.")
    static final class Lists implements Callable<Integer> {
        @Mixin private CaseArgument chosen = new CaseArgument();

        @Mixin private OutputFormat format = new OutputFormat();

        @Spec private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            try (CaseFolder folder = chosen.openForReading()) {
                RowSink sink = format.sink(Output.of(spec));
                sink.begin(
                        List.of(
                                "list",
                                "kind",
                                "scheme",
                                "format",
                                "entries",
                                "problems",
                                "sha256"));
                for (ListHeader list : CaseLists.of(folder).list()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    row.add(list.name());
                    row.add(list.kind().name());
                    row.add(list.scheme());
                    row.add(list.format());
                    row.add(list.counts().entries());
                    row.add(list.counts().problems());
                    row.add(list.digest().toString());
                    sink.row(row);
                }
                sink.end();
            }
            return 0;
        }
    }
}
