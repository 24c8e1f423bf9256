package org.tutela.evidence.ext;

import java.io.IOException;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.filesystem.Runs;
import org.tutela.model.ItemKind;

/// The parts of a volume that reading a file needs. Immutable.
final class ExtVolume {
    /// The root folder's inode.
    static final int ROOT = 2;

    private final ByteSource medium;
    private final Superblock superblock;
    private final InodeTable inodes;

    /// Reads the superblock; throws [EvidenceException] where it cannot be used.
    ExtVolume(ByteSource medium) throws IOException {
        this.medium = medium;
        this.superblock = Superblock.of(medium);
        this.inodes = new InodeTable(medium, superblock);
    }

    ByteSource medium() {
        return medium;
    }

    Superblock superblock() {
        return superblock;
    }

    InodeTable inodes() {
        return inodes;
    }

    /// The content of a file, a link's target, a folder's entries as stored; empty for devices and
    /// the like. Throws [EvidenceException] where it is encrypted or gone.
    ByteSource open(Inode inode) throws IOException {
        if (inode.encrypted() && inode.kind() != ItemKind.FOLDER) {
            throw new EvidenceException(
                    Flaw.ENCRYPTED,
                    "EV-0409",
                    "the file is encrypted by the file system; its content needs the user's key",
                    inode.place());
        }
        if (inode.inline()) {
            return ByteSource.of(InlineContent.of(inode));
        }
        if (inode.fastLink()) {
            return ByteSource.of(java.util.Arrays.copyOf(inode.mapBytes(), (int) inode.size()));
        }
        if (!inode.mapped()) {
            return ByteSource.of(new byte[0]);
        }
        Runs runs = map(inode);
        if (!inode.live() && inode.size() > 0 && runs.firstByte() < 0) {
            throw new EvidenceException(
                    Flaw.TRUNCATED,
                    "EV-0414",
                    "the file was deleted and its inode no longer says where its "
                            + inode.size()
                            + " bytes lie; carving may find them",
                    inode.place());
        }
        return runs.open(medium, inode.size(), inode.size(), "EV-0407");
    }

    /// The map of an inode that has one.
    Runs map(Inode inode) throws IOException {
        return BlockMap.of(inode, medium, superblock);
    }

    /// Offset on the medium of the first byte of content; -1 where there is none.
    long firstByte(Inode inode) throws IOException {
        if (inode.size() == 0 || inode.kind() == ItemKind.OTHER) {
            return -1;
        }
        return inode.mapped() ? BlockMap.firstByte(inode, medium, superblock) : inode.place();
    }
}
