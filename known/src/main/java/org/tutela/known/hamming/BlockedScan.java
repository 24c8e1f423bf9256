package org.tutela.known.hamming;

import java.util.ArrayList;
import java.util.List;

/// Looks at every code. Codes are taken in blocks that stay in the processor's cache while all
/// queries of a batch pass over them.
public final class BlockedScan {
    /// Codes in a block: 16 KiB.
    private static final int BLOCK = 512;

    private final PdqCodes codes;

    private BlockedScan(PdqCodes codes) {
        this.codes = codes;
    }

    /// A scan over `codes`.
    public static BlockedScan of(PdqCodes codes) {
        return new BlockedScan(codes);
    }

    /// All codes within `radius` bits of `query`, by number.
    public List<HammingMatch> find(PdqCode query, int radius) {
        return findAll(List.of(query), radius).getFirst();
    }

    /// The answer to each query, in the order of the queries.
    public List<List<HammingMatch>> findAll(List<PdqCode> queries, int radius) {
        List<List<HammingMatch>> answers = new ArrayList<>();
        queries.forEach(query -> answers.add(new ArrayList<>()));
        for (int start = 0; start < codes.size(); start += BLOCK) {
            int end = Math.min(codes.size(), start + BLOCK);
            for (int i = 0; i < queries.size(); i++) {
                scan(start, end, queries.get(i), radius, answers.get(i));
            }
        }
        return answers;
    }

    private void scan(int start, int end, PdqCode query, int radius, List<HammingMatch> into) {
        int number = codes.nextCandidate(start, end, query, radius);
        while (number < end) {
            int distance = codes.distance(number, query, radius);
            if (distance <= radius) {
                into.add(new HammingMatch(number, distance));
            }
            number = codes.nextCandidate(number + 1, end, query, radius);
        }
    }
}
