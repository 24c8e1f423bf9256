package org.tutela.evidence.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Makes small FAT volumes with clusters of one sector, by the specification and by nothing of the
/// reader.
public final class FatMaker {
    private static final int SECTOR = 512;
    private static final int ROOT_ENTRIES = 64;

    private final int bits;
    private final int reserved;
    private final int tableSectors;
    private final int dataStart;
    private final ByteBuffer image;
    private final int[] next;
    private final Folder root;
    private int seconds;

    /// A folder being filled.
    public static final class Folder {
        private final List<Integer> clusters = new ArrayList<>();
        private int slots;
        private Placed entry = new Placed(0, 0, 0);

        /// Its entry in the folder above.
        public Placed entry() {
            return entry;
        }
    }

    /// A directory entry that was written.
    ///
    /// @param offset of its short name in the volume
    /// @param parts entries of its long name
    /// @param cluster its first
    public record Placed(int offset, int parts, int cluster) {}

    /// A volume of `bits` (12, 16, 32) with so many clusters.
    public FatMaker(int bits, int clusters) {
        this.bits = bits;
        this.reserved = bits == 32 ? 32 : 1;
        this.tableSectors = ((clusters + 2) * bits / 8 + SECTOR) / SECTOR;
        int rootSectors = bits == 32 ? 0 : ROOT_ENTRIES * 32 / SECTOR;
        this.dataStart = (reserved + 2 * tableSectors + rootSectors) * SECTOR;
        this.image =
                ByteBuffer.allocate(dataStart + clusters * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        this.next = new int[clusters + 2];
        next[0] = -8;
        next[1] = -1;
        this.root = new Folder();
        if (bits == 32) {
            root.clusters.add(allocate(1));
        }
        writeBootSector(rootSectors);
    }

    private void writeBootSector(int rootSectors) {
        image.put(0, new byte[] {(byte) 0xEB, 0x3C, (byte) 0x90});
        image.put(3, "TUTELA  ".getBytes(StandardCharsets.US_ASCII));
        image.putShort(11, (short) SECTOR).put(13, (byte) 1).putShort(14, (short) reserved);
        image.put(16, (byte) 2).putShort(17, (short) (rootSectors * SECTOR / 32));
        image.put(21, (byte) 0xF8).putInt(32, image.capacity() / SECTOR);
        if (bits == 32) {
            image.putInt(36, tableSectors).putInt(44, 2).putShort(50, (short) 6);
        } else {
            image.putShort(22, (short) tableSectors);
        }
        image.putShort(510, (short) 0xAA55);
    }

    /// The root folder.
    public Folder root() {
        return root;
    }

    /// A folder in another.
    public Folder folder(Folder parent, String name) {
        Folder folder = new Folder();
        int first = allocate(1);
        folder.clusters.add(first);
        int up = parent == root ? 0 : parent.clusters.getFirst();
        writeSlot(folder, shortSlot(".          ", 0x10, first, 0));
        writeSlot(folder, shortSlot("..         ", 0x10, up, 0));
        folder.entry = entry(parent, name, 0x10, new int[] {first, 0});
        return folder;
    }

    /// A file on the first free clusters.
    public Placed file(Folder parent, String name, byte[] content) {
        int count = (content.length + SECTOR - 1) / SECTOR;
        int[] clusters = new int[count];
        for (int i = 0; i < count; i++) {
            clusters[i] = allocate(1);
        }
        return file(parent, name, content, clusters);
    }

    /// A file on clusters that the caller chose.
    public Placed file(Folder parent, String name, byte[] content, int[] clusters) {
        for (int i = 0; i < clusters.length; i++) {
            next[clusters[i]] = i + 1 < clusters.length ? clusters[i + 1] : -1;
            int length = Math.min(SECTOR, content.length - i * SECTOR);
            image.put(offset(clusters[i]), content, i * SECTOR, length);
        }
        int first = clusters.length == 0 ? 0 : clusters[0];
        return entry(parent, name, 0x20, new int[] {first, content.length});
    }

    /// Marks an entry as deleted and frees its chain, as Windows does.
    public void delete(Placed placed) {
        for (int i = 0; i <= placed.parts; i++) {
            image.put(placed.offset - i * 32, (byte) 0xE5);
        }
        int cluster = placed.cluster;
        while (cluster > 0) {
            int behind = next[cluster];
            next[cluster] = 0;
            cluster = behind;
        }
    }

    /// Makes the chain of a cluster lead to another.
    public void link(int cluster, int to) {
        next[cluster] = to;
    }

    /// The volume.
    public byte[] toBytes() {
        for (int copy = 0; copy < 2; copy++) {
            int start = (reserved + copy * tableSectors) * SECTOR;
            for (int i = 0; i < next.length; i++) {
                writeNext(start, i, next[i]);
            }
        }
        if (bits == 32) {
            image.put(6 * SECTOR, Arrays.copyOf(image.array(), SECTOR));
        }
        return image.array().clone();
    }

    private void writeNext(int start, int cluster, int value) {
        switch (bits) {
            case 12 -> {
                int at = start + cluster * 3 / 2;
                int old = image.getShort(at) & 0xFFFF;
                int twelve = value & 0xFFF;
                int both =
                        cluster % 2 == 0 ? (old & 0xF000) | twelve : (old & 0x000F) | twelve << 4;
                image.putShort(at, (short) both);
            }
            case 16 -> image.putShort(start + cluster * 2, (short) value);
            default -> image.putInt(start + cluster * 4, value & 0x0FFF_FFFF);
        }
    }

    private int allocate(int from) {
        for (int i = Math.max(2, from); i < next.length; i++) {
            if (next[i] == 0) {
                next[i] = -1;
                return i;
            }
        }
        throw new IllegalStateException("the volume is full");
    }

    private int offset(int cluster) {
        return dataStart + (cluster - 2) * SECTOR;
    }

    private Placed entry(Folder parent, String name, int attributes, int[] firstAndSize) {
        String shortName = shortName(name, parent.slots);
        int parts = 0;
        if (!name.equals(plain(shortName))) {
            parts = writeLongName(parent, name, shortName);
        }
        byte[] slot = shortSlot(shortName, attributes, firstAndSize[0], firstAndSize[1]);
        return new Placed(writeSlot(parent, slot), parts, firstAndSize[0]);
    }

    /// `READ ME.txt` becomes `READ~007TXT`, with the number of its slot.
    private static String shortName(String name, int slot) {
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        String extension = dot < 0 ? "" : name.substring(dot + 1);
        boolean fits = name.matches("[A-Z0-9]{1,8}(\\.[A-Z0-9]{1,3})?");
        String letters = stem.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        String start =
                fits
                        ? stem
                        : letters.substring(0, Math.min(4, letters.length()))
                                + String.format(Locale.ROOT, "~%03d", slot);
        String three = extension.toUpperCase(Locale.ROOT);
        return String.format(
                Locale.ROOT, "%-8s%-3.3s", start, three.substring(0, Math.min(3, three.length())));
    }

    private static String plain(String shortName) {
        String extension = shortName.substring(8).strip();
        String stem = shortName.substring(0, 8).strip();
        return extension.isEmpty() ? stem : stem + "." + extension;
    }

    private int writeLongName(Folder parent, String name, String shortName) {
        int sum = 0;
        for (byte b : shortName.getBytes(StandardCharsets.ISO_8859_1)) {
            sum = ((sum & 1) << 7) + (sum >> 1) + (b & 0xFF) & 0xFF;
        }
        int parts = (name.length() + 12) / 13;
        for (int part = parts; part >= 1; part--) {
            ByteBuffer slot = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
            slot.put(0, (byte) (part == parts ? part | 0x40 : part));
            slot.put(11, (byte) 0x0F).put(13, (byte) sum);
            for (int i = 0; i < 13; i++) {
                int index = (part - 1) * 13 + i;
                char c =
                        index < name.length()
                                ? name.charAt(index)
                                : index == name.length() ? 0 : (char) 0xFFFF;
                slot.putChar(i < 5 ? 1 + i * 2 : i < 11 ? 14 + (i - 5) * 2 : 28 + (i - 11) * 2, c);
            }
            writeSlot(parent, slot.array());
        }
        return parts;
    }

    private byte[] shortSlot(String name, int attributes, int cluster, int size) {
        ByteBuffer slot = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        slot.put(0, name.getBytes(StandardCharsets.ISO_8859_1));
        int day = (2026 - 1980) << 9 | 3 << 5 | 14;
        int time = 15 << 11 | 9 << 5 | seconds;
        seconds = Math.min(29, seconds + 1);
        slot.put(11, (byte) attributes).put(13, (byte) 150);
        slot.putShort(14, (short) time).putShort(16, (short) day).putShort(18, (short) day);
        slot.putShort(20, (short) (cluster >> 16)).putShort(22, (short) time);
        slot.putShort(24, (short) day).putShort(26, (short) cluster).putInt(28, size);
        return slot.array();
    }

    private int writeSlot(Folder folder, byte[] slot) {
        int perCluster = SECTOR / 32;
        if (!folder.clusters.isEmpty() && folder.slots == folder.clusters.size() * perCluster) {
            int more = allocate(1);
            next[folder.clusters.getLast()] = more;
            folder.clusters.add(more);
        }
        int offset = slotOffset(folder, folder.slots);
        image.put(offset, slot);
        folder.slots++;
        return offset;
    }

    private int slotOffset(Folder folder, int slot) {
        int perCluster = SECTOR / 32;
        return folder.clusters.isEmpty()
                ? (reserved + 2 * tableSectors) * SECTOR + slot * 32
                : offset(folder.clusters.get(slot / perCluster)) + slot % perCluster * 32;
    }
}
