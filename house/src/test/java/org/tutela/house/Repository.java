package org.tutela.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of the repository as they stand.
final class Repository {
    private final Path root =
            Path.of(System.getProperty("tutela.root", "..")).toAbsolutePath().normalize();

    Path root() {
        return root;
    }

    /// Every file that could be committed, build output left out; sorted.
    List<Path> files() {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).filter(this::isOurs).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every Java source, tests too.
    List<Path> sources() {
        return files().stream().filter(file -> file.toString().endsWith(".java")).toList();
    }

    String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The path from the root, with slashes.
    String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private boolean isOurs(Path file) {
        String name = "/" + name(file);
        return Stream.of("/target/", "/.git/", "/.build/", "/.idea/").noneMatch(name::contains);
    }
}
