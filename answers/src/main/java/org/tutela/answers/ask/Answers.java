package org.tutela.answers.ask;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.Kept;
import org.tutela.answers.QueryException;
import org.tutela.answers.QueryLimits;
import org.tutela.answers.pictures.PictureTables;
import org.tutela.answers.search.TextIndex;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.Deed;
import org.tutela.casebook.User;
import org.tutela.casebook.work.Victims;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;

/// The one door through which people ask a case. Follows the catalog: what a run commits is seen
/// within two seconds. Safe for use by many threads.
public final class Answers implements Closeable {
    /// Many people ask small questions at once: a question of one is not spread over all cores.
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);

    private static final QueryLimits LIMITS = new QueryLimits(THREADS, 384, 30, true);
    private static final QueryLimits MAKING = new QueryLimits(1, 288, 3600, true);
    private static final long LOOK_AGAIN_NANOS = 2_000_000_000L;

    private final Path path;
    private final Casebook casebook;
    private final Contents contents;
    private final Packages packages;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicLong looked = new AtomicLong(System.nanoTime());
    private final TextIndex index;
    private final AtomicReference<@Nullable CaseQuery> maker = new AtomicReference<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    /// The generation of which no tables could be made: they are not tried again.
    private final AtomicInteger failed = new AtomicInteger(-1);

    private CaseFolder folder;
    private CaseQuery query;

    private Answers(Path path, Casebook casebook, Contents contents, Packages packages)
            throws IOException {
        this.path = path;
        this.casebook = casebook;
        this.contents = contents;
        this.packages = packages;
        this.folder = CaseFolder.openForReading(path);
        this.query = CaseQuery.open(folder, LIMITS);
        query.attach(kept());
        this.index = TextIndex.of(path);
        index.follow(folder);
    }

    /// Opens the case in a folder.
    public static Answers open(Path path, Casebook casebook, Contents contents) throws IOException {
        return open(path, casebook, contents, Packages.none());
    }

    /// Opens the case in a folder, with a door to what leaves it.
    public static Answers open(Path path, Casebook casebook, Contents contents, Packages packages)
            throws IOException {
        return new Answers(path, casebook, contents, packages);
    }

    /// What people own.
    public Casebook casebook() {
        return casebook;
    }

    /// What every question finds made that asks for everything.
    private static List<Kept> kept() {
        List<Kept> all = new ArrayList<>(List.of(Frame.COUNTS, Countries.ALL, Search.GAP));
        all.addAll(List.of(Overview.FIRST, Overview.COUNTRIES, Overview.COVER));
        all.addAll(List.of(Coverage.SOURCES, Coverage.EXAMINATIONS, Coverage.PROBLEMS));
        all.addAll(List.of(ExhibitList.COUNTS, GroupList.PEOPLE, AccountList.GROUPS));
        all.addAll(PictureTables.all());
        return List.copyOf(all);
    }

    /// Makes what is worked out once for a generation, where that is not there yet, in a file of
    /// the case, takes it into use, and cuts out of the case what each person needs to know. Takes
    /// as long as the case is large; questions are answered meanwhile. [#stopKeeping] ends it.
    public void keep() throws IOException {
        follow();
        if (!stopped.get() && !taken()) {
            makeTables();
        }
        cutForAll();
    }

    private void makeTables() throws IOException {
        try (CaseFolder now = CaseFolder.openForReading(path);
                CaseQuery making = CaseQuery.open(now, MAKING)) {
            if (making.generation() == failed.getAndSet(making.generation())) {
                return;
            }
            maker.set(making);
            if (!stopped.get()) {
                making.make(kept());
            }
            failed.set(-1);
        } finally {
            maker.set(null);
        }
        taken();
    }

    /// What people see who do not see all: else it is made at the first look, which then takes as
    /// long. No lock is held meanwhile, so that a new generation need not wait for it.
    private void cutForAll() throws IOException {
        CaseQuery now = current();
        Victims victims = casebook.work().persons().victims();
        for (User user : casebook.users().list()) {
            if (!user.disabled() && !stopped.get()) {
                try {
                    now.schema(user.exhibits(), user.victims() ? Victims.NONE : victims);
                } catch (IOException e) {
                    if (now.equals(current())) {
                        throw e;
                    }
                    // It belonged to a generation that is over.
                    return;
                }
            }
        }
    }

    private CaseQuery current() {
        lock.readLock().lock();
        try {
            return query;
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Ends what [#keep] is making, and lets it make nothing more.
    public void stopKeeping() throws IOException {
        stopped.set(true);
        CaseQuery making = maker.get();
        if (making != null) {
            making.stop();
        }
    }

    private boolean taken() throws IOException {
        lock.readLock().lock();
        try {
            return query.attach(kept());
        } finally {
            lock.readLock().unlock();
        }
    }

    /// The index of words; whoever keeps it up to the catalog does so from here.
    public TextIndex index() {
        return index;
    }

    /// Answers a question, and writes down that it was asked. Throws [Refused] where the viewer has
    /// not the right, [NoTask] where they have chosen no task, [NotFound] where there is nothing
    /// such that the viewer needs to know.
    public <A> A ask(Viewer viewer, Question<A> question) throws IOException {
        demand(viewer, question.right(), question.subject());
        if (question.needsTask() && viewer.task().isEmpty()) {
            throw new NoTask(viewer);
        }
        follow();
        int generation = generation();
        try {
            return atDesk(
                    viewer,
                    question.subject(),
                    desk -> {
                        // Written before it is shown: nothing is seen that the journal does not
                        // know of.
                        if (!question.subject().isEmpty()) {
                            write(viewer, "LOOKED_AT", question.subject(), question.details());
                        }
                        return question.answer(desk);
                    });
        } catch (QueryException e) {
            // An erasure takes files of this generation away: what is left is asked again.
            openNext();
            if (generation() == generation) {
                throw e;
            }
            return atDesk(viewer, question.subject(), question::answer);
        }
    }

    /// Does what a viewer decided. Throws [Refused] where the viewer has not the right, [NotFound]
    /// where what it concerns is not there for the viewer.
    public <R> R act(Viewer viewer, Act<R> act) throws IOException {
        demand(viewer, act.right(), act.subject());
        if (act.needsTask() && viewer.task().isEmpty()) {
            throw new NoTask(viewer);
        }
        follow();
        return atDesk(viewer, act.subject(), act::perform);
    }

    /// What is done at a desk.
    private interface Work<R> {
        R with(Desk desk) throws IOException;
    }

    /// Does it in the current generation, and writes down where it came to nothing.
    private <R> R atDesk(Viewer viewer, String subject, Work<R> work) throws IOException {
        lock.readLock().lock();
        try {
            return work.with(new Desk(viewer, query, casebook, doors()));
        } catch (NotFound e) {
            notFound(viewer, subject);
            throw e;
        } catch (Refused e) {
            refused(viewer, e.right(), subject);
            throw e;
        } finally {
            lock.readLock().unlock();
        }
    }

    private void demand(Viewer viewer, Right right, String subject) throws IOException {
        if (!right.heldBy(viewer.role())) {
            refused(viewer, right, subject);
            throw new Refused(viewer, right);
        }
    }

    private void refused(Viewer viewer, Right right, String subject) throws IOException {
        write(viewer, "REFUSED", subject, "{\"right\":\"" + right + "\"}");
    }

    private Desk.Doors doors() {
        return new Desk.Doors(contents, index, packages, folder);
    }

    /// A guessed address is told apart from a look: it says that nothing was shown.
    private void notFound(Viewer viewer, String subject) throws IOException {
        if (!subject.isEmpty()) {
            write(viewer, "NOT_FOUND", subject, "{}");
        }
    }

    private void write(Viewer viewer, String what, String subject, String payload)
            throws IOException {
        casebook.journal()
                .append(
                        new Deed(
                                viewer.user(),
                                what,
                                subject.isEmpty() ? "case" : subject,
                                viewer.task(),
                                viewer.from(),
                                payload));
    }

    /// Opens the next generation where there is one.
    private void follow() throws IOException {
        long before = looked.get();
        long now = System.nanoTime();
        if (now - before < LOOK_AGAIN_NANOS || !looked.compareAndSet(before, now)) {
            return;
        }
        openNext();
    }

    private int generation() {
        lock.readLock().lock();
        try {
            return query.generation();
        } finally {
            lock.readLock().unlock();
        }
    }

    private void openNext() throws IOException {
        if (Catalog.current(folder).generation() == generation()) {
            return;
        }
        CaseFolder nextFolder = CaseFolder.openForReading(path);
        CaseQuery next = CaseQuery.open(nextFolder, LIMITS);
        next.attach(kept());
        lock.writeLock().lock();
        try {
            query.close();
            folder.close();
            folder = nextFolder;
            query = next;
            index.follow(nextFolder);
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.writeLock().lock();
        try {
            query.close();
            folder.close();
            index.close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
