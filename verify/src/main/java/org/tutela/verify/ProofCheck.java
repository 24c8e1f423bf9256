package org.tutela.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Follows the proofs of a package that its decision and what was done with its exhibits stand in
/// the journal of the case: each entry's hash is computed again from its fields, and its path in
/// the Merkle tree (RFC 9162, 2.1) leads to the root, which is under the seal as part of the bag.
final class ProofCheck {
    /// Where the proofs lie.
    static final String FILE = "data/custody/journal-proof.txt";

    private static final long LARGEST = 256L << 20;
    private static final int LONGEST_PATH = 64;
    private static final List<String> FIELDS =
            List.of("entry", "at", "who", "what", "subject", "task", "from");

    private final Verdict.Collector found;
    private String root = "";
    private long size;
    private long entries;
    private long wrong;

    private ProofCheck(Verdict.Collector found) {
        this.found = found;
    }

    /// Checks the proofs of a bag; says that there are none where there are none.
    static void check(Path bag, Verdict.Collector found) throws IOException {
        Path file = bag.resolve(FILE);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            found.warn(
                    "This bag has no excerpt of the journal with its proof; where the package has"
                            + " parts, the first has it.");
            return;
        }
        if (Files.size(file) > LARGEST) {
            found.refuse(FILE + " is longer than any file of its kind.");
            return;
        }
        new ProofCheck(found).read(Files.readString(file, StandardCharsets.UTF_8));
    }

    private void read(String text) {
        Map<String, String> block = new HashMap<>();
        boolean head = true;
        for (String line : (text + "\n").lines().toList()) {
            int colon = line.indexOf(": ");
            if (line.isEmpty()) {
                head = end(block, head);
            } else if (colon > 0) {
                block.put(line.substring(0, colon), plain(line.substring(colon + 2)));
            } else {
                found.refuse(FILE + " has a line that is no field.");
                return;
            }
        }
        end(block, head);
        if (wrong == 0 && found.clean()) {
            found.state(
                    "The decision and "
                            + (entries - 1)
                            + " further entries about this package and its exhibits are proven to"
                            + " stand in the journal of the case, whose root of "
                            + size
                            + " entries, "
                            + root
                            + ", is under the seal.");
        }
    }

    private static String plain(String written) {
        return BagPath.decode(written, true);
    }

    /// Takes a finished block; returns whether the next is the head, which is never so.
    private boolean end(Map<String, String> block, boolean head) {
        if (!block.isEmpty()) {
            if (head) {
                root = block.getOrDefault("root", "");
                size = number(block.getOrDefault("tree-size", ""));
                if (!"1".equals(block.get("tutela-journal-proof"))
                        || !root.matches("[0-9a-f]{64}")
                        || size < 1) {
                    refuse("has no head that is understood");
                }
            } else {
                entry(block);
            }
            block.clear();
        }
        return false;
    }

    private void entry(Map<String, String> block) {
        entries++;
        String shown = "entry " + BagPath.shown(block.getOrDefault("entry", ""));
        String hash = block.getOrDefault("hash", "");
        if (!hash(block).equals(hash)) {
            refuse("states of " + shown + " what does not fit its hash");
            return;
        }
        if (!lead(block, HexFormat.of().parseHex(hash)).equals(root)) {
            refuse("has a path for " + shown + " that does not lead to the root");
            return;
        }
        String what = block.getOrDefault("what", "");
        if (what.startsWith("PACKAGE_")) {
            found.state(
                    what
                            + " by "
                            + block.get("who")
                            + " at "
                            + Instant.EPOCH.plus(number(block.get("at")), ChronoUnit.MICROS)
                            + ", entry "
                            + block.get("entry")
                            + " of the journal.");
        }
    }

    /// The hash of an entry, as the journal computes it: each field closed by a zero byte.
    private static String hash(Map<String, String> block) {
        MessageDigest digest = FileDigests.of("SHA-256");
        add(digest, block.getOrDefault("previous", ""));
        for (String field : FIELDS) {
            add(digest, block.getOrDefault(field, ""));
        }
        add(digest, block.getOrDefault("payload", ""));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String field) {
        digest.update(field.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    /// Where the path of an entry leads. The place of the entry in the tree says how long the path
    /// is and on which side each sibling stands: a path that says otherwise leads nowhere.
    private String lead(Map<String, String> block, byte[] leaf) {
        byte[] at = node(0, leaf, new byte[0]);
        String path = block.getOrDefault("path", "");
        List<String> steps = path.isEmpty() ? List.of() : List.of(path.split(" "));
        long index = number(block.getOrDefault("entry", "")) - 1;
        long width = size;
        int used = 0;
        if (index < 0 || index >= size || steps.size() > LONGEST_PATH) {
            return "";
        }
        while (width > 1) {
            if ((index ^ 1) < width) {
                String side = (index & 1) == 1 ? "left=" : "right=";
                if (used >= steps.size() || !steps.get(used).matches(side + "[0-9a-f]{64}")) {
                    return "";
                }
                byte[] other = HexFormat.of().parseHex(steps.get(used).substring(side.length()));
                at = (index & 1) == 1 ? node(1, other, at) : node(1, at, other);
                used++;
            }
            index >>= 1;
            width = (width + 1) >> 1;
        }
        return used == steps.size() ? HexFormat.of().formatHex(at) : "";
    }

    private static byte[] node(int kind, byte[] left, byte[] right) {
        MessageDigest digest = FileDigests.of("SHA-256");
        digest.update((byte) kind);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    private static long number(@org.jspecify.annotations.Nullable String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    private void refuse(String what) {
        wrong++;
        found.refuse(FILE + " " + what + ".");
    }
}
