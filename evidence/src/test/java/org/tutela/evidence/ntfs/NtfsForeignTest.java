package org.tutela.evidence.ntfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.bytes.ByteSource;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Foreign;
import org.tutela.evidence.container.Containers;
import org.tutela.evidence.container.Media;
import org.tutela.evidence.filesystem.Listed;
import org.tutela.evidence.filesystem.Samples;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;

/// NTFS volumes made by ntfs-3g and by Windows.
final class NtfsForeignTest {

    /// Those of the 18 deleted files of Debian's `forensics-samples-files` that still are what the
    /// package holds; the 18th was changed in the package later.
    private static final Set<String> DELETED =
            Set.of(
                    "d0c815cf221eadda81bf81d69822a23b",
                    "0938699e7e719c4df413568998ba1ea2",
                    "0cc36473227a6a05e7233905e8df332b",
                    "63a45185c1703e78f2dbba6865843c19",
                    "0b1a5d8fec8d6a3bbd5ff238520dba80",
                    "fb4ac3c712153f38baa52b4b99d55c12",
                    "9858f7eed0a2707f707350a95932b8e7",
                    "1ea98f960282358fae0aba6541145c96",
                    "62f582ee3ec1e443ec95319c230fda5f",
                    "dc9dd7775b8c9184b6423c6e30ad14da",
                    "2559482fcf49878a0bb701c3be9a3bc6",
                    "3074543130dfd47fb2e87250a12884c6",
                    "c48703ca1104eb2710db94de5309e77c",
                    "a989bdc25220f49b79a1d79a96d08b73",
                    "ed8c2dda35a9d096e2ce42a930c563d6",
                    "b9f32dfd7cc860eebea423eab3484354",
                    "4fb5d531477018c9a2f94589e84143a2");

    @Test
    void listsDebiansSampleAsTheSleuthKitDoes(@TempDir Path folder) throws Exception {
        Path image = Samples.debian("fs.ntfs", folder);
        try (ByteSource disk = ByteSource.open(image)) {
            ByteSource volume = disk.slice(2048 * 512, disk.size());
            Listed listed = Listed.of(new NtfsReader(), volume);
            check(listed, "forensics-samples__fs.ntfs.xz");
            Set<String> deleted = new TreeSet<>();
            for (Entry entry : listed.entries()) {
                if (entry.origin() == ItemOrigin.DELETED && entry.kind() == ItemKind.FILE) {
                    deleted.add(listed.md5(entry));
                }
            }
            assertEquals(18, deleted.size());
            assertTrue(deleted.containsAll(DELETED));
        }
    }

    @Test
    void listsAVolumeOfWindowsAsTheSleuthKitDoes() throws IOException {
        try (Media media = Containers.open(Foreign.file("go/test.ntfs.dd.E01"))) {
            check(Listed.of(new NtfsReader(), media.bytes()), "go__test.ntfs.dd.E01");
        }
    }

    private static void check(Listed listed, String truth) throws IOException {
        assertEquals(List.of(), listed.flaws());
        Set<String> missing = new TreeSet<>(Samples.paths(truth));
        for (Entry entry : listed.entries()) {
            if (entry.origin() == ItemOrigin.LISTED) {
                missing.remove(entry.path());
            }
        }
        assertEquals(Set.of(), missing);
        for (Foreign.Truth file : Foreign.truth(truth)) {
            assertEquals(file.md5(), listed.md5(listed.get(file.path())), file.path());
        }
    }

    @Test
    void listsStreamsThatShareAnAttributeId() throws IOException {
        Path folder = Foreign.file("go/ntfs-tests/ads_with_same_ids");
        Listed listed = Listed.of(new NtfsReader(), new Recording(folder, 38_797_312));
        assertEquals(5000, listed.get("Nine.txt").size());
        assertEquals(5005, listed.get("Nine.txt:111").size());
        assertEquals(56, listed.get("Nine.txt:222").size());
        assertEquals(6005, listed.get("Nine.txt:333").size());
        assertTrue(listed.text("Nine.txt").contains("9999"));
        assertTrue(listed.text("Nine.txt:111").contains("1111"));
        assertTrue(listed.text("Nine.txt:333").contains("333"));
        assertEquals(263_264, listed.get("$Secure:$SDS").size());
    }

    @Test
    void mapsATableInManyPieces() throws IOException {
        Path folder = Foreign.file("go/ntfs-tests/highly_fragmented_mft");
        Volume volume = Volume.open(new Recording(folder, 1L << 42));
        assertEquals(7_203_717_120L, volume.table().size());
    }

    @Test
    void readsZerosBehindTheInitialisedSize() throws IOException {
        Path folder = Foreign.file("go/ntfs-tests/large_file_small_init");
        Volume volume = Volume.open(new Recording(folder, 1L << 40));
        NtfsFile file = NtfsFile.of(volume.get(46), volume);
        try (ByteSource content = file.content().open(volume)) {
            assertEquals(1_048_576, content.size());
            byte[] rest = content.readBytes(4096, 1 << 20);
            assertEquals(1_048_576 - 4096, rest.length);
            for (byte b : rest) {
                assertEquals(0, b);
            }
        }
    }

    @Test
    void mapsAStreamOverSeveralRecords() throws IOException {
        Path folder = Foreign.file("go/ntfs-tests/usn_with_two_vcns");
        Volume volume = Volume.open(new Recording(folder, 1L << 42));
        NtfsFile file = NtfsFile.of(volume.get(68_310), volume);
        Stream journal = file.named("$J");
        assertTrue(journal.pieces().size() > 1);
        assertTrue(journal.map(volume.boot(), volume.mediumSize()).mapped() >= journal.size());
    }

    /// The parts of a volume that another tool read, each in a file named by its offset; zeros
    /// between them.
    private static final class Recording implements ByteSource {
        private final TreeMap<Long, byte[]> parts = new TreeMap<>();
        private final long size;

        Recording(Path folder, long size) throws IOException {
            this.size = size;
            List<Path> files = new ArrayList<>();
            try (var all = Files.list(folder)) {
                all.filter(file -> file.toString().endsWith(".bin")).forEach(files::add);
            }
            for (Path file : files) {
                String name = file.getFileName().toString();
                long offset = Long.parseLong(name.substring(2, name.length() - 4), 16);
                parts.put(offset, Files.readAllBytes(file));
            }
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public int read(long offset, byte[] into, int from, int length) {
            if (offset >= size) {
                return -1;
            }
            var part = parts.floorEntry(offset);
            if (part != null && offset < part.getKey() + part.getValue().length) {
                int within = (int) (offset - part.getKey());
                int count = Math.min(length, part.getValue().length - within);
                System.arraycopy(part.getValue(), within, into, from, count);
                return count;
            }
            Long next = parts.higherKey(offset);
            long gap = (next == null ? size : next) - offset;
            int count = (int) Math.min(length, gap);
            java.util.Arrays.fill(into, from, from + count, (byte) 0);
            return count;
        }
    }
}
