package org.tutela.app;

import java.io.PrintWriter;
import java.util.Locale;
import org.tutela.run.Progress;

/// Progress for people: sentences always, a moving line with rate, share and time left only on a
/// terminal.
final class TerminalProgress implements Progress {
    private static final double MIB = 1 << 20;

    private final PrintWriter err;
    private final boolean terminal;

    TerminalProgress(PrintWriter err) {
        this.err = err;
        this.terminal = Terminal.there();
    }

    @Override
    public void at(State state) {
        if (!terminal) {
            return;
        }
        double seconds = Math.max(0.001, state.elapsedMillis() / 1000.0);
        double rate = state.bytes() / seconds;
        double share =
                state.expectedBytes() == 0 ? 1 : (double) state.bytes() / state.expectedBytes();
        long left = rate == 0 ? 0 : Math.round((state.expectedBytes() - state.bytes()) / rate);
        err.printf(
                Locale.ROOT,
                "\r%s: %d items, %.0f MiB, %.1f MiB/s, %.0f %% of what is listed, %d:%02d left, %d problems \u001b[K",
                state.source(),
                state.items(),
                state.bytes() / MIB,
                rate / MIB,
                share * 100,
                left / 60,
                left % 60,
                state.problems());
        err.flush();
    }

    @Override
    public void say(String sentence) {
        err.println(terminal ? "\r" + sentence + "\u001b[K" : sentence);
        err.flush();
    }
}
