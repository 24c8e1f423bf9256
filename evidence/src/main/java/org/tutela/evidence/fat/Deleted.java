package org.tutela.evidence.fat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// Gives back the content of deleted files. Deletion clears the chain and leaves the first cluster
/// and the size, so the rest is an assumption, which is always the same:
///
/// 1. The first cluster must be free. If it belongs to another file now, nothing is given back.
/// 2. From there on the content is taken from free clusters in ascending order; clusters that are
///    in use are passed over.
/// 3. Where another deleted file or folder starts that was written later, these clusters are not
///    this content any more, if they ever were: as many free clusters as the other needs are passed
///    over too.
///
/// The first two rules are those of The Sleuth Kit; the third gives back files that were fragmented
/// around each other. What is given back may still be wrong where a file was fragmented otherwise
/// or overwritten by another that was deleted later; no FAT can tell.
final class Deleted {
    private final AllocationTable table;
    private final Geometry geometry;
    private final List<Start> starts;

    private Deleted(AllocationTable table, Geometry geometry, List<Start> starts) {
        this.table = table;
        this.geometry = geometry;
        this.starts = starts;
    }

    /// Where a deleted content starts.
    ///
    /// @param cluster its first cluster
    /// @param needed clusters that it needs
    /// @param written when it was written, local microseconds
    private record Start(long cluster, long needed, long written) {}

    /// Takes note of all deleted content of a volume.
    static final class Collector {
        private final AllocationTable table;
        private final Geometry geometry;
        private final List<Start> starts = new ArrayList<>();

        Collector(AllocationTable table, Geometry geometry) {
            this.table = table;
            this.geometry = geometry;
        }

        void add(Slot slot) throws IOException {
            long cluster = slot.firstCluster(geometry);
            boolean content = slot.size() > 0 || slot.isFolder();
            if (content && geometry.isCluster(cluster) && table.isFree(cluster)) {
                long needed = Math.max(1, geometry.clustersFor(slot.size()));
                starts.add(new Start(cluster, needed, slot.written()));
            }
        }

        Deleted toDeleted() {
            List<Start> sorted = new ArrayList<>(starts);
            sorted.sort(Comparator.comparingLong(Start::cluster));
            return new Deleted(table, geometry, sorted);
        }
    }

    /// The clusters of a deleted file.
    Extents extents(Slot slot) throws IOException {
        long first = slot.firstCluster(geometry);
        if (!geometry.isCluster(first)) {
            return Extents.none(gone("it names the cluster " + first + ", which is none"));
        }
        if (!table.isFree(first)) {
            return Extents.none(
                    gone("its first cluster " + first + " belongs to another file now"));
        }
        long needed = geometry.clustersFor(slot.size());
        Extents.Collector content = new Extents.Collector();
        long cluster = first;
        while (content.clusters() < needed && geometry.isCluster(cluster)) {
            long around = cluster == first ? 0 : around(cluster, slot.written());
            if (around > 0) {
                cluster = pass(cluster, around);
            } else {
                if (table.isFree(cluster)) {
                    content.add(cluster);
                }
                cluster++;
            }
        }
        return content.toExtents(
                content.clusters() == needed
                        ? null
                        : gone("only " + content.clusters() + " free clusters are left for it"));
    }

    /// How many clusters the deleted content takes that starts here and was written later; 0 where
    /// none does.
    private long around(long cluster, long written) {
        int low = 0;
        int high = starts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts.get(middle).cluster < cluster) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        long needed = 0;
        for (int i = low; i < starts.size() && starts.get(i).cluster == cluster; i++) {
            Start start = starts.get(i);
            needed = start.written > written ? Math.max(needed, start.needed) : needed;
        }
        return needed;
    }

    private long pass(long from, long count) throws IOException {
        long cluster = from;
        long passed = 0;
        while (passed < count && geometry.isCluster(cluster)) {
            passed += table.isFree(cluster) ? 1 : 0;
            cluster++;
        }
        return cluster;
    }

    private static EvidenceException gone(String why) {
        return new EvidenceException(
                Flaw.TRUNCATED,
                "EV-0215",
                "the content of this deleted file cannot be given back: " + why,
                -1);
    }
}
