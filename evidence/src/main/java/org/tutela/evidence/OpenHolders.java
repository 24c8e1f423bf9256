package org.tutela.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.model.Address;

/// Holders that stay open between addresses: those in use, and the last few that were. A holder is
/// opened by one thread at a time, as opening reads much and two of the same would read it twice.
final class OpenHolders implements Closeable {
    private static final int MOST_IDLE = 12;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Address, Held> open = new LinkedHashMap<>(16, 0.75f, true);

    /// Opens a holder that is not open yet.
    interface Opener {
        Held open() throws IOException;
    }

    /// A holder with the bytes that it lies in.
    static final class Held {
        private final Holder holder;
        private final ByteSource below;
        private int users;

        Held(Holder holder, ByteSource below) {
            this.holder = holder;
            this.below = below;
        }

        private void close() throws IOException {
            try {
                holder.close();
            } finally {
                below.close();
            }
        }
    }

    /// The right to use a holder until it is closed.
    final class Lease implements Closeable {
        private final Held held;
        private boolean closed;

        private Lease(Held held) {
            this.held = held;
        }

        Holder holder() {
            return held.holder;
        }

        /// Bytes of the holder that close the lease with themselves.
        ByteSource lend(ByteSource bytes) {
            return new Lent(bytes, this);
        }

        @Override
        public void close() throws IOException {
            lock.lock();
            try {
                if (!closed) {
                    closed = true;
                    held.users--;
                    trim(MOST_IDLE);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /// The holder in the bytes at `at`, opened where it is not open.
    Lease lease(Address at, Opener opener) throws IOException {
        lock.lock();
        try {
            Held held = open.get(at);
            if (held == null) {
                held = opener.open();
                open.put(at, held);
            }
            held.users++;
            return new Lease(held);
        } finally {
            lock.unlock();
        }
    }

    /// Closes all holders, the innermost first.
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            List<Address> innermost = new ArrayList<>(open.keySet());
            innermost.sort((a, b) -> b.steps().size() - a.steps().size());
            for (Address address : innermost) {
                Held held = open.remove(address);
                if (held != null) {
                    held.close();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Closes idle holders, least recently used first. Closing one may make the one around it idle.
    private void trim(int most) throws IOException {
        int idle = 0;
        for (Held held : open.values()) {
            idle += held.users == 0 ? 1 : 0;
        }
        List<Held> closing = new ArrayList<>();
        Iterator<Held> oldest = open.values().iterator();
        while (idle > most && oldest.hasNext()) {
            Held held = oldest.next();
            if (held.users == 0) {
                oldest.remove();
                closing.add(held);
                idle--;
            }
        }
        for (Held held : closing) {
            held.close();
        }
    }

    /// Bytes of a leased holder.
    private record Lent(ByteSource bytes, Lease lease) implements ByteSource {
        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public int read(long offset, byte[] into, int from, int length) throws IOException {
            return bytes.read(offset, into, from, length);
        }

        @Override
        public List<EvidenceException> flaws() {
            return bytes.flaws();
        }

        @Override
        public void close() throws IOException {
            try {
                bytes.close();
            } finally {
                lease.close();
            }
        }
    }
}
