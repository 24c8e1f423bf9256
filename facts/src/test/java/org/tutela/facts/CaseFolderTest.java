package org.tutela.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.model.Id;

final class CaseFolderTest {
    @TempDir Path temporary;

    private static RegisteredSource source(String id, String exhibit, String path) {
        return new RegisteredSource(
                Id.of(id),
                exhibit,
                path,
                "phone.zip",
                "zip",
                4711,
                new TreeMap<>(Map.of("country", "NL", "holder", "\u00C9. \"Example\"")));
    }

    @Test
    void keepsSourcesInTheOrderOfTheirExhibits() throws IOException {
        RegisteredSource second = source("b", "HP-02", "/x/b.zip");
        RegisteredSource first = source("a", "HP-01", "/x/a.zip");
        try (CaseFolder folder = CaseFolder.openForWriting(temporary.resolve("new/case"))) {
            folder.register(second);
            folder.register(first);
            assertEquals(List.of(first, second), folder.sources());
            assertEquals(16, folder.partitions());
        }
        try (CaseFolder folder = CaseFolder.openForReading(temporary.resolve("new/case"))) {
            assertEquals(List.of(first, second), folder.sources());
            assertEquals(second, folder.findSource(Id.of("b")).orElseThrow());
        }
    }

    @Test
    void correctsExhibitOrPathButRefusesBoth() throws IOException {
        try (CaseFolder folder = CaseFolder.openForWriting(temporary)) {
            folder.register(source("a", "HP-01", "/x/a.zip"));
            folder.register(source("a", "HP-07", "/x/a.zip"));
            assertEquals("HP-07", folder.sources().getFirst().exhibit());
            folder.register(source("a", "HP-07", "/y/a.zip"));
            assertEquals(1, folder.sources().size());
            CaseException refused =
                    assertThrows(
                            CaseException.class,
                            () -> folder.register(source("a", "HP-09", "/z/a.zip")));
            assertEquals("ST-0105", refused.code());
            assertEquals("/y/a.zip", folder.sources().getFirst().path());
        }
    }

    @Test
    void letsOneWriterInAndAnyNumberOfReaders() throws IOException {
        try (CaseFolder first = CaseFolder.openForWriting(temporary)) {
            assertTrue(first.sources().isEmpty());
            CaseException refused =
                    assertThrows(CaseException.class, () -> CaseFolder.openForWriting(temporary));
            assertEquals("ST-0101", refused.code());
            CaseFolder.openForReading(temporary).close();
        }
        CaseFolder.openForWriting(temporary).close();
    }

    @Test
    void refusesFolderThatIsNoCase() throws IOException {
        Files.writeString(temporary.resolve("holiday.txt"), "not ours");
        assertEquals(
                "ST-0102",
                assertThrows(CaseException.class, () -> CaseFolder.openForWriting(temporary))
                        .code());
        assertEquals(
                "ST-0102",
                assertThrows(CaseException.class, () -> CaseFolder.openForReading(temporary))
                        .code());
        assertEquals(List.of(temporary.resolve("holiday.txt")), Durable.list(temporary));
    }

    @Test
    void refusesNewerFormatAndDamagedFile() throws IOException {
        CaseFolder.openForWriting(temporary).close();
        Path json = temporary.resolve("case.json");
        String text = Files.readString(json);
        Files.writeString(json, text.replace("\"format\" : 1", "\"format\" : 2"));
        assertEquals(
                "ST-0103",
                assertThrows(CaseException.class, () -> CaseFolder.openForReading(temporary))
                        .code());
        for (String broken : List.of("", "{", "[]", "{}", "{\"format\":\"1\"}")) {
            Files.writeString(json, broken);
            assertEquals(
                    "ST-0104",
                    assertThrows(CaseException.class, () -> CaseFolder.openForWriting(temporary))
                            .code(),
                    broken);
        }
    }

    @Test
    void emptiesScratchOfADeadWriter() throws IOException {
        try (CaseFolder folder = CaseFolder.openForWriting(temporary)) {
            Files.writeString(folder.scratch().resolve("left"), "over");
        }
        try (CaseFolder folder = CaseFolder.openForWriting(temporary)) {
            assertEquals(List.of(), Durable.list(folder.scratch()));
        }
    }
}
