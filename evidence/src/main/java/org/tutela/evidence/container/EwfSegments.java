package org.tutela.evidence.container;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;

/// The files of one E01 set, by number; a missing one has a place but no bytes.
///
/// @param segments in the order of their numbers, starting with number 1
record EwfSegments(List<Segment> segments) implements Closeable {

    /// One file.
    ///
    /// @param path where it lies or should lie
    /// @param bytes null where the file is missing
    record Segment(Path path, @Nullable ByteSource bytes) {
        String name() {
            return path.getFileName().toString();
        }
    }

    EwfSegments {
        segments = List.copyOf(segments);
    }

    /// Opens the first file and all that belong to it.
    static EwfSegments open(Path first) throws IOException {
        String name = first.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1);
        if (extension.isEmpty() || E01.number(extension, extension.charAt(0)) < 0) {
            return new EwfSegments(List.of(new Segment(first, ByteSource.open(first))));
        }
        char letter = extension.charAt(0);
        SortedMap<Integer, Path> files = SegmentFiles.find(first, text -> E01.number(text, letter));
        files.values().removeIf(path -> !path.equals(first) && !E01.isSegment(path));
        int last = files.isEmpty() ? 1 : files.lastKey();
        List<Segment> found = new ArrayList<>();
        try {
            for (int number = 1; number <= last; number++) {
                Path path = files.get(number);
                found.add(
                        path == null
                                ? missing(first, E01.extension(number, letter))
                                : new Segment(path, ByteSource.open(path)));
            }
        } catch (IOException e) {
            new EwfSegments(found).close();
            throw e;
        }
        return new EwfSegments(found);
    }

    private static Segment missing(Path first, String extension) {
        return new Segment(first.resolveSibling(SegmentFiles.name(first, extension)), null);
    }

    /// The files that are there.
    List<Path> paths() {
        return segments.stream().filter(s -> s.bytes() != null).map(Segment::path).toList();
    }

    @Override
    public void close() throws IOException {
        for (Segment segment : segments) {
            ByteSource bytes = segment.bytes();
            if (bytes != null) {
                bytes.close();
            }
        }
    }
}
