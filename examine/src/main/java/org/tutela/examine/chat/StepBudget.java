package org.tutela.examine.chat;

import org.sqlite.ProgressHandler;

/// Stops a query that runs away. SQLite calls it every [#STEP] instructions of its virtual machine;
/// counting instructions, not time, keeps the result the same on every machine.
final class StepBudget extends ProgressHandler {

    /// Instructions between two calls.
    static final int STEP = 100_000;

    /// Instructions that a slow machine does in a millisecond.
    private static final long PER_MILLI = 20_000;

    private long left;

    private StepBudget(long left) {
        this.left = left;
    }

    /// A budget of about `millis` milliseconds on a slow machine.
    static StepBudget ofMillis(long millis) {
        return new StepBudget(Math.max(1, millis) * PER_MILLI);
    }

    /// Whether the budget is used up.
    boolean spent() {
        return left < 0;
    }

    @Override
    protected int progress() {
        left -= STEP;
        return left < 0 ? 1 : 0;
    }
}
