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
import org.tutela.facts.FactFile;
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

    CaseErasure(CaseFolder folder, Casebook casebook) {
        this.folder = folder;
        this.casebook = casebook;
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
        Set<String> subjects = subjects(target);
        Erasure.Outcome outcome = Erasure.erase(folder, target.erased());
        JournalErasure.Counts counts =
                casebook.journal().erase(subjects::contains, outcome.mentions());
        KnownMatching.run(folder);
        LinkRun.run(folder, Runtime.getRuntime().maxMemory() / 3, step -> {});
        Erasure.checked(folder);
        return certify(target, new Decided(proposal, approved), outcome, counts);
    }

    /// Who decided, and when.
    private record Decided(JournalEntry proposal, JournalEntry approval) {}

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
            case Erased.Accounts(Set<String> accounts) ->
                    accounts.forEach(account -> subjects.add("account:" + account));
        }
        return subjects;
    }

    private boolean only(String exhibit) {
        return folder.sources().stream().filter(s -> s.exhibit().equals(exhibit)).count() == 1;
    }

    private Path certify(
            ErasureTarget target,
            Decided decided,
            Erasure.Outcome outcome,
            JournalErasure.Counts counts)
            throws IOException {
        String tombstone = outcome.tombstones().getFirst();
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("kind", target.kind().word());
        payload.put("tombstones", outcome.tombstones());
        payload.put("rows_erased", outcome.erased());
        payload.put("rows_changed", outcome.changed());
        payload.put("catalog_generation", outcome.generation());
        JournalEntry done =
                casebook.journal()
                        .append(
                                new Deed(
                                        decided.proposal().deed().who(),
                                        "ERASED",
                                        "erasure:" + tombstone,
                                        "",
                                        "",
                                        JSON.std.asString(payload)));
        String text =
                head(target, decided, done, outcome)
                        + body(outcome, counts)
                        + files(outcome.files());
        return SealedText.write(
                folder.path().resolve("erasure"),
                "certificate-" + done.number() + "-" + tombstone.substring(0, 12),
                text,
                SealingKey.ofCase(folder.path(), done.at()),
                done.at());
    }

    private static String head(
            ErasureTarget target, Decided decided, JournalEntry done, Erasure.Outcome outcome) {
        return """
        CERTIFICATE OF ERASURE

        What: one %s. It is not named here. In this case it is known by the keyed digest
        %s
        (HMAC-SHA-256 under the key in erasure/tombstones.json): whoever holds the thing can
        find out that it was erased.
        Proposed by: %s at %s (journal entry %d)
        Approved by: %s at %s (journal entry %d)
        Erased at: %s (journal entry %d, hash %s)
        Catalog generation after it: %d; older generations were withdrawn.

        """
                .formatted(
                        target.kind().word(),
                        String.join("\n", outcome.tombstones()),
                        decided.proposal().deed().who(),
                        decided.proposal().at().truncatedTo(ChronoUnit.SECONDS),
                        decided.proposal().number(),
                        decided.approval().deed().who(),
                        decided.approval().at().truncatedTo(ChronoUnit.SECONDS),
                        decided.approval().number(),
                        done.at().truncatedTo(ChronoUnit.SECONDS),
                        done.number(),
                        done.hash(),
                        outcome.generation());
    }

    private static String body(Erasure.Outcome outcome, JournalErasure.Counts counts) {
        StringBuilder text = new StringBuilder();
        text.append("Facts erased (rows by table):\n");
        outcome.erased().forEach((table, rows) -> text.append(line(table, rows)));
        text.append("Facts of others that something was taken out of (rows by table):\n");
        outcome.changed().forEach((table, rows) -> text.append(line(table, rows)));
        text.append("Sealed blobs erased: ")
                .append(outcome.blobs() < 0 ? "all of the source, with their key" : outcome.blobs())
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

    private static String files(List<FactFile> files) {
        return "Files of facts that were deleted (SHA-256, rows, table; rows of others were written anew):\n"
                + files.stream()
                        .map(file -> file.sha256() + " " + file.rows() + " " + file.table() + "\n")
                        .sorted()
                        .collect(Collectors.joining());
    }
}
