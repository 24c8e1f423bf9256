package org.tutela.bytes;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Bytes that behave as a bad medium does, for the tests of every room: short reads, a place that
/// cannot be read, slowness. Deterministic for a seed.
public final class FaultySource implements ByteSource {
    private final ByteSource sound;
    private final Fault fault;

    private FaultySource(ByteSource sound, Fault fault) {
        this.sound = sound;
        this.fault = fault;
    }

    /// What a fault does to a read of `length` bytes at `offset`: returns how many may be read.
    private interface Fault {
        int allow(long offset, int length) throws IOException;
    }

    /// Gives as few bytes as a read may give: between 1 and 7 at a time.
    public static ByteSource shortReads(ByteSource sound, long seed) {
        Random random = new Random(seed);
        return new FaultySource(sound, (offset, length) -> Math.min(length, 1 + random.nextInt(7)));
    }

    /// Throws a plain [IOException], as a disk does, when a read touches the byte at `bad`.
    public static ByteSource unreadable(ByteSource sound, long bad) {
        return new FaultySource(
                sound,
                (offset, length) -> {
                    if (offset == bad) {
                        throw new IOException("injected: the medium cannot be read at " + bad);
                    }
                    return offset < bad ? (int) Math.min(length, bad - offset) : length;
                });
    }

    /// Throws [EvidenceException] when a read touches the byte at `bad`, as a damaged container
    /// does.
    public static ByteSource damaged(ByteSource sound, long bad) {
        return new FaultySource(
                sound,
                (offset, length) -> {
                    if (offset == bad) {
                        throw new EvidenceException(
                                EvidenceException.Flaw.MALFORMED,
                                "EV-9999",
                                "injected: the container is damaged here",
                                bad);
                    }
                    return offset < bad ? (int) Math.min(length, bad - offset) : length;
                });
    }

    /// Waits before every read.
    public static ByteSource slow(ByteSource sound, long nanos) {
        return new FaultySource(
                sound,
                (offset, length) -> {
                    LockSupport.parkNanos(nanos);
                    return length;
                });
    }

    @Override
    public long size() {
        return sound.size();
    }

    @Override
    public int read(long offset, byte[] into, int from, int length) throws IOException {
        boolean there = length > 0 && offset >= 0 && offset < size();
        return sound.read(offset, into, from, there ? fault.allow(offset, length) : length);
    }
}
