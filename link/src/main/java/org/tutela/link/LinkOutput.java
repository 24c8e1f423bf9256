package org.tutela.link;

import java.io.Closeable;
import java.io.IOException;
import org.tutela.model.LinkedFact;

/// Where linked facts go. Threads may write different partitions at the same time.
public interface LinkOutput {

    /// Starts a logical partition of a step's output. What is not committed never was.
    Partition open(LinkStep step, int partition) throws IOException;

    /// One logical partition, written by one thread.
    interface Partition extends Closeable {
        /// Adds a linked fact or a citation behind the last of its table.
        void add(LinkedFact row) throws IOException;

        /// Makes the partition count.
        void commit() throws IOException;

        /// Without [#commit], deletes what was written.
        @Override
        void close() throws IOException;
    }
}
