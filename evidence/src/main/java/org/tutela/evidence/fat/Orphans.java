package org.tutela.evidence.fat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;

/// Finds pieces of deleted folders that no entry leads to any more, by looking at every free
/// cluster. They are listed under `$OrphanFiles`, as The Sleuth Kit does.
final class Orphans {
    private static final Name PLACE = new Name("$OrphanFiles", "%24OrphanFiles");
    private static final int WINDOW = 1 << 20;
    private static final int MOST = 1 << 20;

    private final ByteSource bytes;
    private final Geometry geometry;
    private final AllocationTable table;
    private final Walk walk;
    private final List<Piece> pieces = new ArrayList<>();
    private @Nullable EvidenceException unreadable;

    Orphans(ByteSource bytes, Geometry geometry, AllocationTable table, Walk walk) {
        this.bytes = bytes;
        this.geometry = geometry;
        this.table = table;
        this.walk = walk;
    }

    /// A free cluster with directory entries.
    ///
    /// @param cluster its number
    /// @param first whether it is the first of its folder
    /// @param parent first cluster of the folder above, where it is said; otherwise 0
    private record Piece(long cluster, boolean first, long parent) {}

    /// Walks all orphans. Gives what could not be read of the free space; null where all could.
    @Nullable EvidenceException list() throws IOException {
        byte[] window = new byte[Math.max(WINDOW, geometry.clusterSize())];
        int most = window.length / geometry.clusterSize();
        long last = Math.min(geometry.clusters() + 2, geometry.cluster(bytes.size()) + 1);
        long cluster = 2;
        while (cluster < last && pieces.size() < MOST) {
            int count = 0;
            while (count < most && cluster + count < last && isOpen(cluster + count)) {
                count++;
            }
            if (count > 0) {
                look(window, cluster, count);
            }
            cluster += Math.max(1, count);
        }
        Set<Long> known = new HashSet<>();
        pieces.forEach(piece -> known.add(piece.cluster));
        for (Piece piece : pieces) {
            if (!piece.first || !known.contains(piece.parent)) {
                walk.orphan(PLACE, piece.cluster);
            }
        }
        for (Piece piece : pieces) {
            walk.orphan(PLACE, piece.cluster);
        }
        return unreadable;
    }

    private boolean isOpen(long cluster) throws IOException {
        return table.isFree(cluster) && !walk.isSeen(cluster);
    }

    private void look(byte[] window, long first, int count) throws IOException {
        int size = geometry.clusterSize();
        int there = 0;
        try {
            there = bytes.readUpTo(geometry.offset(first), window, 0, count * size);
        } catch (EvidenceException e) {
            unreadable = unreadable == null ? e : unreadable;
        }
        for (int i = 0; i < there / size; i++) {
            int from = i * size;
            if (window[from] != 0 && Folder.isLikely(window, from, size)) {
                long cluster = first + i;
                boolean starts = Folder.isFirst(window, from, geometry, cluster);
                long parent =
                        starts ? Slot.read(window, from + Slot.SIZE, 0).firstCluster(geometry) : 0;
                pieces.add(new Piece(cluster, starts, parent));
            }
        }
    }
}
