package org.tutela.evidence.ext;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.filesystem.EntryPath;
import org.tutela.evidence.filesystem.Listing;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;

/// Lists a volume: its folders from the root, then the inodes that no folder names.
///
/// Memory: two bits for each inode met, about 100 bytes for each folder that waits for its turn,
/// and the stale and the first 100,000 other names of one folder.
final class ExtListing {
    /// The code of whatever ends the listing.
    static final String LIMIT_CODE = "EV-0415";

    /// Longest target of a link.
    private static final int TARGET = 4096;

    /// Folders that may wait, and stale names that one folder may have.
    private static final int WAITING = 2_000_000;

    private static final int STALE = 100_000;

    /// Names of one folder that are remembered, so that a damaged one is not listed twice over.
    private static final int TOLD = 100_000;

    private final ExtVolume volume;
    private final Address at;
    private final Listing listing;
    private final FolderReader folders;
    private final InodeSet listed = new InodeSet();
    private final InodeSet walked = new InodeSet();
    private final Set<String> told = new HashSet<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    ExtListing(ExtVolume volume, Address at, Holder.Sink sink, long entries) {
        this.volume = volume;
        this.at = at;
        this.listing = new Listing(sink, entries, LIMIT_CODE);
        this.folders = new FolderReader(volume);
    }

    /// A folder that is to be read.
    ///
    /// @param parent where it lies
    /// @param name its name there; the root's is empty
    /// @param deleted whether everything in it is
    private record Waiting(EntryPath parent, FolderBlock.Name name, boolean deleted) {
        EntryPath path() {
            return name.raw().isEmpty() ? parent : child(parent, name);
        }
    }

    void run() throws IOException {
        listed.add(ExtVolume.ROOT);
        waiting.add(
                new Waiting(EntryPath.ROOT, new FolderBlock.Name(ExtVolume.ROOT, "", 2), false));
        drain();
        new InodeScan(volume, listed).run(new Unnamed());
        listing.finish(at);
    }

    private void drain() throws IOException {
        while (!waiting.isEmpty()) {
            Waiting next = waiting.removeLast();
            if (walked.add(next.name.inode())) {
                folder(next);
            } else if (!next.deleted) {
                listing.flaw(
                        next.path().at(at, next.name.inode()),
                        new EvidenceException(
                                Flaw.MALFORMED,
                                "EV-0411",
                                "folder "
                                        + next.name.inode()
                                        + " is named in two places, perhaps in a circle; what it"
                                        + " holds is listed in one of them",
                                -1));
            }
        }
    }

    private void folder(Waiting folder) throws IOException {
        EntryPath path = folder.path();
        Address address = path.at(at, folder.name.inode());
        Set<FolderBlock.Name> stale = new LinkedHashSet<>();
        told.clear();
        try {
            Inode inode = volume.inodes().get(folder.name.inode());
            if (!inode.isFolder() || (folder.deleted && !folders.isOwn(inode))) {
                return;
            }
            if (inode.encrypted()) {
                listing.flaw(address, encrypted(inode));
            }
            folders.read(
                    inode,
                    new FolderReader.Visitor() {
                        @Override
                        public void block(FolderBlock block) throws IOException {
                            names(folder, path, block.live());
                            block.stale().stream()
                                    .filter(name -> !name.isDots() && stale.size() < STALE)
                                    .forEach(stale::add);
                        }

                        @Override
                        public void flaw(EvidenceException flaw) throws IOException {
                            if (!folder.deleted) {
                                listing.flaw(address, flaw);
                            }
                        }
                    });
            if (!stale.isEmpty()) {
                folders.removeLive(inode, stale);
            }
        } catch (EvidenceException bad) {
            if (listing.isEnd(bad)) {
                throw bad;
            }
            listing.flaw(address, bad);
        }
        for (FolderBlock.Name name : stale) {
            deleted(path, name);
        }
    }

    private void names(Waiting folder, EntryPath path, List<FolderBlock.Name> names)
            throws IOException {
        List<FolderBlock.Name> byInode = new ArrayList<>(names);
        byInode.sort(Comparator.comparingLong(FolderBlock.Name::inode));
        for (FolderBlock.Name name : byInode) {
            if (name.isDots()) {
                continue;
            }
            if (folder.deleted) {
                deleted(path, name);
            } else {
                live(path, name);
            }
        }
    }

    /// Whether a folder names the same file twice by the same name.
    private boolean isRepeated(EntryPath path, FolderBlock.Name name) {
        return told.size() < TOLD && !told.add(path.value() + "@" + name.inode());
    }

