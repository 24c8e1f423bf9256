package org.tutela.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.evidence.source.OpenSource;
import org.tutela.model.Address;
import org.tutela.model.Address.Kind;
import org.tutela.model.Address.Step;

/// The door to the bytes of any address of one source: walks from the source inwards, through
/// partition tables, file systems and archives within each other. What was opened on the way stays
/// open for the next address, as far as memory and files allow. May be used by several threads at
/// once.
public final class Evidence implements Closeable {
    private final OpenSource source;
    private final Reader.Means means;
    private final OpenHolders holders = new OpenHolders();

    private Evidence(OpenSource source, Reader.Means means) {
        this.source = source;
        this.means = means;
    }

    /// The door to a source, which it does not close. Temporary files lie in `scratch`.
    public static Evidence of(OpenSource source, Limits limits, Path scratch) throws IOException {
        return new Evidence(source, new Reader.Means(limits, Spool.open(scratch, limits.spool())));
    }

    /// The bytes at an address; close them after use. A row or a part gives the bytes of the file
    /// that it was read from, a range its bytes alone. Throws [EvidenceException] where the address
    /// leads nowhere or to something without content, [IllegalArgumentException] where it is of
    /// another source.
    public ByteSource open(Address address) throws IOException {
        if (!address.source().equals(source.id())) {
            throw new IllegalArgumentException(address + " is of another source");
        }
        int inner = 1;
        while (inner < address.steps().size() && !within(address.steps().get(inner))) {
            inner++;
        }
        ByteSource bytes = open(AddressPath.of(prefix(address, inner)));
        boolean range =
                inner < address.steps().size() && address.steps().get(inner).kind() == Kind.RANGE;
        return range ? range(bytes, address.steps().get(inner)) : bytes;
    }

    /// Lists what lies below an address: all that a medium, a volume or an archive holds, or what
    /// lies in a folder. One holder deep: archives within are listed as entries.
    public void list(Address address, Holder.Sink sink) throws IOException {
        AddressPath path = AddressPath.of(address);
        if (path.outermost() && source.folder().isPresent()) {
            source.folder().get().list(sink);
            return;
        }
        Kind kind = address.last().kind();
        if (kind == Kind.SOURCE || kind == Kind.PARTITION || kind == Kind.VOLUME) {
            AddressPath holder = kind == Kind.VOLUME ? path.parent() : path;
            Optional<Step> wanted =
                    kind == Kind.VOLUME ? Optional.of(address.last()) : Optional.empty();
            try (OpenHolders.Lease lease = holder(holder, wanted)) {
                lease.holder().list(sink);
            }
            return;
        }
        if (recognised(path)) {
            try (OpenHolders.Lease lease = holder(path, Optional.empty())) {
                lease.holder().list(sink);
            }
            return;
        }
        try (OpenHolders.Lease lease = holder(path.parent(), Optional.of(path.first()))) {
            lease.holder().list(new Below(address, sink));
        }
    }

    @Override
    public void close() throws IOException {
        holders.close();
        means.spool().close();
    }

    private static boolean within(Step step) {
        return step.kind() == Kind.ROW || step.kind() == Kind.RANGE || step.kind() == Kind.PART;
    }

    private static Address prefix(Address address, int steps) {
        return new Address(address.steps().subList(0, steps));
    }

    private ByteSource open(AddressPath path) throws IOException {
        if (path.outermost()) {
            return source.bytes()
                    .map(bytes -> bytes.slice(0, bytes.size()))
                    .orElseThrow(() -> flaw("EV-0561", "a folder has no bytes of its own"));
        }
        if (path.address().last().kind() == Kind.VOLUME) {
            return open(path.parent());
        }
        if (path.depth() > means.limits().depth() + 2) {
            throw new EvidenceException(
                    Flaw.LIMIT_REACHED,
                    "EV-0562",
                    "lies within more than " + means.limits().depth() + " containers",
                    -1);
        }
        OpenHolders.Lease lease = holder(path.parent(), Optional.of(path.first()));
        boolean opened = false;
        try {
            ByteSource bytes = lease.lend(lease.holder().open(path.address()));
            opened = true;
            return bytes;
        } finally {
            if (!opened) {
                lease.close();
            }
        }
    }

