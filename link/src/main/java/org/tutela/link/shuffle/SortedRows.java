package org.tutela.link.shuffle;

import java.io.IOException;

/// Encoded rows in their order, whoever sorted them.
public interface SortedRows {
    /// Moves to the next row; false at the end.
    boolean next() throws IOException;

    /// The row moved to, valid until the next move.
    Encoded row();
}
