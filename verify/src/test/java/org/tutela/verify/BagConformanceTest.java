package org.tutela.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The conformance suite of the Library of Congress, read in place.
final class BagConformanceTest {
    @TestFactory
    List<DynamicTest> everyCaseHasItsVerdict() throws IOException {
        Path suite =
                Path.of(System.getProperty("tutela.shared", "")).resolve("data/interchange/bagit");
        if (!Files.isDirectory(suite)) {
            System.err.println("SKIPPED: the BagIt conformance suite is not at " + suite);
            Assumptions.abort("no conformance suite");
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (String version : List.of("v0.97", "v1.0")) {
            for (String kind :
                    List.of("valid", "warning", "invalid", "linux-only", "windows-only")) {
                Path folder = suite.resolve(version).resolve(kind);
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> bags = Files.list(folder)) {
                        bags.filter(Files::isDirectory)
                                .sorted()
                                .forEach(bag ->
                                        tests.add(
                                                DynamicTest.dynamicTest(
                                                        version
                                                                + "/"
                                                                + kind
                                                                + "/"
                                                                + bag.getFileName(),
                                                        () -> check(bag, kind))));
                    }
                }
            }
        }
        assertTrue(tests.size() >= 43, "the suite has " + tests.size() + " cases");
        return tests;
    }

    /// Words of the reason that must be given, by case.
    private static final Map<String, String> REASONS =
            Map.ofEntries(
                    Map.entry("duplicate-file-with-different-case", "differ only by case"),
                    Map.entry("made-with-md5sum-tools", "as md5sum does"),
                    Map.entry("relative-path", "leading \"./\""),
                    Map.entry(
                            "same-filename-listed-twice-with-different-normalization",
                            "Unicode normalisation"),
                    Map.entry("same-filename-listed-twice-with-the-same-hash", "twice."),
                    Map.entry("special-system-files", "left behind"),
                    Map.entry("baginfo-missing-encoding", "does not consist of the two lines"),
                    Map.entry("bom-in-bagit.txt", "byte order mark"),
                    Map.entry("corrupt-data-file", "\"data/bare-filename\" was changed"),
                    Map.entry("corrupt-tag-file", "\"bag-info.txt\" was changed"),
                    Map.entry("extra-file-in-bag", "\"data/bar\" is extra"),
                    Map.entry("invalid-version-number", "does not consist of the two lines"),
                    Map.entry("missing-baginfo", "\"bag-info.txt\" is listed and missing"),
                    Map.entry("missing-bagit.txt", "bagit.txt is missing"),
                    Map.entry("out-of-scope-file-paths-using-dot-notation", "\"..\""),
                    Map.entry("out-of-scope-file-paths-using-dot-notation-for-fetch", "\"..\""),
                    Map.entry(
                            "same-filename-listed-twice-with-different-hashes",
                            "twice, with different digests"),
                    Map.entry("bagit-with-invalid-whitespace", "does not consist of the two lines"),
                    Map.entry("notAllManifestsListAllFiles", "manifest-sha512.txt does not list"),
                    Map.entry("out-of-scope-file-paths-using-shortcut", "~|backslash"),
                    Map.entry("out-of-scope-file-paths-using-shortcut-for-fetch", "~|backslash"),
                    Map.entry("out-of-scope-file-paths-using-shortcut-username", "home folder"),
                    Map.entry(
                            "out-of-scope-file-paths-using-shortcut-username-for-fetch",
                            "home folder"),
                    Map.entry("out-of-scope-file-paths-using-absolute-path", "drive letter"),
                    Map.entry(
                            "out-of-scope-file-paths-using-absolute-path-for-fetch",
                            "drive letter"),
                    Map.entry("out-of-scope-file-paths-using-unc", "absolute"),
                    Map.entry("out-of-scope-file-paths-using-unc-for-fetch", "absolute"));

    private static void check(Path bag, String kind) throws IOException {
        Verdict verdict = BagCheck.check(bag);
        if (kind.equals("valid")) {
            assertEquals(List.of(), verdict.errors());
            return;
        }
        boolean warning = kind.equals("warning");
        assertEquals(warning, verdict.valid(), verdict.toString());
        String reason = REASONS.getOrDefault(bag.getFileName().toString(), "a reason for the case");
        List<String> said = warning ? verdict.warnings() : verdict.errors();
        assertTrue(
                said.stream()
                        .anyMatch(sentence -> Pattern.compile(reason).matcher(sentence).find()),
                reason + " is not among " + said);
    }
}
