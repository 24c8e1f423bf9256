package org.tutela.app;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;
import org.tutela.casebook.JournalEntry;
import org.tutela.casebook.JournalErasure;
import org.tutela.disclose.SealedText;
import org.tutela.disclose.SealingKey;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Erased;
import org.tutela.facts.Erasure;
import org.tutela.link.LinkRun;
import org.tutela.link.known.KnownMatching;
import org.tutela.model.Digest;

/// Erasure by the decision of two people: proposal, approval, erasing in the store and in the
/// casebook, linking what is left anew, certificate.
final class CaseErasure {
    private static final String PROPOSED = "ERASURE_PROPOSED";
    private static final String APPROVED = "ERASURE_APPROVED";

    private final CaseFolder folder;
    private final Casebook casebook;
    private final Progress progress;

    CaseErasure(CaseFolder folder, Casebook casebook) {
        this(folder, casebook, reached -> {});
    }

    /// As the other; hears how far it is, so that a test can stop it anywhere.
    CaseErasure(CaseFolder folder, Casebook casebook, Progress progress) {
        this.folder = folder;
        this.casebook = casebook;
        this.progress = progress;
    }

    /// How far an erasure is.
    enum Reached {
        DECIDED,
        OUT_OF_THE_JOURNAL,
        COUNTED,
        OUT_OF_THE_CATALOG,
        LINKED
    }

    /// Hears how far an erasure is; what it throws stops it there.
    @FunctionalInterface
    interface Progress {
        void at(Reached reached) throws IOException;
    }

    /// Writes down that somebody wants it erased. Nothing is erased yet.
    JournalEntry propose(ErasureTarget target, String by) throws IOException {
        String payload = JSON.std.asString(Map.of("kind", target.kind().word()));
        return casebook.journal().append(new Deed(by, PROPOSED, target.subject(), "", "", payload));
    }

    /// The last proposal that somebody else made.
    Optional<JournalEntry> findProposal(ErasureTarget target, String approver) throws IOException {
        return casebook.journal().listAbout(target.subject()).stream()
                .filter(entry -> entry.deed().what().equals(PROPOSED))
                .filter(entry -> !entry.deed().who().equals(approver))
                .reduce((earlier, later) -> later);
    }

    /// Erases what was proposed, approved by a second person; returns the certificate's file.
    Path erase(ErasureTarget target, JournalEntry proposal, String approver) throws IOException {
        if (proposal.deed().who().equals(approver)) {
            throw new WrongUse("An erasure is approved by a second person, not by its proposer.");
        }
        JournalEntry approved =
                casebook.journal()
                        .append(
                                new Deed(
                                        approver,
                                        APPROVED,
                                        target.subject(),
                                        "",
                                        "",
                                        JSON.std.asString(Map.of("proposal", proposal.hash()))));
        PendingErasure pending =
                new PendingErasure(
                        target.kind().word(),
                        target.name(),
                        target.erased(),
                        subjects(target),
                        target.words(),
                        step(proposal),
                        step(approved),
                        null,
                        null);
        // From here on it is decided: whatever stops it, the next command finishes it.
        pending.write(folder);
        return finish(pending);
    }

    private static PendingErasure.Step step(JournalEntry entry) {
        return new PendingErasure.Step(entry.deed().who(), entry.at(), entry.number());
    }

    /// Finishes an erasure that was decided and stopped; returns the certificate's file, empty
    /// where there is none to finish.
    Optional<Path> finishPending() throws IOException {
        Optional<PendingErasure> pending = PendingErasure.find(folder);
        return pending.isEmpty() ? Optional.empty() : Optional.of(finish(pending.get()));
    }

    /// The journal first, while the store still knows by which names the thing goes.
    private Path finish(PendingErasure decided) throws IOException {
        progress.at(Reached.DECIDED);
        Erasure erasure = Erasure.begin(folder, decided.erased());
        AtomicReference<PendingErasure> pending = new AtomicReference<>(decided);
        Set<String> words = decided.words();
        // Again where it was stopped: nobody knows whether it was before or after. The figures of
        // the first time stay.
        casebook.journal()
                .erase(
                        decided.subjects()::contains,
                        text -> erasure.mentions(text) || words.stream().anyMatch(text::contains),
                        counts -> {
                            if (pending.get().counts() == null) {
                                pending.set(pending.get().with(counts));
                                pending.get().write(folder);
                            }
                        });
        progress.at(Reached.OUT_OF_THE_JOURNAL);
        Erasure.Outcome outcome =
                erasure.carryOut(
                        new Erasure.Steps() {
                            @Override
                            public void counted(Erasure.Outcome figures) throws IOException {
                                if (pending.get().figures() == null) {
                                    pending.set(pending.get().with(figures(figures)));
                                    pending.get().write(folder);
                                }
                                progress.at(Reached.COUNTED);
                            }

                            @Override
                            public void committed() throws IOException {
                                progress.at(Reached.OUT_OF_THE_CATALOG);
                            }
                        });
        KnownMatching.run(folder);
        LinkRun.run(folder, Runtime.getRuntime().maxMemory() / 3, step -> {});
        Erasure.checked(folder);
        progress.at(Reached.LINKED);
        Logs.anew(folder.log());
        Path certificate = certify(pending.get(), outcome);
        PendingErasure.delete(folder);
        return certificate;
    }

    private static PendingErasure.Figures figures(Erasure.Outcome outcome) {
        return new PendingErasure.Figures(
                outcome.erased(),
                outcome.changed(),
                outcome.files().stream()
                        .map(file -> file.sha256() + " " + file.rows() + " " + file.table())
                        .sorted()
                        .toList());
    }

