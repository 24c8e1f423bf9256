package org.tutela.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.tutela.bytes.EvidenceException;
import org.tutela.bytes.Limits;
import org.tutela.evidence.source.OpenSource;
import org.tutela.evidence.source.Sources;
import org.tutela.examine.Examination;
import org.tutela.facts.CaseException;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.facts.ExaminationVersion;
import org.tutela.facts.RegisteredSource;

/// Examines sources of a case: whatever is not yet examined, and nothing twice. The same run after
/// a stop, however sudden, goes on where it stopped and ends with the same facts.
public final class Run {
    /// Sources that are open at once: while one is being listed or compacted, another keeps the
    /// workers busy.
    private static final int OPEN_SOURCES = 2;

    private final CaseFolder folder;
    private final Request request;
    private final Progress progress;
    private final List<Examination> examinations;

    /// A run over `folder`, which must be open for writing, with these examinations: those of the
    /// house are [Examinations#all()]. Throws [IllegalArgumentException] with a sentence for people
    /// where the request names another.
    public Run(
            CaseFolder folder, Request request, Progress progress, List<Examination> examinations) {
        this.folder = folder;
        this.request = request;
        this.progress = new OneAtATime(progress);
        this.examinations = List.copyOf(examinations);
        checkNames();
    }

    private void checkNames() {
        List<String> names = new ArrayList<>();
        examinations.forEach(each -> names.add(each.name()));
        names.add(Plan.VERIFY);
        for (String name : request.only()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "there is no examination \""
                                + name
                                + "\"; there are "
                                + String.join(", ", names));
            }
        }
    }

    /// How to run.
    ///
    /// @param only names of examinations; empty: all of them
    /// @param workers how many items are taken at once, 1 or more
    /// @param limits how much evidence may ask
    public record Request(Set<String> only, int workers, Limits limits) {
        /// A copy of the names.
        public Request {
            only = Set.copyOf(only);
        }
    }

    /// A source to examine.
    ///
    /// @param path its first file, or its folder
    /// @param exhibit reference of the exhibit that it was made from
    /// @param custody `kind`, `country`, `holder`, `seized`, `authority`, where known
    public record Exhibit(Path path, String exhibit, SortedMap<String, String> custody) {}

    /// What came of a run.
    ///
    /// @param examined sources that were taken through something
    /// @param unchanged sources with nothing left to do
    /// @param problems items and places with problems
    /// @param refused one sentence for each source that could not be opened at all
    public record Outcome(int examined, int unchanged, long problems, List<String> refused) {
        /// A copy of the list.
        public Outcome {
            refused = List.copyOf(refused);
        }
    }

    /// Registers the exhibits, and examines them and every other source of the case. Throws
    /// [IOException] with a sentence for people when our own disk fails.
    public Outcome run(List<Exhibit> exhibits) throws IOException {
        List<String> refused = new ArrayList<>();
        for (Exhibit exhibit : exhibits) {
            register(exhibit, refused);
        }
        progress.sources(folder.sources().size());
        AtomicLong problems = new AtomicLong();
        int examined = 0;
        int unchanged = 0;
        try (ExecutorService workers = Executors.newFixedThreadPool(request.workers());
                ExecutorService sources = Executors.newFixedThreadPool(OPEN_SOURCES)) {
            List<Future<Boolean>> running = new ArrayList<>();
            for (RegisteredSource source : folder.sources()) {
                running.add(
                        sources.submit(() -> {
                            try {
                                return examine(source, workers, problems, refused);
                            } finally {
                                progress.end(source.exhibit(), source.name());
                            }
                        }));
            }
            for (Future<Boolean> future : running) {
                if (outcome(future, sources, workers)) {
                    examined++;
                } else {
                    unchanged++;
                }
            }
        }
        return new Outcome(examined, unchanged, problems.get(), refused);
    }

    private void register(Exhibit exhibit, List<String> refused) throws IOException {
        Path path = exhibit.path().toAbsolutePath().normalize();
        try (OpenSource source = Sources.open(path, request.limits())) {
            folder.register(
                    new RegisteredSource(
                            source.id(),
                            exhibit.exhibit(),
                            path.toString(),
                            source.name(),
                            source.format(),
                            source.size(),
                            exhibit.custody()));
        } catch (EvidenceException e) {
            refused.add(path + ": " + e.detail() + " (" + e.code() + ")");
        } catch (CaseException e) {
            // One source that cannot be registered keeps no other from being examined.
            refused.add(path + ": " + e.getMessage());
        }
    }

    private boolean examine(
            RegisteredSource source,
            ExecutorService workers,
            AtomicLong problems,
            List<String> refused)
            throws IOException {
        Catalog catalog = Catalog.current(folder);
        Plan plan =
                Plan.of(
                        examinations,
                        Examinations.finders(),
                        request.only(),
                        done -> complete(catalog, source, done));
        if (plan.done()) {
            return false;
        }
        progress.begin(source.exhibit(), source.name());
        progress.say("Examining " + source.exhibit() + " (" + source.name() + ")");
        Tally tally = new Tally(source.name(), progress);
        try (OpenSource open = Sources.open(Path.of(source.path()), request.limits())) {
            if (!open.id().equals(source.id())) {
                throw new EvidenceException(
                        EvidenceException.Flaw.MALFORMED,
                        "RU-0109",
                        "is not the source that was registered: its first or last bytes or its sizes changed; nothing of it was examined",
                        -1);
            }
            UnitWork.Settings settings =
                    new UnitWork.Settings(
                            request.limits(), folder.scratch(), !open.flaws().isEmpty());
            problems.addAndGet(
                    new SourceRun(folder, plan, settings, new SourceRun.Workers(workers, tally))
                            .run(open));
        } catch (EvidenceException e) {
            synchronized (refused) {
                refused.add(source.path() + ": " + e.detail() + " (" + e.code() + ")");
            }
            return false;
        }
        progress.at(tally.state());
        progress.say(source.exhibit() + " is examined: " + tally.state().items() + " items");
        return true;
    }

    private static boolean complete(Catalog catalog, RegisteredSource source, String done) {
        int at = done.lastIndexOf('@');
        return catalog.complete(
                source.id(),
                new ExaminationVersion(
                        done.substring(0, at), Integer.parseInt(done.substring(at + 1))));
    }

    private static boolean outcome(
            Future<Boolean> future, ExecutorService sources, ExecutorService workers)
            throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(
                    "the run was interrupted; the same command goes on where it stopped", e);
        } catch (ExecutionException e) {
            sources.shutdownNow();
            workers.shutdownNow();
            if (e.getCause() instanceof IOException ours) {
                throw ours;
            }
            throw new IllegalStateException("a source failed outside of its guard", e.getCause());
        }
    }

    /// Progress is told from many threads; listeners hear one at a time.
    private static final class OneAtATime implements Progress {
        private final Progress listener;

        OneAtATime(Progress listener) {
            this.listener = listener;
        }

        @Override
        public synchronized void sources(int number) {
            listener.sources(number);
        }

        @Override
        public synchronized void begin(String exhibit, String source) {
            listener.begin(exhibit, source);
        }

        @Override
        public synchronized void end(String exhibit, String source) {
            listener.end(exhibit, source);
        }

        @Override
        public synchronized void at(State state) {
            listener.at(state);
        }

        @Override
        public synchronized void say(String sentence) {
            listener.say(sentence);
        }
    }
}
