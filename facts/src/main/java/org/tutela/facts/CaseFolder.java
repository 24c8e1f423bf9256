package org.tutela.facts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tutela.model.Id;

/// The folder of a case.
@SuppressWarnings("DoNotCallSuggester")
public final class CaseFolder implements Closeable {
    private final Path path;

    private CaseFolder(Path path) {
        this.path = path;
    }

    /// Opens for writing, creating the folder and `case.json` where missing.
    public static CaseFolder openForWriting(Path path) throws IOException {
        return new CaseFolder(path);
    }

    /// Opens for reading; any number of readers may, beside one writer.
    public static CaseFolder openForReading(Path path) throws IOException {
        return new CaseFolder(path);
    }

    /// Where it lies.
    public Path path() {
        return path;
    }

    /// Temporary files of ours, emptied when a writer opens the case.
    public Path scratch() {
        return path.resolve("tmp");
    }

    /// Where logs are written.
    public Path log() {
        return path.resolve("log");
    }

    /// Number of logical partitions: belongs to the case, never to a machine.
    public int partitions() {
        return 16;
    }

    /// The registered sources, in the order of their exhibits.
    public List<RegisteredSource> sources() {
        throw new UnsupportedOperationException();
    }

    /// The source with that id.
    public Optional<RegisteredSource> findSource(Id id) {
        throw new UnsupportedOperationException();
    }

    /// Registers a source.
    public void register(RegisteredSource source) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {}
}
