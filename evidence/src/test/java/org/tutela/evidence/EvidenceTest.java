package org.tutela.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.evidence.source.OpenSource;
import org.tutela.evidence.source.Sources;
import org.tutela.model.Address;
import org.tutela.model.Id;
import org.tutela.model.ItemKind;

class EvidenceTest {
    /// An empty disk packs to a thousandth of its size.
    private static final Limits LIMITS = wide();

    @TempDir private Path temp;

    private static Limits wide() {
        Limits all = Limits.standard();
        return new Limits(
                all.itemMemory(),
                all.spool(),
                2000,
                all.depth(),
                all.entries(),
                all.timeMillis(),
                all.pixels());
    }

    private Path scratch() {
        return temp.resolve("scratch");
    }

    /// Every address below a source, with the bytes behind it; archives within are listed too.
    private Map<String, String> crawl(Path path) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        try (OpenSource source = Sources.open(path, LIMITS);
                Evidence evidence = Evidence.of(source, LIMITS, scratch())) {
            crawl(evidence, Address.of(source.id()), found);
        }
        return found;
    }

    private static void crawl(Evidence evidence, Address at, Map<String, String> found)
            throws IOException {
        List<Entry> entries = new ArrayList<>();
        evidence.list(at, new Collecting(entries));
        for (Entry entry : entries) {
            if (entry.kind() == ItemKind.FOLDER || entry.kind() == ItemKind.LINK) {
                continue;
            }
            boolean container;
            try (ByteSource bytes = evidence.open(entry.address())) {
                boolean partition = entry.address().last().kind() == Address.Kind.PARTITION;
                if (!partition) {
                    found.put(entry.address().toString(), essence(bytes));
                }
                container = Readers.find(bytes, entry.name()).isPresent();
            } catch (EvidenceException e) {
                continue;
            }
            if (container) {
                crawl(evidence, entry.address(), found);
            }
        }
    }

    /// Size and checksum of all bytes.
    private static String essence(ByteSource bytes) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        int got = bytes.read(0, buffer, 0, buffer.length);
        while (got > 0) {
            crc.update(buffer, 0, got);
            size += got;
            got = bytes.read(size, buffer, 0, buffer.length);
        }
        return size + " bytes, " + Long.toHexString(crc.getValue());
    }

    private record Collecting(List<Entry> entries) implements Holder.Sink {
        @Override
        public void entry(Entry entry) {
            entries.add(entry);
        }

        @Override
        public void flaw(Address at, EvidenceException flaw) {}
    }

    /// In reverse order, so that nothing helps that was opened before.
    private void reopen(Path path, Map<String, String> found) throws IOException {
        List<String> addresses = new ArrayList<>(found.keySet()).reversed();
        try (OpenSource source = Sources.open(path, LIMITS);
                Evidence evidence = Evidence.of(source, LIMITS, scratch())) {
            for (String address : addresses) {
                try (ByteSource bytes = evidence.open(Address.parse(address))) {
                    assertEquals(found.get(address), essence(bytes), address);
                }
            }
        }
        if (Files.exists(scratch())) {
            try (Stream<Path> left = Files.list(scratch())) {
                assertEquals(List.of(), left.toList(), "temporary files are left");
            }
        }
    }

    private Path nested() throws IOException {
        byte[] inner = zip(Map.of("a.txt", text("inner"), "b/c.txt", text("deep")));
        byte[] tgz = tgz(Map.of("data/inner.zip", inner, "data/x", text("x")));
        byte[] outer = zip(Map.of("phone.tar.gz", tgz, "note.txt", text("note")));
        Path folder = Files.createDirectories(temp.resolve("exhibit"));
        Files.write(folder.resolve("outer.zip"), outer);
        Files.createDirectories(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/plain.txt"), "plain");
        return folder;
    }

    @Test
    void opensEveryAddressOfNestedArchivesAgain() throws IOException {
        Path folder = nested();
        Map<String, String> found = crawl(folder);
        List<String> inner =
                found.keySet().stream()
                        .filter(a -> a.contains("::entry:outer.zip::member:phone.tar.gz@"))
                        .filter(a -> a.contains("::member:data/inner.zip@"))
                        .filter(a -> a.contains("::member:b/c.txt@"))
                        .toList();
        assertEquals(1, inner.size(), () -> "" + found.keySet());
        assertEquals(essence(ByteSource.of(text("deep"))), found.get(inner.getFirst()));
        assertEquals(8, found.size());
        reopen(folder, found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plaso/image.E01",
                "go/test.ntfs.dd.E01",
                "go/hierarchy_32.ext4",
                "dftt/6-undel-fat.zip",
                "dfvfs/ext2.splitraw.000",
                "e2fsprogs/f_extents_image.gz"
            })
    void opensEveryAddressOfForeignEvidenceAgain(String name) throws IOException {
        Path path = Foreign.file(name);
        Map<String, String> found = crawl(path);
        System.err.println(name + ": " + found.size() + " addresses opened twice");
        assertTrue(found.size() > 1);
        reopen(path, found);
    }

    /// An image of several partitions, packed as the Debian package installs it.
    @Test
    void opensEveryAddressOfAPackedDiskAgain() throws IOException {
        Path path = Foreign.installed("/usr/share/forensics-samples/fs.multiple.xz");
        Map<String, String> found = crawl(path);
        assertTrue(
                found.keySet().stream()
                        .anyMatch(a -> a.contains("::member:") && a.contains("::partition:")),
                () -> "" + found.keySet());
        reopen(path, found);
    }

    @Test
    void givesTheFileBehindRowsAndPartsAndTheBytesOfRanges() throws IOException {
        Path folder = nested();
        try (OpenSource source = Sources.open(folder, Limits.standard());
                Evidence evidence = Evidence.of(source, Limits.standard(), scratch())) {
            Address file = Address.of(source.id()).step(Address.Kind.ENTRY, "sub/plain.txt", -1);
            assertEquals("plain", text(evidence, file.row("message", 4711)));
            assertEquals("plain", text(evidence, file.step(Address.Kind.PART, "x", 1)));
            assertEquals("lai", text(evidence, file.step(Address.Kind.RANGE, "1-4", -1)));
            assertEquals("in", text(evidence, file.step(Address.Kind.RANGE, "3-99", -1)));
            for (String range : List.of("x", "1", "1-2-3", "-", "")) {
                Address wrong = file.step(Address.Kind.RANGE, range, -1);
                assertThrows(IllegalArgumentException.class, () -> evidence.open(wrong));
            }
        }
    }

    @Test
    void listsWhatLiesInAFolderOfAHolder() throws IOException {
        Path folder = nested();
        try (OpenSource source = Sources.open(folder, Limits.standard());
                Evidence evidence = Evidence.of(source, Limits.standard(), scratch())) {
            Address at = Address.of(source.id());
            assertEquals(List.of("outer.zip", "sub", "sub/plain.txt"), paths(evidence, at));
            Address sub = at.step(Address.Kind.ENTRY, "sub", -1);
            assertEquals(List.of("sub/plain.txt"), paths(evidence, sub));
            Address zip = at.step(Address.Kind.ENTRY, "outer.zip", -1);
            assertEquals(2, paths(evidence, zip).size());
        }
    }

    @Test
    void refusesAddressesThatLeadNowhere() throws IOException {
        Path folder = nested();
        try (OpenSource source = Sources.open(folder, Limits.standard());
                Evidence evidence = Evidence.of(source, Limits.standard(), scratch())) {
            Address at = Address.of(source.id());
            Address file = at.step(Address.Kind.ENTRY, "sub/plain.txt", -1);
            List<Address> nowhere =
                    List.of(
                            at,
                            at.step(Address.Kind.ENTRY, "no", -1),
                            at.step(Address.Kind.ENTRY, "sub", -1),
                            at.step(Address.Kind.MEMBER, "x", 0),
                            file.step(Address.Kind.MEMBER, "x", 0),
                            file.step(Address.Kind.VOLUME, "ntfs", -1)
                                    .step(Address.Kind.ENTRY, "x", 5),
                            file.step(Address.Kind.VOLUME, "no", -1)
                                    .step(Address.Kind.ENTRY, "x", 5),
                            file.step(Address.Kind.PARTITION, "1", -1));
            for (Address address : nowhere) {
                assertThrows(
                        EvidenceException.class, () -> evidence.open(address), address::toString);
            }
            Address foreign = Address.of(new Id(4, 5)).step(Address.Kind.ENTRY, "x", -1);
            assertThrows(IllegalArgumentException.class, () -> evidence.open(foreign));
        }
    }

    @Test
    void refusesContainersWithinContainersWithoutEnd() throws IOException {
        byte[] bytes = text("core");
        for (int i = 0; i < 12; i++) {
            bytes = zip(Map.of("x.zip", bytes));
        }
        Path path = Files.write(temp.resolve("deep.zip"), bytes);
        try (OpenSource source = Sources.open(path, Limits.standard());
                Evidence evidence = Evidence.of(source, Limits.standard(), scratch())) {
            Address at = Address.of(source.id());
            for (int i = 0; i < 12; i++) {
                at = at.step(Address.Kind.MEMBER, "x.zip", 0);
            }
            Address deep = at;
            EvidenceException thrown =
                    assertThrows(EvidenceException.class, () -> evidence.open(deep));
            assertEquals(EvidenceException.Flaw.LIMIT_REACHED, thrown.flaw());
        }
    }

    @Test
    void servesThreadsWithMoreArchivesThanStayOpen() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("many"));
        for (int i = 0; i < 40; i++) {
            Files.write(folder.resolve("z" + i), zip(Map.of("n", text("content " + i))));
        }
        try (OpenSource source = Sources.open(folder, Limits.standard());
                Evidence evidence = Evidence.of(source, Limits.standard(), scratch());
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<String>> texts = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                Address address =
                        Address.of(source.id())
                                .step(Address.Kind.ENTRY, "z" + i % 40, -1)
                                .step(Address.Kind.MEMBER, "n", 0);
                texts.add(threads.submit(() -> text(evidence, address)));
            }
            for (int i = 0; i < 400; i++) {
                assertEquals("content " + i % 40, texts.get(i).get());
            }
        }
    }

    private static List<String> paths(Evidence evidence, Address at) throws IOException {
        List<Entry> entries = new ArrayList<>();
        evidence.list(at, new Collecting(entries));
        return entries.stream().map(Entry::path).toList();
    }

    private static String text(Evidence evidence, Address address) throws IOException {
        try (ByteSource bytes = evidence.open(address)) {
            return new String(bytes.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] tgz(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }
}
