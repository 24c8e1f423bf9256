package org.tutela.evidence.folder;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.tutela.model.Address;

/// Names of files as raw bytes. On Unix a name is bytes, which Java shows as text in the encoding
/// of the machine, losing what does not fit; its URI keeps every byte in every setting.
final class RawPath {
    private RawPath() {}

    /// The raw bytes of the last part of a path.
    static byte[] name(Path path) {
        String text = String.valueOf(path.getFileName());
        if (ascii(text)) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        String raw = path.toUri().getRawPath();
        int end = raw.endsWith("/") ? raw.length() - 1 : raw.length();
        return Address.decode(raw.substring(raw.lastIndexOf('/', end - 1) + 1, end));
    }

    /// The path below `root` that has these raw bytes; empty where they name nothing within it,
    /// such as `..`, an absolute path or a part that is no name.
    static Optional<Path> below(Path root, byte[] raw) {
        for (String part : new String(raw, StandardCharsets.ISO_8859_1).split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf(0) >= 0) {
                return Optional.empty();
            }
        }
        String base = root.toAbsolutePath().toUri().toString();
        String slash = base.endsWith("/") ? "" : "/";
        return Optional.of(Path.of(URI.create(base + slash + Address.encode(raw))));
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != '?');
    }
}
