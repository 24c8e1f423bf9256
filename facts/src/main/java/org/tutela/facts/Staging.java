package org.tutela.facts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import org.tutela.model.Digest;
import org.tutela.model.Id;

/// The units of work of one pass over one source, before they are compacted. A unit is a folder
/// with sorted runs and a manifest, renamed into place when it is committed: a unit without a
/// manifest never happened.
public final class Staging {
    static final String MANIFEST = "manifest.json";
    private static final String DONE = ".done";
    private static final String MERGED = ".merged";

    private final CaseFolder folder;
    private final Id source;
    private final String pass;
    private final Path root;
    private final Set<String> units = new ConcurrentSkipListSet<>();

    private Staging(CaseFolder folder, Id source, String pass) {
        this.folder = folder;
        this.source = source;
        this.pass = pass;
        this.root = folder.staging().resolve(source.toString()).resolve(pass);
    }

    /// Opens (or goes on with) the staging of `pass` over `source`; leftovers of units that were
    /// never committed are deleted, and so is a staging that a crash kept from being deleted after
    /// it was compacted, and units of a build whose tables were others. The case must be open for
    /// writing. Names of passes and units: letters, digits, `-`, `_`, `.`, at most 100.
    public static Staging open(CaseFolder folder, Id source, String pass) throws IOException {
        folder.requireWriter();
        checkName(pass);
        Staging staging = new Staging(folder, source, pass);
        Durable.deleteTree(staging.done());
        Files.createDirectories(staging.root);
        String layout = StoredTable.layoutOfAll();
        for (Path unit : Durable.list(staging.root)) {
            Path manifest = unit.resolve(MANIFEST);
            boolean whole =
                    !Durable.nameOf(unit).endsWith(Durable.PART)
                            && Files.exists(manifest)
                            && Json.read(manifest).text("layout").equals(layout);
            if (whole) {
                staging.units.add(Durable.nameOf(unit));
            } else {
                Durable.deleteTree(unit);
            }
        }
        String absorbed =
                Catalog.current(folder).manifest(source).absorbed().getOrDefault(pass, "");
        if (!staging.units.isEmpty() && staging.digest().equals(absorbed)) {
            staging.remove();
        }
        BlobKey.ensure(folder, source);
        BlobPack.sweep(folder, source, pass + "+");
        return staging;
    }

    /// Names of the units that are committed and not yet compacted.
    public Set<String> committedUnits() {
        return Set.copyOf(units);
    }

    /// What [UnitWriter#count] counted in all committed units that are not yet compacted.
    public long counted() throws IOException {
        long sum = 0;
        for (String unit : units) {
            sum =
                    Math.addExact(
                            sum, Json.read(root.resolve(unit).resolve(MANIFEST)).number("counted"));
        }
        return sum;
    }

    /// Starts a unit. Units may be written by many threads, each unit by one. Throws
    /// [IllegalStateException] where it is committed already.
    public UnitWriter begin(String unit) throws IOException {
        checkName(unit);
        if (units.contains(unit)) {
            throw new IllegalStateException("the unit is committed already: " + unit);
        }
        Path part = UnitWriter.folder(root.resolve(unit + Durable.PART));
        return new UnitWriter(
                this, unit, part, BlobPack.Writer.create(folder, source, pass + "+" + unit));
    }

    /// Merges all committed units into files of facts, each sorted by address and fact, commits the
    /// next generation of the catalog, in which `complete` (and every version of an examination
    /// that has facts here) are complete for the source, and deletes the staging. Facts that the
    /// same versions stated in an earlier pass stay. However the units were cut and in whichever
    /// order they were committed, the files are the same. No unit may be open.
    public Catalog compact(Collection<ExaminationVersion> complete, Consumer<Progress> progress)
            throws IOException {
        List<SortedRun> runs = new ArrayList<>();
        for (String unit : new TreeSet<>(units)) {
            runs.addAll(runs(root.resolve(unit)));
        }
        Path merged = root.resolveSibling(pass + MERGED);
        Durable.deleteTree(merged);
        Catalog catalog =
                new Compaction(folder, source, progress)
                        .run(Merge.reduce(runs, merged), complete, new Absorbed(pass, digest()));
        Durable.deleteTree(merged);
        remove();
        return catalog;
    }

    /// Renames a finished unit into place.
    void committed(String unit, Path part) throws IOException {
        Durable.move(part, root.resolve(unit));
        units.add(unit);
    }

    /// Deletes everything staged; first out of the way in one step, so that a crash cannot leave
    /// half of it to be taken for the whole.
    private void remove() throws IOException {
        Durable.move(root, done());
        Durable.deleteTree(done());
        Files.createDirectories(root);
        units.clear();
    }

    private Path done() {
        return root.resolveSibling(pass + DONE);
    }

    private static List<SortedRun> runs(Path unit) throws IOException {
        List<SortedRun> runs = new ArrayList<>();
        for (Json run : Json.read(unit.resolve(MANIFEST)).objects("runs")) {
            runs.add(
                    new SortedRun(
                            unit.resolve(run.text("name")),
                            run.number("rows"),
                            run.number("size"),
                            Digest.parse(run.text("sha256"))));
        }
        return runs;
    }

    /// Over the names and manifests of all units.
    private String digest() throws IOException {
        MessageDigest sha256 = Hashes.sha256();
        for (String unit : new TreeSet<>(units)) {
            sha256.update(unit.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            sha256.update(Files.readAllBytes(root.resolve(unit).resolve(MANIFEST)));
        }
        return Digest.of(sha256.digest()).toString();
    }

    private static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")
                || name.endsWith(Durable.PART)
                || name.endsWith(DONE)
                || name.endsWith(MERGED)) {
            throw new IllegalArgumentException("not the name of a pass or unit: " + name);
        }
    }

    /// How far a compaction is.
    ///
    /// @param rows rows merged so far
    /// @param total rows to merge
    public record Progress(long rows, long total) {}

    /// A staging that a generation of the catalog has taken in.
    ///
    /// @param pass its pass
    /// @param digest over its units
    record Absorbed(String pass, String digest) {}
}
