package org.tutela.facts;

import java.io.IOException;
import java.util.Optional;
import org.tutela.model.Digest;
import org.tutela.model.Id;

/// Sealed bytes of our making, by their SHA-256. [UnitWriter#blob] writes them.
@SuppressWarnings("DoNotCallSuggester")
public final class Blobs {
    private Blobs() {}

    /// The blobs of a case.
    public static Blobs open(CaseFolder folder) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Keeps one blob of a source at once; for more than a few, use [UnitWriter#blob].
    public Digest put(Id source, byte[] bytes) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// The blob of that name, of whichever source has it.
    public Optional<byte[]> find(Digest name) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// The blob of that name of a source.
    public Optional<byte[]> find(Id source, Digest name) throws IOException {
        throw new UnsupportedOperationException();
    }
}
