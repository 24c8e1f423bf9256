package org.tutela.run;

import java.io.IOException;
import java.lang.System.Logger.Level;
import org.tutela.bytes.EvidenceException;
import org.tutela.model.Address;
import org.tutela.model.ProblemKind;

/// Stands around every examination and every listing: the only place that may catch broadly.
///
/// Evidence is bad: a `problem`, and the work goes on. We failed: a `problem` of kind `FAILED`, a
/// trace in the log, and the work goes on. Our own disk failed: the exception flies on and stops
/// the run.
final class Guard {
    private static final System.Logger LOG = System.getLogger("tutela.run");

    private Guard() {}

    /// Work that may meet evil.
    interface Work {
        void run() throws IOException;
    }

    /// Where problems go.
    interface Problems {
        void problem(Address at, Trouble trouble) throws IOException;
    }

    /// What went wrong, in the words of the `problem` table.
    record Trouble(ProblemKind kind, String code, String detail, long offset) {
        static Trouble of(EvidenceException flaw) {
            return new Trouble(
                    ProblemKind.valueOf(flaw.flaw().name()),
                    flaw.code(),
                    flaw.detail(),
                    flaw.offset());
        }
    }

    /// Does the work; true when it ended by itself. `what` names the examination, for the log.
    static boolean run(Address at, String what, Problems problems, Work work) throws IOException {
        try {
            work.run();
            return true;
        } catch (EvidenceException e) {
            problems.problem(at, Trouble.of(e));
        } catch (OutOfMemoryError e) {
            LOG.log(Level.WARNING, "{0} ran out of memory on item {1}", what, at.toId());
            problems.problem(
                    at,
                    new Trouble(
                            ProblemKind.LIMIT_REACHED,
                            "RU-0103",
                            what
                                    + " needed more memory than the run may have; run it again with a larger --memory",
                            -1));
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            LOG.log(Level.WARNING, what + " failed on item " + at.toId(), withoutMessage(e));
            problems.problem(
                    at,
                    new Trouble(
                            ProblemKind.FAILED,
                            "RU-0104",
                            what
                                    + " failed ("
                                    + e.getClass().getSimpleName()
                                    + "); the log has the trace under item "
                                    + at.toId(),
                            -1));
        }
        return false;
    }

    /// The trace alone: messages of exceptions may hold names and text of evidence, which no log
    /// may.
    private static Throwable withoutMessage(Throwable failure) {
        Throwable trace = new Throwable(failure.getClass().getName());
        trace.setStackTrace(failure.getStackTrace());
        return trace;
    }
}
