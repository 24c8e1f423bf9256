package org.tutela.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.bytes.Spool;
import org.tutela.evidence.Entry;
import org.tutela.evidence.Holder;
import org.tutela.evidence.Reader;
import org.tutela.evidence.Readers;
import org.tutela.evidence.phone.PhoneLayout;
import org.tutela.facts.UnitWriter;
import org.tutela.model.Address;
import org.tutela.model.Examined;
import org.tutela.model.Id;
import org.tutela.model.Item;
import org.tutela.model.ItemKind;
import org.tutela.model.ItemOrigin;
import org.tutela.model.Outcome;
import org.tutela.model.Problem;
import org.tutela.model.Seen;

/// Takes the entries of one unit through the examinations. One thread.
final class UnitWork {
    private static final long SMALLEST_IMAGE = 64L << 10;

    private final Plan plan;
    private final UnitWriter unit;
    private final Limits limits;
    private final Path scratch;
    private final Tally tally;
    private final Deadline deadline;
    private final boolean torn;
    private final Ordinals ordinals = new Ordinals();

    UnitWork(Plan plan, UnitWriter unit, Settings settings, Tally tally) {
        this.plan = plan;
        this.unit = unit;
        this.limits = settings.limits();
        this.scratch = settings.scratch();
        this.tally = tally;
        this.deadline = new Deadline(limits.timeMillis());
        this.torn = settings.torn();
    }

    /// What the work may use, and whether parts of the medium are known to be missing.
    record Settings(Limits limits, Path scratch, boolean torn) {}

    /// One entry and everything within it. `depth` counts the containers around it.
    void take(SourceUnit.Listed listed, int depth) throws IOException {
        Entry entry = listed.entry();
        UnitRecorder.Subject subject = UnitRecorder.Subject.of(entry.address());
        recordItem(entry, subject, listed.parent());
        if (!hasContent(entry)) {
            tally.item(0, false);
            // Partitions of the medium itself are opened by its listing.
            if (depth > 1 && entry.address().last().kind() == Address.Kind.PARTITION) {
                Guard.run(
                        entry.address(),
                        Plan.LISTING,
                        this::listingProblem,
                        () -> unfoldPartition(listed, depth));
            }
            return;
        }
        deadline.restart();
        Cut cut = new Cut(torn);
        Guard.run(
                entry.address(),
                Plan.LISTING,
                (at, trouble) -> {
                    if (!cut.explains(trouble)) {
                        listingProblem(at, trouble);
                    }
                },
                () -> {
                    try (RunItem item =
                            RunItem.open(
                                    entry,
                                    listed.holder(),
                                    new RunItem.Means(limits, scratch, deadline))) {
                        boolean flawed = examine(item, subject, cut);
                        tally.item(item.size(), flawed);
                        unfold(item, depth);
                    }
                });
        if (cut.happened()) {
            markCut(entry);
        }
    }

    /// Marks and counts an item that a torn medium cuts. The problem is the medium's and stated
    /// there once, with the count.
    private void markCut(Entry entry) throws IOException {
        if (plan.list()) {
            unit.count();
            Seen seen =
                    Seen.of(
                            Examined.TABLE.name(),
                            Seen.Place.of(entry.address()),
                            0,
                            Plan.LISTING,
                            Plan.LISTING_VERSION);
            unit.add(Examined.TABLE, new Examined(seen, Outcome.PARTLY, entry.size(), null));
        }
    }

    /// States a problem of the listing.
    void listingProblem(Address at, Guard.Trouble trouble) throws IOException {
        tally.problem();
        if (plan.list()) {
            Seen.Place place = Seen.Place.of(at);
            int ordinal = ordinals.next(Problem.TABLE.name(), place.address());
            Seen seen =
                    Seen.of(
                            Problem.TABLE.name(),
                            place,
                            ordinal,
                            Plan.LISTING,
                            Plan.LISTING_VERSION);
            Long offset = trouble.offset() < 0 ? null : trouble.offset();
            unit.add(
                    Problem.TABLE,
                    new Problem(seen, trouble.kind(), trouble.code(), trouble.detail(), offset));
        }
    }

