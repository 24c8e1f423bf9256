package org.tutela.evidence.archive;

import java.io.IOException;
import java.util.Set;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.model.Address;

/// ZIP archives with ZIP64 (PKWARE APPNOTE 6.3.10), as made by people, by programs and by tools
/// that extract phones.
///
/// Office documents, e-books, Java archives and Android packages are ZIP archives too. They are
/// examined as the documents and programs that they are, and not recognised here. A member's
/// address is its stored name and its position in the central directory, counted from 0: equal
/// names stay apart, and the name is never a path to write to.
///
/// Not read: archives split over several files, encrypted members (a `problem` each), packing
/// methods other than stored, deflate, deflate64, bzip2 and xz.
public final class ZipReader implements Reader {

    @Override
    public String name() {
        return "zip";
    }

    @Override
    public Set<Address.Kind> steps() {
        return Set.of(Address.Kind.MEMBER);
    }

    @Override
    public boolean recognises(ByteSource bytes, String name) throws IOException {
        boolean signed = false;
        try {
            signed = signed(bytes);
            return signed && !Documents.recognises(bytes);
        } catch (EvidenceException e) {
            // Where only its directory cannot be read, opening it will tell what is wrong.
            return signed;
        }
    }

    /// Reads the central directory once. Where it is missing or damaged, the members are found by
    /// their local headers, and listing ends with the flaw.
    @Override
    public Holder open(ByteSource bytes, Address at, Means means) throws IOException {
        return new ZipHolder(bytes, at, means);
    }

    /// `PK\3\4`, `PK\5\6` (an empty archive), or either behind the mark of a split archive.
    static boolean signed(ByteSource bytes) throws IOException {
        byte[] head = bytes.readBytes(0, 8);
        return starts(head, 0, 3, 4)
                || starts(head, 0, 5, 6)
                || (starts(head, 0, 7, 8) && starts(head, 4, 3, 4))
                || (starts(head, 0, '0', '0') && starts(head, 4, 3, 4));
    }

    private static boolean starts(byte[] head, int from, int third, int fourth) {
        return head.length >= from + 4
                && head[from] == 'P'
                && head[from + 1] == 'K'
                && head[from + 2] == third
                && head[from + 3] == fourth;
    }
}
