package org.tutela.disclose;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.JournalEntry;

/// Proves that the decision stands in the journal: the audit path of its entry in the Merkle tree
/// (RFC 9162, 2.1) over the hashes of all entries up to it. The root is signed with the package, as
/// this file is part of it.
///
/// @param entry the deciding entry
/// @param root of the tree, lower-case hex
/// @param path hashes from the leaf upwards, each with the side it stands on
record JournalProof(JournalEntry entry, String root, List<Step> path) {

    /// The sibling of a node.
    record Step(String side, String hash) {}

    JournalProof {
        path = List.copyOf(path);
    }

    static JournalProof of(Casebook casebook, PackageDecision decision) throws IOException {
        List<byte[]> leaves = new ArrayList<>();
        List<JournalEntry> deciding = new ArrayList<>();
        casebook.journal()
                .readAll(entry -> {
                    if (entry.number() <= decision.entry()) {
                        leaves.add(node(0, HexFormat.of().parseHex(entry.hash()), new byte[0]));
                    }
                    if (entry.number() == decision.entry()) {
                        deciding.add(entry);
                    }
                });
        if (deciding.isEmpty()) {
            throw new IOException("the journal lost entry " + decision.entry());
        }
        List<Step> path = new ArrayList<>();
        byte[] root = audit(leaves, Math.toIntExact(decision.entry() - 1), path);
        return new JournalProof(deciding.getFirst(), HexFormat.of().formatHex(root), path);
    }

    /// The root of `leaves`; the siblings of the leaf at `index` are added to `path` from below.
    static byte[] audit(List<byte[]> leaves, int index, List<Step> path) {
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, split);
        List<byte[]> right = leaves.subList(split, leaves.size());
        boolean inLeft = index >= 0 && index < split;
        boolean inRight = index >= split;
        byte[] leftRoot = audit(left, inLeft ? index : -1, inLeft ? path : new ArrayList<>());
        byte[] rightRoot =
                audit(right, inRight ? index - split : -1, inRight ? path : new ArrayList<>());
        if (inLeft) {
            path.add(new Step("right", HexFormat.of().formatHex(rightRoot)));
        } else if (inRight) {
            path.add(new Step("left", HexFormat.of().formatHex(leftRoot)));
        }
        return node(1, leftRoot, rightRoot);
    }

    private static byte[] node(int kind, byte[] left, byte[] right) {
        MessageDigest digest = BagWriter.sha256();
        digest.update((byte) kind);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    String toJson() throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("entry", entry.number());
        fields.put("at", entry.at().toString());
        fields.put("who", entry.deed().who());
        fields.put("what", entry.deed().what());
        fields.put("subject", entry.deed().subject());
        fields.put("previous", entry.previous());
        fields.put("hash", entry.hash());
        fields.put("tree_size", entry.number());
        fields.put("root", root);
        fields.put("path", path.stream().map(step -> Map.of(step.side(), step.hash())).toList());
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(fields) + "\n";
    }
}
