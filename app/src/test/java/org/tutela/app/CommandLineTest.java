package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that other people's scripts rely on, on a small source made by code.
class CommandLineTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void aFolderIsExaminedOnceAndEveryAddressOpensAgain() throws IOException {
        Path source = MadeEvidence.folder(folder, 20, 7);
        String chosen = folder.resolve("case").toString();
        assertEquals(0, run("run", chosen, source.toString(), "--exhibit", "AB/1").code());
        assertTrue(run("run", chosen).err().contains("0 sources examined, 1 unchanged"));

        String items =
                run("facts", chosen, "item", "--columns", "exhibit,path,kind,address", "--csv")
                        .out();
        assertTrue(items.startsWith("exhibit,path,kind,address\r\n"), items);
        List<String> files = items.lines().filter(line -> line.contains(",FILE,")).toList();
        assertEquals(3 + 22, files.size(), items);
        for (String line : files) {
            String address = line.substring(line.lastIndexOf(',') + 1);
            assertEquals(
                    0,
                    run("show-bytes", chosen, address, "--hex", "--length", "16").code(),
                    address);
        }
        String mentions =
                run("query", chosen, "SELECT kind, value FROM mention ORDER BY ALL", "--csv").out();
        assertEquals(
                "kind,value\r\nEMAIL,coach@example.org\r\nINVITE,wa-invite:AbCdEfGhIjKlMnOpQrStUv\r\n"
                        + "URL,https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv\r\n",
                mentions);
    }

    @Test
    void showBytesGivesTheBytesOfAMemberOfAnArchive() throws IOException {
        Path source = MadeEvidence.folder(folder, 3, 7);
        String chosen = folder.resolve("case").toString();
        run("run", chosen, source.toString(), "--only", "digests,type");
        String address =
                run("query", chosen, "SELECT address FROM item WHERE path = 'notes/2.txt'", "--csv")
                        .out()
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow();
        assertArrayEquals(
                "recipe 2: soup\n".repeat(50).getBytes(StandardCharsets.UTF_8),
                run("show-bytes", chosen, address).bytes());
        assertEquals(0, run("explain", chosen, address).code());
    }

    @Test
    void aListThatIsAddedLaterMatchesWithoutTouchingEvidence() throws IOException {
        Path source = MadeEvidence.folder(folder, 3, 7);
        String chosen = folder.resolve("case").toString();
        run("run", chosen, source.toString());
        String sha256 =
                run(
                                "query",
                                chosen,
                                "SELECT c.sha256 FROM content c JOIN item i ON i.item = c.item WHERE i.name = 'field.png'",
                                "--csv")
                        .out()
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow();
        Path list = Files.writeString(folder.resolve("list.txt"), sha256 + "  field.png\n");
        Files.move(source, folder.resolve("gone"));
        assertEquals(
                0,
                run(
                                "known",
                                "add",
                                chosen,
                                list.toString(),
                                "--name",
                                "fields",
                                "--kind",
                                "relevant")
                        .code());
        assertEquals(
                "list,match,list_kind\r\nfields,EXACT,RELEVANT\r\n",
                run("facts", chosen, "known_match", "--columns", "list,match,list_kind", "--csv")
                        .out());
    }

    @Test
    void wrongUseIsSaidInOneSentence() throws IOException {
        Product.Said missing =
                run("run", folder.resolve("case").toString(), folder.resolve("nothing").toString());
        assertEquals(2, missing.code());
        assertEquals(1, missing.err().lines().count(), missing.err());
        assertEquals(2, run("facts", folder.resolve("case").toString(), "no_such_table").code());
        assertEquals(2, run("no-such-command").code());
    }

    private static Product.Said run(String... arguments) {
        return Product.run(arguments);
    }
}