    private void live(EntryPath folder, FolderBlock.Name name) throws IOException {
        EntryPath path = child(folder, name);
        if (isRepeated(path, name)) {
            return;
        }
        Address address = path.at(at, name.inode());
        listed.add(name.inode());
        try {
            Inode inode = volume.inodes().get(name.inode());
            if (inode.written()) {
                entry(path, inode, ItemOrigin.LISTED);
                enqueue(folder, name, inode, false);
                return;
            }
            listing.flaw(
                    address,
                    new EvidenceException(
                            Flaw.MALFORMED,
                            "EV-0403",
                            "inode " + name.inode() + " is empty; only the file's name is known",
                            inode.place()));
        } catch (EvidenceException bad) {
            if (listing.isEnd(bad)) {
                throw bad;
            }
            listing.flaw(address, bad);
        }
        nameOnly(path, name, ItemOrigin.LISTED);
    }

    /// A name that no longer counts. Where a living file has its inode, the name is a former one of
    /// that file, or the inode was given to another: neither is a deletion we can state.
    private void deleted(EntryPath folder, FolderBlock.Name name) throws IOException {
        EntryPath path = child(folder, name);
        if (isRepeated(path, name)) {
            return;
        }
        if (name.inode() == 0) {
            nameOnly(path, name, ItemOrigin.DELETED);
            return;
        }
        Inode inode;
        try {
            inode = volume.inodes().get(name.inode());
        } catch (EvidenceException unreadable) {
            nameOnly(path, name, ItemOrigin.DELETED);
            return;
        }
        if (!inode.live()) {
            listed.add(name.inode());
            entry(path, inode, ItemOrigin.DELETED);
            enqueue(folder, name, inode, true);
        }
    }

    private void enqueue(EntryPath folder, FolderBlock.Name name, Inode inode, boolean deleted)
            throws EvidenceException {
        if (inode.isFolder()) {
            if (waiting.size() == WAITING) {
                throw new EvidenceException(
                        Flaw.LIMIT_REACHED,
                        LIMIT_CODE,
                        "the volume has more than "
                                + WAITING
                                + " folders beside each other; the others are not examined",
                        -1);
            }
            waiting.add(new Waiting(folder, name, deleted));
        }
    }

    private void nameOnly(EntryPath path, FolderBlock.Name name, ItemOrigin origin)
            throws IOException {
        listing.entry(
                new Entry(
                        path.at(at, name.inode()),
                        path.text(),
                        0,
                        name.kind(),
                        origin,
                        Entry.Times.NONE,
                        -1,
                        null));
    }

    private void entry(EntryPath path, Inode inode, ItemOrigin origin) throws IOException {
        Address address = path.at(at, inode.number());
        listing.entry(
                new Entry(
                        address,
                        path.text(),
                        inode.size(),
                        inode.kind(),
                        origin,
                        inode.times(),
                        volume.firstByte(inode),
                        target(inode, address)));
    }

    private @Nullable String target(Inode inode, Address address) throws IOException {
        if (inode.kind() != ItemKind.LINK || inode.size() == 0) {
            return null;
        }
        try {
            ByteSource content = volume.open(inode);
            return new String(content.readBytes(0, TARGET), StandardCharsets.UTF_8);
        } catch (EvidenceException bad) {
            if (inode.live()) {
                listing.flaw(address, bad);
            }
            return null;
        }
    }

    private static EntryPath child(EntryPath folder, FolderBlock.Name name) {
        EntryPath path = folder.child(name.rawBytes(), name.text());
        return path.tooLong() ? EntryPath.ORPHANS.child(name.rawBytes(), name.text()) : path;
    }

    private static EvidenceException encrypted(Inode folder) {
        return new EvidenceException(
                Flaw.ENCRYPTED,
                "EV-0409",
                "the folder is encrypted by the file system: the names and the content of what it"
                        + " holds need the user's key",
                folder.place());
    }

    /// Lists the inodes that no folder names.
    private final class Unnamed implements InodeScan.Visitor {
        @Override
        public void inode(Inode inode) throws IOException {
            boolean live = inode.live();
            entry(
                    EntryPath.unnamed(inode.number()),
                    inode,
                    live ? ItemOrigin.LISTED : ItemOrigin.DELETED);
            String name = "OrphanFile-" + inode.number();
            enqueue(EntryPath.ORPHANS, new FolderBlock.Name(inode.number(), name, 2), inode, !live);
            drain();
        }

        @Override
        public void flaw(EvidenceException flaw) throws IOException {
            listing.flaw(at, flaw);
        }
    }
}
