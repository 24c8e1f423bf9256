package org.tutela.evidence.fat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// The content of a file: its runs of clusters one behind the other, cut to its size. Behind the
/// end of a broken chain reading throws what broke it.
final class Content implements ByteSource {
    private final ByteSource volume;
    private final Geometry geometry;
    private final Extents extents;
    private final long size;

    /// Where each run starts in the content.
    private final long[] starts;

    Content(ByteSource volume, Geometry geometry, Extents extents, long size) {
        this.volume = volume;
        this.geometry = geometry;
        this.extents = extents;
        this.size = size;
        List<Extents.Run> runs = extents.runs();
        this.starts = new long[runs.size()];
        long start = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = start;
            start += runs.get(i).count() * geometry.clusterSize();
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, byte[] into, int from, int length) throws IOException {
        if (offset < 0 || offset >= size) {
            return length == 0 ? 0 : -1;
        }
        int found = Arrays.binarySearch(starts, offset);
        int index = found >= 0 ? found : -found - 2;
        long inside = index < 0 ? 0 : offset - starts[index];
        Extents.Run run = index < 0 ? null : extents.runs().get(index);
        long left = run == null ? 0 : run.count() * geometry.clusterSize() - inside;
        if (run == null || left <= 0) {
            throw broken(offset);
        }
        int count = (int) Math.min(Math.min(length, left), size - offset);
        int got = volume.read(geometry.offset(run.first()) + inside, into, from, count);
        if (got < 0) {
            throw new EvidenceException(
                    Flaw.TRUNCATED,
                    "EV-0211",
                    "byte " + offset + " of the file lies behind the end of the volume's bytes",
                    offset);
        }
        return got;
    }

    private EvidenceException broken(long offset) {
        EvidenceException why = extents.broken();
        return why != null
                ? why
                : new EvidenceException(
                        Flaw.TRUNCATED,
                        "EV-0212",
                        "the file has no cluster for its byte " + offset,
                        offset);
    }
}
