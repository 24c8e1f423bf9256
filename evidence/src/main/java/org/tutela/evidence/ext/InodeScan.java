package org.tutela.evidence.ext;

import java.io.IOException;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// Goes through the inode tables for files that no folder names.
final class InodeScan {
    /// Bytes of a table that are read at once.
    private static final int WINDOW = 256 << 10;

    private final ExtVolume volume;
    private final InodeSet listed;
    private long left;

    /// A scan that leaves out what is already listed.
    InodeScan(ExtVolume volume, InodeSet listed) {
        this.volume = volume;
        this.listed = listed;
        this.left = volume.medium().size();
    }

    /// Receives what is found.
    interface Visitor {
        /// An inode that was used and has no name.
        void inode(Inode inode) throws IOException;

        /// A part of the tables that cannot be read.
        void flaw(EvidenceException flaw) throws IOException;
    }

    void run(Visitor visitor) throws IOException {
        Superblock superblock = volume.superblock();
        long groups =
                Math.min(
                        superblock.groups(),
                        Math.ceilDiv(superblock.inodes(), superblock.inodesPerGroup()));
        for (long group = 0; group < groups; group++) {
            try {
                group(group, visitor);
            } catch (EvidenceException bad) {
                if (bad.code().equals(ExtListing.LIMIT_CODE)) {
                    throw bad;
                }
                visitor.flaw(bad);
                if (bad.flaw() != Flaw.MALFORMED) {
                    return;
                }
            }
        }
    }

    private void group(long group, Visitor visitor) throws IOException {
        Superblock superblock = volume.superblock();
        InodeTable.Group table = volume.inodes().group(group);
        int inodeSize = superblock.inodeSize();
        int perWindow = WINDOW / inodeSize;
        for (long first = 0; first < table.used(); first += perWindow) {
            int count = (int) Math.min(perWindow, table.used() - first);
            long place = table.table() + first * inodeSize;
            left -= (long) count * inodeSize;
            if (left < 0) {
                throw new EvidenceException(
                        Flaw.LIMIT_REACHED,
                        ExtListing.LIMIT_CODE,
                        "the inode tables claim more bytes than the volume has; the others are not"
                                + " examined",
                        place);
            }
            byte[] window = volume.medium().readBytes(place, count * inodeSize);
            long number = group * superblock.inodesPerGroup() + first + 1;
            for (int i = 0; i < window.length / inodeSize; i++) {
                int from = i * inodeSize;
                if ((window[from] | window[from + 1]) != 0 && isWanted(number + i)) {
                    byte[] bytes = java.util.Arrays.copyOfRange(window, from, from + inodeSize);
                    offer(Inode.of(bytes, number + i, place + from), visitor);
                }
            }
            if (window.length < count * inodeSize) {
                throw new EvidenceException(
                        Flaw.TRUNCATED,
                        "EV-0403",
                        "inodes from "
                                + (number + window.length / inodeSize)
                                + " on lie behind the end of the image; files without a name among"
                                + " them are not listed",
                        place);
            }
        }
    }

    private boolean isWanted(long number) {
        Superblock superblock = volume.superblock();
        return number >= superblock.firstInode()
                && number <= superblock.inodes()
                && number != superblock.layout().orphanFile()
                && number != superblock.layout().projectQuota()
                && !listed.contains(number);
    }

    private void offer(Inode inode, Visitor visitor) throws IOException {
        if (inode.plausible() && !inode.attributeValue() && listed.add(inode.number())) {
            visitor.inode(inode);
        }
    }
}
