package org.tutela.evidence.archive;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.model.Address;

/// tar archives: V7, POSIX ustar and pax (IEEE Std 1003.1, pax, "ustar Interchange Format" and "pax
/// Header Block"), GNU (GNU tar manual, "Basic Tar Format": long names, sparse files).
///
/// A member's address is its stored name and the offset of its first header block, so it is opened
/// without an index. A second name of a file (a hard link) is listed as a link to the first.
///
/// Not read: the further parts of archives that go over several files; names and sizes that global
/// pax headers set for all members.
public final class TarReader implements Reader {

    @Override
    public String name() {
        return "tar";
    }

    @Override
    public Set<Address.Kind> steps() {
        return Set.of(Address.Kind.MEMBER);
    }

    /// By the checksum of the first header and its magic; a V7 header has none, and needs a name
    /// that ends with `.tar`.
    @Override
    public boolean recognises(ByteSource bytes, String name) throws IOException {
        try {
            byte[] first = bytes.readBytes(0, TarHeader.SIZE);
            return TarHeader.sound(first)
                    && (TarHeader.magic(first) || name.toLowerCase(Locale.ROOT).endsWith(".tar"));
        } catch (EvidenceException e) {
            return false;
        }
    }

    @Override
    public Holder open(ByteSource bytes, Address at, Means means) {
        return new TarHolder(bytes, at, means, false);
    }
}