    private boolean examine(RunItem item, UnitRecorder.Subject subject, Cut cut)
            throws IOException {
        boolean flawed = false;
        for (Plan.Job job : plan.jobs()) {
            deadline.restart();
            UnitRecorder recorder =
                    new UnitRecorder(unit, subject, job, new UnitRecorder.Around(deadline, cut));
            boolean[] wanted = new boolean[1];
            boolean ended =
                    Guard.run(
                            item.address(),
                            job.examination().name(),
                            recorder::problem,
                            () -> {
                                wanted[0] = job.examination().wants(item);
                                if (wanted[0]) {
                                    job.examination().examine(item, recorder);
                                }
                            });
            if (wanted[0] || !ended) {
                recorder.examined(ended, item.size());
            }
            flawed |= recorder.flawed();
        }
        return flawed;
    }

    /// Opens an archive or disk image among the files, and takes what it holds.
    private void unfold(RunItem item, int depth) throws IOException {
        Optional<Reader> reader = Readers.find(item.bytes(), item.name());
        if (reader.isPresent() && !tooSmall(reader.get(), item)) {
            unfold(reader.get(), item.bytes(), item.address(), depth);
        }
    }

    /// Takes what a partition of a disk image among the files holds.
    private void unfoldPartition(SourceUnit.Listed listed, int depth) throws IOException {
        Address at = listed.entry().address();
        try (ByteSource bytes = listed.holder().open(at)) {
            Reader reader =
                    Readers.find(bytes, "")
                            .orElseThrow(() ->
                                    new EvidenceException(
                                            EvidenceException.Flaw.UNSUPPORTED,
                                            "RU-0105",
                                            "no file system that is read was recognised here; its content was not listed",
                                            0));
            unfold(reader, bytes, at, depth);
        }
    }

    private void unfold(Reader reader, ByteSource bytes, Address at, int depth) throws IOException {
        if (depth >= limits.depth()) {
            throw new EvidenceException(
                    EvidenceException.Flaw.LIMIT_REACHED,
                    "RU-0107",
                    "lies within " + depth + " containers; deeper ones are not opened",
                    -1);
        }
        try (Spool spool = Spool.open(scratch, limits.spool());
                Holder holder = reader.open(bytes, at, new Reader.Means(limits, spool))) {
            holder.list(new Unfolded(holder, at.toId(), depth));
        }
    }

    /// Takes the entries of a container among the files.
    private final class Unfolded implements Holder.Sink {
        private final Holder holder;
        private final Id parent;
        private final int depth;
        private long count;

        Unfolded(Holder holder, Id parent, int depth) {
            this.holder = holder;
            this.parent = parent;
            this.depth = depth;
        }

        @Override
        public void entry(Entry entry) throws IOException {
            count++;
            if (count > limits.entries()) {
                throw new EvidenceException(
                        EvidenceException.Flaw.LIMIT_REACHED,
                        "RU-0106",
                        "holds more than the " + limits.entries() + " entries that are listed",
                        -1);
            }
            take(new SourceUnit.Listed(entry, holder, parent), depth + 1);
        }

        @Override
        public void flaw(Address at, EvidenceException flaw) throws IOException {
            listingProblem(at, Guard.Trouble.of(flaw));
        }
    }

    /// Boot sectors lie about as files of their own, such as `$Boot` of NTFS; a disk image is
    /// larger.
    private static boolean tooSmall(Reader reader, RunItem item) {
        return !reader.steps().contains(Address.Kind.MEMBER) && item.size() < SMALLEST_IMAGE;
    }

    private void recordItem(Entry entry, UnitRecorder.Subject subject, @Nullable Id parent)
            throws IOException {
        if (!plan.list()) {
            return;
        }
        Seen seen =
                Seen.of(Item.TABLE.name(), subject.place(), 0, Plan.LISTING, Plan.LISTING_VERSION);
        Entry.Times times = entry.times();
        unit.add(
                Item.TABLE,
                new Item(
                        seen,
                        entry.path(),
                        entry.name(),
                        entry.size(),
                        entry.kind(),
                        entry.origin(),
                        times.created(),
                        times.modified(),
                        times.accessed(),
                        times.changed(),
                        parent,
                        PhoneLayout.devicePath(entry.path()).orElse(null),
                        entry.linkTarget()));
        Optional<Guard.Trouble> odd = OddName.find(entry);
        if (odd.isPresent()) {
            listingProblem(entry.address(), odd.get());
        }
    }

    private static boolean hasContent(Entry entry) {
        boolean bytes = entry.kind() == ItemKind.FILE || entry.kind() == ItemKind.STREAM;
        return bytes && (entry.origin() != ItemOrigin.DELETED || entry.size() > 0);
    }
}
