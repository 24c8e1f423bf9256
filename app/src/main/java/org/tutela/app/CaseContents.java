package org.tutela.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.tutela.answers.ask.Contents;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.Limits;
import org.tutela.evidence.Evidence;
import org.tutela.evidence.source.OpenSource;
import org.tutela.evidence.source.Sources;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;
import org.tutela.model.Address;

/// What is behind the people's door to bytes: the sources where they were registered, opened for
/// each look and closed after it.
final class CaseContents implements Contents {
    private static final int MOST = 65_536;

    private final Path path;

    CaseContents(Path path) {
        this.path = path;
    }

    @Override
    public Window window(String place, long offset, int length) throws IOException {
        if (offset < 0 || length < 1 || length > MOST) {
            throw new IllegalArgumentException("a look at bytes is 1 to 65536 long");
        }
        Address address = Address.parse(place);
        try (CaseFolder folder = CaseFolder.openForReading(path)) {
            RegisteredSource source =
                    folder.findSource(address.source())
                            .orElseThrow(() ->
                                    new IOException(
                                            "The case has no source " + address.source() + "."));
            try (OpenSource open = Sources.open(Path.of(source.path()), Limits.standard());
                    Evidence evidence = Evidence.of(open, Limits.standard(), folder.scratch());
                    ByteSource bytes = evidence.open(address)) {
                long size = bytes.size();
                int wanted = (int) Math.min(length, Math.max(0, size - offset));
                return new Window(
                        size,
                        offset,
                        ByteBuffer.wrap(
                                wanted == 0 ? new byte[0] : bytes.readBytes(offset, wanted)));
            }
        }
    }
}
