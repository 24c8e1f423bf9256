package org.tutela.answers.ask;

import java.io.IOException;

/// Says that a viewer has chosen no task: without one nothing of the case is shown.
public final class NoTask extends IOException {
    private static final long serialVersionUID = 1L;

    NoTask(Viewer viewer) {
        super(viewer.user() + " has chosen no task");
    }
}
