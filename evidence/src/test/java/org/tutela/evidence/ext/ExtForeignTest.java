package org.tutela.evidence.ext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Foreign;
import org.tutela.evidence.filesystem.Listed;
import org.tutela.evidence.filesystem.Samples;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;

/// ext volumes made by Linux, and the broken ones that e2fsprogs is tested with.
final class ExtForeignTest {

    @ParameterizedTest
    @ValueSource(strings = {"hierarchy_32.ext4", "hierarchy_64.ext4", "tiny.ext4"})
    void listsSmallVolumesAsTheSleuthKitDoes(String name) throws IOException {
        byte[] image = Files.readAllBytes(Foreign.file("go/" + name));
        Listed listed = Listed.of(new ExtReader(), ByteSource.of(image));
        check(listed, "go__" + name);
        // Names of rsync's temporary files, whose inodes live under other names.
        assertTrue(listed.entries().stream().allMatch(e -> e.origin() == ItemOrigin.LISTED));
    }

    @Test
    void listsASplitImageAsTheSleuthKitDoes() throws IOException {
        byte[] first = Files.readAllBytes(Foreign.file("dfvfs/ext2.splitraw.000"));
        byte[] second = Files.readAllBytes(Foreign.file("dfvfs/ext2.splitraw.001"));
        byte[] image = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, image, first.length, second.length);
        check(Listed.of(new ExtReader(), ByteSource.of(image)), "dfvfs__ext2.splitraw.000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fs.ext2", "fs.ext4"})
    void listsDebiansSamplesAsTheSleuthKitDoes(String name, @TempDir Path folder)
            throws IOException, InterruptedException {
        Path image = Samples.debian(name, folder);
        try (ByteSource disk = ByteSource.open(image)) {
            ByteSource volume = disk.slice(2048 * 512, disk.size());
            Listed listed = Listed.of(new ExtReader(), volume);
            check(listed, "forensics-samples__" + name + ".xz");
            long deleted =
                    listed.entries().stream()
                            .filter(entry -> entry.origin() == ItemOrigin.DELETED)
                            .count();
            assertEquals(22, deleted);
        }
    }

    private static void check(Listed listed, String truth) throws IOException {
        assertEquals(List.of(), listed.flaws());
        Set<String> live = new TreeSet<>();
        for (Entry entry : listed.entries()) {
            if (entry.origin() == ItemOrigin.LISTED) {
                live.add(entry.path());
            }
        }
        assertEquals(new TreeSet<>(Samples.paths(truth)), live);
        for (Foreign.Truth digest : Foreign.truth(truth)) {
            Entry entry = listed.get(digest.path());
            // Of a link, the truth has the digest of as many zeros as its target is long.
            if (entry.kind() != ItemKind.LINK) {
                assertEquals(digest.md5(), listed.md5(entry), digest.path());
            }
        }
    }

    @Test
    void readsEveryBrokenVolumeOfE2fsprogs() throws IOException {
        Limits limits = new Limits(8 << 20, 1 << 20, 200, 6, 200_000, 120_000, 1);
        int listed = 0;
        for (Path file : images()) {
            ByteSource image = ByteSource.of(Samples.unpacked(file));
            if (!new ExtReader().recognises(image, "")) {
                continue;
            }
            long start = System.nanoTime();
            try {
                Listed all = Listed.of(new ExtReader(), image, limits);
                for (Entry entry : all.entries().subList(0, Math.min(500, all.entries().size()))) {
                    read(all, entry);
                }
                listed++;
            } catch (EvidenceException flaw) {
                assertTrue(flaw.code().startsWith("EV-04"), file + " " + flaw.code());
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertTrue(millis < 20_000, file + " took " + millis + " ms");
        }
        assertTrue(listed > 150, "only " + listed + " volumes were listed");
    }

    private static List<Path> images() throws IOException {
        try (var all = Files.list(Foreign.file("e2fsprogs"))) {
            return all.filter(file -> file.toString().endsWith(".gz")).sorted().toList();
        }
    }

    private static void read(Listed listed, Entry entry) throws IOException {
        try (ByteSource content = listed.holder().open(entry.address())) {
            content.readBytes(0, 1 << 16);
        } catch (EvidenceException flaw) {
            assertTrue(flaw.code().startsWith("EV-04"), flaw.code());
        }
    }
}
