package org.tutela.facts;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// File operations that a crash cannot leave half done: everything is written beside its place,
/// forced to the disk and then renamed.
public final class Durable {
    /// Ends the name of whatever is not finished.
    static final String PART = ".part";

    private Durable() {}

    /// Writes a whole file, or leaves what was there before.
    public static void write(Path target, byte[] bytes) throws IOException {
        Path part = part(target);
        try (FileChannel out = create(part)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        move(part, target);
    }

    /// Renames within one disk and makes the name last.
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(folderOf(to));
    }

    /// The last name of a path.
    static String nameOf(Path path) {
        return Objects.requireNonNull(path.getFileName(), "a root has no name").toString();
    }

    /// The folder that a file lies in.
    static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    }

    /// Where a file is written until it is finished.
    static Path part(Path target) {
        return target.resolveSibling(nameOf(target) + PART);
    }

    /// Opens a new file for writing, or an old one emptied.
    static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    /// Deletes a file or a folder with all it holds; nothing happens where there is none.
    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /// What a folder holds, sorted by name; empty where there is no such folder.
    static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted(Comparator.comparing(path -> nameOf(path))).toList();
        }
    }

    /// On POSIX systems a rename lasts once its folder is forced; Windows knows no such call.
    private static void forceFolder(Path folder) throws IOException {
        if (File.separatorChar == '\\') {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
