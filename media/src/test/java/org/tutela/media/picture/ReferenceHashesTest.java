package org.tutela.media.picture;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Limits;
import org.tutela.media.pdq.Pdq;
import org.tutela.media.pdq.PdqV1;
import org.tutela.media.pdq.Samples;
import org.tutela.model.Digest;
import org.tutela.model.PdqForm;

/// Our hashes against those of the reference tools on the reference's own pictures.
final class ReferenceHashesTest {
    private static final Path DATA =
            Path.of(System.getProperty("tutela.shared", "/work/shared"), "data", "pdq");

    /// Files that the reference's Java tool converts by colour profile, grey or ink colour space
    /// before hashing (14 bits). On these the command-line reference is the judge.
    private static final List<String> CONVERTED =
            List.of("modes/1.png", "modes/L.png", "modes/LA.png", "modes/CMYK.jpg");

    @Test
    void hashesEveryReferencePictureAsTheJavaReferenceDoes() throws IOException {
        List<String> far = new ArrayList<>();
        int exact = 0;
        int compared = 0;
        for (String line : lines("java-ref-hashes.csv")) {
            String[] columns = line.split(",", 3);
            Path file = DATA.resolve(columns[2].replaceFirst("^data/", ""));
            if (!Files.exists(file)) {
                System.err.println("NOT COMPARED, no such file here: " + columns[2]);
                continue;
            }
            Pdq pdq = hash(file);
            int distance = distance(pdq.hash(), Digest.parse(columns[0]));
            compared++;
            exact += distance == 0 ? 1 : 0;
            if (distance > 0) {
                System.err.println(
                        distance + " bits, quality " + pdq.quality() + ": " + columns[2]);
            }
            boolean converted = CONVERTED.stream().anyMatch(columns[2]::endsWith);
            if (distance > 0 && !converted && (!columns[2].endsWith("webp") || distance > 10)) {
                far.add(columns[2] + " is " + distance + " bits away");
            }
            if (!converted && !columns[1].equals(Integer.toString(pdq.quality()))) {
                far.add(columns[2] + " has quality " + pdq.quality());
            }
        }
        System.err.println(exact + " of " + compared + " hashes are bit-exact");
        assertEquals(List.of(), far);
        assertTrue(compared >= 35);
    }

    /// The C++ tool squeezes pictures to 512 by 512 first. Doing that to our samples must give its
    /// hash to the last bit, and all its dihedral forms.
    @Test
    void hashesSqueezedPicturesAsTheCommandLineReferenceDoes() throws IOException {
        int exact = 0;
        int compared = 0;
        List<String> far = new ArrayList<>();
        for (String line : lines("cpp-ref-hashes.csv")) {
            String[] columns = line.split(",", 3);
            Path file = DATA.resolve(columns[2]);
            if (Files.exists(file)) {
                int distance = distance(squeezed(file).hash(), Digest.parse(columns[0]));
                compared++;
                exact += distance == 0 ? 1 : 0;
                if (distance > 0) {
                    System.err.println(distance + " bits, squeezed: " + columns[2]);
                }
                if (distance > (columns[2].endsWith("webp") ? 10 : 0)) {
                    far.add(columns[2] + " is " + distance + " bits away");
                }
            }
        }
        System.err.println(exact + " of " + compared + " squeezed hashes are bit-exact");
        assertEquals(List.of(), far);
        assertTrue(compared >= 35);
    }

    @Test
    void makesTheDihedralFormsThatTheCommandLineReferenceMakes() throws IOException {
        Map<String, PdqForm> names =
                Map.of(
                        "orig", PdqForm.PLAIN,
                        "rot90", PdqForm.ROTATE_90,
                        "rot180", PdqForm.ROTATE_180,
                        "rot270", PdqForm.ROTATE_270,
                        "flipx", PdqForm.FLIP_X,
                        "flipy", PdqForm.FLIP_Y,
                        "flipp", PdqForm.FLIP_PLUS_1,
                        "flipm", PdqForm.FLIP_MINUS_1);
        int compared = 0;
        for (String line : lines("cpp-ref-dihedral.csv")) {
            Map<String, String> row = new HashMap<>();
            for (String part : line.split(",", -1)) {
                row.put(
                        part.substring(0, part.indexOf('=')),
                        part.substring(part.indexOf('=') + 1));
            }
            Path file = DATA.resolve(row.get("filename"));
            if (Files.exists(file) && !row.get("filename").endsWith("webp")) {
                Pdq pdq = squeezed(file);
                assertAll(
                        names.entrySet().stream()
                                .map(name ->
                                        () ->
                                                assertEquals(
                                                        row.get(name.getKey()),
                                                        pdq.dihedral(name.getValue()).toString(),
                                                        name + " of " + file)));
                compared++;
            }
        }
        System.err.println(compared + " pictures compared in eight forms");
        assertTrue(compared >= 25);
    }

    private static Pdq hash(Path file) throws IOException {
        try (ByteSource source = ByteSource.open(file)) {
            return PdqV1.hash(Pictures.open(source, Limits.standard()));
        }
    }

    private static Pdq squeezed(Path file) throws IOException {
        try (ByteSource source = ByteSource.open(file)) {
            RawPicture picture = Pictures.open(source, Limits.standard());
            return PdqV1.hash(
                    picture.width() > 512 || picture.height() > 512
                            ? Squeezed.of(picture)
                            : picture);
        }
    }

    static int distance(Digest one, Digest other) {
        byte[] a = one.toBytes();
        byte[] b = other.toBytes();
        int bits = 0;
        for (int i = 0; i < a.length; i++) {
            bits += Integer.bitCount((a[i] ^ b[i]) & 0xFF);
        }
        return bits;
    }

    private static List<String> lines(String name) throws IOException {
        Path file = DATA.resolve("expected").resolve(name);
        if (!Files.exists(file)) {
            System.err.println("SKIPPED, no reference data: " + file);
        }
        Assumptions.assumeTrue(Files.exists(file));
        return Files.readAllLines(file);
    }

    /// Nearest pixels, corner to corner, 512 by 512.
    private record Squeezed(RawPicture picture, List<byte[]> rows) implements Samples {
        static Squeezed of(RawPicture picture) throws IOException {
            List<byte[]> rows = new ArrayList<>();
            byte[] row = new byte[picture.width() * picture.bands()];
            for (int y = 0; y < 512; y++) {
                picture.readRow((int) ((double) y * picture.height() / 512), row);
                byte[] small = new byte[512 * picture.bands()];
                for (int x = 0; x < 512; x++) {
                    int from = (int) ((double) x * picture.width() / 512);
                    for (int band = 0; band < picture.bands(); band++) {
                        small[x * picture.bands() + band] = row[from * picture.bands() + band];
                    }
                }
                rows.add(small);
            }
            return new Squeezed(picture, rows);
        }

        @Override
        public int width() {
            return 512;
        }

        @Override
        public int height() {
            return 512;
        }

        @Override
        public int bands() {
            return picture.bands();
        }

        @Override
        public void readRow(int row, byte[] into) {
            System.arraycopy(rows.get(row), 0, into, 0, into.length);
        }
    }
}
