package org.tutela.evidence.container;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/// Finds the files that lie beside a first segment.
final class SegmentFiles {
    /// No image is cut into more files than this; a stray file with a huge number must not make us
    /// report a million missing ones.
    private static final int MOST = 20_000;

    private SegmentFiles() {}

    /// The name of the file beside `first` with another extension.
    static String name(Path first, String extension) {
        return stem(first) + extension;
    }

    /// The files that share the name of `first` up to its extension, by their numbers. `number`
    /// gives the number of an extension, or less than 0 where it is not a segment's.
    static SortedMap<Integer, Path> find(Path first, ToIntFunction<String> number)
            throws IOException {
        String stem = stem(first);
        SortedMap<Integer, Path> found = new TreeMap<>();
        Path folder = first.toAbsolutePath().getParent();
        if (folder == null) {
            return found;
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(
                        folder, path -> path.getFileName().toString().startsWith(stem))) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                int place = number.applyAsInt(name.substring(stem.length()));
                if (place >= 0 && place <= MOST && Files.isRegularFile(file)) {
                    found.put(place, first.resolveSibling(name));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    private static String stem(Path first) {
        String name = first.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.') + 1);
    }
}
