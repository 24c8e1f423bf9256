package org.tutela.evidence.volume;

import java.io.IOException;
import java.util.List;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;

/// The partitions of a medium.
///
/// @param bytes the medium
/// @param at its address
/// @param partitions in the order of the table
/// @param flaws what was found wrong in the table
record PartitionTable(
        ByteSource bytes, Address at, List<Partition> partitions, List<EvidenceException> flaws)
        implements Holder {

    PartitionTable {
        partitions = List.copyOf(partitions);
        flaws = List.copyOf(flaws);
    }

    @Override
    public void list(Sink sink) throws IOException {
        for (EvidenceException flaw : flaws) {
            sink.flaw(at, flaw);
        }
        for (Partition partition : partitions) {
            Address address = address(partition);
            sink.entry(
                    new Entry(
                            address,
                            partition.path(),
                            partition.size(),
                            ItemKind.OTHER,
                            ItemOrigin.LISTED,
                            Entry.Times.NONE,
                            partition.firstByte(),
                            null));
            long missing = partition.size() - there(partition);
            if (missing > 0) {
                sink.flaw(
                        address,
                        new EvidenceException(
                                Flaw.TRUNCATED,
                                "EV-0201",
                                "partition "
                                        + partition.number()
                                        + " reaches "
                                        + missing
                                        + " bytes beyond the end of the medium, which has "
                                        + bytes.size()
                                        + "; only what is there can be read",
                                partition.firstByte()));
            }
        }
    }

    @Override
    public ByteSource open(Address address) throws IOException {
        for (Partition partition : partitions) {
            if (address(partition).last().equals(address.last())) {
                return bytes.slice(partition.firstByte(), partition.size());
            }
        }
        throw new EvidenceException(
                Flaw.MALFORMED, "EV-0202", "the partition table has no " + address.last(), -1);
    }

    private Address address(Partition partition) {
        return at.step(Address.Kind.PARTITION, Integer.toString(partition.number()), -1);
    }

    private long there(Partition partition) {
        return Math.clamp(bytes.size() - partition.firstByte(), 0, partition.size());
    }
}
