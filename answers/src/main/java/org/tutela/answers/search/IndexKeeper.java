package org.tutela.answers.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tutela.facts.CaseFolder;

/// Brings the index up to the catalog in the background, one source after the other on one thread,
/// and looks again every few seconds.
public final class IndexKeeper implements Closeable {
    private static final System.Logger LOG = System.getLogger(IndexKeeper.class.getName());
    private static final int PAUSE_SECONDS = 3;

    private final Path caseFolder;
    private final TextIndex index;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Thread thread;

    private IndexKeeper(Path caseFolder, TextIndex index) {
        this.caseFolder = caseFolder;
        this.index = index;
        this.thread = new Thread(this::keep, "tutela-index");
        thread.setDaemon(true);
    }

    /// Starts with the index of a case.
    public static IndexKeeper start(Path caseFolder, TextIndex index) {
        IndexKeeper keeper = new IndexKeeper(caseFolder, index);
        keeper.thread.start();
        return keeper;
    }

    private void keep() {
        boolean ended = false;
        while (!ended) {
            try (CaseFolder folder = CaseFolder.openForReading(caseFolder)) {
                index.make(folder, () -> asked.getCount() > 0, (source, left) -> {});
            } catch (IOException e) {
                LOG.log(System.Logger.Level.ERROR, "the index is not kept up", e);
            }
            ended = waited();
        }
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
    public void close() {
        asked.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
