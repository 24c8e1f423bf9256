package org.tutela.evidence.fat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.XZInputStream;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Foreign;
import org.tutela.model.ItemOrigin;

/// Volumes made by Windows, Linux and the makers of test sets.
final class ForeignFatTest {

    /// The image in one of the zips of Digital Forensics Tool Testing.
    private static FatImage dftt(String zip) throws IOException {
        try (ZipInputStream in =
                new ZipInputStream(Files.newInputStream(Foreign.file("dftt/" + zip)))) {
            ZipEntry member = in.getNextEntry();
            while (member != null && !member.getName().endsWith(".dd")) {
                member = in.getNextEntry();
            }
            return FatImage.of(in.readAllBytes());
        }
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2-kwsrch-fat.zip, 2-kwsrch-fat__2-kwsrch-fat__fat-img-kw.dd",
        "5-fat-daylight.zip, 5-fat-daylight__5-fat-daylight__daylight.dd",
        "9-fat-label.zip, 9-fat-label__9-fat-label__9-fat-label.dd"
    })
    void readsEveryAllocatedFileLikeTheSleuthKit(String zip, String truth) throws IOException {
        FatImage image = dftt(zip);
        List<Foreign.Truth> expected = Foreign.truth(truth);
        assertTrue(!expected.isEmpty());
        for (Foreign.Truth file : expected) {
            Entry entry = image.get(file.path());
            assertEquals(ItemOrigin.LISTED, entry.origin());
            assertEquals(file.size(), entry.size(), file.path());
            assertEquals(file.md5(), md5(image.read(entry)), file.path());
        }
    }

    @Test
    void listsDeletedNamesWithoutTheirLostByte() throws IOException {
        assertEquals(ItemOrigin.DELETED, dftt("2-kwsrch-fat.zip").get("_ILE5.DAT").origin());
        assertEquals(ItemOrigin.DELETED, dftt("9-fat-label.zip").get("New Folder").origin());
    }

    /// Test 6: six deleted files in deleted folders. The Sleuth Kit gives back the three that are
    /// not fragmented; `frag3.dat` lies around `mult2.dat` and comes back too.
    @Test
    void givesBackFourOfSixFilesOfTheUndeleteTest() throws IOException {
        FatImage image = dftt("6-undel-fat.zip");
        assertEquals("59b20779f69ff9f0ac5fcd2c38835a79", md5(image.read("_ing.dat")));
        assertEquals("ffd27bd782bdce67750b6b9ee069d2ef", md5(image.read("_ult1.dat")));
        assertEquals("59cf0e9cd107bc1e75afb7374f6e05bb", md5(image.read("_ir1/mult2.dat")));
        assertEquals("21121699487f3fbbdb9a4b3391b6d3e0", md5(image.read("_ir1/dir2/frag3.dat")));
        assertEquals(1584, image.get("_rag1.dat").size());
        assertEquals(3873, image.get("_rag2.dat").size());
        Set<String> deleted = new HashSet<>();
        for (Entry entry : image.entries()) {
            if (entry.origin() == ItemOrigin.DELETED) {
                deleted.add(entry.path());
            }
        }
        String restore = "System Volume Information/_restore{A25F48CA-6632-4143-8EF8-3586A84AB5AF}";
        // Its cluster holds dir2 now, whose `..` names another folder: nothing lies in it.
        assertEquals(
                Set.of(
                        "_rag1.dat",
                        "_rag2.dat",
                        "_ing.dat",
                        "_ult1.dat",
                        "_ir1",
                        "_ir1/dir2",
                        "_ir1/dir2/frag3.dat",
                        "_ir1/mult2.dat",
                        "System Volume Information",
                        restore,
                        restore + "/_P1"),
                deleted);
    }

    /// Debian's forensics-samples: a disk with a FAT32 at sector 2048.
    @Test
    void givesBackSeventeenOfEighteenDeletedFilesOfForensicsSamples() throws IOException {
        FatImage image = samples();
        for (Foreign.Truth file : Foreign.truth("forensics-samples__fs.vfat.xz")) {
            assertEquals(file.md5(), md5(image.read(file.path())), file.path());
        }
        Set<String> originals = new HashSet<>();
        Path folder = Foreign.installed("/usr/share/forensics-samples/original-files");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                originals.add(md5(Files.readAllBytes(file)));
            }
        }
        int deleted = 0;
        int right = 0;
        for (Entry entry : image.entries()) {
            if (entry.origin() == ItemOrigin.DELETED && entry.size() > 0) {
                deleted++;
                right += originals.contains(md5OrEmpty(image, entry)) ? 1 : 0;
            }
        }
        assertEquals(18, deleted);
        assertEquals(17, right);
    }

    private static String md5OrEmpty(FatImage image, Entry entry) throws IOException {
        try {
            return md5(image.read(entry));
        } catch (EvidenceException e) {
            return "";
        }
    }

    private static FatImage samples() throws IOException {
        Path packed = Foreign.installed("/usr/share/forensics-samples/fs.vfat.xz");
        byte[] disk;
        try (InputStream in = new XZInputStream(Files.newInputStream(packed))) {
            disk = in.readAllBytes();
        }
        ByteSource volume = ByteSource.of(disk);
        return FatImage.of(volume.slice(2048 * 512L, volume.size()));
    }
}
