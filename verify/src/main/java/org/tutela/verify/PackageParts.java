package org.tutela.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The parts of a package that was split: each says in `parts.txt` which others belong to it, and
/// the first holds the digests of their tag manifests.
final class PackageParts {
    /// Tag file of a bag that is a part.
    static final String FILE = "parts.txt";

    private static final int LARGEST = 1 << 20;
    private static final String TAG_MANIFEST = "bag/tagmanifest-sha256.txt";

    private PackageParts() {}

    /// Says of one part to what it belongs.
    static void describe(Path root, Verdict.Collector found) throws IOException {
        String count = label(root, "Bag-Count").orElse("1 of 1");
        Map<String, String> parts = read(root);
        if (parts.isEmpty() && count.equals("1 of 1")) {
            return;
        }
        if (!count.matches("\\d{1,6} of " + parts.size())) {
            found.refuse("bag-info.txt says \"" + count + "\", and parts.txt does not fit that.");
            return;
        }
        found.warn(
                "This is part "
                        + count
                        + " of the package "
                        + label(root, "Bag-Group-Identifier").orElse("")
                        + ". It holds by itself; to the whole belong "
                        + String.join(", ", parts.keySet())
                        + ".");
    }

    /// Holds the packages of a folder against each other: every part that the first one names must
    /// be there and be the one it was sealed with. Returns a verdict for each split package, under
    /// its name.
    static Map<String, Verdict> together(Iterable<Path> roots) throws IOException {
        Map<String, Map<String, Path>> groups = new TreeMap<>();
        for (Path root : roots) {
            if (!read(root).isEmpty()) {
                groups.computeIfAbsent(
                                label(root, "Bag-Group-Identifier").orElse(""),
                                g -> new TreeMap<>())
                        .put(label(root, "Bag-Count").orElse(""), root);
            }
        }
        Map<String, Verdict> verdicts = new TreeMap<>();
        for (Map.Entry<String, Map<String, Path>> group : groups.entrySet()) {
            Verdict.Collector found = new Verdict.Collector();
            whole(group.getValue(), found);
            verdicts.put(group.getKey(), found.verdict());
        }
        return verdicts;
    }

    private static void whole(Map<String, Path> byCount, Verdict.Collector found)
            throws IOException {
        Map<String, Path> byNumber = new TreeMap<>();
        byCount.forEach((count, root) -> byNumber.put(count.replaceFirst(" of .*", ""), root));
        Path first = byNumber.get("1");
        if (first == null) {
            found.refuse("The first part is missing: it alone has the digests of the others.");
            return;
        }
        int number = 0;
        for (Map.Entry<String, String> part : read(first).entrySet()) {
            number++;
            Path root = byNumber.get(Integer.toString(number));
            if (root == null) {
                found.refuse("The part " + part.getKey() + " is missing.");
            } else if (number > 1 && !digest(root).equals(part.getValue())) {
                found.refuse(
                        "The part "
                                + part.getKey()
                                + " is not the one that the first part was sealed with.");
            }
        }
        if (found.clean()) {
            found.state("All " + number + " parts are there and belong together.");
        }
    }

    private static String digest(Path root) throws IOException {
        return HexFormat.of()
                .formatHex(
                        FileDigests.of("SHA-256")
                                .digest(Files.readAllBytes(root.resolve(TAG_MANIFEST))));
    }

    /// The parts by name, each with the digest of its tag manifest or `-`; empty where the package
    /// was not split.
    private static Map<String, String> read(Path root) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        for (String line : text(root.resolve("bag").resolve(FILE)).lines().toList()) {
            if (line.matches("([0-9a-f]{64}|-)  [A-Za-z0-9][A-Za-z0-9.-]{0,200}")) {
                int space = line.indexOf(' ');
                parts.put(line.substring(space + 2), line.substring(0, space));
            }
        }
        return parts;
    }

    /// The first value of a label of `bag-info.txt`.
    static Optional<String> label(Path root, String label) throws IOException {
        return text(root.resolve("bag/bag-info.txt"))
                .lines()
                .filter(line -> line.startsWith(label + ": "))
                .map(line -> line.substring(label.length() + 2))
                .findFirst();
    }

    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                : "";
    }
}
