package org.tutela.evidence.ext;

import java.io.IOException;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Holder;
import org.tutela.model.Address;

/// An opened ext volume. Immutable, so that several threads may use it.
final class ExtHolder implements Holder {
    private final ExtVolume volume;
    private final Address at;
    private final long entries;

    /// A holder whose entries, `entries` at most, lie below the address `at` of the volume.
    ExtHolder(ExtVolume volume, Address at, long entries) {
        this.volume = volume;
        this.at = at;
        this.entries = entries;
    }

    @Override
    public void list(Sink sink) throws IOException {
        new ExtListing(volume, at, sink, entries).run();
    }

    @Override
    public ByteSource open(Address address) throws IOException {
        Address.Step entry = address.last();
        if (entry.kind() != Address.Kind.ENTRY || entry.number() < 0) {
            throw new EvidenceException(
                    Flaw.MALFORMED,
                    "EV-0412",
                    "the address names no file of the volume: " + entry,
                    -1);
        }
        if (entry.number() == 0) {
            throw new EvidenceException(
                    Flaw.TRUNCATED,
                    "EV-0413",
                    "the file was deleted and only its name is left; carving may find its content",
                    -1);
        }
        return volume.open(volume.inodes().get(entry.number()));
    }
}
