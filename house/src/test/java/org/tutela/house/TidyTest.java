package org.tutela.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The repository is tidy.
class TidyTest {
    private static final long FILE_BYTES = 256 << 10;

    /// How many exceptions to the rules there are. May only fall.
    private static final int EXCEPTIONS = 0;

    private static final Pattern LINK =
            Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)#\\s]+)[^)]*\\)");

    private final Repository repository = new Repository();

    @Test
    void sourcesKeepTheRules() {
        Map<String, String> sources = new TreeMap<>();
        for (Path source : repository.sources()) {
            sources.put(repository.name(source), repository.text(source));
        }
        assertEquals("", String.join("\n", Tidy.sins(sources)));
    }

    @Test
    void everyPackageHasATour() {
        List<String> sins = new ArrayList<>();
        for (Path source : repository.sources()) {
            Path tour = source.resolveSibling("package-info.java");
            boolean main = repository.name(source).contains("/src/main/");
            if (main
                    && !(Files.exists(tour)
                            && repository.text(tour).contains("@NullMarked")
                            && repository.text(tour).startsWith("///"))) {
                sins.add(
                        repository.name(source.getParent())
                                + ": needs a package-info.java that is a tour and @NullMarked");
            }
        }
        assertEquals("", String.join("\n", sins.stream().distinct().toList()));
    }

    @Test
    void filesAreSmall() throws IOException {
        List<String> sins = new ArrayList<>();
        for (Path file : repository.files()) {
            if (Files.size(file) > FILE_BYTES) {
                sins.add(
                        repository.name(file)
                                + ": "
                                + Files.size(file)
                                + " bytes, at most "
                                + FILE_BYTES
                                + ": make it by code");
            }
        }
        assertEquals("", String.join("\n", sins));
    }

    @Test
    void linksInDocumentsLeadSomewhere() {
        List<String> sins = new ArrayList<>();
        for (Path file : repository.files()) {
            if (file.toString().endsWith(".md")) {
                Matcher matcher = LINK.matcher(repository.text(file));
                while (matcher.find()) {
                    if (!Files.exists(file.resolveSibling(matcher.group(1)))) {
                        sins.add(
                                repository.name(file)
                                        + ": the link to "
                                        + matcher.group(1)
                                        + " leads nowhere");
                    }
                }
            }
        }
        assertEquals("", String.join("\n", sins));
    }

    @Test
    void everyNounOfTheModelIsInTheDictionary() {
        String dictionary = repository.text(repository.root().resolve("docs/dictionary.md"));
        List<String> sins = new ArrayList<>();
        for (Path source : repository.sources()) {
            String name = repository.name(source);
            if (name.startsWith("model/src/main/") && !name.endsWith("package-info.java")) {
                String noun = String.valueOf(source.getFileName()).replace(".java", "");
                if (!dictionary.contains("`" + noun + "`")) {
                    sins.add(noun + ": say in docs/dictionary.md what it is");
                }
            }
        }
        assertEquals("", String.join("\n", sins));
    }

    @Test
    void exceptionsToTheRulesOnlyGrowFewer() {
        long exceptions =
                repository.sources().stream()
                        .filter(source -> !repository.name(source).startsWith("house/"))
                        .mapToLong(source ->
                                repository.text(source).split("@HouseException\\(", -1).length - 1L)
                        .sum();
        assertTrue(
                exceptions <= EXCEPTIONS,
                "there are " + exceptions + " exceptions, at most " + EXCEPTIONS);
    }
}
