package org.tutela.evidence.volume;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.model.Address;

/// The GUID partition table (UEFI specification 2.10, section 5.3), with sectors of 512 or 4,096
/// bytes.
///
/// A partition's number is the place of its entry in the array, from 1, also where entries before
/// it are unused. The header in the second sector is read where its checksum and that of its
/// entries are right, otherwise the backup in the last sector; where both are damaged, the first
/// that still has its signature, and its flaw is told.
public final class Gpt implements Reader {
    private static final byte[] SIGNATURE = "EFI PART".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 92;
    private static final int SMALLEST_ENTRY = 128;
    private static final int LARGEST_ENTRY = 4096;

    /// Systems write 128; more than this is damage.
    private static final int MOST_ENTRIES = 16_384;

    private static final Map<String, String> TYPES =
            Map.of(
                    "c12a7328-f81f-11d2-ba4b-00a0c93ec93b", "EFI system",
                    "e3c9e316-0b5c-4db8-817d-f92df00215ae", "Microsoft reserved",
                    "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7", "Windows or FAT data",
                    "de94bba4-06d1-4d40-a16a-bfd50179d6ac", "Windows recovery",
                    "0fc63daf-8483-4772-8e79-3d69d8477de4", "Linux",
                    "0657fd6d-a4ab-43c4-84e5-0933c84b4f4f", "Linux swap",
                    "e6d6d379-f507-44c2-a23c-238f2a3df928", "Linux LVM",
                    "48465300-0000-11aa-aa11-00306543ecac", "Apple HFS+",
                    "7c3457ef-0000-11aa-aa11-00306543ecac", "Apple APFS");

    @Override
    public String name() {
        return "gpt";
    }

    @Override
    public Set<Address.Kind> steps() {
        return Set.of(Address.Kind.PARTITION);
    }

    @Override
    public boolean recognises(ByteSource bytes, String name) throws IOException {
        for (Place place : places(bytes)) {
            if (place.isSigned(bytes)) {
                return !isOverruled(bytes);
            }
        }
        return false;
    }

    /// A master boot record with partitions but without a protective one means that the GPT is a
    /// remnant of an earlier life of the medium (UEFI 5.2.3).
    private static boolean isOverruled(ByteSource bytes) throws IOException {
        byte[] sector;
        try {
            sector = bytes.readBytes(0, 512);
        } catch (EvidenceException e) {
            return false;
        }
        if (sector.length < 512 || (sector[510] & 0xFF) != 0x55 || (sector[511] & 0xFF) != 0xAA) {
            return false;
        }
        boolean used = false;
        for (int slot = 446; slot < 510; slot += 16) {
            int type = sector[slot + 4] & 0xFF;
            if (type == 0xEE) {
                return false;
            }
            used |= type != 0;
        }
        return used;
    }

    @Override
    public Holder open(ByteSource bytes, Address at, Means means) throws IOException {
        List<EvidenceException> flaws = new ArrayList<>();
        Table damaged = null;
        for (Place place : places(bytes)) {
            if (!place.isSigned(bytes)) {
                continue;
            }
            try {
                Table table = read(bytes, place);
                EvidenceException flaw = table.flaw();
                if (flaw == null) {
                    if (!place.primary && flaws.isEmpty()) {
                        flaws.add(
                                damaged(
                                        places(bytes).getFirst(),
                                        "its signature is gone or cannot be read"));
                    }
                    return new PartitionTable(bytes, at, table.partitions(), flaws);
                }
                flaws.add(flaw);
                damaged = damaged == null ? table : damaged;
            } catch (EvidenceException e) {
                flaws.add(e);
            }
        }
        if (damaged == null) {
            throw flaws.isEmpty() ? notThere() : flaws.getFirst();
        }
        return new PartitionTable(bytes, at, damaged.partitions(), flaws);
    }

    private static EvidenceException notThere() {
        return new EvidenceException(
                Flaw.MALFORMED, "EV-0205", "there is no GUID partition table", 512);
    }

    /// Where a header may lie: primary before backup.
    private static List<Place> places(ByteSource bytes) {
        return List.of(
                new Place(512, 512, true),
                new Place(4096, 4096, true),
                new Place(512, Math.max(0, bytes.size() / 512 * 512 - 512), false),
                new Place(4096, Math.max(0, bytes.size() / 4096 * 4096 - 4096), false));
    }

