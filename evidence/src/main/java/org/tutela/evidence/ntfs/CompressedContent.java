package org.tutela.evidence.ntfs;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.filesystem.Runs;

/// The content of a compressed file. It is made of units (16 clusters): one that is stored whole is
/// plain, one that is stored in part is compressed, one that is not stored is zeros.
final class CompressedContent implements ByteSource {
    private final Runs runs;
    private final ByteSource stored;
    private final Attribute.Extent extent;
    private final int unitSize;
    private final AtomicReference<@Nullable Unit> last = new AtomicReference<>();

    /// The unit unfolded last. Never changes.
    private static final class Unit {
        private final long number;
        private final byte[] bytes;

        Unit(long number, byte[] bytes) {
            this.number = number;
            this.bytes = bytes;
        }
    }

    /// The content that `runs` map on `medium`, in units of `unitSize` bytes.
    CompressedContent(Runs runs, ByteSource medium, Attribute.Extent extent, int unitSize) {
        this.runs = runs;
        this.stored = runs.open(medium, runs.mapped(), runs.mapped(), "EV-0308");
        this.extent = extent;
        this.unitSize = unitSize;
    }

    @Override
    public long size() {
        return extent.size();
    }

    @Override
    public int read(long offset, byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (offset < 0 || offset >= extent.size()) {
            return -1;
        }
        long number = offset / unitSize;
        int within = (int) (offset % unitSize);
        int count = Math.min(length, unitSize - within);
        count = (int) Math.min(count, extent.size() - offset);
        if (offset >= extent.valid()) {
            java.util.Arrays.fill(into, from, from + count, (byte) 0);
            return count;
        }
        count = (int) Math.min(count, extent.valid() - offset);
        Unit unit = last.get();
        if (unit == null || unit.number != number) {
            unit = new Unit(number, unfold(number * unitSize));
            last.set(unit);
        }
        System.arraycopy(unit.bytes, within, into, from, count);
        return count;
    }

    private byte[] unfold(long start) throws IOException {
        byte[] unit = new byte[unitSize];
        long there = Math.min(unitSize, runs.mapped() - start);
        if (there <= 0) {
            throw new EvidenceException(
                    EvidenceException.Flaw.TRUNCATED,
                    "EV-0308",
                    "the compressed file is mapped only up to byte "
                            + runs.mapped()
                            + "; the rest is missing",
                    start);
        }
        long present = runs.stored(start, there);
        if (present == there) {
            stored.readUpTo(start, unit, 0, (int) there);
        } else if (present > 0) {
            // The stored clusters of a compressed unit come first.
            byte[] packed = stored.readBytes(start, (int) present);
            Lznt1.unfold(packed, packed.length, unit);
        }
        return unit;
    }
}
