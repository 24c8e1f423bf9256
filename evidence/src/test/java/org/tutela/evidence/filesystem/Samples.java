package org.tutela.evidence.filesystem;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.tutela.evidence.Foreign;

/// Packed images made by others, and what The Sleuth Kit lists of them.
public final class Samples {
    /// How much of a packed image is unpacked, bytes.
    private static final int UNPACKED = 32 << 20;

    private Samples() {}

    /// The bytes of a gzip file; cut where there are too many.
    public static byte[] unpacked(Path file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readNBytes(UNPACKED);
        }
    }

    /// An image of Debian's `forensics-samples-*` packages, unpacked by `xz` into `folder`.
    public static Path debian(String name, Path folder) throws IOException, InterruptedException {
        Path packed = Foreign.installed("/usr/share/forensics-samples/" + name + ".xz");
        Path image = folder.resolve(name);
        Process xz =
                new ProcessBuilder("xz", "-dc", packed.toString())
                        .redirectOutput(image.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assumeTrue(xz.waitFor() == 0, "xz can unpack " + packed);
        return image;
    }

    /// The allocated paths of `truth/NAME.fls.txt`, without The Sleuth Kit's own folder.
    public static List<String> paths(String name) throws IOException {
        List<String> paths = new ArrayList<>();
        for (String line : Files.readAllLines(Foreign.file("truth/" + name + ".fls.txt"))) {
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
}
