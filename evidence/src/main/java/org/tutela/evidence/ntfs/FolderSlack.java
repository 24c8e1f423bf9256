package org.tutela.evidence.ntfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.filesystem.Runs;

/// Names that only the slack of a folder's index still holds: the file's record was given to
/// another file since.
///
/// Slack mostly repeats names of living files, and of deleted ones whose record still tells them. A
/// name counts only where its record no longer means that file, so that no deletion is invented.
final class FolderSlack {
    private static final String INDEX = "$I30";
    private static final byte[] SIGNATURE = "INDX".getBytes(StandardCharsets.US_ASCII);

    /// Where the offsets of an index record's header count from.
    private static final int HEADER = 0x18;

    /// Bytes of an index entry before its key.
    private static final int KEY = 0x10;

    /// Names of one folder that are looked at.
    private static final int LIMIT = 100_000;

    private final Volume volume;
    private final NtfsFile folder;
    private final Set<Found> seen = new HashSet<>();
    private final List<Found> lost = new ArrayList<>();

    private FolderSlack(Volume volume, NtfsFile folder) {
        this.volume = volume;
        this.folder = folder;
    }

    /// A name in the slack.
    ///
    /// @param file the record that it named
    /// @param name the name, with size and times as they were
    record Found(FileRecord.Reference file, FileName name) {}

    /// The names of a folder whose records mean other files now. Never throws on evidence: index
    /// records that cannot be read hold no names.
    static List<Found> of(NtfsFile folder, Volume volume) throws IOException {
        FolderSlack slack = new FolderSlack(volume, folder);
        Stream index = folder.stream(Attribute.INDEX_ALLOCATION, INDEX);
        if (index.present()) {
            try {
                slack.read(index);
            } catch (EvidenceException damaged) {
                return slack.lost;
            }
        }
        return slack.lost;
    }

    private void read(Stream index) throws IOException {
        int size = volume.boot().indexSize();
        Runs runs = index.map(volume.boot(), volume.mediumSize());
        long mapped = Math.min(runs.mapped(), volume.mediumSize());
        ByteSource content = runs.open(volume.medium(), mapped, mapped, "EV-0308");
        byte[] block = new byte[size];
        for (long offset = runs.nextStored(0);
                offset >= 0 && offset + size <= mapped && seen.size() < LIMIT;
                offset = runs.nextStored(offset + size)) {
            content.readFully(offset, block);
            if (java.util.Arrays.equals(block, 0, SIGNATURE.length, SIGNATURE, 0, 4)) {
                block(block);
            }
        }
    }

    private void block(byte[] block) throws IOException {
        try {
            FixUps.apply(block, -1, "an index record");
        } catch (EvidenceException torn) {
            return;
        }
        Cursor cursor = Cursor.of(block, -1).at(HEADER);
        long first = HEADER + cursor.u32le("first entry");
        long end = HEADER + cursor.u32le("end of the entries");
        // Nothing in the index of a deleted folder lives.
        long from = folder.base().inUse() ? end : first;
        from = Math.ceilDiv(Math.max(from, HEADER), 8) * 8;
        while (from + KEY + FileName.HEADER < block.length) {
            from += entry(cursor, (int) from);
        }
    }

    /// Looks for an entry at an offset; returns how far to go on.
    private int entry(Cursor cursor, int at) throws IOException {
        FileRecord.Reference file = FileRecord.Reference.of(cursor.at(at).i64le("file record"));
        int length = cursor.u16le("entry length");
        int keyLength = cursor.u16le("key length");
        int nameLength = cursor.at(at + KEY + FileName.HEADER - 2).u8("name length");
        boolean plausible =
                file.number() >= Volume.FIRST_OF_USERS
                        && file.sequence() != 0
                        && keyLength == FileName.HEADER + 2 * nameLength
                        && length >= KEY + keyLength
                        && length <= KEY + keyLength + 16
                        && at + KEY + keyLength <= cursor.size();
        if (!plausible) {
            return 8;
        }
        try {
            FileName name = FileName.of(cursor.at(at + KEY));
            Found found = new Found(file, name);
            if (name.folder().number() == folder.base().number()
                    && folder.base().isMeantBy(name.folder())
                    && !name.dos()
                    && seen.add(found)
                    && isLost(found)) {
                lost.add(found);
            }
        } catch (EvidenceException noName) {
            return 8;
        }
        return Math.ceilDiv(length, 8) * 8;
    }

    private boolean isLost(Found found) throws IOException {
        FileRecord now;
        try {
            now = volume.get(found.file.number());
        } catch (EvidenceException gone) {
            return found.file.number() < volume.count();
        }
        if (now.isMeantBy(found.file)) {
            return false;
        }
        // The same name in the same folder, made again in the same record, has the same address.
        return NtfsFile.of(now, volume).names().stream()
                .noneMatch(name ->
                        name.name().equals(found.name.name())
                                && name.folder().number() == found.name.folder().number());
    }
}
