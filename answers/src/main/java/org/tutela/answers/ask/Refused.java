package org.tutela.answers.ask;

import java.io.IOException;

/// Says that a viewer has not the right that a question needs. The refusal stands in the journal.
public final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final Right right;

    public Refused(Viewer viewer, Right right) {
        super(viewer.user() + " has not the right " + right);
        this.right = right;
    }

    /// The right that is missing.
    public Right right() {
        return right;
    }
}
