package org.tutela.web.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class WordsTest {

    @Test
    void everyLanguageHasTheSameKeysAndArguments() {
        Words english = Words.of("en");
        for (String language : Words.LANGUAGES) {
            Words words = Words.of(language);
            assertEquals(english.keys(), words.keys(), language);
            for (String key : english.keys()) {
                assertEquals(
                        new MessageFormat(english.pattern(key), ULocale.ENGLISH).getArgumentNames(),
                        new MessageFormat(words.pattern(key), ULocale.forLanguageTag(language))
                                .getArgumentNames(),
                        language + " " + key);
            }
        }
    }

    @Test
    void namesTheActorOnlyWhereThereIsOne() {
        assertEquals(
                "by link of Ada", Words.of("en").say("how.LINK", "named", "yes", "actor", "Ada"));
        assertEquals("by link", Words.of("en").say("how.LINK", "named", "no", "actor", ""));
        assertFalse(Words.of("es").say("groups.answer", "n", 1).contains("{"));
    }

    /// Keys that stand as they are in templates and pages; those that are put together end with a
    /// point.
    @Test
    void everyKeyThatIsAskedForIsThere() throws IOException {
        Pattern asked = Pattern.compile("\\bsay\\(\\s*\"([A-Za-z0-9._-]*[A-Za-z0-9])\"\\s*[,)]");
        Path sources = Path.of(System.getProperty("tutela.root", "..")).resolve("web/src/main");
        Set<String> missing = new TreeSet<>();
        int found = 0;
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().matches(".*[.](jte|java)")).toList()) {
                Matcher keys = asked.matcher(Files.readString(file));
                while (keys.find()) {
                    found++;
                    if (!Words.of("en").has(keys.group(1))) {
                        missing.add(file.getFileName() + " " + keys.group(1));
                    }
                }
            }
        }
        assertTrue(found > 300, "only " + found);
        assertEquals(Set.of(), missing);
    }
}
