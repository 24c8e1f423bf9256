package org.tutela.evidence.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.evidence.Readers;
import org.tutela.evidence.container.Container;
import org.tutela.evidence.container.Containers;
import org.tutela.evidence.container.Media;
import org.tutela.evidence.folder.FolderHolder;
import org.tutela.model.Address;
import org.tutela.model.Id;

/// Opens what an examiner registers: a folder, a file that is an archive, or the first file of a
/// disk image.
public final class Sources {

    /// The format of a folder.
    private static final String FOLDER = "folder";

    private Sources() {}

    /// Opens a source and computes its id. Nothing is written. Throws [EvidenceException] where a
    /// container is recognised but nothing of it can be read, another [IOException] where the path
    /// cannot.
    public static OpenSource open(Path path, Limits limits) throws IOException {
        Path real = path.toRealPath();
        if (Files.isDirectory(real, LinkOption.NOFOLLOW_LINKS)) {
            return folder(real, limits);
        }
        if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
            throw new EvidenceException(
                    EvidenceException.Flaw.UNSUPPORTED,
                    "EV-0550",
                    path + " is neither a file nor a folder; a device is imaged first",
                    -1);
        }
        return medium(real, limits);
    }

    private static OpenSource folder(Path root, Limits limits) throws IOException {
        // Paths below the folder do not depend on the id, which is computed from them.
        Address nowhere = Address.of(new Id(0, 0));
        Fingerprint.Folder known;
        try (Holder listed = FolderHolder.of(root, nowhere, limits)) {
            known = Fingerprint.Folder.of(FOLDER, listed);
        }
        return new OpenSource(
                known.id(),
                name(root),
                new OpenSource.Medium(FOLDER, null, known.size(), List.of(), null, null, List.of()),
                FolderHolder.of(root, Address.of(known.id()), limits));
    }

    private static OpenSource medium(Path file, Limits limits) throws IOException {
        Container container = Containers.get(file);
        Media media = container.open(file, limits);
        boolean opened = false;
        try {
            // Only a file that is no image of a medium can be an archive.
            Optional<String> archive =
                    container.name().equals("raw")
                            ? archive(media.bytes(), name(file))
                            : Optional.empty();
            List<Long> sizes = new ArrayList<>();
            for (Path segment : media.segments()) {
                sizes.add(Files.size(segment));
            }
            OpenSource.Medium medium =
                    new OpenSource.Medium(
                            archive.orElse(container.name()),
                            media.bytes(),
                            media.bytes().size(),
                            sizes,
                            media.storedMd5(),
                            media.storedSha1(),
                            media.flaws());
            OpenSource source =
                    new OpenSource(
                            Fingerprint.of(medium, media.segments()), name(file), medium, null);
            opened = true;
            return source;
        } finally {
            if (!opened) {
                media.close();
            }
        }
    }

    private static Optional<String> archive(ByteSource bytes, String name) throws IOException {
        return Readers.find(bytes, name)
                .filter(reader -> reader.steps().contains(Address.Kind.MEMBER))
                .map(Reader::name);
    }

    private static String name(Path path) {
        return Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
    }
}
