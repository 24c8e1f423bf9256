package org.tutela.evidence.ext;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.filesystem.Runs;

/// Reads folders block by block. Folders together cannot be larger than the volume: a counter of
/// the bytes read keeps folders that claim the same blocks from taking forever. Belongs to one
/// listing.
final class FolderReader {
    /// How often the volume's own size may be read; each folder may be read twice.
    private static final int ROUNDS = 3;

    private final ExtVolume volume;
    private long left;

    FolderReader(ExtVolume volume) {
        this.volume = volume;
        this.left = ROUNDS * volume.medium().size();
    }

    /// Receives the blocks of a folder.
    interface Visitor {
        /// The next block.
        void block(FolderBlock block) throws IOException;

        /// A block, or the rest of the folder, cannot be read.
        void flaw(EvidenceException flaw) throws IOException;
    }

    /// Reads all blocks of a folder.
    void read(Inode folder, Visitor visitor) throws IOException {
        List<EvidenceException> flaws = new ArrayList<>();
        if (folder.inline()) {
            long inodes = volume.superblock().inodes();
            Cursor first = folder.map().skip("parent", 4);
            visitor.block(FolderBlock.of(first, inodes, flaws));
            Cursor rest = Cursor.of(InlineContent.rest(folder), folder.place());
            visitor.block(FolderBlock.of(rest, inodes, flaws));
        } else {
            blocks(folder, visitor, flaws);
        }
        for (EvidenceException flaw : flaws) {
            visitor.flaw(flaw);
        }
    }

    private void blocks(Inode folder, Visitor visitor, List<EvidenceException> flaws)
            throws IOException {
        int blockSize = volume.superblock().blockSize();
        Runs runs = volume.map(folder);
        ByteSource content = runs.open(volume.medium(), folder.size(), folder.size(), "EV-0410");
        long offset = runs.nextStored(0);
        while (offset >= 0 && offset < folder.size() && flaws.size() < 100) {
            left -= blockSize;
            if (left < 0) {
                throw new EvidenceException(
                        Flaw.LIMIT_REACHED,
                        ExtListing.LIMIT_CODE,
                        "the folders of the volume claim more blocks than it has; the others are"
                                + " not examined",
                        folder.place());
            }
            try {
                byte[] bytes = new byte[blockSize];
                content.readFully(offset, bytes);
                Cursor block = Cursor.of(bytes, runs.place(offset));
                visitor.block(FolderBlock.of(block, volume.superblock().inodes(), flaws));
            } catch (EvidenceException missing) {
                if (missing.code().equals(ExtListing.LIMIT_CODE)) {
                    throw missing;
                }
                flaws.add(missing);
            }
            offset = runs.nextStored(offset + blockSize);
        }
        if (runs.mapped() < folder.size()) {
            try {
                content.readFully(runs.mapped(), new byte[1]);
            } catch (EvidenceException unmapped) {
                flaws.add(unmapped);
            }
        }
    }

    /// Whether a deleted folder's first block is still its own: it starts with `.`, its number.
    boolean isOwn(Inode folder) throws IOException {
        if (folder.inline()) {
            return true;
        }
        Runs runs = volume.map(folder);
        if (runs.firstByte() < 0) {
            return false;
        }
        Cursor start = Cursor.read(volume.medium(), runs.firstByte(), 12);
        return start.size() == 12
                && start.u32le("inode") == folder.number()
                && start.at(6).u8("name length") == 1
                && start.at(8).u8("name") == '.';
    }

    /// Takes those names out of a set that the folder has, living, for the same inode; of names
    /// whose inode was wiped, those that it has at all.
    void removeLive(Inode folder, Set<FolderBlock.Name> stale) throws IOException {
        read(
                folder,
                new Visitor() {
                    @Override
                    public void block(FolderBlock block) {
                        for (FolderBlock.Name name : block.live()) {
                            for (int kind = 0; kind <= 7; kind++) {
                                stale.remove(new FolderBlock.Name(name.inode(), name.raw(), kind));
                                stale.remove(new FolderBlock.Name(0, name.raw(), kind));
                            }
                        }
                    }

                    @Override
                    public void flaw(EvidenceException flaw) {
                        // Told when the folder was read for its names.
                    }
                });
    }
}
