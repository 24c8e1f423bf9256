package org.tutela.evidence.fat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;

/// The clusters of one content, as runs of neighbours.
///
/// @param runs in the order of the content
/// @param clusters number of clusters in all runs
/// @param broken why there are not as many as the content needs; null where there are
record Extents(List<Run> runs, long clusters, @Nullable EvidenceException broken) {

    /// Neighbouring clusters.
    ///
    /// @param first number of the first
    /// @param count how many
    record Run(long first, long count) {}

    Extents {
        runs = List.copyOf(runs);
    }

    /// No clusters at all.
    static Extents none(@Nullable EvidenceException broken) {
        return new Extents(List.of(), 0, broken);
    }

    /// Collects clusters one after the other and notices when one comes again.
    static final class Collector {
        private final List<Run> runs = new ArrayList<>();
        private final TreeMap<Long, Long> ends = new TreeMap<>();
        private long first;
        private long end;

        /// The next start of a run behind the current one.
        private long wall;

        private long clusters;

        long clusters() {
            return clusters;
        }

        /// Adds a cluster; false, and nothing is added, where it was added before.
        boolean add(long cluster) {
            if (clusters > 0 && cluster == end) {
                if (end == wall) {
                    return false;
                }
            } else {
                flush();
                Map.Entry<Long, Long> before = ends.floorEntry(cluster);
                if (before != null && before.getValue() > cluster) {
                    return false;
                }
                Long behind = ends.higherKey(cluster);
                wall = behind == null ? Long.MAX_VALUE : behind;
                first = cluster;
            }
            end = cluster + 1;
            clusters++;
            return true;
        }

        private void flush() {
            if (end > first) {
                runs.add(new Run(first, end - first));
                ends.put(first, end);
                first = end;
            }
        }

        Extents toExtents(@Nullable EvidenceException broken) {
            flush();
            return new Extents(runs, clusters, broken);
        }
    }
}
