package org.tutela.answers.ask;

import java.io.IOException;

/// Says that the case has no such thing, or that the viewer does not need to know it: the two are
/// told apart to nobody.
public final class NotFound extends IOException {
    private static final long serialVersionUID = 1L;

    /// Nothing there for this viewer.
    public NotFound(String what) {
        super(what);
    }
}