    /// Subjects of the journal that are about it and do not hold its name.
    private Set<String> subjects(ErasureTarget target) throws IOException {
        Set<String> subjects = new TreeSet<>();
        subjects.add(target.subject());
        switch (target.erased()) {
            case Erased.Source(var id) -> {
                subjects.add("source:" + id);
                folder.findSource(id)
                        .filter(source -> only(source.exhibit()))
                        .ifPresent(source -> subjects.add("exhibit:" + source.exhibit()));
            }
            case Erased.Contents(Set<Digest> contents) -> {
                for (Digest content : contents) {
                    subjects.add(Deed.contentSubject(content.toString()));
                }
            }
            case Erased.Person(Set<String> accounts, Set<String> _, Set<Digest> contents) -> {
                accounts.forEach(account -> subjects.add("account:" + account));
                contents.forEach(content -> subjects.add(Deed.contentSubject(content.toString())));
                target.words().forEach(id -> subjects.add("person:" + id));
                target.words().forEach(id -> subjects.add("document:" + id));
            }
        }
        return subjects;
    }

    private boolean only(String exhibit) {
        return folder.sources().stream().filter(s -> s.exhibit().equals(exhibit)).count() == 1;
    }

    private Path certify(PendingErasure pending, Erasure.Outcome outcome) throws IOException {
        PendingErasure.Figures figures =
                Optional.ofNullable(pending.figures()).orElseGet(() -> figures(outcome));
        JournalErasure.Counts counts =
                Optional.ofNullable(pending.counts())
                        .orElseGet(() -> new JournalErasure.Counts(0, 0, 0, 0));
        String shortName =
                outcome.tombstones().isEmpty()
                        ? pending.kind()
                        : outcome.tombstones().firstKey().substring(0, 12);
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("kind", pending.kind());
        payload.put("tombstones", outcome.tombstones().keySet());
        payload.put("rows_erased", figures.erased());
        payload.put("rows_changed", figures.changed());
        payload.put("catalog_generation", outcome.generation());
        JournalEntry done =
                casebook.journal()
                        .append(
                                new Deed(
                                        pending.proposal().who(),
                                        "ERASED",
                                        "erasure:" + shortName,
                                        "",
                                        "",
                                        JSON.std.asString(payload)));
        String text =
                head(pending, done, outcome)
                        + body(figures, outcome.blobs(), counts)
                        + files(figures.files());
        return SealedText.write(
                folder.path().resolve("erasure"),
                "certificate-" + done.number() + "-" + shortName,
                text,
                SealingKey.ofCase(folder.path(), done.at()),
                done.at());
    }

    private static String head(PendingErasure pending, JournalEntry done, Erasure.Outcome outcome) {
        return """
        CERTIFICATE OF ERASURE

        What: one %s. It is not named here. In this case its parts are known by the keyed digests
        %s(HMAC-SHA-256 under the key in erasure/tombstones.json): whoever holds the thing can
        find out that it was erased.
        Proposed by: %s at %s (journal entry %d)
        Approved by: %s at %s (journal entry %d)
        Erased at: %s (journal entry %d, hash %s)
        Catalog generation after it: %d; older generations were withdrawn.

        """
                .formatted(
                        pending.kind(),
                        parts(outcome),
                        pending.proposal().who(),
                        pending.proposal().at().truncatedTo(ChronoUnit.SECONDS),
                        pending.proposal().number(),
                        pending.approval().who(),
                        pending.approval().at().truncatedTo(ChronoUnit.SECONDS),
                        pending.approval().number(),
                        done.at().truncatedTo(ChronoUnit.SECONDS),
                        done.number(),
                        done.hash(),
                        outcome.generation());
    }

    private static String parts(Erasure.Outcome outcome) {
        StringBuilder text = new StringBuilder();
        outcome.tombstones()
                .forEach((digest, kind) ->
                        text.append("  ").append(kind).append(' ').append(digest).append('\n'));
        return text.isEmpty() ? "  (no account and no document was known)\n" : text.toString();
    }

    private static String body(
            PendingErasure.Figures figures, long blobs, JournalErasure.Counts counts) {
        StringBuilder text = new StringBuilder();
        text.append("Facts erased (rows by table):\n");
        figures.erased().forEach((table, rows) -> text.append(line(table, rows)));
        text.append("Facts of others that something was taken out of (rows by table):\n");
        figures.changed().forEach((table, rows) -> text.append(line(table, rows)));
        text.append("Sealed blobs erased: ")
                .append(blobs < 0 ? "all of the source, with their key" : blobs)
                .append('\n');
        text.append(
                """
                Linked facts: all taken back, and linked anew from what is left.
                Index, staged facts and temporary files: deleted.
                Journal: keys of %d subjects thrown away, %d other payloads erased, %d rows of decisions
                deleted; the chain still holds. Entries whose open fields still mention it: %d.
                Not erased: the evidence itself, which the case never holds; known-file lists, which are
                their authority's; packages that left the house; back-ups of the case folder.

                """
                        .formatted(
                                counts.subjects(),
                                counts.payloads(),
                                counts.rows(),
                                counts.open()));
        return text.toString();
    }

    private static String line(String table, long rows) {
        return "  " + table + ": " + rows + "\n";
    }

    private static String files(List<String> files) {
        return "Files of facts that were deleted (SHA-256, rows, table; rows of others were written anew):\n"
                + files.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
