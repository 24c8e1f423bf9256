package org.tutela.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.tutela.bytes.ByteSource;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Spool;
import org.tutela.evidence.Reader;
import org.tutela.evidence.source.OpenSource;
import org.tutela.examine.digest.ThreeDigests;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.ExaminationVersion;
import org.tutela.facts.Staging;
import org.tutela.facts.UnitWriter;
import org.tutela.model.Address;
import org.tutela.model.Digest;
import org.tutela.model.Problem;
import org.tutela.model.ProblemKind;
import org.tutela.model.Seen;
import org.tutela.model.SourceFact;
import org.tutela.model.Verdict;

/// One source through its plan: listed by one thread, cut into units, each taken by a worker.
final class SourceRun {
    /// A unit is about a minute of work at the most.
    private static final int UNIT_ENTRIES = 2_048;

    private static final long UNIT_BYTES = 1L << 30;

    /// Places of one source whose listing may fail before the rest is only counted.
    private static final int MOST_PROBLEMS = 100_000;

    /// Flaws of one container that are told one by one.
    private static final int MOST_FLAWS = 5;

    /// Units listed ahead of the workers: bounds what the listing holds in memory.
    private static final int AHEAD = 6;

    private final CaseFolder folder;
    private final Plan plan;
    private final UnitWork.Settings settings;
    private final ExecutorService workers;
    private final Tally tally;

    SourceRun(CaseFolder folder, Plan plan, UnitWork.Settings settings, Workers workers) {
        this.folder = folder;
        this.plan = plan;
        this.settings = settings;
        this.workers = workers.pool();
        this.tally = workers.tally();
    }

    /// Who works, and who counts.
    record Workers(ExecutorService pool, Tally tally) {}

    /// Runs the plan to its end. Returns how many items had problems.
    long run(OpenSource source) throws IOException {
        Staging staging = Staging.open(folder, source.id(), plan.pass());
        Set<String> committed = staging.committedUnits();
        try (Spool spool = Spool.open(settings.scratch(), settings.limits().spool())) {
            boolean torn = !source.flaws().isEmpty();
            Units units = new Units(staging, committed, new Cut(torn));
            if (plan.verify() && !committed.contains("medium")) {
                units.submit(() -> medium(staging, source));
            }
            Address at = Address.of(source.id());
            try (Listing listing = new Listing(new Reader.Means(settings.limits(), spool), units)) {
                if (source.folder().isPresent()) {
                    listing.list(source.folder().get(), at);
                } else {
                    listing.list(
                            CheckedSource.medium(source.bytes().orElseThrow()), at, source.name());
                }
                units.flush();
                units.await();
            }
            if (torn) {
                units.state(at, together(source.flaws(), staging.counted(), units.unlisted));
            }
            units.commitProblems();
        }
        List<ExaminationVersion> complete = new ArrayList<>();
        for (String done : plan.completes()) {
            int at = done.lastIndexOf('@');
            complete.add(
                    new ExaminationVersion(
                            done.substring(0, at), Integer.parseInt(done.substring(at + 1))));
        }
        // Two sources may end at the same time; generations of the catalog follow one another.
        synchronized (folder) {
            staging.compact(complete, progress -> {});
        }
        return tally.problems();
    }

    /// What is wrong with a container is one problem, however many of its parts and of its items it
    /// shows in.
    private static Guard.Trouble together(List<EvidenceException> flaws, long cut, long unlisted) {
        Guard.Trouble first = Guard.Trouble.of(flaws.getFirst());
        StringBuilder detail = new StringBuilder(first.detail());
        for (EvidenceException flaw : flaws.subList(1, Math.min(flaws.size(), MOST_FLAWS))) {
            detail.append("; ").append(flaw.detail());
        }
        if (flaws.size() > MOST_FLAWS) {
            detail.append("; and ").append(flaws.size() - MOST_FLAWS).append(" more of the like");
        }
        if (cut > 0) {
            detail.append("; ")
                    .append(cut)
                    .append(
                            " item(s) lie there in part or whole: they are listed, and marked PARTLY by listing in the table examined");
        }
        if (unlisted > 0) {
            detail.append("; ")
                    .append(unlisted)
                    .append(
                            " place(s) of its file systems lie there too: what they would list is not known");
        }
        return new Guard.Trouble(first.kind(), first.code(), detail.toString(), first.offset());
    }

