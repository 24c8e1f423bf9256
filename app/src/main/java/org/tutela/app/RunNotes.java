package org.tutela.app;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RunNote;
import org.tutela.run.Progress;

/// Notes in the case how a run gets on, for those who look at it in the browser: every two seconds,
/// whether anything happened or not, so that a note that grows old tells of a run that was killed.
/// Passes everything on.
final class RunNotes implements Progress, Closeable {
    private static final System.Logger LOG = System.getLogger(RunNotes.class.getName());
    private static final int EVERY_SECONDS = 2;

    private final CaseFolder folder;
    private final Progress next;
    private final InstantSource clock;
    private final Instant begun;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, RunNote.Open> open = new TreeMap<>();
    private final Map<String, Long> problems = new TreeMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private RunNote.Phase phase = RunNote.Phase.EXAMINING;
    private long sources;
    private long done;

    private RunNotes(CaseFolder folder, Progress next, InstantSource clock) {
        this.folder = folder;
        this.next = next;
        this.clock = clock;
        this.begun = clock.instant();
        this.thread = new Thread(this::write, "tutela-run-note");
        thread.setDaemon(true);
    }

    /// Starts to note.
    static RunNotes keep(CaseFolder folder, Progress next, InstantSource clock) {
        RunNotes notes = new RunNotes(folder, next, clock);
        notes.thread.start();
        return notes;
    }

    /// The run goes on to another part.
    void enter(RunNote.Phase entered) {
        lock.lock();
        try {
            phase = entered;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void sources(int number) {
        next.sources(number);
        lock.lock();
        try {
            sources = number;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void begin(String exhibit, String source) {
        next.begin(exhibit, source);
        lock.lock();
        try {
            open.put(source, new RunNote.Open(exhibit, source, 0, 0, 0, 0));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end(String exhibit, String source) {
        next.end(exhibit, source);
        lock.lock();
        try {
            open.remove(source);
            done++;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void at(State state) {
        next.at(state);
        lock.lock();
        try {
            problems.put(state.source(), state.problems());
            open.computeIfPresent(
                    state.source(),
                    (source, before) ->
                            new RunNote.Open(
                                    before.exhibit(),
                                    source,
                                    state.items(),
                                    state.bytes(),
                                    state.expectedBytes(),
                                    state.elapsedMillis()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void say(String sentence) {
        next.say(sentence);
    }

    private RunNote note() {
        lock.lock();
        try {
            return new RunNote(
                    begun,
                    clock.instant(),
                    phase,
                    sources,
                    done,
                    open.values().stream().toList(),
                    problems.values().stream().mapToLong(Long::longValue).sum());
        } finally {
            lock.unlock();
        }
    }

    private void write() {
        try {
            do {
                note().write(folder);
            } while (!ended.await(EVERY_SECONDS, TimeUnit.SECONDS));
            RunNote.remove(folder);
        } catch (IOException e) {
            // The run itself will say that the disk fails; a missing note does not end it.
            LOG.log(System.Logger.Level.WARNING, "the run could not be noted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The run has ended; the note is taken away.
    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(EVERY_SECONDS + 5L));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
