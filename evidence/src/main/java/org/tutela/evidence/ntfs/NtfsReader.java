package org.tutela.evidence.ntfs;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.tutela.bytes.ByteSource;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.model.Address;

/// NTFS volumes: files, folders, hard links, alternate data streams, links, and what was deleted.
///
/// Addresses: `volume:ntfs::entry:PATH@RECORD::stream:NAME`. PATH and NAME are the UTF-16 names as
/// generalised UTF-8 (WTF-8: a lone surrogate is the three bytes of its code point),
/// percent-encoded; RECORD is the number of the file record, which a path and its hard links share.
/// The record's sequence number is not part of it: a record holds one file, living or deleted, at a
/// time. Of a file whose record was given to another one only the name may be left (folder slack);
/// its address can be told by the name, which the record does not have, and opening it says so.
///
/// Deleted files whose folder is gone lie in `$OrphanFiles`, file records without a name as
/// `$OrphanFiles/OrphanFile-RECORD`; records that never held a file are not listed. A deleted
/// file's content is what its map names now: later files may have overwritten it.
public final class NtfsReader implements Reader {

    /// The format's name.
    static final String NAME = "ntfs";

    /// Size of `$Boot`: 16 sectors of 512 bytes.
    private static final int BOOT_AREA = 8192;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Address.Kind> steps() {
        return EnumSet.of(Address.Kind.VOLUME, Address.Kind.ENTRY, Address.Kind.STREAM);
    }

    /// The boot area alone is no volume: every NTFS volume holds its own as the file `$Boot`.
    @Override
    public boolean recognises(ByteSource bytes, String name) throws IOException {
        return bytes.size() > BOOT_AREA && BootSector.named(bytes.readBytes(0, BootSector.SIZE));
    }

    @Override
    public Holder open(ByteSource bytes, Address at, Means means) throws IOException {
        Address volume = at.step(Address.Kind.VOLUME, NAME, -1);
        return new NtfsHolder(Volume.open(bytes), volume, means.limits().entries());
    }
}
