package org.tutela.model;

/// What kind of problem.
public enum ProblemKind {
    /// Contradicts its own format.
    MALFORMED,
    /// Ends too early, or a part is missing.
    TRUNCATED,
    /// A variant that is not read.
    UNSUPPORTED,
    /// Needs a key.
    ENCRYPTED,
    /// Asked for more than a limit allows.
    LIMIT_REACHED,
    /// Our own failure; the log has the trace.
    FAILED
}
