package org.tutela.answers;

/// What questions may use.
///
/// @param threads threads, 1 or more
/// @param memoryMegabytes memory in MiB, beyond which sorting and joining go to temporary files
/// @param timeoutSeconds seconds until a question is broken off
public record QueryLimits(int threads, int memoryMegabytes, int timeoutSeconds) {
    /// For one analyst at one computer.
    public static final QueryLimits USUAL = new QueryLimits(2, 1024, 600);
}
