package org.tutela.answers;

/// What questions may use.
///
/// @param threads threads, 1 or more
/// @param memoryMegabytes memory in MiB, beyond which sorting and joining go to temporary files
/// @param timeoutSeconds seconds until a question is broken off
/// @param pages whether the tables are there that pages ask besides those of the contract
public record QueryLimits(int threads, int memoryMegabytes, int timeoutSeconds, boolean pages) {
    /// For one analyst at one computer.
    public static final QueryLimits USUAL = new QueryLimits(2, 1024, 600);

    /// For who asks the tables of the contract alone.
    public QueryLimits(int threads, int memoryMegabytes, int timeoutSeconds) {
        this(threads, memoryMegabytes, timeoutSeconds, false);
    }
}
