package org.tutela.answers.search;

import java.util.Arrays;

/// Distinct numbers, 8 bytes each and a third free.
final class LongSet {
    private static final int SMALLEST = 1024;

    private long[] slots = new long[SMALLEST];
    private boolean zero;
    private int size;

    /// Adds a number; false where it is there already.
    boolean add(long value) {
        if (value == 0) {
            boolean fresh = !zero;
            zero = true;
            size += fresh ? 1 : 0;
            return fresh;
        }
        if (size * 3L > slots.length * 2L) {
            grow();
        }
        int at = slot(slots, value);
        if (slots[at] == value) {
            return false;
        }
        slots[at] = value;
        size++;
        return true;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] larger = new long[Math.multiplyExact(slots.length, 2)];
        Arrays.stream(slots)
                .filter(value -> value != 0)
                .forEach(value -> larger[slot(larger, value)] = value);
        slots = larger;
    }

    private static int slot(long[] slots, long value) {
        int at = (int) (value ^ value >>> 32) & slots.length - 1;
        while (slots[at] != 0 && slots[at] != value) {
            at = at + 1 & slots.length - 1;
        }
        return at;
    }
}
