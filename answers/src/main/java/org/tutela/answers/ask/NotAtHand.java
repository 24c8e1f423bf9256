package org.tutela.answers.ask;

import java.io.IOException;
import java.io.Serial;

/// Bytes that the case speaks of and that cannot be read now: the evidence is not where it was
/// registered, is damaged there, or was erased while somebody looked.
public final class NotAtHand extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    /// What was asked for, and what came instead.
    public NotAtHand(String place, IOException cause) {
        super("not at hand: " + place, cause);
    }
}
