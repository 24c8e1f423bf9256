package org.tutela.web.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What templates and the style sheet must not hold, for another language and another direction.
final class LookTest {
    /// Names, units and keys, the same in every language; and a command.
    private static final Set<String> SAME =
            Set.of(
                    "Tutela",
                    "UTC",
                    "Esc",
                    "Ctrl",
                    "Enter",
                    "Shift",
                    "Space",
                    "SHA",
                    "MD",
                    "English",
                    "español",
                    "tutela",
                    "user",
                    "add",
                    "NAME",
                    "role",
                    "investigator",
                    "exhibits");

    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern SPOKEN =
            Pattern.compile("(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"");
    private static final Pattern PHYSICAL =
            Pattern.compile(
                    "(?<![a-z-])(?:(?:margin|padding|border)-(?:left|right)|left|right)\\s*:|(?:text-align|float|clear)\\s*:\\s*(?:left|right)");

    private static Path sources() {
        return Path.of(System.getProperty("tutela.root", "..")).resolve("web/src/main");
    }

    @Test
    void noTemplateHoldsWordsOfItsOwn() throws IOException {
        Set<String> found = new TreeSet<>();
        int read = 0;
        try (Stream<Path> files = Files.walk(sources().resolve("jte"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jte")).toList()) {
                read++;
                for (String text : texts(Files.readString(file))) {
                    WORD.matcher(text)
                            .results()
                            .map(word -> word.group())
                            .filter(word -> !SAME.contains(word))
                            .forEach(word -> found.add(file.getFileName() + ": " + word));
                }
            }
        }
        assertTrue(read > 40, "only " + read);
        assertEquals(Set.of(), found);
    }

    /// What a template shows or lets be spoken that it does not ask of the words.
    private static List<String> texts(String template) {
        String plain = template.replaceAll("(?m)^(@import|@param).*$", "");
        plain = without(plain, "!{", '{', '}');
        plain = without(plain, "${", '{', '}');
        for (String directive : List.of("@template", "@if", "@elseif", "@for")) {
            plain = without(plain, directive, '(', ')');
        }
        plain = plain.replaceAll("@(else|endif|endfor)", " ").replaceAll("\\$unsafe", " ");
        List<String> spoken =
                SPOKEN.matcher(plain).results().map(attribute -> attribute.group(1)).toList();
        String shown = plain.replaceAll("<[^>]*>", "\n").replaceAll("&[a-z]+;", " ");
        return Stream.concat(spoken.stream(), Stream.of(shown)).toList();
    }

    /// Leaves out what begins with a word and ends with the bracket that closes its first one.
    private static String without(String text, String begin, char open, char close) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (!text.startsWith(begin, at)) {
                kept.append(text.charAt(at++));
                continue;
            }
            at = text.indexOf(open, at);
            int depth = 0;
            do {
                depth += text.charAt(at) == open ? 1 : text.charAt(at) == close ? -1 : 0;
                at++;
            } while (depth > 0);
        }
        return kept.toString();
    }

    @Test
    void theStyleSheetKnowsNeitherLeftNorRight() throws IOException {
        String css =
                Files.readString(sources().resolve("resources/static/look/tutela.css"))
                        .replaceAll("(?s)/\\*.*?\\*/", "");
        assertEquals(
                List.of(), PHYSICAL.matcher(css).results().map(found -> found.group()).toList());
    }

    @Test
    void everyBlockOfTheStyleSheetIsClosed() throws IOException {
        String css = Files.readString(sources().resolve("resources/static/look/tutela.css"));
        int depth = 0;
        for (String line : css.replaceAll("(?s)/\\*.*?\\*/", "").lines().toList()) {
            if (line.startsWith("@layer") && line.endsWith("{")) {
                assertEquals(0, depth, "a layer inside of another: " + line);
            }
            for (int i = 0; i < line.length(); i++) {
                depth += line.charAt(i) == '{' ? 1 : line.charAt(i) == '}' ? -1 : 0;
            }
        }
        assertEquals(0, depth);
    }
}
