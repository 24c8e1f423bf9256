package org.tutela.known;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tutela.known.compiled.CompiledList;
import org.tutela.known.hamming.HammingIndex;
import org.tutela.known.hamming.HammingMatch;
import org.tutela.known.hamming.PdqCode;
import org.tutela.known.hamming.PdqCodes;

/// The PDQ hashes of all lists in one index: each distinct hash once, with the entries that have
/// it.
final class SimilarEntries {
    private final HammingIndex index;
    private final int[] starts;
    private final long[] owners;

    private SimilarEntries(HammingIndex index, int[] starts, long[] owners) {
        this.index = index;
        this.starts = starts;
        this.owners = owners;
    }

    /// An entry of a list near a hash.
    ///
    /// @param list number of the list
    /// @param entry number of the entry
    /// @param distance bits that differ
    record Near(int list, int entry, int distance) {}

    /// Merges the sorted hashes of the lists.
    static SimilarEntries of(List<CompiledList> lists) throws IOException {
        long total = 0;
        for (CompiledList list : lists) {
            total += list.pdqCount();
        }
        if (total > Integer.MAX_VALUE / 8) {
            throw new IOException(
                    "the known-file lists of the case hold "
                            + total
                            + " PDQ hashes, more than one index can: remove a list");
        }
        PdqCodes.Collector codes = PdqCodes.collect();
        int[] starts = new int[(int) total + 1];
        long[] owners = new long[(int) total];
        long[] next = new long[lists.size()];
        PdqCode last = null;
        for (int at = 0; at < owners.length; at++) {
            int least = least(lists, next);
            CompiledList list = lists.get(least);
            PdqCode code = list.pdq(next[least]);
            if (last == null || !code.equals(last)) {
                starts[codes.size()] = at;
                codes.add(code);
                last = code;
            }
            owners[at] = ((long) least << 32) | list.pdqEntry(next[least]);
            next[least]++;
        }
        starts[codes.size()] = owners.length;
        int[] used = Arrays.copyOf(starts, codes.size() + 1);
        return new SimilarEntries(HammingIndex.of(codes.finish()), used, owners);
    }

    private static int least(List<CompiledList> lists, long[] next) {
        int least = -1;
        PdqCode code = null;
        for (int i = 0; i < next.length; i++) {
            if (next[i] < lists.get(i).pdqCount()) {
                PdqCode candidate = lists.get(i).pdq(next[i]);
                if (code == null || candidate.compareTo(code) < 0) {
                    code = candidate;
                    least = i;
                }
            }
        }
        return least;
    }

    /// All entries within `radius` bits of `code`.
    List<Near> find(PdqCode code, int radius) {
        List<Near> near = new ArrayList<>();
        for (HammingMatch match : index.find(code, radius)) {
            for (int at = starts[match.number()]; at < starts[match.number() + 1]; at++) {
                near.add(new Near((int) (owners[at] >>> 32), (int) owners[at], match.distance()));
            }
        }
        return near;
    }
}
