package org.tutela.evidence.fat;

import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;
import org.tutela.bytes.Limits;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;

/// An opened FAT volume.
final class FatVolume implements Holder {
    private final ByteSource bytes;
    private final Address at;
    private final Geometry geometry;
    private final Limits limits;
    private final AllocationTable table;
    private final Chains chains;

    /// Made by the first listing, or when a deleted file is opened without one.
    private final AtomicReference<@Nullable Deleted> deleted = new AtomicReference<>();

    FatVolume(ByteSource bytes, Address at, Geometry geometry, Limits limits) {
        this.bytes = bytes;
        this.at = at;
        this.geometry = geometry;
        this.limits = limits;
        this.table = new AllocationTable(bytes, geometry);
        this.chains = new Chains(table, geometry);
    }

    @Override
    public void list(Sink sink) throws IOException {
        if (geometry.backup()) {
            sink.flaw(at, lostBootSector());
        }
        if (geometry.size() > bytes.size()) {
            sink.flaw(at, cutOff());
        }
        walk(new Listing(sink));
    }

    private Deleted walk(Collecting visitor) throws IOException {
        Walk walk = new Walk(bytes, geometry, table, visitor);
        walk.root();
        EvidenceException unreadable = new Orphans(bytes, geometry, table, walk).list();
        if (unreadable != null) {
            visitor.flaw(null, unreadable);
        }
        Deleted found = visitor.collector.toDeleted();
        deleted.compareAndSet(null, found);
        return found;
    }

    private EvidenceException lostBootSector() {
        return new EvidenceException(
                Flaw.MALFORMED,
                "EV-0220",
                "the boot sector is damaged; its backup in sector 6 was used",
                0);
    }

    private EvidenceException cutOff() {
        return new EvidenceException(
                Flaw.TRUNCATED,
                "EV-0221",
                "the volume is said to have "
                        + geometry.size()
                        + " bytes, "
                        + bytes.size()
                        + " are there; files behind that cannot be read",
                bytes.size());
    }

    /// Takes note of deleted content while walking; flaws are told by the listing only.
    private class Collecting implements Walk.Visitor {
        final Deleted.Collector collector = new Deleted.Collector(table, geometry);
        private long entries;

        @Override
        public void found(Walk.Found found) throws IOException {
            entries++;
            if (entries > limits.entries()) {
                throw new EvidenceException(
                        Flaw.LIMIT_REACHED,
                        "EV-0222",
                        "the volume lists more than "
                                + limits.entries()
                                + " entries; the rest is not listed",
                        -1);
            }
            if (found.deleted()) {
                collector.add(found.slot());
            }
        }

        @Override
        public void flaw(Walk.@Nullable Found folder, EvidenceException flaw) throws IOException {}
    }

    /// Turns what is found into entries, and checks the chains of files against each other.
    private final class Listing extends Collecting {
        private final Sink sink;
        private final BitSet used = new BitSet();

        Listing(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void found(Walk.Found found) throws IOException {
            super.found(found);
            sink.entry(toEntry(found));
            Slot slot = found.slot();
            if (!found.deleted() && !slot.isFolder() && slot.size() > 0) {
                Extents extents = chains.file(slot.firstCluster(geometry), slot.size());
                EvidenceException broken = extents.broken();
                if (broken != null) {
                    sink.flaw(address(found), broken);
                }
                claim(found, extents);
            }
        }

        private void claim(Walk.Found found, Extents extents) throws IOException {
            long shared = -1;
            for (Extents.Run run : extents.runs()) {
                int first = Math.toIntExact(run.first());
                int end = Math.toIntExact(run.first() + run.count());
                int taken = used.nextSetBit(first);
                shared = taken >= 0 && taken < end ? taken : shared;
                used.set(first, end);
            }
            if (shared >= 0) {
                sink.flaw(
                        address(found),
                        new EvidenceException(
                                Flaw.MALFORMED,
                                "EV-0223",
                                "the cluster "
                                        + shared
                                        + " of this file is also used by a file"
                                        + " listed before (a cross link); one of both contents is"
                                        + " wrong",
                                geometry.offset(shared)));
            }
        }

        @Override
        public void flaw(Walk.@Nullable Found folder, EvidenceException flaw) throws IOException {
            sink.flaw(folder == null ? at : address(folder), flaw);
        }
    }

