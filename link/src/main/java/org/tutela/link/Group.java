package org.tutela.link;

import java.io.IOException;
import org.tutela.model.Id;

/// All rows of one key, in a total order, read once from front to back.
public interface Group {

    /// A part of the key, counted from 0.
    String key(int part);

    /// Moves to the next row; false when the key has no more.
    boolean next() throws IOException;

    /// Which input the row came by: its place in [LinkStep#inputs].
    int input();

    /// A part of the row's order, counted from 0.
    String order(int part);

    /// The fact or linked fact that the row is; meaningless for folded rows, whose values name what
    /// they rest on.
    Id fact();

    /// What the keyer wrote, valid until the next call of [#next].
    ValueReader value();

    /// Which identifier belongs to which account, and who owns which device.
    Identities identities();

    /// A small table that the step asked for in [LinkStep#lookups].
    <T> T lookup(Lookup<T> lookup);
}
