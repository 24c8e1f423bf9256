package org.tutela.evidence.archive;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;

/// Content that lies in the archive as it is. Random access costs nothing more; when it has been
/// read once from front to back, its CRC-32 is known, and [#flaws] tells whether it is the one that
/// the archive states.
final class Summed implements ByteSource {
    private final ByteSource stored;
    private final long stated;
    private final ReentrantLock lock = new ReentrantLock();
    private final CRC32 crc = new CRC32();
    private long summed;

    Summed(ByteSource stored, long stated) {
        this.stored = stored;
        this.stated = stated;
    }

    @Override
    public long size() {
        return stored.size();
    }

    @Override
    public int read(long offset, byte[] into, int from, int length) throws IOException {
        int got = stored.read(offset, into, from, length);
        lock.lock();
        try {
            if (got > 0 && offset <= summed && offset + got > summed) {
                int known = (int) (summed - offset);
                crc.update(into, from + known, got - known);
                summed = offset + got;
            }
        } finally {
            lock.unlock();
        }
        return got;
    }

    @Override
    public List<EvidenceException> flaws() {
        lock.lock();
        try {
            boolean wrong = summed == stored.size() && crc.getValue() != stated;
            return wrong ? List.of(Content.wrongSum(summed)) : List.of();
        } finally {
            lock.unlock();
        }
    }
}
