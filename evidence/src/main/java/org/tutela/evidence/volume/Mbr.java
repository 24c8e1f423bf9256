package org.tutela.evidence.volume;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Cursor;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.evidence.fat.Fat;
import org.tutela.model.Address;

/// The partition table of a master boot record (UEFI specification 2.10, section 5.2.1) with its
/// chain of extended boot records.
///
/// Numbers are those that Linux gives: 1 to 4 are the slots of the record itself, also where lower
/// slots are empty; logical partitions count from 5 in the order of the chain. Extended partitions
/// are not listed, as all they hold is listed as logical partitions. Sectors are taken to have 512
/// bytes, since the record does not say.
///
/// A file system's boot sector also ends with 55 AA. It is told apart by its name field (NTFS,
/// exFAT, BitLocker) or by being a plausible FAT; a record whose slots contradict themselves is
/// none.
public final class Mbr implements Reader {
    private static final int SECTOR = 512;
    private static final int SLOTS = 446;
    private static final int SIGNATURE = 0xAA55;
    private static final int PROTECTIVE = 0xEE;

    /// Far more than any system creates.
    private static final int MOST_LOGICAL = 256;

    @Override
    public String name() {
        return "mbr";
    }

    @Override
    public Set<Address.Kind> steps() {
        return Set.of(Address.Kind.PARTITION);
    }

    @Override
    public boolean recognises(ByteSource bytes, String name) throws IOException {
        try {
            byte[] sector = bytes.readBytes(0, SECTOR);
            // Asked of every file: most end here.
            if (sector.length < SECTOR || !isSigned(sector) || isBootSector(sector)) {
                return false;
            }
            List<Slot> slots = slots(sector, 0);
            boolean used = slots.stream().anyMatch(Slot::isUsed);
            return used
                    && slots.stream().allMatch(slot -> slot.isPlausible(bytes.size()))
                    && !new Fat().recognises(bytes, name)
                    && !new Gpt().recognises(bytes, name);
        } catch (EvidenceException e) {
            return false;
        }
    }

    private static boolean isSigned(byte[] sector) {
        return (sector[SECTOR - 2] & 0xFF) == 0x55 && (sector[SECTOR - 1] & 0xFF) == 0xAA;
    }

    private static boolean isBootSector(byte[] sector) {
        String oem = new String(sector, 3, 8, StandardCharsets.ISO_8859_1);
        return oem.equals("NTFS    ") || oem.equals("EXFAT   ") || oem.equals("-FVE-FS-");
    }

    @Override
    public Holder open(ByteSource bytes, Address at, Means means) throws IOException {
        List<Partition> partitions = new ArrayList<>();
        List<EvidenceException> flaws = new ArrayList<>();
        List<Slot> slots = slots(bytes.readBytes(0, SECTOR), 0);
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.isUsed() && !slot.isExtended()) {
                partitions.add(slot.toPartition(i + 1, 0));
            }
        }
        for (Slot slot : slots) {
            if (slot.isUsed() && slot.isExtended()) {
                readChain(bytes, slot, partitions, flaws);
            }
        }
        return new PartitionTable(bytes, at, partitions, flaws);
    }

    /// Follows the chain of an extended partition: the first slot of each record is a logical
    /// partition, relative to that record; the second is the next record, relative to the extended
    /// partition.
    private static void readChain(
            ByteSource bytes,
            Slot extended,
            List<Partition> partitions,
            List<EvidenceException> flaws)
            throws IOException {
        Set<Long> seen = new HashSet<>();
        long record = extended.start;
        int number = 5 + (int) partitions.stream().filter(p -> p.number() >= 5).count();
        while (seen.add(record)) {
            if (number >= 5 + MOST_LOGICAL) {
                flaws.add(broken(record, Flaw.LIMIT_REACHED, "has too many logical partitions"));
                return;
            }
            List<Slot> slots;
            try {
                slots = slots(bytes.readBytes(record * SECTOR, SECTOR), record * SECTOR);
            } catch (EvidenceException e) {
                flaws.add(broken(record, e.flaw(), "breaks off: " + e.detail()));
                return;
            }
            Slot logical = slots.getFirst();
            if (logical.isUsed() && !logical.isExtended()) {
                partitions.add(logical.toPartition(number, record));
                number++;
            }
            Slot next = slots.get(1);
            if (!next.isUsed() || !next.isExtended()) {
                return;
            }
            record = extended.start + next.start;
        }
        flaws.add(broken(record, Flaw.MALFORMED, "returns to a record that it has passed"));
    }

    private static EvidenceException broken(long record, Flaw flaw, String why) {
        return new EvidenceException(
                flaw,
                "EV-0203",
                "the chain of extended boot records "
                        + why
                        + " (record at sector "
                        + record
                        + "); logical partitions behind it are not listed",
                record * SECTOR);
    }

    private static List<Slot> slots(byte[] sector, long base) throws EvidenceException {
        Cursor cursor = Cursor.of(sector, base);
        if (cursor.at(Math.min(sector.length, SECTOR - 2)).u16le("signature") != SIGNATURE) {
            throw cursor.flaw(Flaw.MALFORMED, "EV-0204", "the boot record does not end with 55 AA");
        }
        cursor.at(SLOTS);
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int status = cursor.u8("status");
            int type = cursor.skip("first CHS", 3).u8("type");
            long start = cursor.skip("last CHS", 3).u32le("first sector");
            slots.add(new Slot(status, type, start, cursor.u32le("sectors")));
        }
        return slots;
    }

    /// One of the four slots of a record.
    ///
    /// @param status 0x80 where bootable
    /// @param type what it is said to hold
    /// @param start first sector
    /// @param sectors number of sectors
    private record Slot(int status, int type, long start, long sectors) {

        boolean isUsed() {
            return type != 0 && sectors > 0;
        }

        boolean isExtended() {
            return type == 0x05 || type == 0x0F || type == 0x85;
        }

        boolean isPlausible(long mediumSize) {
            if (status != 0 && status != 0x80) {
                return false;
            }
            return !isUsed()
                    || type == PROTECTIVE
                    || (start > 0 && start * SECTOR < Math.max(mediumSize, SECTOR * 2L));
        }

        Partition toPartition(int number, long base) {
            return new Partition(number, (base + start) * SECTOR, sectors * SECTOR, describe(type));
        }
    }

    /// The types that are met on seized devices; the number alone for all others.
    private static String describe(int type) {
        return switch (type) {
            case 0x01 -> "FAT12 0x01";
            case 0x04, 0x06, 0x0E -> "FAT16 " + hex(type);
            case 0x07 -> "NTFS or exFAT 0x07";
            case 0x0B, 0x0C -> "FAT32 " + hex(type);
            case 0x82 -> "Linux swap 0x82";
            case 0x83 -> "Linux 0x83";
            case 0x8E -> "Linux LVM 0x8e";
            case 0xA5 -> "FreeBSD 0xa5";
            case 0xAF -> "Apple HFS 0xaf";
            case 0xEE -> "GPT protective 0xee";
            case 0xEF -> "EFI system 0xef";
            case 0xFD -> "Linux RAID 0xfd";
            default -> "type " + hex(type);
        };
    }

    private static String hex(int type) {
        return "0x" + java.util.HexFormat.of().toHexDigits((byte) type);
    }
}
