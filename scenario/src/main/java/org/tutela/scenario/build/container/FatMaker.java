package org.tutela.scenario.build.container;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Writes FAT16 and FAT32 volumes ("Microsoft Extensible Firmware Initiative FAT32 File System
/// Specification" 1.03): long names, sub-folders, deleted files. Clusters are taken lowest first,
/// so a file written after a deletion overwrites what was deleted; entries of folders are never
/// reused, so every deleted name stays. Times are stored as if the camera's clock showed UTC.
///
/// Not made: FAT12, sectors of other sizes, short names in lower case.
public final class FatMaker {
    private static final int SECTOR = 512;
    private static final int RESERVED = 32;
    private static final int ROOT_ENTRIES = 512;
    private static final int ENTRY = 32;
    private static final int NAME_UNITS = 13;

    private final boolean wide;
    private final int clusterBytes;
    private final int clusters;
    private final int fatSectors;
    private final int dataOffset;
    private final ByteBuffer image;
    private final int[] fat;
    private final Map<String, Folder> folders = new HashMap<>();
    private final Map<String, Place> files = new HashMap<>();
    private int nextShortName = 1;

    /// A folder being filled; cluster 0 is the root folder of FAT16.
    private static final class Folder {
        final List<Integer> chain = new ArrayList<>();
        int used;
    }

    private record Place(Folder folder, int firstEntry, int entries, int cluster) {}

    private FatMaker(boolean wide, int sectors, int sectorsPerCluster) {
        this.wide = wide;
        this.clusterBytes = sectorsPerCluster * SECTOR;
        int rootSectors = wide ? 0 : ROOT_ENTRIES * ENTRY / SECTOR;
        int width = wide ? 4 : 2;
        int about = (sectors - RESERVED - rootSectors) / sectorsPerCluster;
        this.fatSectors = ((about + 2) * width + SECTOR - 1) / SECTOR;
        int data = RESERVED + 2 * fatSectors + rootSectors;
        this.clusters = (sectors - data) / sectorsPerCluster;
        boolean fits = wide ? clusters >= 65_525 : clusters >= 4_085 && clusters < 65_525;
        if (!fits) {
            throw new IllegalArgumentException(
                    clusters + " clusters do not make a " + (wide ? "FAT32" : "FAT16"));
        }
        this.dataOffset = data * SECTOR;
        this.image = LittleEndian.block(sectors * SECTOR);
        this.fat = new int[clusters + 2];
        fat[0] = wide ? 0x0FFFFFF8 : 0xFFF8;
        fat[1] = wide ? 0x0FFFFFFF : 0xFFFF;
        Folder root = new Folder();
        folders.put("", root);
        if (wide) {
            root.chain.add(allocateCleared());
        }
        boot(sectors, sectorsPerCluster);
    }

    /// An empty FAT16 volume; the size must give 4,085 to 65,524 clusters.
    public static FatMaker fat16(int sectors, int sectorsPerCluster) {
        return new FatMaker(false, sectors, sectorsPerCluster);
    }

    /// An empty FAT32 volume; the size must give 65,525 clusters or more.
    public static FatMaker fat32(int sectors, int sectorsPerCluster) {
        return new FatMaker(true, sectors, sectorsPerCluster);
    }

    /// Partition type byte for the master boot record.
    public int partitionType() {
        return wide ? 0x0C : 0x0E;
    }

    private void boot(int sectors, int sectorsPerCluster) {
        image.put(0, new byte[] {(byte) 0xEB, 0x58, (byte) 0x90});
        image.put(3, "MSWIN4.1".getBytes(StandardCharsets.US_ASCII));
        image.putShort(11, (short) SECTOR).put(13, (byte) sectorsPerCluster);
        image.putShort(14, (short) RESERVED).put(16, (byte) 2);
        image.putShort(17, (short) (wide ? 0 : ROOT_ENTRIES));
        boolean small = !wide && sectors < 65_536;
        image.putShort(19, (short) (small ? sectors : 0)).put(21, (byte) 0xF8);
        image.putShort(22, (short) (wide ? 0 : fatSectors));
        image.putShort(24, (short) 63).putShort(26, (short) 255).putInt(28, 2048);
        image.putInt(32, small ? 0 : sectors);
        int tail = 36;
        if (wide) {
            image.putInt(36, fatSectors).putInt(44, 2).putShort(48, (short) 1);
            image.putShort(50, (short) 6);
            tail = 64;
        }
        image.put(tail, (byte) 0x80).put(tail + 2, (byte) 0x29).putInt(tail + 3, 0x2026_0524);
        image.put(tail + 7, "NO NAME    ".getBytes(StandardCharsets.US_ASCII));
        image.put(tail + 18, (wide ? "FAT32   " : "FAT16   ").getBytes(StandardCharsets.US_ASCII));
        image.putShort(510, (short) 0xAA55);
        if (wide) {
            image.putInt(SECTOR, 0x41615252).putInt(SECTOR + 484, 0x61417272);
            image.putInt(SECTOR + 488, -1).putInt(SECTOR + 492, -1);
            image.putShort(SECTOR + 510, (short) 0xAA55);
            byte[] copy = new byte[2 * SECTOR];
            image.get(0, copy);
            image.put(6 * SECTOR, copy);
        }
    }

    /// Makes a folder and those above it. The path is slash-separated, without a slash at the ends.
    public void folder(String path, long modified) {
        if (folders.containsKey(path)) {
            return;
        }
        int slash = path.lastIndexOf('/');
        String above = slash < 0 ? "" : path.substring(0, slash);
        folder(above, modified);
        Folder parent = made(above);
        Folder folder = new Folder();
        int cluster = allocateCleared();
        folder.chain.add(cluster);
        folders.put(path, folder);
        add(parent, path.substring(slash + 1), new Node(cluster, 0, modified, true));
        int up = above.isEmpty() || parent.chain.isEmpty() ? 0 : parent.chain.getFirst();
        entry(folder, shortEntry(padded(".", ""), new Node(cluster, 0, modified, true)));
        entry(folder, shortEntry(padded("..", ""), new Node(up, 0, modified, true)));
    }

    private Folder made(String path) {
        return Objects.requireNonNull(folders.get(path));
    }

    /// Writes a file; folders above it are made. `modified` is milliseconds since 1970 UTC.
    public void file(String path, byte[] bytes, long modified) {
        int slash = path.lastIndexOf('/');
        String above = slash < 0 ? "" : path.substring(0, slash);
        folder(above, modified);
        List<Integer> chain = allocate((bytes.length + clusterBytes - 1) / clusterBytes);
        for (int i = 0; i < chain.size(); i++) {
            int from = i * clusterBytes;
            int length = Math.min(clusterBytes, bytes.length - from);
            image.put(offset(chain.get(i)), bytes, from, length);
        }
        int first = chain.isEmpty() ? 0 : chain.getFirst();
        Folder folder = made(above);
        int firstEntry = folder.used;
        add(folder, path.substring(slash + 1), new Node(first, bytes.length, modified, false));
        files.put(path, new Place(folder, firstEntry, folder.used - firstEntry, first));
    }

    /// Deletes a file as DOS does: its entries are marked, its clusters are free, its bytes stay.
    /// Throws [IllegalArgumentException] where there is none.
    public void delete(String path) {
        Place place = files.remove(path);
        if (place == null) {
            throw new IllegalArgumentException("no file " + path);
        }
        for (int i = 0; i < place.entries(); i++) {
            image.put(entryOffset(place.folder(), place.firstEntry() + i), (byte) 0xE5);
        }
        int cluster = place.cluster();
        while (cluster >= 2 && cluster < fat.length) {
            int next = fat[cluster];
            fat[cluster] = 0;
            cluster = next;
        }
    }

    /// The volume. The maker must not be used afterwards.
    public ByteBuffer toImage() {
        for (int copy = 0; copy < 2; copy++) {
            int at = (RESERVED + copy * fatSectors) * SECTOR;
            for (int i = 0; i < fat.length; i++) {
                if (wide) {
                    image.putInt(at + 4 * i, fat[i]);
                } else {
                    image.putShort(at + 2 * i, (short) fat[i]);
                }
            }
        }
        return image;
    }

    private record Node(int cluster, int size, long modified, boolean folder) {}

    private void add(Folder folder, String name, Node node) {
        byte[] shortName = shortName(name);
        int checksum = 0;
        for (byte b : shortName) {
            checksum = (((checksum & 1) << 7) + ((checksum & 0xFF) >> 1) + (b & 0xFF)) & 0xFF;
        }
        int pieces = (name.length() + NAME_UNITS - 1) / NAME_UNITS;
        for (int piece = pieces; piece >= 1; piece--) {
            entry(folder, longEntry(name, piece, piece == pieces, checksum));
        }
        entry(folder, shortEntry(shortName, node));
    }

    /// One piece of a long name: 13 UTF-16 units at offsets 1, 14 and 28.
    private static byte[] longEntry(String name, int piece, boolean last, int checksum) {
        ByteBuffer entry = LittleEndian.block(ENTRY);
        entry.put(0, (byte) (last ? piece | 0x40 : piece)).put(11, (byte) 0x0F);
        entry.put(13, (byte) checksum);
        for (int i = 0; i < NAME_UNITS; i++) {
            int at = (piece - 1) * NAME_UNITS + i;
            int unit = at < name.length() ? name.charAt(at) : at == name.length() ? 0 : 0xFFFF;
            entry.putShort(i < 5 ? 1 + 2 * i : i < 11 ? 4 + 2 * i : 6 + 2 * i, (short) unit);
        }
        return LittleEndian.bytes(entry);
    }

    private static byte[] shortEntry(byte[] name, Node node) {
        ByteBuffer entry = LittleEndian.block(ENTRY);
        entry.put(0, name).put(11, (byte) (node.folder() ? 0x10 : 0x20));
        LocalDateTime time = LocalDateTime.ofEpochSecond(node.modified() / 1000, 0, ZoneOffset.UTC);
        int date =
                ((time.getYear() - 1980) << 9) | (time.getMonthValue() << 5) | time.getDayOfMonth();
        int clock = (time.getHour() << 11) | (time.getMinute() << 5) | (time.getSecond() / 2);
        entry.putShort(14, (short) clock).putShort(16, (short) date).putShort(18, (short) date);
        entry.putShort(20, (short) (node.cluster() >>> 16)).putShort(22, (short) clock);
        entry.putShort(24, (short) date).putShort(26, (short) node.cluster());
        return LittleEndian.bytes(entry.putInt(28, node.size()));
    }

    private byte[] shortName(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot + 1);
        String stem =
                (dot < 0 ? name : name.substring(0, dot))
                        .toUpperCase(Locale.ROOT)
                        .replaceAll("[^A-Z0-9_]", "");
        String tail = "~" + Integer.toHexString(nextShortName++).toUpperCase(Locale.ROOT);
        stem = stem.substring(0, Math.min(stem.length(), 8 - tail.length())) + tail;
        return padded(stem, extension.toUpperCase(Locale.ROOT));
    }

    private static byte[] padded(String stem, String extension) {
        String cut = extension.substring(0, Math.min(3, extension.length()));
        return (stem + " ".repeat(8 - stem.length()) + cut + " ".repeat(3 - cut.length()))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void entry(Folder folder, byte[] entry) {
        int perCluster = clusterBytes / ENTRY;
        boolean fixed = folder.chain.isEmpty();
        if (fixed && folder.used >= ROOT_ENTRIES) {
            throw new IllegalStateException("the root folder of a FAT16 is full");
        }
        if (!fixed && folder.used == folder.chain.size() * perCluster) {
            int next = allocateCleared();
            fat[folder.chain.getLast()] = next;
            folder.chain.add(next);
        }
        image.put(entryOffset(folder, folder.used++), entry);
    }

    private int entryOffset(Folder folder, int number) {
        if (folder.chain.isEmpty()) {
            return dataOffset - ROOT_ENTRIES * ENTRY + number * ENTRY;
        }
        int perCluster = clusterBytes / ENTRY;
        return offset(folder.chain.get(number / perCluster)) + number % perCluster * ENTRY;
    }

    private int offset(int cluster) {
        return dataOffset + (cluster - 2) * clusterBytes;
    }

    private int allocateCleared() {
        int cluster = allocate(1).getFirst();
        image.put(offset(cluster), new byte[clusterBytes]);
        return cluster;
    }

    /// Takes the lowest free clusters and chains them; what lay there stays in the slack.
    private List<Integer> allocate(int count) {
        List<Integer> chain = new ArrayList<>();
        for (int cluster = 2; cluster < fat.length && chain.size() < count; cluster++) {
            if (fat[cluster] == 0) {
                chain.add(cluster);
            }
        }
        if (chain.size() < count) {
            throw new IllegalStateException("the volume is full");
        }
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            fat[chain.get(i)] = last ? (wide ? 0x0FFFFFFF : 0xFFFF) : chain.get(i + 1);
        }
        return chain;
    }
}
