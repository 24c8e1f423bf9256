/// Reads partition tables: MBR with its extended partitions, and GPT.
///
/// [org.tutela.evidence.volume.Mbr] and [org.tutela.evidence.volume.Gpt] read a table into
/// [org.tutela.evidence.volume.Partition]s, which [org.tutela.evidence.volume.PartitionTable] lists
/// and opens by their numbers. What lies in a partition is another reader's matter.
@NullMarked
package org.tutela.evidence.volume;

import org.jspecify.annotations.NullMarked;
