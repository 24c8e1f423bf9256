package org.tutela.app;

/// A command was used wrongly; the message is one sentence that says how to use it. Exit code 2.
final class WrongUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongUse(String sentence) {
        super(sentence);
    }
}
