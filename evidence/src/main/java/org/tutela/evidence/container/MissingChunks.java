package org.tutela.evidence.container;

import java.io.IOException;
import org.tutela.bytes.EvidenceException;

/// Chunks that lie in a missing segment or in the lost part of a damaged one.
///
/// @param count how many
record MissingChunks(int count) implements ChunkTable {

    @Override
    public int segment() {
        return -1;
    }

    @Override
    public Places load() throws IOException {
        throw new EvidenceException(
                EvidenceException.Flaw.TRUNCATED,
                "EV-0107",
                "it lies in a segment that is missing or damaged",
                -1);
    }
}
