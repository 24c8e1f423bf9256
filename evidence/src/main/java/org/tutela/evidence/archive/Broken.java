package org.tutela.evidence.archive;

import java.io.IOException;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;

/// Content that breaks off: gives every byte there is, then throws the flaw. It never ends quietly,
/// so that a part is never taken for the whole.
final class Broken implements ByteSource {
    private final ByteSource there;
    private final long size;
    private final EvidenceException flaw;

    /// `stated` is the size that the archive states, which counts where more is stated than came.
    Broken(ByteSource there, long stated, EvidenceException flaw) {
        this.there = there;
        this.size = Math.max(there.size(), stated);
        this.flaw = flaw;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (offset >= 0 && offset < there.size()) {
            return there.read(offset, into, from, length);
        }
        throw new EvidenceException(flaw.flaw(), flaw.code(), flaw.detail(), there.size());
    }

    @Override
    public void close() throws IOException {
        there.close();
    }
}
