package org.tutela.evidence.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.bytes.Limits;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;
import org.tutela.model.Timestamp;

/// A folder of the examiner's machine. Entries are named by the raw bytes of their path within it
/// and listed in the order of those bytes, folder by folder. Symbolic links are listed, never
/// followed; an address that would lead out of the folder opens nothing.
///
/// Only the time of the last change of content is stated: the others are those of the copy on this
/// machine, and the time of access changes by our own reading.
public final class FolderHolder implements Holder {
    private static final int DEEPEST = 1024;

    private final Path root;
    private final Address at;
    private final Limits limits;

    private FolderHolder(Path root, Address at, Limits limits) {
        this.root = root;
        this.at = at;
        this.limits = limits;
    }

    /// The folder `root`, whose address is `at`.
    public static FolderHolder of(Path root, Address at, Limits limits) {
        return new FolderHolder(root, at, limits);
    }

    @Override
    public void list(Sink sink) throws IOException {
        new Walk(sink).folder(root, new byte[0], 0);
    }

    /// Opens a file. Throws [EvidenceException] where it is none, lies behind a symbolic link, or
    /// may not be read.
    @Override
    public ByteSource open(Address address) throws IOException {
        byte[] raw = Address.decode(address.last().value());
        Path file =
                RawPath.below(root, raw)
                        .orElseThrow(
                                () -> flaw(Flaw.MALFORMED, "EV-0541", "no file has such a name"));
        Path step = root;
        for (Path part : root.toAbsolutePath().relativize(file)) {
            step = step.resolve(part);
            if (Files.isSymbolicLink(step)) {
                throw flaw(
                        Flaw.UNSUPPORTED,
                        "EV-0542",
                        "the path goes through a symbolic link, which is never followed");
            }
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw flaw(Flaw.MALFORMED, "EV-0541", "there is no such file in the folder");
        }
        try {
            return ByteSource.open(file);
        } catch (AccessDeniedException e) {
            throw unreadable();
        }
    }

    private static EvidenceException unreadable() {
        return flaw(
                Flaw.UNSUPPORTED,
                "EV-0540",
                "this machine does not allow us to read it; its content was not examined");
    }

    private static EvidenceException flaw(Flaw flaw, String code, String detail) {
        return new EvidenceException(flaw, code, detail, -1);
    }

    /// One listing.
    private final class Walk {
        private final Sink sink;
        private long count;

        private Walk(Sink sink) {
            this.sink = sink;
        }

        private void folder(Path folder, byte[] prefix, int depth) throws IOException {
            for (Named child : children(folder, prefix)) {
                if (++count > limits.entries()) {
                    throw flaw(
                            Flaw.LIMIT_REACHED,
                            "EV-0543",
                            "the folder has more than " + limits.entries() + " entries");
                }
                Address place = at.step(Address.Kind.ENTRY, child.raw, -1);
                BasicFileAttributes attributes = attributes(child.path, place);
                if (attributes == null) {
                    continue;
                }
                sink.entry(entry(child, place, attributes));
                if (attributes.isDirectory() && depth < DEEPEST) {
                    descend(child, place, depth);
                } else if (attributes.isDirectory()) {
                    sink.flaw(
                            place,
                            flaw(
                                    Flaw.LIMIT_REACHED,
                                    "EV-0543",
                                    "folders lie deeper than "
                                            + DEEPEST
                                            + " within each other; those below are not listed"));
                }
            }
        }

        private void descend(Named child, Address place, int depth) throws IOException {
            try {
                folder(child.path, child.raw, depth + 1);
            } catch (AccessDeniedException | NoSuchFileException e) {
                sink.flaw(place, unreadable());
            }
        }

        private @Nullable BasicFileAttributes attributes(Path path, Address place)
                throws IOException {
            try {
                return Files.readAttributes(
                        path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            } catch (AccessDeniedException | NoSuchFileException e) {
                sink.flaw(place, unreadable());
                return null;
            }
        }

        private Entry entry(Named child, Address place, BasicFileAttributes attributes)
                throws IOException {
            ItemKind kind = kind(attributes);
            return new Entry(
                    place,
                    new String(child.raw, StandardCharsets.UTF_8),
                    kind == ItemKind.FILE ? attributes.size() : 0,
                    kind,
                    ItemOrigin.LISTED,
                    new Entry.Times(null, time(attributes.lastModifiedTime()), null, null),
                    -1,
                    kind == ItemKind.LINK ? Files.readSymbolicLink(child.path).toString() : null);
        }
    }

    private static List<Named> children(Path folder, byte[] prefix) throws IOException {
        List<Named> children = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                children.add(new Named(path, join(prefix, RawPath.name(path))));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        children.sort((a, b) -> Arrays.compareUnsigned(a.raw, b.raw));
        return children;
    }

    private static byte[] join(byte[] prefix, byte[] name) {
        if (prefix.length == 0) {
            return name;
        }
        byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        whole[prefix.length] = '/';
        System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
        return whole;
    }

    private static ItemKind kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return ItemKind.LINK;
        }
        if (attributes.isDirectory()) {
            return ItemKind.FOLDER;
        }
        return attributes.isRegularFile() ? ItemKind.FILE : ItemKind.OTHER;
    }

    private static Timestamp time(FileTime time) {
        Instant instant = time.toInstant();
        return Timestamp.unixNanos(instant.getEpochSecond(), instant.getNano());
    }

    private static final class Named {
        private final Path path;
        private final byte[] raw;

        private Named(Path path, byte[] raw) {
            this.path = path;
            this.raw = raw;
        }
    }
}
