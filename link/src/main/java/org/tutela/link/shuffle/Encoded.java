package org.tutela.link.shuffle;

import java.io.Serializable;
import java.util.Arrays;
import org.tutela.link.ValueWriter;

/// An encoded row that lies somewhere in an array: where it starts, how long its parts are.
///
/// The array is shared, not copied, and changes when the next row is read; [#of] makes one that
/// stays, and may travel.
public final class Encoded implements Comparable<Encoded>, Serializable {
    private static final long serialVersionUID = 1;

    byte[] bytes = new byte[0];
    int start;
    int group;
    int sortKey;
    int value;

    /// A copy of an encoded row.
    public static Encoded of(int group, ValueWriter sortKey, ValueWriter value) {
        Encoded row = new Encoded();
        row.bytes = Arrays.copyOf(sortKey.buffer(), sortKey.size() + value.size());
        System.arraycopy(value.buffer(), 0, row.bytes, sortKey.size(), value.size());
        row.group = group;
        row.sortKey = sortKey.size();
        row.value = value.size();
        return row;
    }

    /// The logical partition of the row.
    public int partition() {
        return RowEncoder.partition(bytes, start);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Encoded that
                && group == that.group
                && sortKey == that.sortKey
                && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return java.nio.ByteBuffer.wrap(bytes, start, sortKey + value).hashCode();
    }

    /// Order of the sort keys, then of the values: total even if two rows had one id.
    @Override
    public int compareTo(Encoded other) {
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
