package org.tutela.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.scenario.build.container.TarMaker;

/// Every address that a listing prints can be opened again, in every kind of source.
class AddressesTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void everyAddressOpensAgainAndGivesTheBytesThatWereDigested() throws IOException {
        Map<String, Path> sources = new LinkedHashMap<>();
        sources.put("fat", Files.write(folder.resolve("disk.raw"), BadInput.disk()));
        sources.put("folder", MadeEvidence.folder(folder, 3, 5));
        sources.put("zip", folder.resolve("source/archive.zip"));
        sources.put("tar", Files.write(folder.resolve("phone.tar"), tar()));
        Path packed = folder.resolve("phone.tar.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(tar());
        }
        sources.put("tgz", packed);
        sources.put("ext2", ForeignEvidence.shared("evidence/dfvfs/ext2.E01"));
        sources.put("ext4", ForeignEvidence.shared("evidence/go/tiny.ext4"));
        sources.put("ntfs", ForeignEvidence.shared("evidence/go/test.ntfs.dd.E01"));
        StringBuilder list = new StringBuilder("exhibit,path\n");
        sources.forEach((exhibit, path) -> list.append("%s,%s\n".formatted(exhibit, path)));
        Path exhibits = Files.writeString(folder.resolve("exhibits.csv"), list);
        String chosen = folder.resolve("case").toString();
        Product.run("run", chosen, "--exhibits", exhibits.toString(), "--only", "digests,type");
        for (String exhibit : sources.keySet()) {
            List<CSVRecord> digested =
                    Product.query(
                            Path.of(chosen),
                            "SELECT address, sha256 FROM content WHERE exhibit = '%s' ORDER BY address"
                                    .formatted(exhibit));
            assertFalse(digested.isEmpty(), exhibit);
            Product.Said said = Product.run("list", chosen, exhibit, "--csv");
            assertEquals(0, said.code(), said.err());
            String listed = said.out();
            String deleted = Product.run("list", chosen, exhibit, "--deleted", "--csv").out();
            // Metadata files of NTFS alone would take a minute.
            int step = Math.max(1, digested.size() / 12);
            for (int i = 0; i < digested.size(); i += step) {
                String address = digested.get(i).get("address");
                assertTrue(listed.contains(address) || deleted.contains(address), address);
                Product.Said bytes = Product.run("show-bytes", chosen, address);
                assertEquals(0, bytes.code(), address + ": " + bytes.err());
                assertEquals(digested.get(i).get("sha256"), Hashes.sha256(bytes.bytes()), address);
            }
            String first = digested.getFirst().get("address");
            Product.Said explained = Product.run("explain", chosen, first);
            assertEquals(0, explained.code(), first + ": " + explained.err());
            assertTrue(explained.out().contains("\ncontent\n"), explained.out());
        }
    }

    private static byte[] tar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarMaker maker = new TarMaker(bytes)) {
            maker.folder("data/", BadInput.TIME);
            maker.file("data/soup.txt", "soup".getBytes(StandardCharsets.UTF_8), BadInput.TIME);
        }
        return bytes.toByteArray();
    }
}
