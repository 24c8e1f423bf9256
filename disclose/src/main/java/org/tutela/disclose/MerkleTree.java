package org.tutela.disclose;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// A tree of hashes after RFC 9162, 2.1: leaves under a zero byte, nodes under a one. From the leaf
/// upwards, the last node of a level without a sibling moves up as it is, which gives the same tree
/// as splitting from above at the largest power of two.
final class MerkleTree {
    private final List<List<byte[]>> levels = new ArrayList<>();

    /// Throws [IllegalArgumentException] where there is no leaf.
    MerkleTree(List<byte[]> entries) {
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("a tree has a leaf");
        }
        List<byte[]> level = new ArrayList<>(entries.size());
        for (byte[] entry : entries) {
            level.add(hash(0, entry, new byte[0]));
        }
        levels.add(level);
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>(level.size() / 2 + 1);
            for (int i = 0; i + 1 < level.size(); i += 2) {
                above.add(hash(1, level.get(i), level.get(i + 1)));
            }
            if (level.size() % 2 == 1) {
                above.add(level.getLast());
            }
            levels.add(above);
            level = above;
        }
    }

    byte[] root() {
        return levels.getLast().getFirst().clone();
    }

    /// The siblings of a leaf from below, each with the side it stands on.
    List<Step> path(int leaf) {
        List<Step> path = new ArrayList<>();
        int at = leaf;
        for (List<byte[]> level : levels) {
            int sibling = at ^ 1;
            if (sibling < level.size()) {
                path.add(
                        new Step(
                                sibling < at,
                                java.util.HexFormat.of().formatHex(level.get(sibling))));
            }
            at >>= 1;
        }
        return path;
    }

    /// The sibling of a node.
    ///
    /// @param left whether it stands to the left
    /// @param hash lower-case hex
    record Step(boolean left, String hash) {}

    private static byte[] hash(int kind, byte[] left, byte[] right) {
        MessageDigest digest = BagWriter.sha256();
        digest.update((byte) kind);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }
}
