package org.tutela.app;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.JournalEntry;
import org.tutela.casebook.User;
import org.tutela.casebook.work.Task;

/// What the supervisory authority gets: every entry with all that its hash is over, so that the
/// chain can be checked without this product; the accounts with their rights; the tasks.
final class AuditExport {
    private static final int AT_ONCE = 1000;

    /// Where these stand in [org.tutela.casebook.Journal#hashedFields].
    private static final int SUBJECT_NAME = 5;

    private static final int SEALED_SHA256 = 8;

    private static final String HOW_TO_CHECK =
            """
            journal.csv   every entry, in order
            people.csv    the accounts and their rights, as they are now
            tasks.csv     what work was done for

            The chain: the hash of an entry is SHA-256, in hex, over these fields in UTF-8, each followed by one zero
            byte: previous (64 zeros for the first entry), number, microseconds since 1970-01-01 UTC of "at", who, what,
            subject_name, task, from, sealed_sha256. "previous" is the hash of the entry before. An entry whose "readable" is
            false was erased: its key or payload was thrown away, and the chain holds all the same.
            """;

    private AuditExport() {}

    /// Writes all files into a folder that must not be there yet.
    static void write(Casebook casebook, Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new WrongUse(
                    folder + " is there already; an export goes into a folder of its own");
        }
        Files.createDirectories(folder);
        try (Writer out = Files.newBufferedWriter(folder.resolve("journal.csv"))) {
            entries(casebook, out);
        }
        try (CSVPrinter csv = csv(folder.resolve("people.csv"))) {
            csv.printRecord("name", "role", "exhibits", "victims", "disabled");
            for (User user : casebook.users().list()) {
                csv.printRecord(
                        user.name(),
                        user.role(),
                        String.join(" ", user.exhibits()),
                        user.victims(),
                        user.disabled());
            }
        }
        try (CSVPrinter csv = csv(folder.resolve("tasks.csv"))) {
            csv.printRecord(
                    "title", "purpose", "authority", "until", "assigned", "state", "made_by");
            for (Task task : casebook.work().tasks().list()) {
                csv.printRecord(
                        task.title(),
                        task.purpose(),
                        task.authority(),
                        task.until(),
                        task.assigned(),
                        task.state(),
                        task.madeBy());
            }
        }
        JournalEntry.Proof proof = casebook.journal().verify();
        JournalEntry.BrokenLink broken = proof.broken();
        String state =
                broken == null
                        ? "The chain of %d entries holds; its head is %s.%n"
                                .formatted(proof.entries(), proof.head())
                        : "The chain does not hold at entry %d: %s.%n"
                                .formatted(broken.number(), broken.why());
        Files.writeString(
                folder.resolve("README.txt"), state + System.lineSeparator() + HOW_TO_CHECK);
    }

    /// Every entry as CSV.
    static void entries(Casebook casebook, Appendable out) throws IOException {
        CSVPrinter csv = new CSVPrinter(out, CSVFormat.DEFAULT);
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
                "hash",
                "subject_name",
                "sealed_sha256");
        List<JournalEntry> entries = casebook.journal().list(1, AT_ONCE);
        while (!entries.isEmpty()) {
            for (JournalEntry entry : entries) {
                List<String> hashed = casebook.journal().hashedFields(entry.number());
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
                        entry.hash(),
                        hashed.get(SUBJECT_NAME),
                        hashed.get(SEALED_SHA256));
            }
            entries = casebook.journal().list(entries.getLast().number() + 1, AT_ONCE);
        }
        csv.flush();
    }

    private static CSVPrinter csv(Path file) throws IOException {
        return new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.DEFAULT);
    }
}
