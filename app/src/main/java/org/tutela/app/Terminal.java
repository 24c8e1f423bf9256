package org.tutela.app;

import java.io.Console;
import java.util.Optional;

/// Whether a person watches.
final class Terminal {
    private Terminal() {}

    static boolean there() {
        return find().isPresent();
    }

    /// The terminal that a person sits at; empty where input and output are files or pipes.
    static Optional<Console> find() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }
}
