package org.tutela.evidence.ntfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.filesystem.Runs;

/// One entry of an attribute list: which file record holds an attribute of a large file.
///
/// @param type the attribute's type
/// @param name its name
/// @param record the record that holds it
record ListedAttribute(int type, String name, FileRecord.Reference record) {

    /// Longest attribute list that Windows makes, bytes.
    private static final int LIST_LIMIT = 256 << 10;

    /// Shortest entry, bytes.
    private static final int ENTRY = 0x1A;

    /// The attribute list of a file; empty where it has none. Throws [EvidenceException] where it
    /// cannot be read.
    static List<ListedAttribute> of(FileRecord base, Volume volume) throws IOException {
        Optional<Attribute> list = base.find(Attribute.ATTRIBUTE_LIST, "");
        if (list.isEmpty()) {
            return List.of();
        }
        Attribute attribute = list.get();
        if (attribute.resident()) {
            return parse(Cursor.of(attribute.content(), attribute.contentPlace()), base.number());
        }
        long size = attribute.extent().size();
        if (size > LIST_LIMIT) {
            throw flaw(base.number(), "is said to be " + size + " bytes long", Flaw.LIMIT_REACHED);
        }
        Runs runs =
                RunList.map(List.of(attribute), volume.boot().clusterSize(), volume.mediumSize());
        ByteSource content =
                runs.open(volume.medium(), size, attribute.extent().valid(), "EV-0305");
        byte[] bytes = new byte[(int) size];
        content.readFully(0, bytes);
        return parse(Cursor.of(bytes, runs.firstByte()), base.number());
    }

    private static List<ListedAttribute> parse(Cursor cursor, long number)
            throws EvidenceException {
        List<ListedAttribute> listed = new ArrayList<>();
        while (cursor.remaining() >= ENTRY) {
            int from = cursor.position();
            int type = cursor.i32le("attribute type");
            int length = cursor.u16le("entry length");
            int nameLength = cursor.u8("name length");
            int nameFrom = cursor.u8("name offset");
            if (length < ENTRY || from + length > cursor.size()) {
                throw flaw(number, "has an entry of " + length + " bytes", Flaw.MALFORMED);
            }
            FileRecord.Reference record =
                    FileRecord.Reference.of(cursor.at(from + 0x10).i64le("file record"));
            byte[] name = cursor.at(from + nameFrom).bytes("name", nameLength * 2);
            listed.add(new ListedAttribute(type, Names.text(name, 0, nameLength), record));
            cursor.at(from + length);
        }
        return listed;
    }

    private static EvidenceException flaw(long number, String what, Flaw flaw) {
        return new EvidenceException(
                flaw,
                "EV-0305",
                "the attribute list of file record "
                        + number
                        + " "
                        + what
                        + "; names and content of the file that lie elsewhere are missing",
                -1);
    }
}
