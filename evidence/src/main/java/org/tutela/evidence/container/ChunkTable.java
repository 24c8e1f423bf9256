package org.tutela.evidence.container;

import java.io.IOException;

/// Where a run of consecutive chunks lies. Holds no offsets itself: they are loaded when needed, as
/// the tables of a large disk do not fit into memory.
interface ChunkTable {

    /// Number of chunks.
    int count();

    /// The segment that all chunks lie in, counted from 0; -1 where it is missing.
    int segment();

    /// Loads the places of all chunks.
    Places load() throws IOException;

    /// Places of the chunks of one table.
    interface Places {

        /// Offset of the chunk in its segment.
        long offset(int index);

        /// Bytes up to the next chunk; 0 or less where the table contradicts itself.
        long length(int index);

        /// Whether the chunk is a zlib stream; otherwise it is plain with an Adler-32 behind it.
        boolean compressed(int index);
    }
}
