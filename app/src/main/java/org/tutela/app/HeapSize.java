package org.tutela.app;

/// `--memory SIZE`: the start script has read it before Java started.
final class HeapSize {
    /// What the help says of it.
    static final String HELP = "Heap, such as 512m or 2g; 1g unless told, 512m for serve.";

    private HeapSize() {}

    /// Throws [WrongUse] where `size` is none.
    static void check(String size) {
        if (!size.matches("[0-9]+[kKmMgG]?")) {
            throw new WrongUse("--memory takes a size such as 512m or 2g, not \"" + size + "\".");
        }
    }
}
