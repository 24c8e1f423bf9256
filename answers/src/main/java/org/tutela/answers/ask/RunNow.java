package org.tutela.answers.ask;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tutela.facts.RunNote;

/// The run that is at the case now, if any.
public record RunNow() implements Question<Optional<RunNow.Answer>> {
    private static final Duration SILENT = Duration.ofSeconds(15);

    /// How it gets on.
    ///
    /// @param begun when it began
    /// @param at when it said so last
    /// @param phase `EXAMINING`, `MATCHING` or `LINKING`
    /// @param sources sources it goes through
    /// @param done sources it is through with
    /// @param percent share of the sources that it is through with, those it is at by their bytes
    /// @param bytes bytes taken through in the sources it is at
    /// @param expectedBytes bytes listed in them
    /// @param bytesPerSecond how fast it goes
    /// @param problems problems stated so far
    /// @param exhibits the exhibits it is at, of those that the viewer needs to know
    public record Answer(
            Instant begun,
            Instant at,
            String phase,
            long sources,
            long done,
            long percent,
            long bytes,
            long expectedBytes,
            long bytesPerSecond,
            long problems,
            List<String> exhibits) {
        /// Seconds until the sources it is at are through; -1 where that cannot be told.
        public long secondsLeft() {
            return bytesPerSecond == 0 ? -1 : (expectedBytes - bytes) / bytesPerSecond;
        }

        /// Whether it has said nothing for so long that it must have been ended from outside.
        public boolean silent(Instant now) {
            return Duration.between(at, now).compareTo(SILENT) > 0;
        }
    }

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "";
    }

    @Override
    public Optional<Answer> answer(Desk desk) throws IOException {
        return desk.run().map(note -> answer(desk.viewer(), note));
    }

    private static Answer answer(Viewer viewer, RunNote note) {
        double through = note.done();
        long bytes = 0;
        long expected = 0;
        double rate = 0;
        for (RunNote.Open open : note.open()) {
            bytes += open.bytes();
            expected += Math.max(open.bytes(), open.expectedBytes());
            through += open.expectedBytes() == 0 ? 0 : (double) open.bytes() / open.expectedBytes();
            rate += open.bytes() * 1000.0 / Math.max(1, open.elapsedMillis());
        }
        long percent = note.sources() == 0 ? 0 : Math.round(100 * through / note.sources());
        return new Answer(
                note.begun(),
                note.at(),
                note.phase().name(),
                note.sources(),
                note.done(),
                Math.clamp(percent, 0, note.phase() == RunNote.Phase.EXAMINING ? 99 : 100),
                bytes,
                expected,
                Math.round(rate),
                note.problems(),
                note.open().stream()
                        .map(RunNote.Open::exhibit)
                        .filter(viewer::knows)
                        .distinct()
                        .toList());
    }
}
