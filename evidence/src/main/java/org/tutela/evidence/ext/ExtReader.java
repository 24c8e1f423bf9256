package org.tutela.evidence.ext;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.tutela.bytes.ByteSource;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.model.Address;

/// ext2, ext3 and ext4 volumes: files, folders, hard links, symbolic links, and what was deleted.
///
/// Addresses: `volume:ext::entry:PATH@INODE`. PATH is the raw bytes of the names, percent-encoded;
/// hard links share an inode. A link's content is its target; a folder's, its entries as stored.
///
/// Deleted entries are those that the slack of a folder still names and whose inode no living file
/// has: a name that the slack repeats of a file that lives, here or elsewhere, is not a deletion.
/// Where even the number of the inode is gone, INODE is 0. Deleted inodes without a name are
/// `$OrphanFiles/OrphanFile-INODE`; so are living ones that no folder names (not as deleted).
public final class ExtReader implements Reader {

    /// The format's name.
    static final String NAME = "ext";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Address.Kind> steps() {
        return EnumSet.of(Address.Kind.VOLUME, Address.Kind.ENTRY);
    }

    @Override
    public boolean recognises(ByteSource bytes, String name) throws IOException {
        return Superblock.marked(bytes.readBytes(0, Superblock.PLACE + 0x50));
    }

    @Override
    public Holder open(ByteSource bytes, Address at, Means means) throws IOException {
        Address volume = at.step(Address.Kind.VOLUME, NAME, -1);
        return new ExtHolder(new ExtVolume(bytes), volume, means.limits().entries());
    }
}
