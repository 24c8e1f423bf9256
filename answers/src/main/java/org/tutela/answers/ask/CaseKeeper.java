package org.tutela.answers.ask;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tutela.facts.CaseFolder;

/// Brings up to the catalog what is made of it for people who ask, on one thread in the background:
/// first the tables that pages ask, then the index of words, one source after the other. Looks
/// again every few seconds.
public final class CaseKeeper implements Closeable {
    private static final System.Logger LOG = System.getLogger(CaseKeeper.class.getName());
    private static final int PAUSE_SECONDS = 3;

    /// A case that a run adds to has a new generation every few minutes. Making its tables again
    /// must not take the computer from the run and from people: it rests this many times as long as
    /// it worked.
    private static final int RESTS = 4;

    private final Path caseFolder;
    private final Answers answers;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread thread;
    private long tablesAgain = System.nanoTime();

    private CaseKeeper(Path caseFolder, Answers answers) {
        this.caseFolder = caseFolder;
        this.answers = answers;
        this.thread = new Thread(this::keep, "tutela-keeper");
        thread.setDaemon(true);
    }

    /// Starts with a case that is being asked.
    public static CaseKeeper start(Path caseFolder, Answers answers) {
        CaseKeeper keeper = new CaseKeeper(caseFolder, answers);
        keeper.thread.start();
        return keeper;
    }

    private void keep() {
        boolean ended = false;
        while (!ended) {
            keepTables();
            try (CaseFolder folder = CaseFolder.openForReading(caseFolder)) {
                answers.index().make(folder, () -> asked.getCount() > 0, (source, left) -> {});
            } catch (IOException e) {
                LOG.log(System.Logger.Level.ERROR, "the index is not kept up", e);
            }
            ended = waited();
        }
    }

    private void keepTables() {
        long begun = System.nanoTime();
        if (begun - tablesAgain < 0) {
            return;
        }
        try {
            answers.keep();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "the tables of pages are not kept", e);
        }
        tablesAgain = System.nanoTime() + RESTS * (System.nanoTime() - begun);
    }

    /// True where it is asked to end.
    private boolean waited() {
        try {
            return asked.await(PAUSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Ends; what was being made is made from its beginning the next time.
    @Override
    public void close() throws IOException {
        asked.countDown();
        answers.stopKeeping();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
