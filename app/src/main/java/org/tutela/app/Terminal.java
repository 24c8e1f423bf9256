package org.tutela.app;

import java.io.Console;
import java.util.Optional;

/// Whether a person watches.
final class Terminal {
    private Terminal() {}

    static boolean there() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
