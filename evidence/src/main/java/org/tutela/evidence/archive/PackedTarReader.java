package org.tutela.evidence.archive;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.model.Address;

/// A tar archive packed as a whole: `.tar.gz`, `.tar.bz2`, `.tar.xz`. Its members are addressed as
/// those of the tar archive within, by offsets of the unpacked bytes.
///
/// Such an archive can only be read from its start, so it is unpacked once, into memory or the
/// spool, and is tar from then on. It needs as much temporary space as it unfolds to; where the
/// spool has less, it is not listed at all, and the flaw says so.
public final class PackedTarReader implements Reader {
    private static final Map<Packing, String> NAMES =
            Map.of(Packing.GZIP, "tgz", Packing.BZIP2, "tbz2", Packing.XZ, "txz");

    private final Packing packing;

    private PackedTarReader(Packing packing) {
        this.packing = packing;
    }

    /// One reader for each way of packing.
    public static List<Reader> all() {
        return List.of(
                new PackedTarReader(Packing.GZIP),
                new PackedTarReader(Packing.BZIP2),
                new PackedTarReader(Packing.XZ));
    }

    /// `tgz`, `tbz2` or `txz`.
    @Override
    public String name() {
        return NAMES.getOrDefault(packing, packing.suffix());
    }

    @Override
    public Set<Address.Kind> steps() {
        return Set.of(Address.Kind.MEMBER);
    }

    /// Unpacks the first block and looks at it as tar would.
    @Override
    public boolean recognises(ByteSource bytes, String name) throws IOException {
        if (!PackedReader.signed(packing, bytes)) {
            return false;
        }
        long allowance = Content.allowance(Limits.standard(), bytes.size());
        try (Unpacking unpacking = new Unpacking(packing, bytes, allowance)) {
            byte[] first = unpacking.readNBytes(TarHeader.SIZE);
            return TarHeader.sound(first) && TarHeader.magic(first);
        } catch (EvidenceException e) {
            return false;
        }
    }

    @Override
    public Holder open(ByteSource bytes, Address at, Means means) throws IOException {
        ByteSource tar = Content.unpack(packing, bytes, Content.Stated.NOTHING, means);
        return new TarHolder(tar, at, means, true);
    }
}
