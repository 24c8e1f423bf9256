package org.tutela.evidence.archive;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.model.Address;

/// A single file packed by gzip (RFC 1952), bzip2 or xz: holds one member, its content, whose name
/// is the one stored (gzip) or that of the file without its ending, and whose number is 0.
public final class PackedReader implements Reader {
    private final Packing packing;

    private PackedReader(Packing packing) {
        this.packing = packing;
    }

    /// One reader for each way of packing.
    public static List<Reader> all() {
        return List.of(
                new PackedReader(Packing.GZIP),
                new PackedReader(Packing.BZIP2),
                new PackedReader(Packing.XZ));
    }

    /// `gz`, `bz2` or `xz`.
    @Override
    public String name() {
        return packing.suffix();
    }

    @Override
    public Set<Address.Kind> steps() {
        return Set.of(Address.Kind.MEMBER);
    }

    @Override
    public boolean recognises(ByteSource bytes, String name) throws IOException {
        return signed(packing, bytes);
    }

    @Override
    public Holder open(ByteSource bytes, Address at, Means means) throws IOException {
        return new PackedHolder(packing, bytes, at, means);
    }

    static boolean signed(Packing packing, ByteSource bytes) throws IOException {
        try {
            byte[] head = bytes.readBytes(0, packing.signature().length() / 2);
            return HexFormat.of().formatHex(head).equals(packing.signature());
        } catch (EvidenceException e) {
            return false;
        }
    }
}
