package org.tutela.evidence.ntfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.filesystem.EntryPath;

/// Rebuilds paths by following parents upwards. A step is only taken where the sequence number
/// still fits, so that a deleted file is never placed in a folder that came later.
///
/// Remembers folders it has met, in at most [#CACHED] characters of path plus about 200 bytes each:
/// memory does not grow with the table. Belongs to one listing.
final class Folders {
    /// Characters of path, and folders times 100, that are remembered.
    private static final long CACHED = 8L << 20;

    /// More folders within each other than Windows can make.
    private static final int DEPTH = 1_024;

    private final Volume volume;
    private final Map<Long, Folder> known = new HashMap<>();
    private long used;

    Folders(Volume volume) {
        this.volume = volume;
    }

    /// A folder as its record stands.
    ///
    /// @param record its own record
    /// @param path null as long as it is not known
    private record Folder(FileRecord record, FileName name, @Nullable EntryPath path) {}

    /// The path of a name; among the orphans where its folder is gone.
    EntryPath pathOf(FileName name) throws IOException {
        return child(folderPath(name.folder()), name);
    }

    /// The path of a folder that a reference means; [EntryPath#ORPHANS] where it is gone.
    EntryPath folderPath(FileRecord.Reference reference) throws IOException {
        List<Folder> upwards = new ArrayList<>();
        FileRecord.Reference next = reference;
        EntryPath path = EntryPath.ORPHANS;
        while (upwards.size() < DEPTH) {
            if (next.number() == Volume.ROOT) {
                path = EntryPath.ROOT;
                break;
            }
            Optional<Folder> folder = find(next);
            if (folder.isEmpty()) {
                break;
            }
            EntryPath found = folder.get().path;
            if (found != null) {
                path = found;
                break;
            }
            upwards.add(folder.get());
            next = folder.get().name.folder();
        }
        // A circle of folders, or one deeper than possible, hangs from the orphans.
        for (int i = upwards.size() - 1; i >= 0; i--) {
            path = child(path, upwards.get(i).name);
            remember(upwards.get(i), path);
        }
        return path;
    }

    /// Keeps a folder whose record was just read anyway.
    void met(FileRecord record, FileName name, EntryPath path) {
        remember(new Folder(record.withoutAttributes(), name, null), path);
    }

    private static EntryPath child(EntryPath folder, FileName name) {
        EntryPath path = folder.child(Names.raw(name.name()), Names.shown(name.name()));
        return path.tooLong()
                ? EntryPath.ORPHANS.child(Names.raw(name.name()), Names.shown(name.name()))
                : path;
    }

    private Optional<Folder> find(FileRecord.Reference reference) throws IOException {
        Folder folder = known.get(reference.number());
        if (folder == null) {
            try {
                FileRecord record = volume.get(reference.number());
                NtfsFile file = NtfsFile.of(record, volume);
                if (!record.folder() || record.base().number() != 0 || file.names().isEmpty()) {
                    return Optional.empty();
                }
                folder = new Folder(record.withoutAttributes(), file.names().getFirst(), null);
            } catch (EvidenceException damaged) {
                return Optional.empty();
            }
        }
        return folder.record.isMeantBy(reference) ? Optional.of(folder) : Optional.empty();
    }

    private void remember(Folder folder, EntryPath path) {
        used += 100 + path.value().length() + path.text().length();
        if (used > CACHED) {
            known.clear();
            used = 0;
        }
        known.put(folder.record.number(), new Folder(folder.record, folder.name, path));
    }
}
