package org.tutela.run;

import org.tutela.bytes.EvidenceException;

/// The time that one examination of one item may take. Checked whenever the examination reads bytes
/// or states a fact, so that no thread has to be killed.
final class Deadline {
    private final long millis;
    private long end;

    Deadline(long millis) {
        this.millis = millis;
        restart();
    }

    /// Starts the time anew, for the next examination.
    void restart() {
        end = System.nanoTime() + millis * 1_000_000;
    }

    /// Throws once the time is over.
    void check() throws EvidenceException {
        if (System.nanoTime() - end > 0) {
            throw new EvidenceException(
                    EvidenceException.Flaw.LIMIT_REACHED,
                    "RU-0101",
                    "examining it took longer than "
                            + millis / 1000
                            + " s and was stopped; what was read so far is recorded",
                    -1);
        }
    }
}
