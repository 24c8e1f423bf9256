package org.tutela.run;

import java.io.IOException;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;

/// The bytes of an item as examinations see them: reading minds the deadline.
record CheckedSource(ByteSource bytes, Deadline deadline) implements ByteSource {

    @Override
    public long size() {
        return bytes.size();
    }

    @Override
    public int read(long offset, byte[] into, int from, int length) throws IOException {
        deadline.check();
        return bytes.read(offset, into, from, length);
    }

    /// Wraps the medium of a source: when it cannot be read, that is a flaw of the evidence at
    /// hand, not of our own disk; the run goes on with what can be read.
    static ByteSource medium(ByteSource medium) {
        return new ByteSource() {
            @Override
            public long size() {
                return medium.size();
            }

            @Override
            public int read(long offset, byte[] into, int from, int length) throws IOException {
                try {
                    return medium.read(offset, into, from, length);
                } catch (EvidenceException e) {
                    throw e;
                } catch (IOException e) {
                    throw new EvidenceException(
                            EvidenceException.Flaw.TRUNCATED,
                            "RU-0102",
                            "the medium of the source could not be read at offset "
                                    + offset
                                    + ": check the disk that holds the copy, then run again",
                            e);
                }
            }

            @Override
            public void close() throws IOException {
                medium.close();
            }
        };
    }
}
