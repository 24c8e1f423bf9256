package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.work.Mark;
import org.tutela.casebook.work.Person;
import org.tutela.casebook.work.Persons;
import org.tutela.disclose.HoldingRules;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/// Nothing leaves but what concerns the country, and what is left out is counted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PackageMinimisationTest {
    private PackagedCase made = new PackagedCase(Path.of(""), Path.of(""), Path.of(""));

    @BeforeAll
    void makeACase(@TempDir Path temporary) throws IOException {
        made = PackagedCase.make(temporary);
    }

    /// Whoever has which identifier, by country; every name that any device knows somebody by.
    private static final String IDENTIFIERS =
            """
            SELECT coalesce(l.country, ''), x.value FROM (
                SELECT account, account AS value FROM linked_account UNION SELECT account, handle FROM linked_account
                UNION SELECT account, display_name FROM linked_account
                UNION SELECT coalesce(a.account, c.account), c.display_name FROM contact c LEFT JOIN account_alias a ON a.alias = c.account
                UNION SELECT coalesce(a.account, c.account), c.number FROM contact c LEFT JOIN account_alias a ON a.alias = c.account
                UNION SELECT coalesce(a.account, c.account), c.display_name FROM account c LEFT JOIN account_alias a ON a.alias = c.account) x
            JOIN linked_account l ON l.account = x.account WHERE x.value IS NOT NULL
            """;

    @Test
    void nobodyOutsideIsNamedAnywhereInAPackageOfAnyCountry() throws IOException {
        List<List<String>> all = made.rows(IDENTIFIERS);
        for (String country : List.of("ES", "GB", "DE")) {
            Set<String> outside = new TreeSet<>();
            Set<String> inside = new TreeSet<>();
            for (List<String> row : all) {
                String id =
                        row.get(1)
                                .replaceFirst("^[a-z]+:", "")
                                .replaceFirst("@.*", "")
                                .toLowerCase(Locale.ROOT);
                (row.get(0).equals(country) ? inside : outside).add(id);
            }
            if (country.equals("ES")) {
                assertTrue(outside.contains(PackagedCase.OUTSIDER.toLowerCase(Locale.ROOT)));
            }
            outside.removeAll(inside);
            outside.removeIf(value -> value.length() < 5);
            assertTrue(outside.size() > 20, "only " + outside.size() + " identifiers");
            Path sealed = made.approved("min-" + country, country, "--with-content");
            for (Path file : PackagedCase.files(sealed)) {
                String name = sealed.relativize(file).toString();
                if (name.startsWith("bag/")) {
                    requireNone(name, name, outside);
                    for (String text : texts(file)) {
                        requireNone(name, text, outside);
                    }
                }
            }
        }
    }

    /// What a file says, in every way in which it can be read.
    private static List<String> texts(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<String> texts = new ArrayList<>();
        texts.add(new String(bytes, StandardCharsets.UTF_8));
        texts.add(new String(bytes, StandardCharsets.UTF_16LE));
        texts.add(new String(bytes, StandardCharsets.UTF_16BE));
        if (file.toString().endsWith(".parquet")) {
            texts.add(Parquet.rows(file).toString());
        }
        if (file.toString().endsWith(".png")) {
            texts.add(metadata(bytes));
        }
        if (file.toString().endsWith(".csv") || file.toString().endsWith(".html")) {
            texts.add(
                    URLDecoder.decode(
                            texts.getFirst().replaceAll("%(?![0-9A-Fa-f]{2})", "%25"),
                            StandardCharsets.UTF_8));
        }
        return texts;
    }

    /// What the JDK's own reader finds in the metadata of a PNG.
    private static String metadata(byte[] png) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        StringBuilder text = new StringBuilder();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in);
            IIOMetadata metadata = reader.getImageMetadata(0);
            write(metadata.getAsTree(metadata.getNativeMetadataFormatName()), text);
        } finally {
            reader.dispose();
        }
        return text.toString();
    }

    private static void write(Node node, StringBuilder text) {
        NamedNodeMap attributes = node.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            text.append(attributes.item(i).getNodeValue()).append('\n');
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            write(child, text);
        }
    }

    private static void requireNone(String file, String written, Set<String> outside) {
        String text = written.toLowerCase(Locale.ROOT);
        String digits = text.replaceAll("(?<=\\d)[ ().\\-/](?=\\d)", "");
        for (String value : outside) {
            assertFalse(text.contains(value), file + " names " + value);
            if (value.matches("\\+?\\d{8,}")) {
                assertFalse(digits.contains(value.replace("+", "")), file + " names " + value);
            }
        }
    }

    @Test
    void contentLeavesOnlyWhereAuthorisedAndWithoutNames() throws IOException {
        Path without = made.approved("hash-only", "ES").resolve("bag/data");
        assertFalse(Files.exists(without.resolve("vics/files")));
        assertFalse(Files.readString(without.resolve("vics/media.json")).contains("RelativeFile"));
        assertTrue(count(without, "content is not authorised: digests only") > 0);
        Path with = made.approved("content", "ES", "--with-content").resolve("bag/data");
        assertEquals(2, count(with, "their bytes name people outside: digests only"));
        String vics = Files.readString(with.resolve("vics/media.json"));
        try (Stream<Path> files = Files.list(with.resolve("vics/files"))) {
            for (Path file : files.toList()) {
                assertTrue(vics.contains("files\\\\" + file.getFileName()), file.toString());
                assertTrue(
                        file.getFileName()
                                .toString()
                                .startsWith(Hashes.sha256(Files.readAllBytes(file))));
            }
        }
        assertTrue(vics.contains(" scores.jpg"), "the file is listed under a pseudonym");
    }

    private static long count(Path data, String why) throws IOException {
        String line =
                Files.readAllLines(data.resolve("tables/omitted.csv")).stream()
                        .filter(each -> each.endsWith(",\"" + why + "\""))
                        .findFirst()
                        .orElseThrow();
        return Long.parseLong(line.split(",", -1)[1]);
    }

    @Test
    void privilegedMaterialIsHeldBackAndCounted() throws IOException {
        Path open = made.approved("open", "ES").resolve("bag/data");
        List<List<String>> messages = Parquet.rows(open.resolve("tables/messages.parquet"));
        String group = messages.getFirst().get(1);
        long inGroup = messages.stream().filter(row -> row.get(1).equals(group)).count();
        List<String> single =
                messages.stream()
                        .filter(row -> !row.get(1).equals(group) && row.get(1).endsWith("@g.us"))
                        .findFirst()
                        .orElseThrow();
        String word =
                messages.stream()
                        .filter(row -> !row.get(1).equals(group) && !row.equals(single))
                        .map(row -> row.get(7).toLowerCase(Locale.ROOT))
                        .filter(text -> text.matches("[a-z]{5,} .*"))
                        .map(text -> text.replaceFirst(" .*", ""))
                        .findFirst()
                        .orElseThrow();
        long withWord =
                messages.stream()
                        .filter(row ->
                                !row.get(1).equals(group)
                                        && row.get(7).toLowerCase(Locale.ROOT).contains(word)
                                        && !row.equals(single))
                        .count();
        Path rules =
                Files.writeString(
                        made.folder().resolve("rules"),
                        "# privileged\nconversation %s\nmessage %s %s\nword %s\n"
                                .formatted(group, single.get(1), single.get(3), word));
        Path held = made.approved("held", "ES", "--hold-back", rules).resolve("bag/data");
        List<List<String>> left = Parquet.rows(held.resolve("tables/messages.parquet"));
        assertEquals(messages.size() - inGroup - 1 - withWord, left.size());
        assertEquals(1, left.stream().filter(row -> row.getFirst().equals("1")).count());
        for (Path file : PackagedCase.files(held)) {
            assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(group));
        }
        List<String> omitted = Files.readAllLines(held.resolve("tables/omitted.csv"));
        assertTrue(omitted.contains("conversations,1,\"held back as privileged\""), omitted + "");
        assertTrue(
                omitted.contains(
                        "messages," + (inGroup + 1 + withWord) + ",\"held back as privileged\""),
                omitted + " of " + inGroup + " and " + withWord);
        assertEquals(
                2,
                PackagedCase.run(
                        "package",
                        made.chosen(),
                        "--country",
                        "ES",
                        "--to",
                        made.folder().resolve("wrong"),
                        "--hold-back",
                        Files.writeString(made.folder().resolve("no-rules"), "lawyer x\n")));
    }

    @Test
    void victimsAreNamedOnlyForWhoIsEntitled() throws IOException {
        List<String> victim =
                made.rows(
                                "SELECT account, handle, display_name FROM linked_account WHERE"
                                        + " country = 'ES' AND display_name IS NOT NULL ORDER BY"
                                        + " account DESC")
                        .getFirst();
        Path rules =
                Files.writeString(
                        made.folder().resolve("victims"), "victim " + victim.getFirst() + "\n");
        Path withheld = made.approved("withheld", "ES", "--hold-back", rules).resolve("bag/data");
        for (Path file : PackagedCase.files(withheld)) {
            for (String text : texts(file)) {
                for (String value : victim) {
                    assertFalse(text.contains(value), file.getFileName() + " names " + value);
                }
            }
        }
        assertEquals(
                1, count(withheld, "the addressee is not entitled: pseudonyms stand for them"));
        Path entitled =
                made.approved("entitled", "ES", "--hold-back", rules, "--with-victims")
                        .resolve("bag/data");
        assertTrue(
                Files.readString(entitled.resolve("tables/accounts.csv"))
                        .contains(victim.getFirst()));
    }

    @Test
    void whatPeopleMarkedInTheCaseIsHeldBackWithoutAnyRule() throws IOException {
        Path chosen = made.folder().resolve("marked");
        PackagedCase.copy(made.chosen(), chosen);
        PackagedCase marked = new PackagedCase(made.folder(), chosen, made.approval());
        List<List<String>> accounts =
                marked.rows(
                        "SELECT account, display_name FROM linked_account WHERE country = 'ES' AND"
                                + " display_name IS NOT NULL ORDER BY account");
        String group =
                marked.rows(
                                "SELECT min(conversation) FROM linked_conversation WHERE kind ="
                                        + " 'GROUP'")
                        .getFirst()
                        .getFirst();
        Author ana = new Author("ana", "", "");
        try (Casebook casebook = Casebook.open(chosen, InstantSource.system())) {
            Persons persons = casebook.work().persons();
            String victim =
                    persons.decide(
                            ana,
                            new Persons.Word(Person.Kind.VICTIM, "Made-up child", "own account"));
            String suspect =
                    persons.decide(
                            ana, new Persons.Word(Person.Kind.SUSPECT, "Made-up coach", "phone"));
            persons.join(
                    ana,
                    persons.find(victim).orElseThrow(),
                    "account:" + accounts.getLast().getFirst(),
                    "seen on the phone");
            persons.join(
                    ana,
                    persons.find(suspect).orElseThrow(),
                    "account:" + accounts.getFirst().getFirst(),
                    "the phone was his");
            casebook.work()
                    .marks()
                    .put(ana, Mark.Kind.TAG, "conversation:" + group, HoldingRules.TAG);
        }
        Path data = marked.approved("from-marks", "ES").resolve("bag/data");
        for (Path file : PackagedCase.files(data)) {
            for (String text : texts(file)) {
                for (String hidden :
                        List.of(accounts.getLast().get(0), accounts.getLast().get(1), group)) {
                    assertFalse(text.contains(hidden), file.getFileName() + " names " + hidden);
                }
                assertFalse(text.contains("Made-up child"), file.toString());
            }
        }
        List<List<String>> persons = Parquet.rows(data.resolve("tables/persons.parquet"));
        assertEquals(List.of("suspect", "victim"), categories(persons));
        assertTrue(persons.toString().contains("Made-up coach"), persons.toString());
        assertEquals(1, count(data, "the addressee is not entitled: pseudonyms stand for them"));
    }

    private static List<String> categories(List<List<String>> persons) {
        return persons.stream()
                .filter(row -> row.get(3).equals("decided"))
                .map(row -> row.get(2))
                .sorted()
                .toList();
    }
}
