package org.tutela.disclose;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tutela.verify.PackageCheck;

/// No change of a sealed package goes unnoticed, whatever byte, file or name it is of. More rounds:
/// `-Dmutation.rounds=20000`.
final class SealedMutationTest {
    @TempDir private Path folder = Path.of("");
    private final long seed = Long.getLong("mutation.seed", 5);
    private final Random random = new Random(seed);

    @Test
    void noMutationVerifies() throws IOException {
        int rounds = Integer.getInteger("mutation.rounds", 1_500);
        MadeKeys keys = new MadeKeys(folder, SealedParts.AT);
        SealingKey key =
                keys.sealing()
                        .stampedBy(
                                StampAuthority.of(
                                        keys.stamping(), InstantSource.fixed(SealedParts.AT)));
        Map<String, String> payload = new TreeMap<>();
        payload.put("data/report/report.html", "<p>Leek and potato soup</p>");
        payload.put("data/tables/messages.csv", "number,text\r\n1,goal\r\n2,offside\r\n");
        payload.put("data/tables/empty.csv", "");
        Path root =
                SealedParts.seal(folder, SealedParts.decision("tutela-ES-1", 0, 1), key, payload)
                        .getFirst()
                        .path();
        assertTrue(PackageCheck.check(root, null).valid());
        List<Path> files = SealedParts.files(root);
        for (int round = 0; round < rounds; round++) {
            Path file = files.get(random.nextInt(files.size()));
            String where = root.relativize(file) + ", seed " + seed + ", round " + round;
            switch (random.nextInt(10)) {
                case 0 -> renamed(root, file, where);
                case 1 -> added(root, file, where);
                default -> changed(root, file, where);
            }
        }
        assertTrue(PackageCheck.check(root, null).valid());
        System.err.println("SealedMutationTest: " + rounds + " mutations, seed " + seed);
    }

    @Test
    void noBitOfTheSealMayChange() throws IOException {
        Path root =
                SealedParts.seal(
                                folder,
                                SealedParts.decision("tutela-ES-1", 0, 1),
                                SealingKey.ofCase(folder, SealedParts.AT),
                                Map.of("data/soup.txt", "leek"))
                        .getFirst()
                        .path();
        Path seal = root.resolve("seal/bag.tagmanifest.p7s");
        byte[] whole = Files.readAllBytes(seal);
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] after = whole.clone();
            after[bit / 8] ^= (byte) (1 << (bit % 8));
            Files.write(seal, after);
            assertFalse(PackageCheck.check(root, null).valid(), "bit " + bit);
        }
    }

    private void changed(Path root, Path file, String where) throws IOException {
        byte[] before = Files.readAllBytes(file);
        byte[] after = mutate(before);
        if (!Arrays.equals(before, after)) {
            Files.write(file, after);
            assertFalse(PackageCheck.check(root, null).valid(), where + " went unnoticed");
            Files.write(file, before);
        }
    }

    private void renamed(Path root, Path file, String where) throws IOException {
        Path other = file.resolveSibling(file.getFileName() + "x");
        Files.move(file, other);
        assertFalse(PackageCheck.check(root, null).valid(), where + " renamed went unnoticed");
        Files.move(other, file);
    }

    private void added(Path root, Path file, String where) throws IOException {
        Path other = file.resolveSibling("x" + random.nextInt(1_000));
        Files.copy(file, other);
        assertFalse(PackageCheck.check(root, null).valid(), "a copy of " + where);
        Files.delete(other);
    }

    private byte[] mutate(byte[] bytes) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        byte[] changed = bytes.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(6)) {
            case 0, 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> changed[at] = (byte) random.nextInt(256);
            case 3 -> changed = Arrays.copyOf(bytes, at);
            case 4 -> {
                // A piece is repeated over another place.
                int length = 1 + random.nextInt(Math.min(40, bytes.length));
                int from = random.nextInt(bytes.length - length + 1);
                int to = random.nextInt(bytes.length - length + 1);
                System.arraycopy(bytes, from, changed, to, length);
            }
            default -> {
                changed = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
                changed[bytes.length] = (byte) random.nextInt(256);
            }
        }
        return changed;
    }
}
