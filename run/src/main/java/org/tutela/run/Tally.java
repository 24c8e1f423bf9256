package org.tutela.run;

import java.util.concurrent.atomic.AtomicLong;

/// Counts of one source while it is examined; tells the progress now and then.
final class Tally {
    private static final long EVERY_NANOS = 250_000_000;

    private final String source;
    private final Progress progress;
    private final long begun = System.nanoTime();
    private final AtomicLong items = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong expected = new AtomicLong();
    private final AtomicLong problems = new AtomicLong();
    private final AtomicLong told = new AtomicLong(System.nanoTime());

    Tally(String source, Progress progress) {
        this.source = source;
        this.progress = progress;
    }

    /// Bytes that the listing says will come.
    void expect(long more) {
        expected.addAndGet(more);
    }

    /// An item is through.
    void item(long size, boolean flawed) {
        items.incrementAndGet();
        bytes.addAndGet(size);
        problems.addAndGet(flawed ? 1 : 0);
        long last = told.get();
        long now = System.nanoTime();
        if (now - last > EVERY_NANOS && told.compareAndSet(last, now)) {
            progress.at(state());
        }
    }

    /// A problem that belongs to no examined item.
    void problem() {
        problems.incrementAndGet();
    }

    long problems() {
        return problems.get();
    }

    Progress.State state() {
        long done = bytes.get();
        long millis = (System.nanoTime() - begun) / 1_000_000;
        return new Progress.State(
                source, items.get(), done, Math.max(done, expected.get()), problems.get(), millis);
    }
}
