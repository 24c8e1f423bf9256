package org.tutela.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A disk image made by others, and what The Sleuth Kit says of it.
///
/// @param exhibit reference under which the test registers it
/// @param path its first file
/// @param truth name of its files in `truth/`; empty where there are none
/// @param deleted deleted files that have to be found at least
/// @param readable whether a reader of ours knows its format
record ForeignImage(String exhibit, Path path, String truth, int deleted, boolean readable) {

    /// One file that The Sleuth Kit read: its path within its volume, and its MD5.
    record Digested(String path, String md5) {}

    /// Allocated files with their MD5s: without links, labels and what The Sleuth Kit makes up, and
    /// only of the volumes whose file systems are read here.
    List<Digested> allocated(Path folder) throws IOException {
        if (truth.isEmpty()) {
            return List.of();
        }
        Set<String> sectors = new HashSet<>();
        Set<String> links = new HashSet<>();
        for (String line : Files.readAllLines(folder.resolve(truth + ".fls.txt"))) {
            if (line.startsWith("# offset ") && !line.endsWith("?") && !line.endsWith("exfat")) {
                sectors.add(line.split(" ", -1)[2]);
            }
            if (line.startsWith("l/l ")) {
                links.add(line.substring(line.indexOf('\t') + 1));
            }
        }
        List<Digested> digested = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(truth + ".md5"))) {
            String[] parts = line.split(" +", 4);
            boolean file =
                    parts.length == 4
                            && sectors.contains(parts[2])
                            && !links.contains(parts[3])
                            && !parts[3].endsWith("(Volume Label Entry)");
            if (file) {
                digested.add(new Digested(parts[3], parts[0]));
            }
        }
        return digested;
    }
}
