package org.tutela.evidence.container;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;

/// Files one behind the other; a missing one has a place but no bytes.
///
/// @param parts without gaps, in their order
/// @param size bytes of all parts
record Joined(List<Part> parts, long size) implements ByteSource {

    /// One file.
    ///
    /// @param name its name
    /// @param start where it starts in the whole
    /// @param size its length
    /// @param bytes null where the file is missing
    record Part(String name, long start, long size, @Nullable ByteSource bytes) {}

    Joined {
        parts = List.copyOf(parts);
    }

    static Joined of(List<Part> parts) {
        return new Joined(
                parts, parts.isEmpty() ? 0 : parts.getLast().start() + parts.getLast().size());
    }

    @Override
    public int read(long offset, byte[] into, int from, int length) throws IOException {
        if (offset < 0 || offset >= size) {
            return length == 0 ? 0 : -1;
        }
        Part part = part(offset);
        ByteSource bytes = part.bytes();
        long inside = offset - part.start();
        int count = (int) Math.min(length, part.size() - inside);
        int got = bytes == null ? -1 : bytes.read(inside, into, from, count);
        if (got < 0) {
            throw new EvidenceException(
                    EvidenceException.Flaw.TRUNCATED,
                    "EV-0111",
                    "byte "
                            + offset
                            + " of the medium lies in the segment "
                            + part.name()
                            + ", which is missing or shorter than at opening",
                    offset);
        }
        return got;
    }

    private Part part(long offset) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (parts.get(middle).start() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return parts.get(low);
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            ByteSource bytes = part.bytes();
            if (bytes != null) {
                bytes.close();
            }
        }
    }
}
