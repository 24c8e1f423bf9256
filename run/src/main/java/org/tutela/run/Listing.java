package org.tutela.run;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.evidence.Readers;
import org.tutela.model.Address;
import org.tutela.model.Id;

/// Lists a source from its medium inwards: partition tables, file systems, and the archive that a
/// source may be. Archives among the files are opened by the worker that comes upon them.
final class Listing implements Closeable {
    private final Reader.Means means;
    private final Sink sink;
    private final List<Holder> open = new ArrayList<>();

    Listing(Reader.Means means, Sink sink) {
        this.means = means;
        this.sink = sink;
    }

    /// Receives a listing.
    interface Sink {
        /// The next entry. The holder stays open until the listing is closed.
        void listed(SourceUnit.Listed listed) throws IOException;

        /// Something could not be listed.
        void problem(Address at, Guard.Trouble trouble) throws IOException;
    }

    /// Lists what `bytes` hold, recognised by content and by `name`.
    void list(ByteSource bytes, Address at, String name) throws IOException {
        list(bytes, at, name, 0);
    }

    /// Lists a folder.
    void list(Holder folder, Address at) throws IOException {
        open.add(folder);
        Guard.run(at, Plan.LISTING, sink::problem, () -> folder.list(new Entries(folder, null, 0)));
    }

    @Override
    public void close() throws IOException {
        for (Holder holder : open.reversed()) {
            holder.close();
        }
    }

    private void list(ByteSource bytes, Address at, String name, int depth) throws IOException {
        Guard.run(
                at,
                Plan.LISTING,
                sink::problem,
                () -> {
                    Optional<Reader> reader = Readers.find(bytes, name);
                    if (reader.isEmpty()) {
                        throw new EvidenceException(
                                EvidenceException.Flaw.UNSUPPORTED,
                                "RU-0105",
                                "no partition table, file system or archive that is read was recognised here; its content was not listed",
                                0);
                    }
                    Holder holder = reader.get().open(bytes, at, means);
                    open.add(holder);
                    Id parent = at.steps().size() == 1 ? null : at.toId();
                    holder.list(new Entries(holder, parent, depth));
                });
    }

    private final class Entries implements Holder.Sink {
        private final Holder holder;
        private final @Nullable Id parent;
        private final int depth;
        private long count;

        Entries(Holder holder, @Nullable Id parent, int depth) {
            this.holder = holder;
            this.parent = parent;
            this.depth = depth;
        }

        @Override
        public void entry(Entry entry) throws IOException {
            count++;
            if (count > means.limits().entries()) {
                throw new EvidenceException(
                        EvidenceException.Flaw.LIMIT_REACHED,
                        "RU-0106",
                        "holds more than the "
                                + means.limits().entries()
                                + " entries that are listed; the rest was left out",
                        -1);
            }
            sink.listed(new SourceUnit.Listed(entry, holder, parent));
            if (entry.address().last().kind() == Address.Kind.PARTITION
                    && depth < means.limits().depth()) {
                Guard.run(
                        entry.address(),
                        Plan.LISTING,
                        sink::problem,
                        () -> list(holder.open(entry.address()), entry.address(), "", depth + 1));
            }
        }

        @Override
        public void flaw(Address at, EvidenceException flaw) throws IOException {
            sink.problem(at, Guard.Trouble.of(flaw));
        }
    }
}
