package org.tutela.examine;

import java.io.IOException;
import java.util.function.Function;
import org.tutela.bytes.EvidenceException;
import org.tutela.model.Address;
import org.tutela.model.Digest;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.FoundIn;
import org.tutela.model.Seen;

/// Where an examination states its facts.
public interface Recorder {

    /// States a fact about `place`: the item, or a row or part within it. The recorder makes the
    /// head, numbering the facts of one table about one place in the order they are stated.
    <F extends Fact> void record(FactTable<F> table, Address place, Function<Seen, F> fact)
            throws IOException;

    /// States that something could not be read; the examination goes on.
    void problem(Address place, EvidenceException flaw) throws IOException;

    /// Gives a text to the finders, which state mentions about `place`. The text is not kept.
    void text(Address place, FoundIn foundIn, CharSequence text) throws IOException;

    /// Keeps bytes of our making (a thumbnail, extracted text) as a sealed blob of the source;
    /// returns its SHA-256, which is its name.
    Digest blob(byte[] bytes) throws IOException;

    /// Records that a companion was read too.
    void input(Address companion) throws IOException;
}
