package org.tutela.evidence.container;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.tutela.bytes.Limits;

/// All containers. To add one: a class, a line here, a test.
public final class Containers {
    private Containers() {}

    /// Every container, the pickiest first; the last recognises any file.
    public static List<Container> all() {
        return List.of(
                new E01(), //
                new SplitRaw(),
                new Raw());
    }

    /// The container that recognises a file. Throws [NoSuchFileException] where there is no file.
    public static Container get(Path firstFile) throws IOException {
        for (Container container : all()) {
            if (container.recognises(firstFile)) {
                return container;
            }
        }
        throw new NoSuchFileException(firstFile.toString());
    }

    /// Opens a medium with the limits of an ordinary run.
    public static Media open(Path firstFile) throws IOException {
        return get(firstFile).open(firstFile, Limits.standard());
    }
}
