package org.tutela.known.hamming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Finds all codes within a radius exactly, by multi-index hashing (Norouzi, Punjani and Fleet,
/// "Fast Exact Search in Hamming Space with Multi-Index Hashing", 2014): a code is cut into parts,
/// and codes within the radius agree with the query in at least one part up to a few bits. One
/// table for each part lists the codes by the value of that part; only codes found there are
/// compared.
///
/// With a radius of `q * parts + a`, the first `a + 1` parts are searched up to `q` bits and the
/// others up to `q - 1`: if none of them held a code, its distance would be over the radius.
///
/// Memory: 4 bytes for each code and part, and 4 bytes for each value that a part can have.
public final class HammingIndex {
    /// Below so many codes, looking at all of them is faster.
    private static final int SMALLEST = 2_000;

    /// Up to how many codes 16 parts of 16 bits, then 12 parts of 21 to 22 bits are the fastest;
    /// above, 11 parts of 23 to 24 bits.
    private static final int SIXTEEN_PARTS = 200_000;

    private static final int TWELVE_PARTS = 3_000_000;

    private final PdqCodes codes;
    private final BlockedScan scan;
    private final List<Part> parts;

    private HammingIndex(PdqCodes codes, List<Part> parts) {
        this.codes = codes;
        this.scan = BlockedScan.of(codes);
        this.parts = parts;
    }

    /// An index over `codes`, with as many parts as suit their number. Equal codes are better given
    /// once.
    public static HammingIndex of(PdqCodes codes) {
        if (codes.size() < SMALLEST) {
            return of(codes, 0);
        }
        if (codes.size() <= SIXTEEN_PARTS) {
            return of(codes, 16);
        }
        return of(codes, codes.size() <= TWELVE_PARTS ? 12 : 11);
    }

    /// An index of a given number of parts, 0 (no tables) or 10 to 256.
    static HammingIndex of(PdqCodes codes, int parts) {
        List<Part> tables = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            int start = PdqCode.BITS * i / parts;
            int end = PdqCode.BITS * (i + 1) / parts;
            tables.add(Part.of(codes, start, end - start));
        }
        return new HammingIndex(codes, tables);
    }

    /// How many codes it holds.
    public int size() {
        return codes.size();
    }

    /// All codes within `radius` bits of `query`, by number.
    public List<HammingMatch> find(PdqCode query, int radius) {
        if (!isWorthwhile(radius)) {
            return scan.find(query, radius);
        }
        return findByTables(query, radius);
    }

    /// As [#find], looking into the tables even where a scan would be faster.
    List<HammingMatch> findByTables(PdqCode query, int radius) {
        return new Search().find(query, radius);
    }

    /// The answer to each query, in the order of the queries. Faster than one after the other.
    public List<List<HammingMatch>> findAll(List<PdqCode> queries, int radius) {
        if (!isWorthwhile(radius)) {
            return scan.findAll(queries, radius);
        }
        Search search = new Search();
        List<List<HammingMatch>> answers = new ArrayList<>(queries.size());
        for (PdqCode query : queries) {
            answers.add(search.find(query, radius));
        }
        return answers;
    }

    /// Whether the tables are expected to ask for less than a look at every code. A look at a table
    /// costs about as much as eight codes of a scan, for its place is not in the cache.
    private boolean isWorthwhile(int radius) {
        if (parts.isEmpty() || radius < 0) {
            return false;
        }
        double looks = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            double values = part.countWithin(radiusOf(i, radius));
            looks += values * (1 + codes.size() / (double) part.values());
        }
        return looks * 8 < codes.size();
    }

    /// How many bits part `index` may differ in; -1 where it need not be looked at.
    private int radiusOf(int index, int radius) {
        int each = radius / parts.size();
        return index <= radius % parts.size() ? each : each - 1;
    }

    /// The buffers of one search after the other. The three loops touch memory in places that do
    /// not depend on each other, so that the processor can wait for many of them at a time.
    private final class Search {
        private int[] ranges = new int[1 << 12];
        private int[] candidates = new int[1 << 12];

        List<HammingMatch> find(PdqCode query, int radius) {
            List<HammingMatch> found = new ArrayList<>();
            PdqCodes one = PdqCodes.of(List.of(query));
            for (int i = 0; i < parts.size(); i++) {
                int allowed = radiusOf(i, radius);
                if (allowed >= 0) {
                    Part part = parts.get(i);
                    int value = one.bits(0, part.start(), part.length());
                    compare(gather(part, value, allowed), query, radius, found);
                }
            }
            return sortedDistinct(found);
        }

        /// The codes that part has under all values near `value`; returns their number.
        private int gather(Part part, int value, int allowed) {
            int[] changes = part.changes(allowed);
            if (ranges.length < changes.length * 2) {
                ranges = new int[changes.length * 2];
            }
            int used = part.ranges(value, changes, ranges);
            int count = 0;
            for (int i = 0; i < used; i += 2) {
                int length = ranges[i + 1] - ranges[i];
                if (candidates.length - count < length) {
                    candidates = Arrays.copyOf(candidates, (count + length) * 2);
                }
                part.copy(ranges[i], length, candidates, count);
                count += length;
            }
            return count;
        }

        private void compare(int count, PdqCode query, int radius, List<HammingMatch> found) {
            int at = codes.nextCandidate(candidates, 0, count, query, radius);
            while (at < count) {
                int distance = codes.distance(candidates[at], query, radius);
                if (distance <= radius) {
                    found.add(new HammingMatch(candidates[at], distance));
                }
                at = codes.nextCandidate(candidates, at + 1, count, query, radius);
            }
        }

        /// A near code is found in several parts.
        private static List<HammingMatch> sortedDistinct(List<HammingMatch> found) {
            return found.stream()
                    .distinct()
                    .sorted(Comparator.comparingInt(HammingMatch::number))
                    .toList();
        }
    }
}
