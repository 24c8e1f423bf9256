package org.tutela.evidence.ntfs;

import java.io.IOException;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.filesystem.Runs;

/// The Master File Table of a volume: finds file records by number. Immutable.
final class Volume {
    /// The record of the table itself.
    private static final int TABLE = 0;

    /// The root folder's record.
    static final int ROOT = 5;

    /// Records below are the file system's own.
    static final int FIRST_OF_USERS = 24;

    private final ByteSource medium;
    private final BootSector boot;
    private final long mediumSize;
    private final Runs tableRuns;
    private final ByteSource table;

    private Volume(ByteSource medium, BootSector boot) throws IOException {
        this.medium = medium;
        this.boot = boot;
        this.mediumSize = Math.max(medium.size(), boot.volumeSize());
        FileRecord first = firstRecord();
        TableMap map = new TableMap(first);
        this.tableRuns = map.runs;
        // A table cannot be larger than the image it lies in; this bounds the scan.
        long size = Math.min(map.size, medium.size());
        this.table = tableRuns.open(medium, size, size, "EV-0308");
    }

    /// Opens the volume. Throws [EvidenceException] where the table cannot be found.
    static Volume open(ByteSource medium) throws IOException {
        return new Volume(medium, BootSector.of(medium.readBytes(0, BootSector.SIZE)));
    }

    ByteSource medium() {
        return medium;
    }

    BootSector boot() {
        return boot;
    }

    /// Bytes that clusters may lie in.
    long mediumSize() {
        return mediumSize;
    }

    /// The whole table, for reading in order.
    ByteSource table() {
        return table;
    }

    /// Number of records, used or not.
    long count() {
        return table.size() / boot.recordSize();
    }

    /// Offset on the medium of a record.
    long place(long number) {
        return Math.max(0, tableRuns.place(number * boot.recordSize()));
    }

    /// A single record. Throws [EvidenceException] where there is none or it is damaged.
    FileRecord get(long number) throws IOException {
        if (number < 0 || number >= count()) {
            throw new EvidenceException(
                    Flaw.MALFORMED,
                    "EV-0313",
                    "there is no file record " + number + "; the table has " + count(),
                    -1);
        }
        byte[] bytes = new byte[boot.recordSize()];
        table.readFully(number * boot.recordSize(), bytes);
        return FileRecord.of(bytes, number, place(number));
    }

    private FileRecord firstRecord() throws IOException {
        try {
            return recordAt(boot.table());
        } catch (EvidenceException damaged) {
            try {
                return recordAt(boot.mirror());
            } catch (EvidenceException alsoDamaged) {
                throw new EvidenceException(
                        Flaw.MALFORMED,
                        "EV-0302",
                        "neither the file table at "
                                + boot.table()
                                + " nor its copy at "
                                + boot.mirror()
                                + " can be read ("
                                + damaged.detail()
                                + "); the volume cannot be listed",
                        boot.table());
            }
        }
    }

    private FileRecord recordAt(long place) throws IOException {
        byte[] bytes = new byte[boot.recordSize()];
        medium.readFully(place, bytes);
        FileRecord record = FileRecord.of(bytes, TABLE, place);
        if (record.find(Attribute.DATA, "").filter(data -> !data.resident()).isEmpty()) {
            throw new EvidenceException(
                    Flaw.MALFORMED, "EV-0302", "the file table's own record has no map", place);
        }
        return record;
    }

    /// The map of the table. Where the table is in many pieces, its map continues in records that
    /// lie in the part already mapped.
    private final class TableMap {
        private final Runs runs;
        private final long size;

        TableMap(FileRecord first) throws IOException {
            Stream pieces = Stream.of(first.attributes(), Attribute.DATA, "");
            Runs known = pieces.map(boot, mediumSize);
            for (ListedAttribute listed : ListedAttribute.of(first, Volume.this)) {
                long number = listed.record().number();
                if (listed.type() == Attribute.DATA && listed.name().isEmpty() && number != TABLE) {
                    pieces = pieces.plus(continuation(known, number).attributes());
                    known = pieces.map(boot, mediumSize);
                }
            }
            runs = known;
            size = Math.min(pieces.size(), known.mapped());
        }

        private FileRecord continuation(Runs known, long number) throws IOException {
            byte[] bytes = new byte[boot.recordSize()];
            long offset = Math.min(number, Long.MAX_VALUE >> 18) * boot.recordSize();
            known.open(medium, known.mapped(), known.mapped(), "EV-0302").readFully(offset, bytes);
            return FileRecord.of(bytes, number, Math.max(0, known.place(offset)));
        }
    }
}