    /// The digests of the whole medium; null where it has no bytes of its own, or where a part of
    /// it cannot be read.
    private @Nullable ThreeDigests digests(OpenSource source, Guard.Problems problems)
            throws IOException {
        ByteSource bytes = source.bytes().orElse(null);
        if (bytes == null) {
            return null;
        }
        try {
            return ThreeDigests.of(CheckedSource.medium(bytes));
        } catch (EvidenceException e) {
            // Where the container is known to be torn, that has been said.
            if (source.flaws().isEmpty()) {
                problems.problem(Address.of(source.id()), Guard.Trouble.of(e));
            }
            return null;
        }
    }

    /// Whether a medium is what its container says it is. One that cannot be read to its end is
    /// not.
    private static Verdict verdict(OpenSource source, @Nullable ThreeDigests found) {
        Digest md5 = source.storedMd5();
        Digest sha1 = source.storedSha1();
        if (md5 == null && sha1 == null) {
            return Verdict.NOTHING_STORED;
        }
        boolean equal =
                found != null
                        && (md5 == null || md5.equals(found.md5()))
                        && (sha1 == null || sha1.equals(found.sha1()));
        return equal ? Verdict.VERIFIED : Verdict.MISMATCH;
    }

    /// Reads the whole medium once, and compares its digests with those that the container stores.
    private void medium(Staging staging, OpenSource source) throws IOException {
        Address at = Address.of(source.id());
        try (UnitWriter unit = staging.begin("medium")) {
            Guard.run(
                    at,
                    Plan.VERIFY,
                    (place, trouble) -> verifyProblem(unit, place, trouble, 0),
                    () -> {
                        ThreeDigests found =
                                digests(
                                        source,
                                        (place, trouble) -> verifyProblem(unit, place, trouble, 0));
                        Verdict verdict = verdict(source, found);
                        Seen seen =
                                Seen.of(
                                        SourceFact.TABLE.name(),
                                        Seen.Place.of(at),
                                        0,
                                        Plan.VERIFY,
                                        Plan.VERIFY_VERSION);
                        unit.add(
                                SourceFact.TABLE,
                                new SourceFact(
                                        seen,
                                        source.name(),
                                        source.format(),
                                        source.size(),
                                        found == null ? null : found.md5(),
                                        found == null ? null : found.sha1(),
                                        found == null ? null : found.sha256(),
                                        source.storedMd5(),
                                        source.storedSha1(),
                                        verdict,
                                        source.segments()));
                        if (verdict == Verdict.MISMATCH && found != null) {
                            EvidenceException differ =
                                    new EvidenceException(
                                            EvidenceException.Flaw.MALFORMED,
                                            "RU-0108",
                                            "the digest stored in the container differs from that of the medium read now: the copy was changed or damaged after it was made",
                                            -1);
                            verifyProblem(unit, at, Guard.Trouble.of(differ), 1);
                        }
                    });
            unit.commit();
        }
    }

    private void verifyProblem(UnitWriter unit, Address at, Guard.Trouble trouble, int ordinal)
            throws IOException {
        tally.problem();
        Seen seen =
                Seen.of(
                        Problem.TABLE.name(),
                        Seen.Place.of(at),
                        ordinal,
                        Plan.VERIFY,
                        Plan.VERIFY_VERSION);
        Long offset = trouble.offset() < 0 ? null : trouble.offset();
        unit.add(
                Problem.TABLE,
                new Problem(seen, trouble.kind(), trouble.code(), trouble.detail(), offset));
    }

