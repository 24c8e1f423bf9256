package org.tutela.evidence.ntfs;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Holder;
import org.tutela.evidence.filesystem.EntryPath;
import org.tutela.model.Address;

/// An opened NTFS volume. Immutable, so that several threads may use it.
final class NtfsHolder implements Holder {
    private final Volume volume;
    private final Address at;
    private final long entries;

    /// A holder whose entries, `entries` at most, lie below the address `at` of the volume.
    NtfsHolder(Volume volume, Address at, long entries) {
        this.volume = volume;
        this.at = at;
        this.entries = entries;
    }

    @Override
    public void list(Sink sink) throws IOException {
        new NtfsListing(volume, at, sink, entries).run();
    }

    @Override
    public ByteSource open(Address address) throws IOException {
        boolean stream = address.last().kind() == Address.Kind.STREAM;
        Address.Step entry = stream ? address.parent().last() : address.last();
        if (entry.kind() != Address.Kind.ENTRY) {
            throw noSuch("the address names no file of the volume: " + address.last());
        }
        NtfsFile file = NtfsFile.of(volume.get(entry.number()), volume);
        checkName(file, entry);
        if (stream) {
            return openStream(file, address.last());
        }
        Stream content = file.content();
        var reparse = file.reparsePoint(volume);
        if (reparse.isPresent()) {
            reparse.get().checkReadable();
        }
        return content.open(volume);
    }

    private ByteSource openStream(NtfsFile file, Address.Step step) throws IOException {
        byte[] wanted = decode(step.value());
        for (Stream stream : file.namedStreams()) {
            if (Arrays.equals(Names.raw(stream.name()), wanted)) {
                return stream.open(volume);
            }
        }
        throw noSuch("the file has no stream " + step.value());
    }

    /// The record must still hold the file that the address names.
    private static void checkName(NtfsFile file, Address.Step entry) throws EvidenceException {
        List<FileName> names = file.names();
        boolean named =
                names.isEmpty()
                        ? EntryPath.unnamed(entry.number()).value().equals(entry.value())
                        : names.stream()
                                .anyMatch(name ->
                                        ("/" + entry.value()).endsWith("/" + encoded(name)));
        boolean root = entry.number() == Volume.ROOT && entry.value().isEmpty();
        if (!named && !root) {
            throw new EvidenceException(
                    Flaw.TRUNCATED,
                    "EV-0314",
                    "file record "
                            + entry.number()
                            + " now holds another file; of the one named here only the name is"
                            + " left",
                    -1);
        }
    }

    private static String encoded(FileName name) {
        return EntryPath.ROOT.child(Names.raw(name.name()), "").value();
    }

    private static byte[] decode(String value) throws EvidenceException {
        try {
            return Address.decode(value);
        } catch (IllegalArgumentException broken) {
            throw new EvidenceException(
                    Flaw.MALFORMED, "EV-0313", "the address cannot be decoded", broken);
        }
    }

    private static EvidenceException noSuch(String sentence) {
        return new EvidenceException(Flaw.MALFORMED, "EV-0313", sentence, -1);
    }
}
