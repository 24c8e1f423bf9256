package org.tutela.evidence.container;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToIntFunction;

/// Finds the files that lie beside a first segment.
final class SegmentFiles {
    /// No image is cut into more files than this; a stray file with a huge number must not make us
    /// report a million missing ones.
    private static final int MOST = 20_000;

    private SegmentFiles() {}

    /// The path beside `first` with another extension.
    static Path beside(Path first, String extension) {
        return first.resolveSibling(stem(first) + extension);
    }

    /// The highest number among the files that share the name of `first` up to its extension.
    /// `number` gives the number of an extension, or less than 0 where it is not a segment's.
    static int last(Path first, ToIntFunction<String> number) throws IOException {
        String stem = stem(first);
        int last = 0;
        Path folder = first.toAbsolutePath().getParent();
        if (folder == null) {
            return last;
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(
                        folder, path -> path.getFileName().toString().startsWith(stem))) {
            for (Path file : files) {
                int found =
                        number.applyAsInt(file.getFileName().toString().substring(stem.length()));
                if (found <= MOST) {
                    last = Math.max(last, found);
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return last;
    }

    private static String stem(Path first) {
        String name = first.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.') + 1);
    }
}
