package org.tutela.web.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Waits that grow with wrong passwords: after the fifth miss 1, 2, 4 … seconds, at most a quarter
/// of an hour. Kept per account and per address; a right password ends the account's wait.
final class Throttle {
    private static final int FREE = 5;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Misses> misses =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Misses> eldest) {
                    return size() > MOST;
                }
            };

    private record Misses(int count, Instant until) {}

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether a key has to wait.
    boolean waits(String key) {
        lock.lock();
        try {
            Misses known = misses.get(key);
            return known != null && known.until().isAfter(clock.instant());
        } finally {
            lock.unlock();
        }
    }

    /// Counts a wrong password.
    void miss(String key) {
        lock.lock();
        try {
            Misses known = misses.remove(key);
            int count = known == null ? 1 : known.count() + 1;
            Duration wait = Duration.ZERO;
            if (count >= FREE) {
                wait = Duration.ofSeconds(1L << Math.min(20, count - FREE));
                wait = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
            }
            misses.put(key, new Misses(count, clock.instant().plus(wait)));
        } finally {
            lock.unlock();
        }
    }

    /// Forgets what was counted.
    void clear(String key) {
        lock.lock();
        try {
            misses.remove(key);
        } finally {
            lock.unlock();
        }
    }
}
