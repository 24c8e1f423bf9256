package org.tutela.disclose;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.JournalEntry;

/// An excerpt of the journal, and that each entry of it stands in the journal: its audit path in
/// the Merkle tree (RFC 9162, 2.1) over the hashes of all entries up to the deciding one. The root
/// is signed with the package, as this file is part of it. Payloads stay at home; their digests are
/// here, so that the hash of each entry can be computed again.
///
/// @param entries the excerpt, in order
/// @param text the file, which the verifier reads
record JournalProof(List<JournalEntry> entries, String text) {
    /// Where it lies in the bag.
    static final String FILE = "data/custody/journal-proof.txt";

    /// Looking is not part of what happened to an exhibit.
    private static final Set<String> LOOKS = Set.of("LOOKED_AT", "REFUSED", "SIGNED_IN");

    /// What the hash of an entry is over, in order. The subject is named by a digest under its key:
    /// which it is stands in the table `actions`.
    private static final List<String> FIELDS =
            List.of("previous", "entry", "at", "who", "what", "subject", "task", "from", "payload");

    JournalProof {
        entries = List.copyOf(entries);
    }

    /// The entries about the package and about the sources and exhibits that are in.
    static JournalProof of(Casebook casebook, PackageDecision decision, Set<String> subjects)
            throws IOException {
        List<byte[]> leaves = new ArrayList<>();
        List<JournalEntry> chosen = new ArrayList<>();
        String own = "package:" + decision.name();
        casebook.journal()
                .readAll(entry -> {
                    if (entry.number() > decision.entry()) {
                        return;
                    }
                    leaves.add(HexFormat.of().parseHex(entry.hash()));
                    String subject = entry.deed().subject();
                    if (subject.equals(own)
                            || (subjects.contains(subject)
                                    && !LOOKS.contains(entry.deed().what()))) {
                        chosen.add(entry);
                    }
                });
        if (leaves.size() != decision.entry()) {
            throw new IOException("the journal lost entry " + decision.entry());
        }
        MerkleTree tree = new MerkleTree(leaves);
        StringBuilder text = new StringBuilder("tutela-journal-proof: 1\n");
        text.append("tree-size: ").append(leaves.size()).append('\n');
        text.append("root: ").append(HexFormat.of().formatHex(tree.root())).append('\n');
        for (JournalEntry entry : chosen) {
            List<String> values = casebook.journal().hashedFields(entry.number());
            text.append('\n');
            for (int i = 0; i < FIELDS.size(); i++) {
                line(text, FIELDS.get(i), values.get(i));
            }
            line(text, "hash", entry.hash());
            StringBuilder path = new StringBuilder();
            for (MerkleTree.Step step : tree.path(Math.toIntExact(entry.number() - 1))) {
                path.append(path.isEmpty() ? "" : " ");
                path.append(step.left() ? "left=" : "right=").append(step.hash());
            }
            line(text, "path", path.toString());
        }
        return new JournalProof(chosen, text.toString());
    }

    /// The excerpt as rows of the table `actions`.
    List<List<Object>> rows() {
        return entries.stream()
                .map(entry ->
                        List.<Object>of(
                                entry.number(),
                                entry.at(),
                                entry.deed().who(),
                                entry.deed().what(),
                                entry.deed().subject(),
                                entry.hash()))
                .toList();
    }

    /// Values are on one line each: line ends and the percent sign are escaped as in a manifest.
    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(": ");
        text.append(value.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D"));
        text.append('\n');
    }
}
