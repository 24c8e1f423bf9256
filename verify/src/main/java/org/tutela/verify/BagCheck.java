package org.tutela.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds a folder against BagIt 1.0 (RFC 8493), or its forerunners from 0.93 to 0.97: complete,
/// nothing extra, every digest right. Reads every file once; nothing is written, no link followed,
/// nothing fetched.
public final class BagCheck {
    private static final Pattern OXUM =
            Pattern.compile("Payload-Oxum[ \\t]*:[ \\t]*(\\d{1,18})\\.(\\d{1,18})[ \\t]*");
    private static final Pattern FETCH =
            Pattern.compile("(\\S+)[ \\t]+(\\S+)[ \\t]+(.+)", Pattern.DOTALL);

    private final Path bag;
    private final Verdict.Collector found;
    private final List<Manifest> manifests = new ArrayList<>();
    private final FileDigests digests = new FileDigests();

    BagCheck(Path bag, Verdict.Collector found) {
        this.bag = bag;
        this.found = found;
    }

    /// Checks a bag. Throws [IOException] where this machine's disk fails.
    public static Verdict check(Path bag) throws IOException {
        Verdict.Collector found = new Verdict.Collector();
        new BagCheck(bag, found).run();
        return found.verdict();
    }

    /// Checks; says how many files there were.
    void run() throws IOException {
        if (!Files.isDirectory(bag, LinkOption.NOFOLLOW_LINKS)) {
            found.refuse("There is no folder " + BagPath.shown(bag.toString()) + ".");
            return;
        }
        Optional<Declaration> declaration = Declaration.read(bag, found);
        if (declaration.isEmpty()) {
            return;
        }
        BagFiles files = BagFiles.list(bag, found);
        if (!Files.isDirectory(bag.resolve("data"), LinkOption.NOFOLLOW_LINKS)) {
            found.refuse("The folder data/ is missing.");
        }
        for (String file : files.sizes().keySet()) {
            if (file.matches("(tag)?manifest-[A-Za-z0-9]+\\.txt")) {
                Manifest.read(bag.resolve(file), declaration.get(), found)
                        .ifPresent(manifests::add);
            }
        }
        if (manifests.stream().allMatch(Manifest::ofTags)) {
            found.refuse("There is no payload manifest that can be checked.");
            return;
        }
        fetches(declaration.get(), files);
        compare(declaration.get(), files);
        oxum(declaration.get(), files);
        if (found.clean()) {
            found.state(
                    "The bag (BagIt "
                            + declaration.get().version()
                            + ") is complete and unchanged: "
                            + files.sizes().size()
                            + " files, "
                            + files.sizes().values().stream().mapToLong(Long::longValue).sum()
                            + " bytes.");
        }
    }

    private void compare(Declaration declaration, BagFiles files) throws IOException {
        Map<String, Map<String, String>> expected = new TreeMap<>();
        for (Manifest manifest : manifests) {
            manifest.digests()
                    .forEach((path, digest) ->
                            expected.computeIfAbsent(path, p -> new TreeMap<>())
                                    .put(manifest.algorithm(), digest));
        }
        Map<String, String> twins = clashes(declaration, expected, files);
        for (var entry : expected.entrySet()) {
            String path = entry.getKey();
            if (files.sizes().containsKey(path)) {
                digest(path, entry.getValue());
            } else if (!declaration.strict() && twins.containsKey(path)) {
                found.warn(
                        BagPath.shown(path)
                                + " is there only under the name "
                                + BagPath.shown(twins.getOrDefault(path, ""))
                                + ".");
            } else if (!declaration.strict() && BagPath.leftBehind(path)) {
                found.warn(BagPath.shown(path) + ", which a system left behind, is missing.");
            } else {
                found.refuse(BagPath.shown(path) + " is listed and missing.");
            }
        }
        for (String path : files.sizes().keySet()) {
            if (path.startsWith("data/") && !expected.containsKey(path)) {
                found.refuse(BagPath.shown(path) + " is extra: no manifest lists it.");
            }
        }
        if (declaration.strict()) {
            everyManifestListsAll(files);
        }
    }

    /// In version 1.0 every payload manifest lists every payload file.
    private void everyManifestListsAll(BagFiles files) {
        for (Manifest manifest : manifests) {
            if (!manifest.ofTags()) {
                for (String path : files.sizes().keySet()) {
                    if (path.startsWith("data/") && !manifest.digests().containsKey(path)) {
                        found.refuse(
                                manifest.file() + " does not list " + BagPath.shown(path) + ".");
                    }
                }
            }
        }
    }