    /// A place for a header.
    ///
    /// @param sectorSize bytes of a sector, if it is there
    /// @param offset where
    /// @param primary whether it is that of the first header
    private record Place(int sectorSize, long offset, boolean primary) {
        /// A place that cannot be read has no header; the backup is asked then.
        boolean isSigned(ByteSource bytes) throws IOException {
            try {
                return Arrays.equals(bytes.readBytes(offset, SIGNATURE.length), SIGNATURE);
            } catch (EvidenceException e) {
                return false;
            }
        }

        String title() {
            return (primary ? "primary" : "backup") + " GUID partition table";
        }
    }

    /// What a header and its entries give.
    ///
    /// @param flaw a wrong checksum; null where both are right
    private record Table(List<Partition> partitions, @Nullable EvidenceException flaw) {}

    private static Table read(ByteSource bytes, Place place) throws IOException {
        byte[] sector = bytes.readBytes(place.offset, place.sectorSize);
        Cursor header = Cursor.of(sector, place.offset);
        long headerSize = header.at(12).u32le("header size");
        long headerCrc = header.u32le("header CRC");
        long array = header.at(72).size64le("first sector of entries");
        long count = header.u32le("number of entries");
        long entrySize = header.u32le("size of an entry");
        long arrayCrc = header.u32le("CRC of entries");
        if (headerSize < HEADER || headerSize > sector.length) {
            throw damaged(place, "its header has an impossible size of " + headerSize);
        }
        if (entrySize < SMALLEST_ENTRY
                || entrySize > LARGEST_ENTRY
                || count > MOST_ENTRIES
                || array > bytes.size() / place.sectorSize) {
            throw damaged(
                    place,
                    "it states "
                            + count
                            + " entries of "
                            + entrySize
                            + " bytes at sector "
                            + array);
        }
        byte[] cleared = Arrays.copyOf(sector, (int) headerSize);
        Arrays.fill(cleared, 16, 20, (byte) 0);
        byte[] entries = bytes.readBytes(array * place.sectorSize, (int) (count * entrySize));
        EvidenceException flaw = null;
        if (crc(cleared) != headerCrc) {
            flaw = damaged(place, "its header does not have the checksum it states");
        } else if (crc(entries) != arrayCrc) {
            flaw = damaged(place, "its entries do not have the checksum they state");
        }
        return new Table(partitions(entries, (int) entrySize, place), flaw);
    }

    private static List<Partition> partitions(byte[] entries, int entrySize, Place place)
            throws EvidenceException {
        List<Partition> partitions = new ArrayList<>();
        for (int i = 0; i < entries.length / entrySize; i++) {
            Cursor entry = Cursor.of(entries, place.offset).at(i * entrySize);
            String type = guid(entry.bytes("type", 16));
            long first = entry.skip("id", 16).i64le("first sector");
            long last = entry.i64le("last sector");
            String name = entry.skip("attributes", 8).text("name", 72, StandardCharsets.UTF_16LE);
            boolean used = !type.equals("00000000-0000-0000-0000-000000000000");
            if (used && first > 0 && last >= first && last < Long.MAX_VALUE / place.sectorSize) {
                partitions.add(
                        new Partition(
                                i + 1,
                                first * place.sectorSize,
                                (last - first + 1) * place.sectorSize,
                                describe(type, name)));
            }
        }
        return partitions;
    }

    private static String describe(String type, String rawName) {
        int end = rawName.indexOf('\0');
        String name = end < 0 ? rawName : rawName.substring(0, end);
        String known = TYPES.getOrDefault(type, "type " + type);
        return name.isBlank() ? known : known + ", " + name;
    }

    /// The text of a GUID, whose first three fields are little-endian.
    private static String guid(byte[] raw) throws EvidenceException {
        Cursor cursor = Cursor.of(raw, 0);
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(cursor.i32le("first"))
                + "-"
                + hex.toHexDigits((short) cursor.u16le("second"))
                + "-"
                + hex.toHexDigits((short) cursor.u16le("third"))
                + "-"
                + hex.formatHex(cursor.bytes("fourth", 2))
                + "-"
                + hex.formatHex(cursor.bytes("fifth", 6));
    }

    private static long crc(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static EvidenceException damaged(Place place, String why) {
        return new EvidenceException(
                Flaw.MALFORMED,
                "EV-0206",
                "the " + place.title() + " at byte " + place.offset + " is damaged: " + why,
                place.offset);
    }
}
