package org.tutela.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

    private static void check(Path bag, String kind) throws IOException {
        Verdict verdict = BagCheck.check(bag);
        switch (kind) {
            case "valid" -> assertEquals(List.of(), verdict.errors());
            case "warning" -> {
                assertEquals(List.of(), verdict.errors());
                assertFalse(verdict.warnings().isEmpty(), "no warning");
            }
            default -> assertFalse(verdict.valid(), "nothing was refused: " + verdict);
        }
    }
}
