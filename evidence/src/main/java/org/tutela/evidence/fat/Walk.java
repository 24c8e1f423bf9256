package org.tutela.evidence.fat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.EvidenceException.Flaw;

/// Walks the folders of a volume, the deleted ones too, and finds directory entries. No cluster is
/// read as a folder twice, so that the walk ends whatever the volume says.
///
/// A deleted folder is entered where its first cluster is free and still names itself (`.`) and its
/// parent (`..`); otherwise other folders' entries would appear in it. Everything in it counts as
/// deleted.
final class Walk {
    /// FAT allows 65,536 entries in a folder.
    private static final int LARGEST_FOLDER = 65_536 * Slot.SIZE;

    /// A path has at most 260 characters where Windows writes it.
    private static final int DEEPEST = 256;

    private static final Name NOWHERE = new Name("", "");

    private final ByteSource bytes;
    private final Geometry geometry;
    private final AllocationTable table;
    private final Visitor visitor;
    private final Set<Long> seen = new HashSet<>();

    Walk(ByteSource bytes, Geometry geometry, AllocationTable table, Visitor visitor) {
        this.bytes = bytes;
        this.geometry = geometry;
        this.table = table;
        this.visitor = visitor;
    }

    /// Receives what is found.
    interface Visitor {
        /// A directory entry.
        void found(Found found) throws IOException;

        /// A flaw of a folder; null where it is not one folder's.
        void flaw(@Nullable Found folder, EvidenceException flaw) throws IOException;
    }

    /// A directory entry that was found.
    ///
    /// @param path of it
    /// @param deleted whether it or a folder above it is deleted
    record Found(Slot slot, Name path, boolean deleted) {}

    /// A folder to read.
    ///
    /// @param found its entry; null for the root and for folders that have none
    /// @param path of it
    /// @param cluster its first cluster; 0 for the root
    /// @param depth folders above it
    /// @param deleted whether all in it counts as deleted
    record Place(@Nullable Found found, Name path, long cluster, int depth, boolean deleted) {
        Place child(Found child, long first) {
            return new Place(child, child.path, first, depth + 1, child.deleted);
        }
    }

    /// The root folder and everything below.
    void root() throws IOException {
        Place root = new Place(null, NOWHERE, 0, 0, false);
        if (geometry.bits() == 32) {
            read(root, chain(root, geometry.rootCluster()));
            return;
        }
        byte[] raw = new byte[geometry.rootSize()];
        int there = 0;
        try {
            there = bytes.readUpTo(geometry.rootStart(), raw, 0, raw.length);
        } catch (EvidenceException e) {
            visitor.flaw(null, e);
        }
        there -= there % Slot.SIZE;
        read(
                root,
                new Folder(
                        Arrays.copyOf(raw, there),
                        new long[] {geometry.rootStart()},
                        Math.max(Slot.SIZE, raw.length)));
    }

    /// A free cluster that looks like a piece of a folder which nothing leads to; `path` is what it
    /// is listed under. Does nothing where the walk was there before.
    void orphan(Name path, long cluster) throws IOException {
        if (!seen.contains(cluster)) {
            Place place = new Place(null, path, -1, 1, true);
            Folder first = load(place, List.of(cluster));
            boolean whole = startsFolder(first, cluster);
            read(place, whole ? grow(place, cluster) : claim(first, cluster));
        }
    }

    private Folder claim(Folder folder, long cluster) {
        seen.add(cluster);
        return folder;
    }

    /// Whether the walk was in a cluster.
    boolean isSeen(long cluster) {
        return seen.contains(cluster);
    }

    private void read(Place place, Folder folder) throws IOException {
        List<Found> folders = new ArrayList<>();
        int unreadable = 0;
        boolean ended = false;
        for (int at = 0; at < folder.size(); at += Slot.SIZE) {
            if (ended && at % folder.unit() == 0) {
                break;
            }
            if (folder.isEnd(at)) {
                ended = true;
                continue;
            }
            if (Slot.isLongName(folder.bytes(), at)) {
                continue;
            }
            Slot slot = folder.slot(at);
            boolean deleted = place.deleted || ended || slot.isDeleted();
            boolean sound = deleted ? slot.plausible() : isListed(slot);
            if (!sound) {
                unreadable += deleted ? 0 : 1;
            } else if (!slot.name().isDot() && !slot.name().isDotDot()) {
                Found found = new Found(slot, name(folder, at, slot).in(place.path), deleted);
                visitor.found(found);
                if (slot.isFolder()) {
                    folders.add(found);
                }
            }
        }
        if (unreadable > 0) {
            visitor.flaw(place.found, garbage(unreadable));
        }
        for (Found found : folders) {
            enter(place, found);
        }
    }

    /// What an entry that is not deleted must fulfil; dates are often missing or wrong.
    private static boolean isListed(Slot slot) {
        return (slot.attributes() & 0xC0) == 0 && (slot.isLabel() || slot.name().isListed());
    }

