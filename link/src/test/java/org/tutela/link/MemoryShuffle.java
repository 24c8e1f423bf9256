package org.tutela.link;

import java.io.IOException;
import org.tutela.link.shuffle.SortedInMemory;

/// The simplest shuffle: everything in one list, sorted. What the others are compared with.
public final class MemoryShuffle implements Shuffle {
    /// As many as the tests' cases have.
    public static final int PARTITIONS = 4;

    @Override
    public void run(LinkStep step, Tables tables, Known known, LinkOutput out) throws IOException {
        SortedInMemory.link(step, tables, known, out);
    }
}
