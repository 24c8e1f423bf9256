package org.tutela.answers.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Catalog;
import org.tutela.model.Id;

/// The indexes of a case, one per source. Whoever deletes `index/` or a folder in it loses no fact:
/// what is missing is made again. Safe for use by many threads.
///
/// What a person may search is a choice of sources, so that no count and no order of places tells
/// of a source that the person need not know.
public final class TextIndex implements Closeable {
    private static final System.Logger LOG = System.getLogger(TextIndex.class.getName());

    private final IndexFolder files;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Id, Opened> opened = new TreeMap<>();
    private final Set<String> failed = new HashSet<>();
    private Set<Id> waiting = new TreeSet<>();

    private TextIndex(IndexFolder files) {
        this.files = files;
    }

    /// An index that is open.
    private record Opened(String name, FSDirectory directory, DirectoryReader reader)
            implements Closeable {
        @Override
        public void close() throws IOException {
            reader.close();
            directory.close();
        }
    }

    /// What was made.
    ///
    /// @param sources sources of which an index was made
    /// @param failed sources of which none could be made
    /// @param busy whether another Tutela makes indexes of this case, so that none was made here
    public record Made(int sources, int failed, boolean busy) {}

    /// Told before an index is made.
    @FunctionalInterface
    public interface Progress {
        /// The index of a source is begun; `left` are to be made with it.
        void begin(Id source, int left);
    }

    /// The index of a case; nothing is open before [#make] or [#follow].
    public static TextIndex of(Path caseFolder) {
        return new TextIndex(new IndexFolder(caseFolder.resolve("index")));
    }

    /// Makes every index that the newest catalog asks for and that is not there, opens each as it
    /// is made, and deletes those that it does not ask for. Stops where `goOn` says no. A source
    /// whose text cannot be read is left out until its facts change.
    public Made make(CaseFolder folder, BooleanSupplier goOn, Progress progress)
            throws IOException {
        Catalog catalog = Catalog.current(folder);
        Map<Id, String> names = IndexFolder.names(folder, catalog);
        follow(names);
        List<Id> missing =
                waiting().stream().filter(source -> !hasFailed(names.get(source))).toList();
        if (missing.isEmpty()) {
            return new Made(0, 0, false);
        }
        Files.createDirectories(files.home());
        try (FileChannel channel =
                        FileChannel.open(
                                files.home().resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var held = channel.tryLock()) {
            if (held == null) {
                return new Made(0, 0, true);
            }
            int made = 0;
            int left = missing.size();
            for (Id source : missing) {
                progress.begin(source, left);
                left--;
                String name = names.getOrDefault(source, "");
                try {
                    SourceIndexer indexer = new SourceIndexer(folder, catalog, source, goOn);
                    if (!files.make(indexer, source, name, goOn)) {
                        return new Made(made, 0, false);
                    }
                    made++;
                } catch (IOException e) {
                    fail(source, name, e);
                }
                follow(names);
            }
            files.deleteOthers(new HashSet<>(names.values()));
            return new Made(made, missing.size() - made, false);
        } catch (OverlappingFileLockException e) {
            return new Made(0, 0, true);
        }
    }

    /// Opens what is there of the newest catalog, and closes what it does not ask for.
    public void follow(CaseFolder folder) throws IOException {
        follow(IndexFolder.names(folder, Catalog.current(folder)));
    }

    private void follow(Map<Id, String> names) throws IOException {
        lock.writeLock().lock();
        try {
            for (Id source : new ArrayList<>(opened.keySet())) {
                Opened open = opened.get(source);
                if (open != null && !open.name().equals(names.get(source))) {
                    opened.remove(source);
                    open.close();
                }
            }
            Set<Id> missing = new TreeSet<>();
            for (Map.Entry<Id, String> wanted : names.entrySet()) {
                Opened open = opened.get(wanted.getKey());
                if (open != null && !Files.exists(files.path(wanted.getValue()))) {
                    opened.remove(wanted.getKey());
                    open.close();
                    open = null;
                }
                if (open == null && !open(wanted.getKey(), wanted.getValue())) {
                    missing.add(wanted.getKey());
                }
            }
            waiting = missing;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /// False where it is not there or cannot be read: then it is made again.
    private boolean open(Id source, String name) throws IOException {
        if (!Files.isDirectory(files.path(name))) {
            return false;
        }
        FSDirectory directory = FSDirectory.open(files.path(name));
        try {
            opened.put(source, new Opened(name, directory, DirectoryReader.open(directory)));
            return true;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "an index is made again", e);
            directory.close();
            return false;
        }
    }

    private void fail(Id source, String name, IOException why) {
        LOG.log(
                System.Logger.Level.ERROR,
                "the text of source " + source + " could not be indexed",
                why);
        lock.writeLock().lock();
        try {
            failed.add(name);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private boolean hasFailed(@Nullable String name) {
        lock.readLock().lock();
        try {
            return failed.contains(name);
        } finally {
            lock.readLock().unlock();
        }
    }

    /// The sources with facts that are not in the index yet, or could not be taken into it.
    public Set<Id> waiting() {
        lock.readLock().lock();
        try {
            return new TreeSet<>(waiting);
        } finally {
            lock.readLock().unlock();
        }
    }

    /// Looks in some sources. `chosen` are those of which places are shown (empty: all of
    /// `sources`); the others only count. Throws [IOException] where an index is gone from under
    /// it; the next question finds it made again.
    public Found find(Wanted wanted, Set<Id> sources, Set<Id> chosen) throws IOException {
        lock.readLock().lock();
        try {
            List<Looking.Leaf> leaves = new ArrayList<>();
            for (Map.Entry<Id, Opened> each : opened.entrySet()) {
                if (sources.contains(each.getKey())) {
                    leaves.add(new Looking.Leaf(each.getKey(), each.getValue().reader()));
                }
            }
            return new Looking(wanted, leaves, chosen).find();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.writeLock().lock();
        try {
            for (Opened open : opened.values()) {
                open.close();
            }
            opened.clear();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
