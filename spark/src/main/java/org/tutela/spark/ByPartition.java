package org.tutela.spark;

import org.apache.spark.Partitioner;
import org.tutela.link.shuffle.Encoded;

/// Sends an encoded row to the logical partition that it names.
final class ByPartition extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int partitions;

    ByPartition(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object row) {
        return ((Encoded) row).partition();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByPartition that && partitions == that.partitions;
    }

    @Override
    public int hashCode() {
        return partitions;
    }
}
