package org.tutela.facts;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Id;

/// The folder of a case: its sources in `case.json`, and the places of everything else. One process
/// may have it open for writing, any number for reading. Safe for use by many threads once open,
/// but [#register] belongs to one.
public final class CaseFolder implements Closeable {
    private static final int FORMAT = 1;
    private static final int PARTITIONS = 16;
    private static final Comparator<RegisteredSource> ORDER =
            Comparator.comparing(RegisteredSource::exhibit).thenComparing(RegisteredSource::id);

    private final Path path;
    private final @Nullable FileChannel lock;
    private final int partitions;
    private volatile List<RegisteredSource> sources;

    private CaseFolder(
            Path path, @Nullable FileChannel lock, int partitions, List<RegisteredSource> sources) {
        this.path = path;
        this.lock = lock;
        this.partitions = partitions;
        this.sources = sources.stream().sorted(ORDER).toList();
    }

    /// Opens for writing and keeps every other writer out until it is closed. Creates the folder
    /// and `case.json` where missing. Throws [CaseException] where another writer has it
    /// (`ST-0101`), where the folder holds other things (`ST-0102`), or where a newer Tutela made
    /// it (`ST-0103`).
    public static CaseFolder openForWriting(Path path) throws IOException {
        Path root = path.toAbsolutePath().normalize();
        if (!Files.exists(root.resolve("case.json")) && holdsOtherThings(root)) {
            throw new CaseException(
                    "ST-0102",
                    "The folder "
                            + root
                            + " is not a case, as it has no case.json, and is not empty: name another"
                            + " folder.");
        }
        Files.createDirectories(root);
        FileChannel lock = lock(root);
        try {
            if (!Files.exists(root.resolve("case.json"))) {
                write(root, PARTITIONS, List.of());
            }
            CaseFolder folder = read(root, lock);
            Durable.deleteTree(folder.scratch());
            Files.createDirectories(folder.scratch());
            Files.createDirectories(folder.log());
            return folder;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /// Opens for reading what its last writer committed. Throws [CaseException] where it is no case
    /// (`ST-0102`) or a newer Tutela made it (`ST-0103`).
    public static CaseFolder openForReading(Path path) throws IOException {
        Path root = path.toAbsolutePath().normalize();
        if (!Files.exists(root.resolve("case.json"))) {
            throw new CaseException(
                    "ST-0102",
                    "The folder "
                            + root
                            + " is not a case, as it has no case.json: `tutela run` makes one.");
        }
        return read(root, null);
    }

    /// Where it lies, absolute.
    public Path path() {
        return path;
    }

    /// Folder for temporary files of the writer, emptied when a writer opens the case.
    public Path scratch() {
        return path.resolve("tmp");
    }

    /// Folder for logs.
    public Path log() {
        return path.resolve("log");
    }

    /// Number of logical partitions: belongs to the case, never to a machine.
    public int partitions() {
        return partitions;
    }

    /// The registered sources, by exhibit, then by id.
    public List<RegisteredSource> sources() {
        return sources;
    }

    /// The source with that id; empty where none is registered.
    public Optional<RegisteredSource> findSource(Id id) {
        return sources.stream().filter(source -> source.id().equals(id)).findFirst();
    }

    /// Registers a source. Registered again from the same path, its exhibit and custody are
    /// corrected; again under the same exhibit, its path is. Throws [CaseException] (`ST-0105`)
    /// where the same content was registered from elsewhere as another exhibit, or is not the same
    /// content at all, and (`ST-0110`) where the source was erased from this case.
    public void register(RegisteredSource source) throws IOException {
        requireWriter();
        if (Erasure.erasedSource(this, source.id())) {
            throw new CaseException(
                    "ST-0110",
                    "This source was erased from the case by a decision (see its folder erasure/):"
                            + " it is not taken in again.");
        }
        List<RegisteredSource> next = new ArrayList<>();
        for (RegisteredSource known : sources) {
            if (!known.id().equals(source.id())) {
                next.add(known);
            } else {
                checkSame(known, source);
            }
        }
        next.add(source);
        write(path, partitions, next.stream().sorted(ORDER).toList());
        sources = next.stream().sorted(ORDER).toList();
    }

    /// Forgets a source.
    void unregister(Id source) throws IOException {
        requireWriter();
        List<RegisteredSource> next =
                sources.stream().filter(known -> !known.id().equals(source)).toList();
        write(path, partitions, next);
        sources = next;
    }

    /// Throws [IllegalStateException] unless it is open for writing.
    void requireWriter() {
        if (lock == null) {
            throw new IllegalStateException("the case is open for reading only: " + path);
        }
    }

    Path facts() {
        return path.resolve("facts");
    }

    Path linked() {
        return path.resolve("linked");
    }

    Path catalog() {
        return path.resolve("catalog");
    }

    Path staging() {
        return path.resolve("staging");
    }

    Path blobs() {
        return path.resolve("blobs");
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    private static void checkSame(RegisteredSource known, RegisteredSource again)
            throws CaseException {
        boolean same = known.size() == again.size() && known.format().equals(again.format());
        boolean moved = known.exhibit().equals(again.exhibit());
        boolean corrected = known.path().equals(again.path());
        if (!same || !(moved || corrected)) {
            throw new CaseException(
                    "ST-0105",
                    "The source "
                            + again.path()
                            + " (exhibit "
                            + again.exhibit()
                            + ") has the id of "
                            + known.path()
                            + ", which is registered as exhibit "
                            + known.exhibit()
                            + ": it is not registered a second time.");
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw busy(root, e);
        }
        channel.close();
        throw busy(root, null);
    }

    private static CaseException busy(Path root, @Nullable Throwable cause) {
        String sentence =
                "Another Tutela is writing to the case "
                        + root
                        + ": wait until it has ended, or end it.";
        return cause == null
                ? new CaseException("ST-0101", sentence)
                : new CaseException("ST-0101", sentence, cause);
    }

    private static boolean holdsOtherThings(Path root) throws IOException {
        for (Path entry : Durable.list(root)) {
            String name = Durable.nameOf(entry);
            if (!name.equals("lock") && !name.equals("case.json.part")) {
                return true;
            }
        }
        return false;
    }

    private static CaseFolder read(Path root, @Nullable FileChannel lock) throws IOException {
        Json json = Json.read(root.resolve("case.json"));
        long format = json.number("format");
        if (format > FORMAT) {
            throw new CaseException(
                    "ST-0103",
                    "The case "
                            + root
                            + " has format "
                            + format
                            + " and this Tutela reads format "
                            + FORMAT
                            + ": use the newer Tutela that made it.");
        }
        List<RegisteredSource> sources = new ArrayList<>();
        for (Json source : json.objects("sources")) {
            sources.add(
                    new RegisteredSource(
                            Id.parse(source.text("id")),
                            source.text("exhibit"),
                            source.text("path"),
                            source.text("name"),
                            source.text("format"),
                            source.number("size"),
                            source.texts("custody")));
        }
        return new CaseFolder(root, lock, Math.toIntExact(json.number("partitions")), sources);
    }

    private static void write(Path root, int partitions, List<RegisteredSource> sources)
            throws IOException {
        List<Map<String, Object>> list = new ArrayList<>();
        for (RegisteredSource source : sources) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("id", source.id().toString());
            fields.put("exhibit", source.exhibit());
            fields.put("path", source.path());
            fields.put("name", source.name());
            fields.put("format", source.format());
            fields.put("size", source.size());
            fields.put("custody", source.custody());
            list.add(fields);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", FORMAT);
        fields.put("partitions", partitions);
        fields.put("sources", list);
        Durable.write(root.resolve("case.json"), Json.toBytes(fields));
    }
}
