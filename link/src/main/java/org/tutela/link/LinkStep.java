package org.tutela.link;

import java.io.IOException;
import java.util.List;
import org.tutela.model.LinkedFact;

/// One pure step from rows to linked facts. A step keeps nothing between groups, and knows neither
/// clock nor machine: the same rows give the same linked facts anywhere.
public interface LinkStep {

    /// The name, such as `membership`; part of every id it makes.
    String name();

    /// The version, from 1 on; grows whenever the same rows would give something else.
    int version();

    /// What it reads; a group names the input of each row by its place in this list.
    List<Input<?>> inputs();

    /// The tables it writes; no other step writes them.
    List<Class<? extends LinkedFact>> outputs();

    /// Whether keyers or the step itself ask [Identities]; the steps that make them do not.
    default boolean asksIdentities() {
        return true;
    }

    /// Small tables that it needs whole.
    default List<Lookup<?>> lookups() {
        return List.of();
    }

    /// Reads the rows of one key, once, and records what they give.
    void link(Group group, LinkRecorder out) throws IOException;
}