    /// The holder that lies in the bytes at `path`. `wanted` is the step that leads into it, where
    /// one is known.
    private OpenHolders.Lease holder(AddressPath path, Optional<Step> wanted) throws IOException {
        if (path.outermost() && source.folder().isPresent()) {
            return holders.lease(path.address(), () -> keep(source.folder().get()));
        }
        return holders.lease(path.address(), () -> openHolder(path, wanted));
    }

    private OpenHolders.Held openHolder(AddressPath path, Optional<Step> wanted)
            throws IOException {
        ByteSource bytes = open(path);
        boolean opened = false;
        try {
            Reader reader = reader(bytes, path, wanted);
            Holder holder = reader.open(bytes, path.address(), means);
            opened = true;
            return new OpenHolders.Held(holder, bytes);
        } finally {
            if (!opened) {
                bytes.close();
            }
        }
    }

    private static OpenHolders.Held keep(Holder folder) {
        // The source closes its own folder.
        return new OpenHolders.Held(
                new Holder() {
                    @Override
                    public void list(Sink sink) throws IOException {
                        folder.list(sink);
                    }

                    @Override
                    public ByteSource open(Address address) throws IOException {
                        return folder.open(address);
                    }
                },
                ByteSource.of(new byte[0]));
    }

    private Reader reader(ByteSource bytes, AddressPath path, Optional<Step> wanted)
            throws IOException {
        if (wanted.isPresent() && wanted.get().kind() == Kind.VOLUME) {
            for (Reader reader : Readers.all()) {
                if (reader.name().equals(wanted.get().value())) {
                    return reader;
                }
            }
        }
        return Readers.find(bytes, name(path))
                .filter(found -> wanted.isEmpty() || found.steps().contains(wanted.get().kind()))
                .orElseThrow(() ->
                        flaw(
                                "EV-0560",
                                "nothing that can be listed was recognised at " + path.address()));
    }

    private boolean recognised(AddressPath path) throws IOException {
        try (ByteSource bytes = open(path)) {
            return Readers.find(bytes, name(path)).isPresent();
        } catch (EvidenceException e) {
            // A folder has no content: what lies in it is looked for in the holder's listing.
            return false;
        }
    }

    private String name(AddressPath path) {
        if (path.outermost()) {
            return source.name();
        }
        byte[] raw = Address.decode(path.address().last().value());
        String text = new String(raw, StandardCharsets.UTF_8);
        return text.substring(text.lastIndexOf('/') + 1);
    }

    private static ByteSource range(ByteSource bytes, Step step) throws IOException {
        String[] ends = step.value().split("-", -1);
        try {
            if (ends.length == 2) {
                long start = Long.parseLong(ends[0]);
                return new Window(bytes, bytes.slice(start, Long.parseLong(ends[1]) - start));
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        bytes.close();
        throw new IllegalArgumentException("a range is START-END in bytes, not " + step.value());
    }

    private static EvidenceException flaw(String code, String detail) {
        return new EvidenceException(Flaw.UNSUPPORTED, code, detail, -1);
    }

    /// A range that closes what it was cut from.
    private record Window(ByteSource whole, ByteSource part) implements ByteSource {
        @Override
        public long size() {
            return part.size();
        }

        @Override
        public int read(long offset, byte[] into, int from, int length) throws IOException {
            return part.read(offset, into, from, length);
        }

        @Override
        public void close() throws IOException {
            whole.close();
        }
    }

    /// Lets through what lies in a folder.
    private static final class Below implements Holder.Sink {
        private final String folder;
        private final Holder.Sink sink;

        private Below(Address folder, Holder.Sink sink) {
            String value = folder.last().value();
            this.folder = value.endsWith("/") ? value : value + "/";
            this.sink = sink;
        }

        @Override
        public void entry(Entry entry) throws IOException {
            List<Step> steps = entry.address().steps();
            boolean below = false;
            for (Step step : steps) {
                below |= step.value().length() > folder.length() && step.value().startsWith(folder);
            }
            if (below) {
                sink.entry(entry);
            }
        }

        @Override
        public void flaw(Address at, EvidenceException flaw) throws IOException {
            if (at.last().value().startsWith(folder)) {
                sink.flaw(at, flaw);
            }
        }
    }
}
