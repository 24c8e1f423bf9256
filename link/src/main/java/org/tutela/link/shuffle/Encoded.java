package org.tutela.link.shuffle;

import java.util.Arrays;

/// An encoded row that lies somewhere in an array: where it starts, how long its parts are.
///
/// The array is shared, not copied, and changes when the next row is read.
public final class Encoded {
    byte[] bytes = new byte[0];
    int start;
    int group;
    int sortKey;
    int value;

    /// Order of the sort keys, then of the values: total even if two rows had one id.
    int compareTo(Encoded other) {
        int order = compareSortKey(other);
        return order != 0
                ? order
                : Arrays.compareUnsigned(
                        bytes,
                        start + sortKey,
                        start + sortKey + value,
                        other.bytes,
                        other.start + other.sortKey,
                        other.start + other.sortKey + other.value);
    }

    int compareSortKey(Encoded other) {
        return Arrays.compareUnsigned(
                bytes,
                start,
                start + sortKey,
                other.bytes,
                other.start,
                other.start + other.sortKey);
    }

    boolean sameGroup(Encoded other) {
        return group == other.group
                && Arrays.equals(
                        bytes,
                        start,
                        start + group,
                        other.bytes,
                        other.start,
                        other.start + other.group);
    }

    /// Makes this a copy of `other` that stays.
    void copy(Encoded other) {
        int size = other.sortKey + other.value;
        if (bytes.length < size) {
            bytes = new byte[Math.max(size, 1024)];
        }
        System.arraycopy(other.bytes, other.start, bytes, 0, size);
        start = 0;
        group = other.group;
        sortKey = other.sortKey;
        value = other.value;
    }

    /// Replaces the value of a copy.
    void replaceValue(byte[] from, int length) {
        if (bytes.length < sortKey + length) {
            bytes = Arrays.copyOf(bytes, 2 * (sortKey + length));
        }
        System.arraycopy(from, 0, bytes, sortKey, length);
        value = length;
    }

    int input() {
        return bytes[start + sortKey - 17] & 0xFF;
    }
}
