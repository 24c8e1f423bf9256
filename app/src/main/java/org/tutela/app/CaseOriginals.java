package org.tutela.app;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.disclose.Originals;
import org.tutela.evidence.Evidence;
import org.tutela.evidence.source.OpenSource;
import org.tutela.evidence.source.Sources;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;
import org.tutela.model.Address;
import org.tutela.model.Id;

/// The bytes of evidence that leave in a package: sources where they were registered, each opened
/// once as long as its places are asked for one after the other. One thread.
final class CaseOriginals implements Originals, Closeable {
    private final CaseFolder folder;
    private @Nullable Id current;
    private @Nullable OpenSource source;
    private @Nullable Evidence evidence;

    CaseOriginals(CaseFolder folder) {
        this.folder = folder;
    }

    @Override
    public InputStream open(String place) throws IOException {
        try {
            Address address = Address.parse(place);
            ByteSource bytes = evidence(address.source()).open(address);
            return new Guarded(new Whole(bytes));
        } catch (EvidenceException e) {
            throw new Unreadable(e.detail(), e);
        }
    }

    private Evidence evidence(Id id) throws IOException {
        Evidence open = evidence;
        if (open != null && id.equals(current)) {
            return open;
        }
        close();
        RegisteredSource registered =
                folder.findSource(id)
                        .orElseThrow(() -> new IOException("The case has no source " + id + "."));
        OpenSource opened = Sources.open(Path.of(registered.path()), Limits.standard());
        source = opened;
        Evidence fresh = Evidence.of(opened, Limits.standard(), folder.scratch());
        evidence = fresh;
        current = id;
        return fresh;
    }

    @Override
    public void close() throws IOException {
        Evidence first = evidence;
        OpenSource then = source;
        evidence = null;
        source = null;
        current = null;
        try {
            if (first != null) {
                first.close();
            }
        } finally {
            if (then != null) {
                then.close();
            }
        }
    }

    /// A place from front to back.
    private static final class Whole extends InputStream {
        private final ByteSource bytes;
        private long at;

        Whole(ByteSource bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = bytes.read(at, into, from, length);
            at += Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }

    /// Says that evidence is bad in the words of the door.
    private static final class Guarded extends FilterInputStream {
        Guarded(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                return super.read(into, from, length);
            } catch (EvidenceException e) {
                throw new Unreadable(e.detail(), e);
            }
        }
    }
}
