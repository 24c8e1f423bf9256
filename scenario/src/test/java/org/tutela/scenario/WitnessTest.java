package org.tutela.scenario;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tutela.scenario.content.Contents;
import org.tutela.scenario.plan.Operation;
import org.tutela.scenario.plan.Placement;
import org.tutela.scenario.plan.PlannedExhibit;
import org.tutela.scenario.plan.PlannedExhibit.Kind;

/// The tools that wrote or read such containers first accept ours.
final class WitnessTest {
    private static final Operation PLAN = Written.SCENARIO.plan();

    private static Path exhibit(Kind kind) {
        return Written.folder().resolve(planned(kind).path());
    }

    private static PlannedExhibit planned(Kind kind) {
        return PLAN.exhibits().stream().filter(e -> e.kind() == kind).findFirst().orElseThrow();
    }

    private static List<Placement> placements(Kind kind) {
        int index = PLAN.exhibits().indexOf(planned(kind));
        return PLAN.placements().stream().filter(p -> p.exhibit() == index).toList();
    }

    @Test
    void ewfverifyAcceptsTheSegmentedDisk() throws Exception {
        Path first = exhibit(Kind.DISK_E01);
        try (Stream<Path> segments = Files.list(first.getParent())) {
            assertTrue(segments.count() >= 3);
        }
        Witness witness = Witness.call("ewfverify", "-q", "-d", "sha1", first.toString());
        assertEquals(0, witness.exit(), witness.output());
    }

    @Test
    void fsckAcceptsTheVolumeOfTheStick() throws Exception {
        Path volume = cut(Files.readAllBytes(exhibit(Kind.STICK_RAW)), "stick.fat");
        Witness witness = Witness.call("fsck.fat", "-n", volume.toString());
        assertEquals(0, witness.exit(), witness.output());
        long files =
                Witness.call("fls", "-r", "-p", volume.toString())
                        .output()
                        .lines()
                        .filter(line -> line.startsWith("r/r"))
                        .count();
        // What overwrote a deleted file is a file of its own.
        long overwriting =
                placements(Kind.STICK_RAW).stream()
                        .filter(p -> p.fate() == Placement.Fate.OVERWRITTEN)
                        .count();
        assertEquals(placements(Kind.STICK_RAW).size() + overwriting, files);
    }

    @Test
    void sleuthKitRecoversWhatIsRecoverable() throws Exception {
        Path volume = cut(Files.readAllBytes(exhibit(Kind.STICK_RAW)), "stick2.fat");
        List<String> listed =
                Witness.call("fls", "-r", "-d", "-p", volume.toString()).output().lines().toList();
        int recovered = 0;
        for (Placement placement : placements(Kind.STICK_RAW)) {
            if (placement.fate() != Placement.Fate.DELETED) {
                continue;
            }
            String line =
                    listed.stream()
                            .filter(l -> l.endsWith(":\t" + placement.path()))
                            .findFirst()
                            .orElseThrow();
            String inode = line.replaceAll("^\\S+ \\* (\\d+).*$", "$1");
            Path out = Path.of("target", "recovered.jpg");
            Process process =
                    new ProcessBuilder("icat", "-r", volume.toString(), inode)
                            .redirectOutput(out.toFile())
                            .start();
            assertEquals(0, process.waitFor());
            byte[] expected = new Contents(PLAN).picture(placement.number());
            assertArrayEquals(expected, Files.readAllBytes(out));
            recovered++;
        }
        assertTrue(recovered > 3);
    }

    @Test
    void unzipAndTarAcceptThePhones() throws Exception {
        Witness zip = Witness.call("unzip", "-tq", exhibit(Kind.PHONE_DUMP_ZIP).toString());
        assertEquals(0, zip.exit(), zip.output());
        Witness tar = Witness.call("tar", "tf", exhibit(Kind.PHONE_TAR).toString());
        assertEquals(0, tar.exit(), tar.output());
        Witness packed = Witness.call("tar", "tzf", exhibit(Kind.PHONE_TAR_GZ).toString());
        assertEquals(0, packed.exit(), packed.output());
        assertTrue(packed.output().contains("data/data/com.whatsapp/databases/msgstore.db\n"));
    }

    /// The volume behind the first 2048 sectors.
    private static Path cut(byte[] disk, String name) throws IOException {
        Path volume = Path.of("target", name);
        Files.write(volume, java.util.Arrays.copyOfRange(disk, 2048 * 512, disk.length));
        return volume;
    }
}
