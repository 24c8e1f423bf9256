package org.tutela.disclose;

import java.io.IOException;
import java.io.InputStream;

/// The door to the bytes of evidence that may leave the house. The people half has the interface,
/// the start of the product gives what is behind it.
@FunctionalInterface
public interface Originals {

    /// The bytes of a place, from its first to its last. Places are asked for in the order in which
    /// they lie, so that a source is opened once. Throws [Unreadable] where the evidence is bad or
    /// not where it was, other [IOException] where this machine failed.
    InputStream open(String address) throws IOException;

    /// The place cannot be read: the package says so and goes on.
    final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        /// With a sentence.
        public Unreadable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /// A door behind which there is nothing.
    static Originals none() {
        return address -> {
            throw new Unreadable(
                    "The bytes of this case are not at hand.",
                    new IllegalStateException("no door to the evidence was given"));
        };
    }
}
