package org.tutela.link.shuffle;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tutela.link.ValueWriter;

/// Holds encoded rows in one array and sorts them by their bytes, without an object for each.
final class SortBuffer {
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int HEAD = 12;

    /// Rows that a merge sort sorts by insertion.
    private static final int SMALL = 12;

    /// Bytes beside the row itself: two indexes of 4 bytes, and a prefix of 8.
    private static final int OVERHEAD = 16;

    private final long limit;
    private byte[] bytes;
    private int used;
    private int[] offsets = new int[1 << 10];
    private int rows;

    /// A buffer that takes at most `memory` bytes, indexes included; at least 64 KiB.
    SortBuffer(long memory) {
        this.limit = Math.max(memory, 1 << 16);
        this.bytes = new byte[(int) Math.min(1 << 20, limit)];
    }

    /// Adds a row; false where it has no more room and the rows must be drained first. A row larger
    /// than the whole buffer is taken when the buffer is empty.
    boolean add(int group, ValueWriter sortKey, ValueWriter value) {
        int size = HEAD + sortKey.size() + value.size();
        long needed = (long) used + size + 8;
        if (rows > 0 && (needed + (long) (rows + 1) * OVERHEAD > limit || needed > maxArray())) {
            return false;
        }
        grow(needed);
        INT.set(bytes, used, group);
        INT.set(bytes, used + 4, sortKey.size());
        INT.set(bytes, used + 8, value.size());
        System.arraycopy(sortKey.buffer(), 0, bytes, used + HEAD, sortKey.size());
        System.arraycopy(value.buffer(), 0, bytes, used + HEAD + sortKey.size(), value.size());
        if (rows == offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.multiplyExact(rows, 2));
        }
        offsets[rows++] = used;
        used += size;
        return true;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    /// Gives the rows in order, equal ones once, and empties the buffer.
    void drain(RowConsumer out) throws IOException {
        int[] order = sorted();
        Encoded last = new Encoded();
        Encoded row = new Encoded();
        for (int i = 0; i < rows; i++) {
            at(order[i], row);
            if (i == 0 || row.compareTo(last) != 0) {
                out.row(row);
            }
            Encoded swap = last;
            last = row;
            row = swap;
        }
        rows = 0;
        used = 0;
    }

    private void at(int index, Encoded row) {
        int offset = offsets[index];
        row.bytes = bytes;
        row.start = offset + HEAD;
        row.group = (int) INT.get(bytes, offset);
        row.sortKey = (int) INT.get(bytes, offset + 4);
        row.value = (int) INT.get(bytes, offset + 8);
    }

    /// Indexes of the rows in order: a merge sort that compares eight bytes behind what all rows
    /// have in common before it looks at the rows themselves.
    private int[] sorted() {
        long[] prefixes = new long[rows];
        for (int i = 0; i < rows; i++) {
            prefixes[i] = (long) LONG.get(bytes, offsets[i] + HEAD) ^ Long.MIN_VALUE;
        }
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        sort(new Sorting(prefixes, order.clone()), order, 0, rows);
        return order;
    }

    /// Sorts the range of `sorting.from` into `into`, which holds the same range.
    private void sort(Sorting sorting, int[] into, int start, int end) {
        if (end - start <= SMALL) {
            insertionSort(sorting, into, start, end);
            return;
        }
        int middle = (start + end) >>> 1;
        Sorting halves = new Sorting(sorting.prefixes, into);
        sort(halves, sorting.from, start, middle);
        sort(halves, sorting.from, middle, end);
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft =
                    right >= end
                            || (left < middle
                                    && compare(
                                                    sorting.prefixes,
                                                    sorting.from[left],
                                                    sorting.from[right])
                                            <= 0);
            into[i] = takeLeft ? sorting.from[left++] : sorting.from[right++];
        }
    }

    private void insertionSort(Sorting sorting, int[] into, int start, int end) {
        for (int i = start + 1; i < end; i++) {
            int row = into[i];
            int at = i;
            while (at > start && compare(sorting.prefixes, into[at - 1], row) > 0) {
                into[at] = into[at - 1];
                at--;
            }
            into[at] = row;
        }
    }

    private int compare(long[] prefixes, int one, int other) {
        int first = Long.compare(prefixes[one], prefixes[other]);
        if (first != 0) {
            return first;
        }
        int a = offsets[one];
        int b = offsets[other];
        int order =
                Arrays.compareUnsigned(
                        bytes,
                        a + HEAD,
                        a + HEAD + (int) INT.get(bytes, a + 4),
                        bytes,
                        b + HEAD,
                        b + HEAD + (int) INT.get(bytes, b + 4));
        if (order != 0) {
            return order;
        }
        Encoded left = new Encoded();
        Encoded right = new Encoded();
        at(one, left);
        at(other, right);
        return left.compareTo(right);
    }

    private void grow(long needed) {
        if (needed > bytes.length) {
            long wanted = Math.min(Math.max(needed, 2L * bytes.length), Math.max(limit, needed));
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.min(wanted, maxArray())));
        }
    }

    private static long maxArray() {
        return Integer.MAX_VALUE - 64L;
    }

    /// Takes rows in order.
    @FunctionalInterface
    interface RowConsumer {
        /// Takes one row, valid for the call.
        void row(Encoded row) throws IOException;
    }

    /// What one level of the merge sort reads.
    @SuppressWarnings("ArrayRecordComponent")
    private static final class Sorting {
        private final long[] prefixes;
        private final int[] from;

        Sorting(long[] prefixes, int[] from) {
            this.prefixes = prefixes;
            this.from = from;
        }
    }
}
