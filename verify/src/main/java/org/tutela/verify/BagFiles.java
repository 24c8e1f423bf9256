package org.tutela.verify;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/// What lies in a folder, without following a single link.
///
/// @param sizes bytes by path relative to the folder, with `/`
record BagFiles(Map<String, Long> sizes) {
    private static final int DEEPEST = 256;

    static BagFiles list(Path folder, Verdict.Collector found) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        Files.walkFileTree(
                folder,
                java.util.Set.of(),
                DEEPEST,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        String path = relative(folder, file);
                        if (attributes.isSymbolicLink()) {
                            found.refuse(
                                    BagPath.shown(path)
                                            + " is a symbolic link, which may lead out of the"
                                            + " package.");
                        } else if (!attributes.isRegularFile()) {
                            found.refuse(
                                    BagPath.shown(path) + " is no regular file, or lies too deep.");
                        } else if (sizes.size() >= Manifest.MOST_ENTRIES) {
                            found.refuse("There are too many files.");
                            return FileVisitResult.TERMINATE;
                        } else {
                            sizes.put(path, attributes.size());
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException failure) {
                        found.refuse(BagPath.shown(relative(folder, file)) + " cannot be read.");
                        return FileVisitResult.CONTINUE;
                    }
                });
        return new BagFiles(sizes);
    }

    private static String relative(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
