package org.tutela.answers;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;

/// Breaks a statement off after a time, and knows that it did: the database's own timeout reports
/// it in several ways, as rows are streamed.
final class Deadline implements AutoCloseable {
    private final AtomicBoolean passed = new AtomicBoolean();
    private final Thread watch;

    private Deadline(Statement statement, int seconds) {
        this.watch =
                Thread.ofVirtual()
                        .unstarted(() -> {
                            try {
                                Thread.sleep(seconds * 1000L);
                                passed.set(true);
                                statement.cancel();
                            } catch (InterruptedException | SQLException e) {
                                // The statement has ended by itself.
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    static Deadline start(Statement statement, int seconds) {
        Deadline deadline = new Deadline(statement, seconds);
        deadline.watch.start();
        return deadline;
    }

    /// Whether the time was over before the statement ended.
    boolean passed() {
        return passed.get();
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
