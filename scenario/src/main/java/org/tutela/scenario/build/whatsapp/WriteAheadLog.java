package org.tutela.scenario.build.whatsapp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Gives a SQLite write-ahead log fixed salts, which SQLite takes from chance, and computes its
/// checksums anew (SQLite file format, 4.1 and 4.2).
final class WriteAheadLog {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int SALT_ONE = 0x7475_7465;
    private static final int SALT_TWO = 0x6C61_0001;

    private final ByteBuffer log;
    private final ByteOrder order;
    private int one;
    private int two;

    private WriteAheadLog(byte[] bytes) {
        this.log = ByteBuffer.wrap(bytes);
        this.order = (log.getInt(0) & 1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /// A copy of the log with fixed salts; frames of an earlier round of the log are cut off.
    static byte[] withFixedSalts(byte[] bytes) {
        return new WriteAheadLog(bytes.clone()).rewrite();
    }

    private byte[] rewrite() {
        int pageSize = log.getInt(8);
        int oldOne = log.getInt(16);
        int oldTwo = log.getInt(20);
        log.putInt(16, SALT_ONE).putInt(20, SALT_TWO);
        sum(0, 24);
        log.putInt(24, one).putInt(28, two);
        int at = HEADER;
        while (at + FRAME_HEADER + pageSize <= log.capacity()
                && log.getInt(at + 8) == oldOne
                && log.getInt(at + 12) == oldTwo) {
            log.putInt(at + 8, SALT_ONE).putInt(at + 12, SALT_TWO);
            sum(at, 8);
            sum(at + FRAME_HEADER, pageSize);
            log.putInt(at + 16, one).putInt(at + 20, two);
            at += FRAME_HEADER + pageSize;
        }
        return java.util.Arrays.copyOf(log.array(), at);
    }

    private void sum(int from, int length) {
        ByteBuffer words = log.duplicate().order(order);
        for (int i = from; i < from + length; i += 8) {
            one += words.getInt(i) + two;
            two += words.getInt(i + 4) + one;
        }
    }
}
