package org.tutela.link;

import java.io.IOException;
import java.util.Collection;
import org.tutela.model.Id;
import org.tutela.model.LinkedFact;
import org.tutela.model.Made;

/// Where a step records its linked facts.
public interface LinkRecorder {

    /// The head of the linked fact that the step makes for `key`. The first part names the table,
    /// so that ids of different tables never meet.
    Made made(String... key);

    /// Records a linked fact that rests on the cited facts. Throws [IllegalArgumentException] where
    /// nothing is cited, or where the step did not announce the table.
    void record(LinkedFact fact, Collection<Id> citations) throws IOException;
}
