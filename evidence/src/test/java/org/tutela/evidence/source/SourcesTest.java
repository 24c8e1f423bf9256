package org.tutela.evidence.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.bytes.Limits;
import org.tutela.evidence.Foreign;
import org.tutela.evidence.Listing;
import org.tutela.model.Id;

class SourcesTest {
    @TempDir private Path temp;

    private static OpenSource open(Path path) throws IOException {
        return Sources.open(path, Limits.standard());
    }

    private static Id id(Path path) throws IOException {
        try (OpenSource source = open(path)) {
            return source.id();
        }
    }

    @Test
    void tellsFormatsByContent() throws IOException {
        Path zip = temp.resolve("phone");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("data/data/x"));
        }
        Path tar = temp.resolve("a.bin");
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
            out.putArchiveEntry(new TarArchiveEntry("folder/"));
            out.closeArchiveEntry();
        }
        Path tgz = temp.resolve("b.tar.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(tgz))) {
            Files.copy(tar, out);
        }
        Path raw = Files.write(temp.resolve("stick.dd"), new byte[4096]);
        assertEquals("zip", format(zip));
        assertEquals("tar", format(tar));
        assertEquals("tgz", format(tgz));
        assertEquals("raw", format(raw));
        assertEquals("folder", format(temp));
        assertThrows(NoSuchFileException.class, () -> open(temp.resolve("no")));
    }

    private static String format(Path path) throws IOException {
        try (OpenSource source = open(path)) {
            assertTrue(source.bytes().isPresent() != source.folder().isPresent());
            assertTrue(source.flaws().isEmpty());
            return source.format();
        }
    }

    /// The recipe of the id, step by step: it must never change.
    @Test
    void computesTheIdAsDecided() throws Exception {
        byte[] content = new byte[(3 << 20) + 5];
        new Random(2).nextBytes(content);
        Path raw = Files.write(temp.resolve("x.dd"), content);
        MessageDigest expected = MessageDigest.getInstance("SHA-256");
        ByteBuffer head = ByteBuffer.allocate(16).putLong(1).putLong(content.length);
        expected.update("raw\0".getBytes(StandardCharsets.UTF_8));
        expected.update(head.flip());
        expected.update(new byte[] {0, 0});
        expected.update(content, 0, 1 << 20);
        expected.update(content, content.length - (1 << 20), 1 << 20);
        assertEquals(Id.of(expected.digest()), id(raw));
    }

    @Test
    void keepsTheIdWhenOnlyTheMiddleOrTheNameChanges() throws IOException {
        byte[] content = new byte[4 << 20];
        Path raw = Files.write(temp.resolve("x.dd"), content);
        Id id = id(raw);
        content[2 << 20] = 1;
        assertEquals(id, id(Files.write(temp.resolve("renamed.dd"), content)));
        content[0] = 1;
        assertNotEquals(id, id(Files.write(temp.resolve("first.dd"), content)));
        assertNotEquals(
                id, id(Files.write(temp.resolve("shorter.dd"), Arrays.copyOf(content, 3 << 20))));
    }

    @Test
    void computesAFoldersIdFromPathsAndSizes() throws IOException {
        Path one = folder("one", "note");
        Id id = id(one);
        assertEquals(id, id(folder("two", "name")));
        assertNotEquals(id, id(folder("three", "longer")));
        Files.createDirectories(one.resolve("empty"));
        assertNotEquals(id, id(one));
        try (OpenSource source = open(one)) {
            assertEquals("one", source.name());
            assertEquals(4, source.size());
            assertEquals(0, source.segments());
            Listing listing = Listing.of(source.folder().orElseThrow());
            assertEquals(source.id(), listing.get("a/b").address().source());
        }
    }

    private Path folder(String name, String content) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(name));
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/b"), content);
        return folder;
    }

    @Test
    void opensSegmentedContainersWithTheirStoredDigest() throws IOException {
        try (OpenSource source = open(Foreign.file("go/rand.dd.E01"))) {
            assertEquals("e01", source.format());
            assertEquals(6, source.segments());
            assertTrue(source.storedMd5() != null);
            assertEquals("rand.dd.E01", source.name());
        }
        try (OpenSource source = open(Foreign.file("dfvfs/ext2.splitraw.000"))) {
            assertEquals("split-raw", source.format());
            assertEquals(2, source.segments());
        }
    }

    @Test
    void leavesADocumentWhole() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("[Content_Types].xml"));
        }
        Path docx = Files.write(temp.resolve("a.docx"), bytes.toByteArray());
        assertEquals("raw", format(docx));
    }
}
