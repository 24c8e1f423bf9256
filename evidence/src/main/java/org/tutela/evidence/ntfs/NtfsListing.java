package org.tutela.evidence.ntfs;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.EvidenceException;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.filesystem.EntryPath;
import org.tutela.evidence.filesystem.Listing;
import org.tutela.model.Address;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;

/// Lists a volume in the order of its file records.
final class NtfsListing {
    /// Bytes of the table that are read at once.
    private static final int WINDOW = 1 << 20;

    /// The record of the list of bad clusters, whose stream is as large as the volume and empty.
    private static final int BAD_CLUSTERS = 8;

    private final Volume volume;
    private final Address at;
    private final Listing listing;
    private final Folders folders;

    NtfsListing(Volume volume, Address at, Holder.Sink sink, long entries) {
        this.volume = volume;
        this.at = at;
        this.listing = new Listing(sink, entries, "EV-0316");
        this.folders = new Folders(volume);
    }

    void run() throws IOException {
        int recordSize = volume.boot().recordSize();
        long count = volume.count();
        int perWindow = WINDOW / recordSize;
        byte[] window = new byte[perWindow * recordSize];
        for (long first = 0; first < count; first += perWindow) {
            int there = (int) Math.min(perWindow, count - first);
            int got = readWindow(first, window, there * recordSize);
            for (int i = 0; i < got / recordSize; i++) {
                byte[] bytes = new byte[recordSize];
                System.arraycopy(window, i * recordSize, bytes, 0, recordSize);
                record(bytes, first + i);
            }
        }
        listing.finish(at);
    }

    /// Reads what is there; a part of the table that is missing is told, and passed over.
    private int readWindow(long first, byte[] window, int length) throws IOException {
        long offset = first * volume.boot().recordSize();
        int done = 0;
        try {
            while (done < length) {
                done += volume.table().read(offset + done, window, done, length - done);
            }
        } catch (EvidenceException missing) {
            listing.flaw(at, missing);
        }
        return done;
    }

    private void record(byte[] bytes, long number) throws IOException {
        if (!FileRecord.signed(bytes) && isBlank(bytes)) {
            return;
        }
        try {
            FileRecord record = FileRecord.of(bytes, number, volume.place(number));
            // A record that continues another one is read with that one.
            if (record.base().number() == 0) {
                file(NtfsFile.of(record, volume));
            }
        } catch (EvidenceException damaged) {
            if (listing.isEnd(damaged)) {
                throw damaged;
            }
            listing.flaw(at, damaged);
        }
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private void file(NtfsFile file) throws IOException {
        List<FileName> names = file.names();
        long number = file.base().number();
        if (number == Volume.ROOT) {
            streams(file, EntryPath.ROOT);
            slack(file, EntryPath.ROOT);
        } else if (names.isEmpty()) {
            boolean content = file.content().size() > 0 || !file.namedStreams().isEmpty();
            if (content) {
                entry(file, EntryPath.unnamed(number));
            }
        } else {
            Set<EntryPath> told = new HashSet<>();
            for (FileName name : names) {
                EntryPath path = folders.pathOf(name);
                if (!told.add(path)) {
                    // Two folders that are both gone: one place among the orphans.
                    continue;
                }
                if (file.base().folder() && name.equals(names.getFirst())) {
                    folders.met(file.base(), name, path);
                }
                entry(file, path);
                if (file.base().folder()) {
                    slack(file, path);
                }
            }
        }
    }

    private void entry(NtfsFile file, EntryPath path) throws IOException {
        Address address = path.at(at, file.base().number());
        for (EvidenceException flaw : file.flaws()) {
            listing.flaw(address, flaw);
        }
        String target = target(file, address);
        Stream content = file.content();
        ItemKind kind =
                target != null
                        ? ItemKind.LINK
                        : file.base().folder() ? ItemKind.FOLDER : ItemKind.FILE;
        listing.entry(
                new Entry(
                        address,
                        path.text(),
                        content.size(),
                        kind,
                        origin(file),
                        file.times(),
                        content.firstByte(volume.boot(), volume.mediumSize()),
                        target));
        streams(file, path);
    }

    /// Lists the names that only the folder's slack knows; their content is gone.
    private void slack(NtfsFile folder, EntryPath path) throws IOException {
        Set<Address> told = new HashSet<>();
        for (FolderSlack.Found found : FolderSlack.of(folder, volume)) {
            FileName name = found.name();
            EntryPath lost = path.child(Names.raw(name.name()), Names.shown(name.name()));
            Address address = lost.at(at, found.file().number());
            if (told.add(address)) {
                listing.entry(
                        new Entry(
                                address,
                                lost.text(),
                                name.size(),
                                ItemKind.FILE,
                                ItemOrigin.DELETED,
                                name.times(),
                                -1,
                                null));
            }
        }
    }

    private @Nullable String target(NtfsFile file, Address address) throws IOException {
        try {
            Optional<ReparsePoint> point = file.reparsePoint(volume);
            return point.isPresent() ? point.get().target() : null;
        } catch (EvidenceException bad) {
            listing.flaw(
                    address,
                    new EvidenceException(
                            bad.flaw(),
                            "EV-0312",
                            "where the link points cannot be read (" + bad.detail() + ")",
                            bad.offset()));
            return null;
        }
    }

    private void streams(NtfsFile file, EntryPath path) throws IOException {
        Address address = path.at(at, file.base().number());
        boolean badClusters = file.base().number() == BAD_CLUSTERS;
        for (Stream stream : file.namedStreams()) {
            listing.entry(
                    new Entry(
                            address.step(Address.Kind.STREAM, Names.raw(stream.name()), -1),
                            path.text() + ":" + Names.shown(stream.name()),
                            stream.size(),
                            badClusters ? ItemKind.OTHER : ItemKind.STREAM,
                            origin(file),
                            file.times(),
                            stream.firstByte(volume.boot(), volume.mediumSize()),
                            null));
        }
    }

    private static ItemOrigin origin(NtfsFile file) {
        return file.base().inUse() ? ItemOrigin.LISTED : ItemOrigin.DELETED;
    }
}