    private void digest(String path, Map<String, String> expected) throws IOException {
        Map<String, String> actual = digests.of(bag.resolve(path), expected.keySet());
        expected.forEach((algorithm, digest) -> {
            if (!digest.equals(actual.get(algorithm))) {
                found.refuse(
                        BagPath.shown(path)
                                + " was changed: its "
                                + algorithm
                                + " digest is not the listed one.");
            }
        });
        if (BagPath.leftBehind(path)) {
            found.warn(BagPath.shown(path) + " was left behind by a system.");
        }
    }

    /// Names that differ only by case or Unicode normalisation: some systems keep one of them.
    /// Returns for each such name that is not there the one that is, where the digests agree.
    private Map<String, String> clashes(
            Declaration declaration, Map<String, Map<String, String>> expected, BagFiles files) {
        Map<String, String> byFolded = new HashMap<>();
        Map<String, String> twins = new HashMap<>();
        TreeSet<String> names = new TreeSet<>(files.sizes().keySet());
        names.addAll(expected.keySet());
        for (String name : names) {
            String other = byFolded.putIfAbsent(BagPath.folded(name), name);
            if (other == null) {
                continue;
            }
            String sentence =
                    BagPath.shown(name)
                            + " and "
                            + BagPath.shown(other)
                            + " differ only by case or Unicode normalisation.";
            if (declaration.strict()) {
                found.refuse(sentence);
                continue;
            }
            found.warn(sentence);
            boolean equal =
                    expected.containsKey(name)
                            && java.util.Objects.equals(expected.get(name), expected.get(other));
            if (equal && files.sizes().containsKey(other)) {
                twins.put(name, other);
            } else if (equal && files.sizes().containsKey(name)) {
                twins.put(other, name);
            }
        }
        return twins;
    }

    /// `fetch.txt` names files to be fetched from a network; nothing is ever fetched here, but what
    /// it says must stay inside the bag.
    private void fetches(Declaration declaration, BagFiles files) throws IOException {
        if (!files.sizes().containsKey("fetch.txt")) {
            return;
        }
        found.warn("fetch.txt names files on a network; nothing was fetched.");
        TreeSet<String> listed = new TreeSet<>();
        manifests.stream()
                .filter(m -> !m.ofTags())
                .forEach(m -> listed.addAll(m.digests().keySet()));
        readLines(
                "fetch.txt",
                declaration,
                line -> {
                    Matcher form = FETCH.matcher(line);
                    if (line.isBlank()) {
                        return;
                    }
                    if (!form.matches() || !form.group(2).matches("-|\\d+")) {
                        found.refuse("fetch.txt has a line that is no address, length and path.");
                        return;
                    }
                    String path = BagPath.decode(form.group(3), declaration.strict());
                    Optional<String> fault = BagPath.findFault(path);
                    if (fault.isPresent()) {
                        found.refuse(
                                "fetch.txt names "
                                        + BagPath.shown(path)
                                        + ", which "
                                        + fault.get()
                                        + ".");
                    } else if (!listed.contains(path)) {
                        found.refuse(
                                "fetch.txt names "
                                        + BagPath.shown(path)
                                        + ", which no manifest lists.");
                    }
                });
    }

    /// `Payload-Oxum` of `bag-info.txt`: bytes and number of the payload files.
    private void oxum(Declaration declaration, BagFiles files) throws IOException {
        if (!files.sizes().containsKey("bag-info.txt")) {
            return;
        }
        long bytes = 0;
        long count = 0;
        for (var file : files.sizes().entrySet()) {
            if (file.getKey().startsWith("data/")) {
                bytes += file.getValue();
                count++;
            }
        }
        String actual = bytes + "." + count;
        readLines(
                "bag-info.txt",
                declaration,
                line -> {
                    Matcher form = OXUM.matcher(line);
                    if (form.matches() && !(form.group(1) + "." + form.group(2)).equals(actual)) {
                        String sentence =
                                "bag-info.txt says Payload-Oxum "
                                        + form.group(1)
                                        + "."
                                        + form.group(2)
                                        + ", and the payload has "
                                        + actual
                                        + ".";
                        if (declaration.strict()) {
                            found.refuse(sentence);
                        } else {
                            found.warn(sentence);
                        }
                    }
                });
    }

    /// Takes a line of a tag file.
    private interface LineReader {
        void read(String line);
    }

    private void readLines(String file, Declaration declaration, LineReader reader)
            throws IOException {
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(bag.resolve(file), LinkOption.NOFOLLOW_LINKS),
                                declaration
                                        .encoding()
                                        .newDecoder()
                                        .onMalformedInput(CodingErrorAction.REPLACE)))) {
            Lines lines = new Lines(in, Manifest.LONGEST_LINE);
            Optional<String> line = lines.next();
            while (line.isPresent()) {
                reader.read(line.get());
                line = lines.next();
            }
        } catch (Lines.TooLong e) {
            found.refuse(
                    file + " has a line of more than " + Manifest.LONGEST_LINE + " characters.");
        }
    }
}