    private void take(Staging staging, SourceUnit work) throws IOException {
        try (UnitWriter unit = staging.begin(work.name())) {
            UnitWork taker = new UnitWork(plan, unit, settings, tally);
            for (SourceUnit.Listed listed : work.entries()) {
                taker.take(listed, 1);
            }
            unit.commit();
        }
    }

    /// Cuts the listing into units and hands them to the workers. Cuts depend on the listing alone,
    /// so that a run that goes on finds its units again.
    private final class Units implements Listing.Sink {
        private final Staging staging;
        private final Set<String> committed;
        private final Cut cut;
        private long unlisted;
        private final Semaphore ahead = new Semaphore(AHEAD);
        private final List<Future<?>> running = new ArrayList<>();
        private final List<ListingProblem> problems = new ArrayList<>();
        private List<SourceUnit.Listed> next = new ArrayList<>();
        private long nextBytes;
        private int number;

        Units(Staging staging, Set<String> committed, Cut cut) {
            this.cut = cut;
            this.staging = staging;
            this.committed = committed;
        }

        @Override
        public void listed(SourceUnit.Listed listed) throws IOException {
            next.add(listed);
            nextBytes += listed.entry().size();
            if (next.size() >= UNIT_ENTRIES || nextBytes >= UNIT_BYTES) {
                flush();
            }
        }

        @Override
        public void problem(Address at, Guard.Trouble trouble) {
            if (cut.explains(trouble)) {
                unlisted++;
            } else {
                state(at, trouble);
            }
        }

        private void state(Address at, Guard.Trouble trouble) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(new ListingProblem(at, trouble));
            } else if (problems.size() == MOST_PROBLEMS) {
                String detail =
                        "more than "
                                + MOST_PROBLEMS
                                + " places could not be listed; the further ones are not named";
                problems.add(
                        new ListingProblem(
                                at,
                                new Guard.Trouble(
                                        ProblemKind.LIMIT_REACHED, "RU-0110", detail, -1)));
            }
        }

        void flush() throws IOException {
            SourceUnit unit = new SourceUnit(number, next);
            number++;
            if (!next.isEmpty() && !committed.contains(unit.name())) {
                tally.expect(nextBytes);
                submit(() -> take(staging, unit));
            }
            next = new ArrayList<>();
            nextBytes = 0;
        }

        void submit(Guard.Work work) throws IOException {
            ahead.acquireUninterruptibly();
            throwIfFailed();
            running.add(
                    workers.submit(() -> {
                        try {
                            work.run();
                        } finally {
                            ahead.release();
                        }
                        return null;
                    }));
        }

        void await() throws IOException {
            for (Future<?> future : running) {
                outcome(future);
            }
            running.clear();
        }

        void commitProblems() throws IOException {
            if (problems.isEmpty() || committed.contains("listing")) {
                return;
            }
            try (UnitWriter unit = staging.begin("listing")) {
                UnitWork taker = new UnitWork(plan, unit, settings, tally);
                for (ListingProblem problem : problems) {
                    taker.listingProblem(problem.at(), problem.trouble());
                }
                unit.commit();
            }
        }

        /// Waits for nothing: takes note of the units that are through, and throws what one threw.
        private void throwIfFailed() throws IOException {
            for (Iterator<Future<?>> each = running.iterator(); each.hasNext(); ) {
                Future<?> future = each.next();
                if (future.isDone()) {
                    each.remove();
                    outcome(future);
                }
            }
        }
    }

    private record ListingProblem(Address at, Guard.Trouble trouble) {}

    private static void outcome(Future<?> future) throws IOException {
        try {
            future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "the run was interrupted; the same command goes on where it stopped", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException ours) {
                throw ours;
            }
            throw new IllegalStateException(
                    "a unit of work failed outside of its guard", e.getCause());
        }
    }
}
