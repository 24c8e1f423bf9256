package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pictures whose decoders are native code are not compared by sight yet. Each is a gap that
/// coverage shows, never a picture that looks examined.
class UndecodedPicturesTest {
    /// Type and first bytes of each format.
    private static final Map<String, String> FORMATS =
            new TreeMap<>(
                    Map.of(
                            "image/heic", "00000018667479706865696300000000",
                            "image/avif", "00000018667479706176696600000000",
                            "image/jxl", "0000000c4a584c200d0a870a",
                            "image/jp2", "0000000c6a5020200d0a870a",
                            "image/vnd.adobe.photoshop", "38425053000100000000"));

    @TempDir private Path folder = Path.of("");

    @Test
    void eachIsAGapThatCoverageShows() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("pictures"));
        for (Map.Entry<String, String> format : FORMATS.entrySet()) {
            byte[] head = HexFormat.of().parseHex(format.getValue());
            byte[] file = new byte[400];
            System.arraycopy(head, 0, file, 0, head.length);
            String name = format.getKey().substring(format.getKey().lastIndexOf('.') + 1);
            Files.write(pictures.resolve(name.replace('/', '-')), file);
        }
        Path chosen = folder.resolve("case");
        Product.Said said = Product.run("run", chosen.toString(), pictures.toString());
        assertEquals(1, said.code(), said.err());
        List<CSVRecord> gaps =
                Product.query(
                        chosen,
                        "SELECT t.mime, p.kind, p.code, p.detail FROM file_type t LEFT JOIN problem p"
                                + " ON p.source = t.source AND p.item = t.item AND p.examination = 'visual'"
                                + " ORDER BY t.mime");
        assertEquals(
                List.copyOf(FORMATS.keySet()),
                gaps.stream().map(each -> each.get("mime")).sorted().toList());
        for (CSVRecord gap : gaps) {
            assertEquals("UNSUPPORTED", gap.get("kind"), gap.toString());
            assertEquals("ME-0105", gap.get("code"), gap.toString());
            assertTrue(gap.get("detail").contains("no visual hash"), gap.toString());
        }
        String coverage = Product.run("coverage", chosen.toString(), "--csv").out();
        assertTrue(
                coverage.lines()
                        .anyMatch(
                                line -> line.contains(",visual,") && line.contains("ME-0105 x 5")),
                coverage);
    }
}
