package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;
import org.tutela.casebook.JournalEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `tutela audit verify|export`.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "The journal of a case: who did what, and whether it was changed after.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Export.class})
final class AuditCommand {
    /// Made by the command line.
    AuditCommand() {}

    /// `tutela audit verify CASE`.
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Proves the chain, or names the first link that does not hold (exit code 1).")
    static final class Verify implements Callable<Integer> {
        @Mixin private CaseArgument chosen = new CaseArgument();

        @Spec private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = Output.of(spec);
            try (Casebook casebook = UserCommand.open(chosen.path())) {
                JournalEntry.Proof proof = casebook.journal().verify();
                JournalEntry.BrokenLink broken = proof.broken();
                if (broken == null) {
                    out.println(
                            "The chain of "
                                    + proof.entries()
                                    + " entries holds; its head is "
                                    + proof.head()
                                    + ".");
                    return 0;
                }
                out.println(
                        "The chain does not hold at entry "
                                + broken.number()
                                + ": "
                                + broken.why()
                                + ".");
                return 1;
            }
        }
    }

    /// `tutela audit export CASE [--into DIR]`.
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description =
                    "Every entry as CSV, for the supervisory authority; with --into also accounts, tasks and how to check.")
    static final class Export implements Callable<Integer> {
        @Mixin private CaseArgument chosen = new CaseArgument();

        @Option(
                names = "--into",
                paramLabel = "DIR",
                description = "A folder that is not there yet, for all files of the export.")
        private @Nullable Path into;

        @Spec private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            try (Casebook casebook = UserCommand.open(chosen.path())) {
                Path folder = into;
                if (folder == null) {
                    AuditExport.entries(casebook, Output.of(spec));
                } else {
                    AuditExport.write(casebook, folder);
                    casebook.journal().append(Deed.ofCase("system", "JOURNAL_EXPORTED", "{}"));
                    Output.of(spec).println("The journal is in " + folder + ".");
                }
            }
            return 0;
        }
    }
}
