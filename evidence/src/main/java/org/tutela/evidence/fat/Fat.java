package org.tutela.evidence.fat;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.model.Address;

/// FAT12, FAT16 and FAT32 ("FAT: General Overview of On-Disk Format", version 1.03). Not read:
/// exFAT, and the ATARI and OS/2 variants (extended attributes).
///
/// In an address the `entry` step has the path (long names in UTF-8, short names as their raw
/// bytes) and, behind `@`, the place of the directory entry: its byte offset in the volume divided
/// by 32.
public final class Fat implements Reader {

    @Override
    public String name() {
        return "fat";
    }

    @Override
    public Set<Address.Kind> steps() {
        return Set.of(Address.Kind.VOLUME, Address.Kind.ENTRY);
    }

    @Override
    public boolean recognises(ByteSource bytes, String name) throws IOException {
        try {
            return Geometry.find(bytes).isPresent();
        } catch (EvidenceException e) {
            return false;
        }
    }

    @Override
    public Holder open(ByteSource bytes, Address at, Means means) throws IOException {
        Optional<Geometry> geometry = Geometry.find(bytes);
        if (geometry.isEmpty()) {
            throw new EvidenceException(
                    EvidenceException.Flaw.MALFORMED,
                    "EV-0210",
                    "there is no boot sector of a FAT file system",
                    0);
        }
        return new FatVolume(
                bytes, at.step(Address.Kind.VOLUME, name(), -1), geometry.get(), means.limits());
    }
}
