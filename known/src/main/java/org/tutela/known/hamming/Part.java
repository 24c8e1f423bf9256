package org.tutela.known.hamming;

import java.util.Arrays;

/// The table of one part of the codes: for each value of its bits, the numbers of the codes that
/// have it, as one array cut by offsets.
final class Part {
    private final int start;
    private final int length;
    private final int[] offsets;
    private final int[] numbers;
    private final int[][] changes;

    private Part(int start, int length, int[] offsets, int[] numbers) {
        this.start = start;
        this.length = length;
        this.offsets = offsets;
        this.numbers = numbers;
        this.changes = new int[length + 1][];
        changes[0] = new int[1];
        changes[1] = changesUpTo(1);
        changes[2] = changesUpTo(2);
    }

    /// Sorts the codes by counting how many have each value.
    static Part of(PdqCodes codes, int start, int length) {
        int[] offsets = new int[(1 << length) + 1];
        for (int i = 0; i < codes.size(); i++) {
            offsets[codes.bits(i, start, length) + 1]++;
        }
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] += offsets[i - 1];
        }
        int[] numbers = new int[codes.size()];
        for (int i = 0; i < numbers.length; i++) {
            int value = codes.bits(i, start, length);
            numbers[offsets[value]] = i;
            offsets[value]++;
        }
        System.arraycopy(offsets, 0, offsets, 1, offsets.length - 1);
        offsets[0] = 0;
        return new Part(start, length, offsets, numbers);
    }

    int start() {
        return start;
    }

    int length() {
        return length;
    }

    /// How many values the part can have.
    int values() {
        return 1 << length;
    }

    /// How many values differ from one in at most `bits` bits.
    double countWithin(int bits) {
        double count = 0;
        double choose = 1;
        for (int i = 0; i <= Math.min(bits, length); i++) {
            count += choose;
            choose = choose * (length - i) / (i + 1);
        }
        return count;
    }

    /// Every way to change at most `bits` of the bits, as values to be combined by exclusive or.
    int[] changes(int bits) {
        int most = Math.min(bits, length);
        return most <= 2 ? changes[most] : changesUpTo(most);
    }

    /// The ranges of numbers under `value` and under all its changes, as start and end, empty ones
    /// left out; returns how much of `into` was used. Whether a range is empty is added up without
    /// a branch: a branch guessed wrongly would wait for memory, where now many reads are under
    /// way.
    int ranges(int value, int[] changed, int[] into) {
        int used = 0;
        for (int change : changed) {
            int near = value ^ change;
            int from = offsets[near];
            int to = offsets[near + 1];
            into[used] = from;
            into[used + 1] = to;
            used += ((from - to) >>> 31) << 1;
        }
        return used;
    }

    void copy(int from, int count, int[] into, int at) {
        for (int i = 0; i < count; i++) {
            into[at + i] = numbers[from + i];
        }
    }

    private int[] changesUpTo(int bits) {
        int[] all = new int[Math.toIntExact((long) countWithin(bits))];
        int count = 1;
        int last = 0;
        for (int round = 0; round < bits; round++) {
            int end = count;
            for (int i = last; i < end; i++) {
                int highest = 32 - Integer.numberOfLeadingZeros(all[i]);
                for (int bit = highest; bit < length; bit++) {
                    all[count] = all[i] | (1 << bit);
                    count++;
                }
            }
            last = end;
        }
        return Arrays.copyOf(all, count);
    }
}
