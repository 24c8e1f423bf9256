package org.tutela.evidence.ntfs;

import java.nio.charset.StandardCharsets;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// The boot sector: where the file table lies, and in which units the volume counts. All sizes and
/// offsets in bytes.
///
/// @param clusterSize 256 to 2 MiB, a power of two
/// @param recordSize of one file record, 256 to 64 KiB, a power of two
/// @param indexSize of one index record, 256 to 2 MiB, a power of two
/// @param table offset of the Master File Table
/// @param mirror offset of the copy of its first records
/// @param volumeSize as the boot sector states it
record BootSector(
        int clusterSize, int recordSize, int indexSize, long table, long mirror, long volumeSize) {

    /// Bytes of a boot sector that are read.
    static final int SIZE = 512;

    private static final byte[] NAME = "NTFS    ".getBytes(StandardCharsets.US_ASCII);

    /// Whether the bytes carry the name of NTFS at its place.
    static boolean named(byte[] first) {
        if (first.length < SIZE) {
            return false;
        }
        for (int i = 0; i < NAME.length; i++) {
            if (first[3 + i] != NAME[i]) {
                return false;
            }
        }
        return true;
    }

    /// Reads the boot sector.
    static BootSector of(byte[] first) throws EvidenceException {
        Cursor cursor = Cursor.of(first, 0);
        int sectorSize = cursor.at(0x0B).u16le("bytes per sector");
        long sectorsPerCluster = units(cursor.u8("sectors per cluster"), 0x80);
        long clusterSize = sectorSize * sectorsPerCluster;
        long sectors = cursor.at(0x28).size64le("total sectors");
        long table = cursor.size64le("cluster of $MFT");
        long mirror = cursor.size64le("cluster of $MFTMirr");
        long record = recordSize(cursor.u8("clusters per file record"), clusterSize);
        long index = recordSize(cursor.at(0x44).u8("clusters per index record"), clusterSize);
        checkPower("sector size", sectorSize, 4096);
        checkPower("cluster size", clusterSize, 2 << 20);
        checkPower("size of a file record", record, 1 << 16);
        checkPower("size of an index record", index, 2 << 20);
        return new BootSector(
                (int) clusterSize,
                (int) record,
                (int) index,
                place("$MFT", table, clusterSize),
                place("$MFTMirr", mirror, clusterSize),
                place("end of the volume", sectors, sectorSize));
    }

    /// A count, or behind `most` the negative binary logarithm of one.
    private static long units(int value, int most) {
        return value <= most ? value : 1L << Math.min(62, 256 - value);
    }

    private static long recordSize(int value, long clusterSize) {
        return value < 0x80 ? value * clusterSize : 1L << Math.min(62, 256 - value);
    }

    private static void checkPower(String what, long value, long most) throws EvidenceException {
        if (value < 256 || value > most || Long.bitCount(value) != 1) {
            throw malformed("a " + what + " of " + value + " bytes");
        }
    }

    private static long place(String what, long units, long unitSize) throws EvidenceException {
        if (units > Long.MAX_VALUE / 4 / unitSize) {
            throw malformed("a place of the " + what + " that no medium has");
        }
        return units * unitSize;
    }

    private static EvidenceException malformed(String what) {
        return new EvidenceException(
                Flaw.MALFORMED,
                "EV-0301",
                "the NTFS boot sector states " + what + "; the volume cannot be read",
                0);
    }
}
