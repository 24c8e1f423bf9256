package org.tutela.evidence.filesystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/// Data made by others, read in place; tests that need it are skipped loudly where it is missing.
public final class Foreign {
    private static final Path SAMPLES = Path.of("/usr/share/forensics-samples");

    private Foreign() {}

    /// A file or folder of the shared evidence data.
    public static Path evidence(String name) {
        Path path = Path.of(System.getProperty("tutela.shared", "shared"), "data/evidence", name);
        assumeThere(path);
        return path;
    }

    /// How much of a packed image is unpacked, bytes.
    private static final int UNPACKED = 32 << 20;

    /// The bytes of a gzip file of the shared evidence data; cut where there are too many.
    public static byte[] unpacked(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readNBytes(UNPACKED);
        }
    }

    /// An image of Debian's `forensics-samples-*` packages, unpacked by `xz` into `folder`.
    public static Path sample(String name, Path folder) throws IOException, InterruptedException {
        Path packed = SAMPLES.resolve(name + ".xz");
        assumeThere(packed);
        Path image = folder.resolve(name);
        Process xz =
                new ProcessBuilder("xz", "-dc", packed.toString())
                        .redirectOutput(image.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Assumptions.assumeTrue(xz.waitFor() == 0, "xz can unpack " + packed);
        return image;
    }

    /// The digests that a truth file states of allocated files.
    public static List<Digest> digests(String name) throws IOException {
        List<Digest> digests = new ArrayList<>();
        for (String line : Files.readAllLines(evidence("truth/" + name + ".md5"))) {
            String[] parts = line.split(" +", 4);
            if (parts.length == 4) {
                digests.add(new Digest(parts[0], Long.parseLong(parts[1]), parts[3]));
            }
        }
        return digests;
    }

    /// The paths that The Sleuth Kit lists, allocated ones, without its own folder.
    public static List<String> paths(String name) throws IOException {
        List<String> paths = new ArrayList<>();
        for (String line : Files.readAllLines(evidence("truth/" + name + ".fls.txt"))) {
            int tab = line.indexOf('\t');
            if (tab > 0
                    && !line.startsWith("#")
                    && !line.contains(" * ")
                    && !line.startsWith("V")) {
                paths.add(line.substring(tab + 1));
            }
        }
        return paths;
    }

    /// What a truth file says of one file.
    ///
    /// @param md5 lower-case hex
    /// @param size bytes
    /// @param path in the volume
    public record Digest(String md5, long size, String path) {}

    private static void assumeThere(Path path) {
        if (!Files.exists(path)) {
            System.err.println("SKIPPED, because it is missing: " + path);
        }
        Assumptions.assumeTrue(Files.exists(path), path + " is there");
    }
}