    private Address address(Walk.Found found) {
        return at.step(
                new Address.Step(
                        Address.Kind.ENTRY, found.path().encoded(), found.slot().number()));
    }

    private Entry toEntry(Walk.Found found) {
        Slot slot = found.slot();
        long cluster = slot.firstCluster(geometry);
        boolean content = slot.size() > 0 || slot.isFolder();
        return new Entry(
                address(found),
                found.path().text(),
                slot.size(),
                slot.isFolder() ? ItemKind.FOLDER : slot.isLabel() ? ItemKind.OTHER : ItemKind.FILE,
                found.deleted() ? ItemOrigin.DELETED : ItemOrigin.LISTED,
                slot.times(),
                content && geometry.isCluster(cluster) ? geometry.offset(cluster) : -1,
                null);
    }

    @Override
    public ByteSource open(Address address) throws IOException {
        Address.Step step = address.last();
        boolean inside = step.number() >= 0 && step.number() < bytes.size() / Slot.SIZE;
        long place = inside ? step.number() * Slot.SIZE : -1;
        boolean root =
                place >= geometry.rootStart() && place < geometry.rootStart() + geometry.rootSize();
        long cluster = place < 0 ? 0 : geometry.cluster(place);
        if (step.kind() != Address.Kind.ENTRY || (!root && !geometry.isCluster(cluster))) {
            throw noEntry(step);
        }
        long start = root ? geometry.rootStart() : geometry.offset(cluster);
        byte[] before = bytes.readBytes(start, Math.toIntExact(place - start + Slot.SIZE));
        int index = before.length - Slot.SIZE;
        if (before.length < place - start + Slot.SIZE
                || before[index] == 0
                || Slot.isLongName(before, index)) {
            throw noEntry(step);
        }
        Slot slot = Slot.read(before, index, step.number());
        boolean gone =
                slot.isDeleted() || (!root && table.isFree(cluster)) || isBehindEnd(before, index);
        return gone ? openDeleted(slot) : openListed(slot);
    }

    /// A slot behind the end mark of its piece of a folder is listed as deleted.
    private static boolean isBehindEnd(byte[] folder, int index) {
        for (int i = 0; i < index; i += Slot.SIZE) {
            if (folder[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private ByteSource openListed(Slot slot) throws IOException {
        long first = slot.firstCluster(geometry);
        if (slot.isFolder()) {
            Extents chain = chains.follow(first, geometry.clusters());
            return new Content(bytes, geometry, chain, chain.clusters() * geometry.clusterSize());
        }
        Extents extents = slot.size() == 0 ? Extents.none(null) : chains.file(first, slot.size());
        return new Content(bytes, geometry, extents, slot.size());
    }

    private ByteSource openDeleted(Slot slot) throws IOException {
        if (slot.isFolder()) {
            long first = slot.firstCluster(geometry);
            boolean there = geometry.isCluster(first) && table.isFree(first);
            Extents.Collector piece = new Extents.Collector();
            if (there) {
                piece.add(first);
            }
            return new Content(
                    bytes, geometry, piece.toExtents(null), there ? geometry.clusterSize() : 0);
        }
        if (slot.size() == 0) {
            return ByteSource.of(new byte[0]);
        }
        Deleted known = deleted.get();
        Deleted all = known == null ? walk(new Collecting()) : known;
        return new Content(bytes, geometry, all.extents(slot), slot.size());
    }

    private EvidenceException noEntry(Address.Step step) {
        return new EvidenceException(
                Flaw.MALFORMED,
                "EV-0224",
                "there is no directory entry at the place that " + step + " names",
                -1);
    }
}
