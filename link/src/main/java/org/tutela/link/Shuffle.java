package org.tutela.link;

import java.io.IOException;

/// Brings all rows of one key together and lets a step read them. Which shuffle runs a step never
/// shows in the bytes that come out.
public interface Shuffle {

    /// Runs one step over all rows. `known` holds what the step looks up.
    void run(LinkStep step, Tables tables, Known known, LinkOutput out) throws IOException;
}
