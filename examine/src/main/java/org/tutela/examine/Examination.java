package org.tutela.examine;

import java.io.IOException;

/// One way of looking at an item. Stateless: one instance serves all items and threads.
public interface Examination {

    /// The name, lower case, such as `digests`; part of every fact's id, never changed.
    String name();

    /// The version, from 1 on; raised whenever the facts it states about the same bytes may change.
    int version();

    /// Whether it looks at this item, told from its listing, type and first bytes. Cheap.
    boolean wants(OpenItem item) throws IOException;

    /// States facts. May throw [org.tutela.bytes.EvidenceException] at any point: the facts
    /// recorded so far stay, and the flaw becomes a `problem`. Any other exception becomes a
    /// problem `FAILED`.
    void examine(OpenItem item, Recorder out) throws IOException;
}