    private static Name name(Folder folder, int at, Slot slot) throws IOException {
        if (slot.isLabel()) {
            return Name.of(slot.name().toLabel());
        }
        return LongName.find(folder.bytes(), at, slot.name())
                .map(Name::of)
                .orElseGet(() -> Name.of(slot.name().toBytes(slot.caseFlags())));
    }

    private void enter(Place parent, Found found) throws IOException {
        long first = found.slot.firstCluster(geometry);
        if (parent.depth >= DEEPEST) {
            visitor.flaw(
                    found,
                    new EvidenceException(
                            Flaw.LIMIT_REACHED,
                            "EV-0216",
                            "folders lie more than "
                                    + DEEPEST
                                    + " deep in each other; what is"
                                    + " deeper is not listed",
                            -1));
            return;
        }
        Place place = parent.child(found, first);
        if (!found.deleted) {
            if (seen.contains(first)) {
                visitor.flaw(found, crossed(first));
                return;
            }
            read(place, chain(place, first));
        } else if (geometry.isCluster(first) && table.isFree(first) && !seen.contains(first)) {
            Folder start = load(place, List.of(first));
            if (startsFolder(start, first) && isChild(start, parent)) {
                read(place, grow(place, first));
            }
        }
    }

    private boolean startsFolder(Folder folder, long cluster) throws IOException {
        return folder.size() > 2 * Slot.SIZE
                && Folder.isFirst(folder.bytes(), 0, geometry, cluster);
    }

    /// Whether the entry `..` of a folder names the parent that led to it.
    private boolean isChild(Folder folder, Place parent) throws IOException {
        Slot up = folder.slot(Slot.SIZE);
        return parent.cluster < 0
                || (up.name().isDotDot() && up.firstCluster(geometry) == parent.cluster);
    }

    private Folder chain(Place place, long first) throws IOException {
        Extents extents =
                new Chains(table, geometry)
                        .follow(first, LARGEST_FOLDER / geometry.clusterSize() + 1);
        EvidenceException broken = extents.broken();
        if (broken != null) {
            visitor.flaw(place.found, broken);
        }
        List<Long> clusters = new ArrayList<>();
        for (Extents.Run run : extents.runs()) {
            for (long i = 0; i < run.count(); i++) {
                if (!seen.add(run.first() + i)) {
                    visitor.flaw(place.found, crossed(run.first() + i));
                    return load(place, clusters);
                }
                clusters.add(run.first() + i);
            }
        }
        return load(place, clusters);
    }

    /// The clusters of a deleted folder: the first, and the free ones behind it as long as the
    /// folder is full and they look like more of it.
    private Folder grow(Place place, long first) throws IOException {
        List<Long> clusters = new ArrayList<>(List.of(first));
        seen.add(first);
        Folder folder = load(place, clusters);
        long next = first + 1;
        while (folder.isFull()
                && folder.size() < LARGEST_FOLDER
                && geometry.isCluster(next)
                && !seen.contains(next)
                && table.isFree(next)) {
            Folder more = load(place, List.of(next));
            boolean likely =
                    more.size() > 0
                            && Folder.isLikely(more.bytes(), 0, more.size())
                            && !more.slot(0).name().isDot();
            if (!likely) {
                break;
            }
            seen.add(next);
            clusters.add(next);
            folder = load(place, clusters);
            next++;
        }
        return folder;
    }

    /// Reads clusters; those that cannot be read are told and left out.
    private Folder load(Place place, List<Long> clusters) throws IOException {
        int unit = geometry.clusterSize();
        byte[] raw = new byte[clusters.size() * unit];
        long[] offsets = new long[clusters.size()];
        int count = 0;
        for (long cluster : clusters) {
            long offset = geometry.offset(cluster);
            try {
                int there = bytes.readUpTo(offset, raw, count * unit, unit);
                if (there == unit) {
                    offsets[count] = offset;
                    count++;
                } else {
                    visitor.flaw(place.found, cut(offset));
                }
            } catch (EvidenceException e) {
                visitor.flaw(place.found, e);
            }
        }
        return new Folder(Arrays.copyOf(raw, count * unit), Arrays.copyOf(offsets, count), unit);
    }

    private static EvidenceException cut(long offset) {
        return new EvidenceException(
                Flaw.TRUNCATED,
                "EV-0217",
                "a part of this folder lies behind the end of the volume's bytes; its entries"
                        + " there are lost",
                offset);
    }

    private static EvidenceException crossed(long cluster) {
        return new EvidenceException(
                Flaw.MALFORMED,
                "EV-0218",
                "the cluster "
                        + cluster
                        + " of this folder belongs to a folder that was listed"
                        + " before (a cycle or a cross link); it is listed once",
                -1);
    }

    private static EvidenceException garbage(int count) {
        return new EvidenceException(
                Flaw.MALFORMED,
                "EV-0219",
                count
                        + " entries of this folder are not directory entries; files may be missing"
                        + " from the listing",
                -1);
    }
}
