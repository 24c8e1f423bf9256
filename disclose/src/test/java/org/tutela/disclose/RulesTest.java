package org.tutela.disclose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Rules of what is held back, names in the bytes of files, words of reports.
final class RulesTest {
    @Test
    void readsRulesAndRefusesWhatIsNone() {
        HoldingRules rules =
                HoldingRules.of(
                        List.of(
                                "# our lawyers",
                                "",
                                "word  Solicitor",
                                "message whatsapp:1@g.us ABC",
                                "victim whatsapp:2@s.whatsapp.net"));
        assertEquals(Set.of("solicitor"), rules.of(HoldingRules.Kind.WORD));
        assertEquals(Set.of("whatsapp:1@g.us\nABC"), rules.of(HoldingRules.Kind.MESSAGE));
        assertEquals(
                rules.digest(), rules.and(HoldingRules.NONE).digest(), "no rules change nothing");
        assertEquals(rules, rules.and(HoldingRules.NONE));
        assertEquals(PackageTerms.USUAL, PackageTerms.USUAL.with(HoldingRules.of(List.of("# x"))));
        for (String wrong : List.of("lawyer x", "word", "message only-one")) {
            assertThrows(
                    IllegalArgumentException.class, () -> HoldingRules.of(List.of(wrong)), wrong);
        }
    }

    @Test
    void findsNamesInBytesWhateverTheirEncodingAndPlace() {
        NameScan scan = new NameScan(List.of("alba abrilde", "34999000001", "xy"));
        Random random = new Random(7);
        for (Charset charset :
                List.of(
                        StandardCharsets.UTF_8,
                        StandardCharsets.UTF_16LE,
                        StandardCharsets.UTF_16BE)) {
            for (String name : List.of("Alba ABRILDE", "34999000001")) {
                for (int place : List.of(0, 3, 995, 1000, 1001, 5000)) {
                    byte[] bytes = new byte[6000];
                    random.nextBytes(bytes);
                    byte[] needle = name.getBytes(charset);
                    System.arraycopy(needle, 0, bytes, place, needle.length);
                    assertTrue(found(scan, bytes), name + " in " + charset + " at " + place);
                }
            }
        }
        byte[] none = new byte[1 << 20];
        random.nextBytes(none);
        assertFalse(found(scan, none));
        assertFalse(found(new NameScan(List.of()), none));
    }

    /// Pieces of every length, as short reads give them, and what surrounds is of the same letters.
    @Test
    void findsNamesAcrossPieces() {
        List<String> names = List.of("abacabad", "ca-ba", "añaba");
        NameScan scan = new NameScan(names);
        for (long seed = 1; seed <= 3_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            int letters = random.nextInt(60);
            for (int i = 0; i < letters; i++) {
                text.append("ABaabbccdñ-".charAt(random.nextInt(11)));
            }
            if (random.nextBoolean()) {
                text.insert(random.nextInt(letters + 1), names.get(random.nextInt(3)));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            String lower = text.toString().replace('A', 'a').replace('B', 'b');
            boolean expected = names.stream().anyMatch(lower::contains);
            scan.begin();
            int at = 0;
            while (at < bytes.length) {
                int length = Math.min(1 + random.nextInt(12), bytes.length - at);
                scan.take(java.util.Arrays.copyOfRange(bytes, at, at + length), length);
                at += length;
            }
            assertEquals(expected, scan.found(), "seed " + seed + ": " + text);
        }
    }

    private static boolean found(NameScan scan, byte[] bytes) {
        scan.begin();
        for (int at = 0; at < bytes.length; at += 1000) {
            int length = Math.min(1000, bytes.length - at);
            scan.take(java.util.Arrays.copyOfRange(bytes, at, at + length), length);
        }
        return scan.found();
    }

    @Test
    void reportsHaveTheSameWordsInBothLanguages() throws IOException {
        assertEquals(words("en").stringPropertyNames(), words("es").stringPropertyNames());
        ReportWords spanish = ReportWords.of("es");
        assertEquals(
                "es titular de una prueba del país; su número está emitido en el país",
                spanish.value(
                        "it owns an exhibit of the country; its number is issued in the country"));
        assertEquals("made-up", spanish.value("made-up"));
    }

    private static Properties words(String language) throws IOException {
        Properties words = new Properties();
        try (InputStream in =
                ReportWords.class.getResourceAsStream("report-" + language + ".properties")) {
            words.load(in);
        }
        return words;
    }
}
