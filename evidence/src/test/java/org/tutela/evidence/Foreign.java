package org.tutela.evidence;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Evidence made by others, read in place; a test that needs it skips loudly where it is missing.
public final class Foreign {
    private Foreign() {}

    /// A file of the shared evidence, such as `dfvfs/ext2.E01`.
    public static Path file(String name) {
        return there(Path.of(System.getProperty("tutela.shared", ""), "data/evidence", name));
    }

    /// A file that a Debian package installs.
    public static Path installed(String path) {
        return there(Path.of(path));
    }

    private static Path there(Path path) {
        if (!Files.exists(path)) {
            System.err.println("SKIPPED: this test needs " + path + ", which is not here");
            abort("not here: " + path);
        }
        return path;
    }

    /// One file that The Sleuth Kit read.
    ///
    /// @param md5 of its content
    /// @param size bytes
    /// @param sector where its volume starts
    /// @param path within the volume
    public record Truth(String md5, long size, long sector, String path) {}

    /// The digests of `truth/NAME.md5`.
    public static List<Truth> truth(String name) throws IOException {
        List<Truth> truth = new ArrayList<>();
        for (String line : Files.readAllLines(file("truth/" + name + ".md5"))) {
            String[] parts = line.split(" +", 4);
            if (parts.length == 4) {
                // fls marks label entries behind their name.
                String path = parts[3].replace(" (Volume Label Entry)", "").strip();
                truth.add(
                        new Truth(
                                parts[0],
                                Long.parseLong(parts[1]),
                                Long.parseLong(parts[2]),
                                path));
            }
        }
        return truth;
    }
}
