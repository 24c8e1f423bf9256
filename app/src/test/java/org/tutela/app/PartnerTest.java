package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.FactFile;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;

/// A package that one case discloses, taken in by another one that holds other exhibits of the same
/// operation.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PartnerTest {
    private Path folder = Path.of("");
    private Path sealed = Path.of("");
    private Path own = Path.of("");

    @BeforeAll
    void makeBoth(@TempDir Path temporary) throws IOException {
        PackagedCase made = PackagedCase.make(temporary.resolve("theirs"));
        folder = temporary;
        sealed = made.approved("partner", "ES");
        Path exhibits = made.folder().resolve("operation/exhibits.csv");
        List<String> lines = Files.readAllLines(exhibits);
        own = exhibits.resolveSibling("own.csv");
        Files.write(
                own,
                lines.stream()
                        .filter(line ->
                                line.startsWith("exhibit,")
                                        || line.startsWith("HP-03")
                                        || line.startsWith("HP-04"))
                        .toList());
    }

    private Map<String, String> linked(Path chosen) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (CaseFolder open = CaseFolder.openForReading(chosen)) {
            Catalog catalog = Catalog.current(open);
            for (FactTable<?> table : FactTables.linked()) {
                for (FactFile file : catalog.files(table)) {
                    digests.merge(table.name(), file.sha256().toString(), (a, b) -> a + " " + b);
                }
            }
        }
        return digests;
    }

    private static Product.Said run(Path chosen, Object... words) {
        List<String> all = new java.util.ArrayList<>(List.of("run", chosen.toString()));
        for (Object word : words) {
            all.add(word.toString());
        }
        return Product.run(all.toArray(String[]::new));
    }

    @Test
    void linksWithOnesOwnAndCountsWhatBothHave() throws IOException {
        Path alone = folder.resolve("alone");
        assertTrue(run(alone, "--exhibits", own).code() <= 1);
        long devices = number(alone, "SELECT max(devices) FROM linked_conversation");
        Product.Said said = run(alone, sealed, "--exhibit", "PARTNER/1");
        assertTrue(said.code() <= 1, said.err());
        assertTrue(said.err().contains("Of the package PARTNER/1 your own exhibits have too: "));
        assertFalse(said.err().contains(": 0 of"), said.err());
        assertTrue(number(alone, "SELECT max(devices) FROM linked_conversation") > devices);
        assertEquals(
                "PARTNER/1",
                Product.value(
                        alone, "SELECT DISTINCT exhibit FROM account WHERE basis = 'PARTNER'"));
        assertEquals(
                0,
                number(
                        alone,
                        "SELECT count(*) FROM linked_account WHERE account LIKE '%person-%'"));
        assertTrue(
                number(
                                alone,
                                "SELECT count(*) FROM linked_message m WHERE m.linked IN (SELECT linked FROM cites JOIN message ON message.fact = cites.fact WHERE message.examination = 'partner') AND m.linked IN (SELECT linked FROM cites JOIN message ON message.fact = cites.fact WHERE message.examination <> 'partner')")
                        > 10,
                "messages of both sides are one message");
        assertTrue(
                number(
                                alone,
                                "SELECT count(DISTINCT c.sha256) FROM stated_file f JOIN content c ON c.sha256 = f.sha256")
                        > 0,
                "files of both sides have the same content");
        assertTrue(said.err().matches("(?s).*, [1-9]\\d* of \\d+ files, .*"), said.err());
        Path together = folder.resolve("together");
        Path both = own.resolveSibling("both.csv");
        Files.writeString(both, Files.readString(own) + "PARTNER/1," + sealed + ",,,,,\n");
        assertTrue(run(together, "--exhibits", both).code() <= 1);
        assertEquals(linked(alone), linked(together), "incremental equals whole");
    }

    private static long number(Path chosen, String sql) throws IOException {
        return Long.parseLong(Product.value(chosen, sql));
    }

    @Test
    void refusesAPackageThatDoesNotHold() throws IOException {
        Path changed = folder.resolve("changed/package");
        PackagedCase.copy(sealed, changed);
        Path table = changed.resolve("bag/data/tables/messages.csv");
        Files.writeString(table, Files.readString(table).replaceFirst("TEXT", "CALL"));
        Path chosen = folder.resolve("refusing");
        Product.Said said = run(chosen, changed);
        assertEquals(1, said.code());
        assertTrue(said.err().contains("does not hold and was not taken in"), said.err());
        assertEquals(0, number(chosen, "SELECT count(*) FROM item"));
    }
}
