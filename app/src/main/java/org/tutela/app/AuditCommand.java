package org.tutela.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.JournalEntry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `tutela audit verify|export`.
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "The journal of a case: who did what, and whether it was changed after.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Export.class})
final class AuditCommand {
    private static final int AT_ONCE = 1000;

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

    /// `tutela audit export CASE`.
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Every entry as CSV, for the supervisory authority.")
    static final class Export implements Callable<Integer> {
        @Mixin private CaseArgument chosen = new CaseArgument();

        @Spec private @Nullable CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            try (Casebook casebook = UserCommand.open(chosen.path())) {
                CSVPrinter csv = new CSVPrinter(Output.of(spec), CSVFormat.DEFAULT);
                csv.printRecord(
                        "number",
                        "at",
                        "who",
                        "what",
                        "subject",
                        "task",
                        "from",
                        "payload",
                        "readable",
                        "previous",
                        "hash");
                long next = 1;
                List<JournalEntry> entries = casebook.journal().list(next, AT_ONCE);
                while (!entries.isEmpty()) {
                    for (JournalEntry entry : entries) {
                        csv.printRecord(
                                entry.number(),
                                entry.at(),
                                entry.deed().who(),
                                entry.deed().what(),
                                entry.deed().subject(),
                                entry.deed().task(),
                                entry.deed().from(),
                                entry.deed().payload(),
                                entry.readable(),
                                entry.previous(),
                                entry.hash());
                    }
                    next = entries.getLast().number() + 1;
                    entries = casebook.journal().list(next, AT_ONCE);
                }
                csv.flush();
            }
            return 0;
        }
    }
}
