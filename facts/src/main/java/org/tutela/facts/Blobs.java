package org.tutela.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.tutela.model.Digest;
import org.tutela.model.Id;

/// Sealed bytes of our making, by the SHA-256 of their content, under a key per source.
/// [UnitWriter#blob] writes them, many to a file. Safe for use by many threads.
public final class Blobs {
    private final CaseFolder folder;
    private final Map<Id, Map<Path, BlobPack>> packs = new ConcurrentHashMap<>();

    private Blobs(CaseFolder folder) {
        this.folder = folder;
    }

    /// The blobs of a case; what is committed later is found too.
    public static Blobs open(CaseFolder folder) {
        return new Blobs(folder);
    }

    /// Keeps one blob of a source at once, in a file of its own, and returns its name; for more
    /// than a few, use [UnitWriter#blob]. The case must be open for writing.
    public Digest put(Id source, byte[] bytes) throws IOException {
        folder.requireWriter();
        BlobKey.ensure(folder, source);
        try (BlobPack.Writer writer = BlobPack.Writer.create(folder, source, "single")) {
            Digest name = writer.put(bytes);
            writer.commit();
            return name;
        }
    }

    /// The blob of that name, of whichever source has it; empty where none has. Throws
    /// [CaseException] where it is damaged or its key is missing.
    public Optional<byte[]> find(Digest name) throws IOException {
        for (Path home : Durable.list(folder.blobs())) {
            if (Files.isDirectory(home)) {
                Optional<byte[]> found = find(Id.parse(Durable.nameOf(home)), name);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /// The blob of that name of a source; empty where it has none.
    public Optional<byte[]> find(Id source, Digest name) throws IOException {
        Map<Path, BlobPack> known =
                packs.computeIfAbsent(source, any -> new ConcurrentSkipListMap<>());
        Optional<byte[]> sealed = find(known, name);
        if (sealed.isEmpty() && refresh(source, known)) {
            sealed = find(known, name);
        }
        return sealed.isEmpty()
                ? Optional.empty()
                : Optional.of(BlobKey.read(folder, source).open(name, sealed.get()));
    }

    private static Optional<byte[]> find(Map<Path, BlobPack> known, Digest name)
            throws IOException {
        for (BlobPack pack : List.copyOf(known.values())) {
            try {
                Optional<byte[]> found = pack.find(name);
                if (found.isPresent()) {
                    return found;
                }
            } catch (NoSuchFileException e) {
                // An erasure has written the pack anew, and its place is taken at the next look.
                known.remove(pack.path());
            }
        }
        return Optional.empty();
    }

    /// Takes note of packs that were added or erased; says whether there were any.
    private boolean refresh(Id source, Map<Path, BlobPack> known) throws IOException {
        boolean changed = false;
        for (Path path : Durable.list(BlobPack.home(folder, source))) {
            String name = Durable.nameOf(path);
            if (name.startsWith("pack-") && !known.containsKey(path)) {
                known.put(path, BlobPack.open(path));
                changed = true;
            }
        }
        return changed;
    }
}
