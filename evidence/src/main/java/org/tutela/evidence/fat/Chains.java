package org.tutela.evidence.fat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// Follows the chains of what is not deleted.
final class Chains {
    private final AllocationTable table;
    private final Geometry geometry;

    Chains(AllocationTable table, Geometry geometry) {
        this.table = table;
        this.geometry = geometry;
    }

    /// The chain from `first` on, at most `needed` clusters of it. A chain that breaks gives what
    /// comes before the break, and why.
    Extents follow(long first, long needed) throws IOException {
        Extents.Collector chain = new Extents.Collector();
        long cluster = first;
        while (chain.clusters() < needed) {
            String why = reason(cluster, chain);
            if (why != null) {
                return chain.toExtents(
                        new EvidenceException(
                                Flaw.MALFORMED,
                                "EV-0213",
                                "the chain of clusters from "
                                        + first
                                        + " on "
                                        + why
                                        + " after "
                                        + chain.clusters()
                                        + " clusters; what lies behind that"
                                        + " cannot be read",
                                chain.clusters() * geometry.clusterSize()));
            }
            long next = table.next(cluster);
            if (next == AllocationTable.END) {
                break;
            }
            cluster = next;
        }
        return chain.toExtents(null);
    }

    /// The chain of a file of `size` bytes, which must be long enough.
    Extents file(long first, long size) throws IOException {
        long needed = geometry.clustersFor(size);
        Extents extents = follow(first, needed);
        if (extents.broken() == null && extents.clusters() < needed) {
            return new Extents(
                    extents.runs(),
                    extents.clusters(),
                    new EvidenceException(
                            Flaw.TRUNCATED,
                            "EV-0214",
                            "the file of "
                                    + size
                                    + " bytes needs "
                                    + needed
                                    + " clusters, its chain has "
                                    + extents.clusters()
                                    + "; the rest of it cannot be read",
                            extents.clusters() * geometry.clusterSize()));
        }
        return extents;
    }

    /// Adds a cluster, or says why the chain breaks at it.
    private @Nullable String reason(long cluster, Extents.Collector chain) {
        if (cluster == AllocationTable.FREE) {
            return "leads into free space";
        }
        if (cluster == AllocationTable.BAD) {
            return "leads into a cluster marked as bad";
        }
        if (!geometry.isCluster(cluster)) {
            return "leads to the cluster " + cluster + ", which the volume does not have";
        }
        return chain.add(cluster) ? null : "returns to itself";
    }
}
