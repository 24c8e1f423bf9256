package org.tutela.examine.chat;

import java.io.IOException;

/// Reads one row of a table.
@FunctionalInterface
public interface RowReader {

    /// Reads the row, which is valid during the call only.
    void read(ChatRow row) throws IOException;
}
