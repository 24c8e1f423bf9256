package org.tutela.known.hamming;

import java.util.Arrays;
import java.util.List;

/// Many codes beside each other in memory, numbered from 0. Immutable.
public final class PdqCodes {
    private final long[] words;
    private final int size;

    private PdqCodes(long[] words, int size) {
        this.words = words;
        this.size = size;
    }

    /// The codes in their order.
    public static PdqCodes of(List<PdqCode> codes) {
        Collector collector = collect();
        codes.forEach(collector::add);
        return collector.finish();
    }

    /// Collects codes one by one.
    public static Collector collect() {
        return new Collector();
    }

    /// How many.
    public int size() {
        return size;
    }

    /// The code of a number; throws [IndexOutOfBoundsException] where there is none.
    public PdqCode get(int number) {
        int at = Math.multiplyExact(number, 4);
        return new PdqCode(words[at], words[at + 1], words[at + 2], words[at + 3]);
    }

    /// `length` bits, at most 32, from bit `start` on, counted from the first bit of the code.
    int bits(int number, int start, int length) {
        int word = start >> 6;
        int at = number * 4 + word;
        int shift = 64 - (start & 63) - length;
        long value =
                shift >= 0
                        ? words[at] >>> shift
                        : (words[at] << -shift) | (words[at + 1] >>> (64 + shift));
        return (int) (value & ((1L << length) - 1));
    }

    /// The distance of code `number` to `query`, or more than `radius` without saying how much
    /// more.
    int distance(int number, PdqCode query, int radius) {
        int at = number * 4;
        int half =
                Long.bitCount(words[at] ^ query.first())
                        + Long.bitCount(words[at + 1] ^ query.second());
        if (half > radius) {
            return half;
        }
        return half
                + Long.bitCount(words[at + 2] ^ query.third())
                + Long.bitCount(words[at + 3] ^ query.fourth());
    }

    /// The first code from `start` on and before `end` whose first half lies within `radius` bits
    /// of that of `query`, or `end`: a loop with nothing else in it.
    int nextCandidate(int start, int end, PdqCode query, int radius) {
        long first = query.first();
        long second = query.second();
        long[] all = words;
        int number = start;
        while (number < end
                && Long.bitCount(all[number * 4] ^ first)
                                + Long.bitCount(all[number * 4 + 1] ^ second)
                        > radius) {
            number++;
        }
        return number;
    }

    /// As [#nextCandidate(int, int, PdqCode, int)], among the codes whose numbers stand in
    /// `numbers`.
    int nextCandidate(int[] numbers, int start, int end, PdqCode query, int radius) {
        long first = query.first();
        long second = query.second();
        long[] all = words;
        int at = start;
        while (at < end
                && Long.bitCount(all[numbers[at] * 4] ^ first)
                                + Long.bitCount(all[numbers[at] * 4 + 1] ^ second)
                        > radius) {
            at++;
        }
        return at;
    }

    /// Grows while codes arrive.
    public static final class Collector {
        private long[] words = new long[64];
        private int size;

        private Collector() {}

        /// Adds a code; it gets the next number.
        public Collector add(PdqCode code) {
            int at = Math.multiplyExact(size, 4);
            if (at == words.length) {
                words = Arrays.copyOf(words, Math.multiplyExact(words.length / 8, 12));
            }
            words[at] = code.first();
            words[at + 1] = code.second();
            words[at + 2] = code.third();
            words[at + 3] = code.fourth();
            size++;
            return this;
        }

        /// How many so far.
        public int size() {
            return size;
        }

        /// All codes added. The collector is of no use afterwards.
        public PdqCodes finish() {
            return new PdqCodes(
                    words.length == size * 4 ? words : Arrays.copyOf(words, size * 4), size);
        }
    }
}
