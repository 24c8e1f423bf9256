package org.tutela.evidence.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Limits;

/// A raw image: the bytes of the medium in one file. Recognises every regular file, so it is asked
/// last.
public final class Raw implements Container {

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public boolean recognises(Path firstFile) {
        return Files.isRegularFile(firstFile);
    }

    @Override
    public Media open(Path firstFile, Limits limits) throws IOException {
        return new Media(
                ByteSource.open(firstFile),
                new Media.Acquisition(List.of(firstFile), null, null, List.of(), new TreeMap<>()));
    }
}
