package org.tutela.facts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tutela.model.Account;
import org.tutela.model.AccountEdge;
import org.tutela.model.Contact;
import org.tutela.model.Content;
import org.tutela.model.Digest;
import org.tutela.model.Fact;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;
import org.tutela.model.Id;
import org.tutela.model.MembershipEvent;
import org.tutela.model.Message;

/// Removes what the store holds of a source, of contents or of the accounts of a person, with
/// everything derived from it: files of facts are written anew without it, blobs and their packs
/// too; linked facts, the index and staged facts are deleted as a whole, to be made anew. Older
/// generations of the catalog are withdrawn, as they name files that are gone.
public final class Erasure {
    private static final String SOURCE = "source";
    private static final String CONTENT = "content";
    private static final String ACCOUNT = "account";

    private final CaseFolder folder;
    private final Tombstones tombstones;
    private final Erased what;
    private final @Nullable Sieve sieve;
    private final Predicate<String> mentions;
    private final SortedMap<String, String> names = new TreeMap<>();
    // Whether an erasure began before this one and did not come to its end.
    private final boolean unfinished;
    private final SortedMap<String, Long> erased = new TreeMap<>();
    private final SortedMap<String, Long> changed = new TreeMap<>();
    private final List<FactFile> deleted = new ArrayList<>();
    private long blobs;

    private Erasure(CaseFolder folder, Erased what) throws IOException {
        folder.requireWriter();
        this.folder = folder;
        this.what = what;
        this.tombstones = Tombstones.of(folder);
        this.unfinished = !tombstones.isEmpty() && tombstones.checked() == 0;
        switch (what) {
            case Erased.Source(Id id) -> {
                names.put(tombstones.add(SOURCE, id.toString()), SOURCE);
                String path = folder.findSource(id).map(RegisteredSource::path).orElse("\0");
                sieve = null;
                mentions = text -> text.contains(id.toString()) || text.contains(path);
            }
            case Erased.Contents(Set<Digest> contents) -> {
                sieve = contents(contents);
                mentions = sieve::mentions;
            }
            case Erased.Person(Set<String> accounts, Set<String> called, Set<Digest> contents) -> {
                sieve = new TwoSieves(accounts(accounts, called), contents(contents));
                mentions = sieve::mentions;
            }
        }
    }

    private Sieve contents(Set<Digest> contents) throws IOException {
        for (Digest content : contents) {
            names.put(tombstones.add(CONTENT, content.toString()), CONTENT);
        }
        return new ContentSieve(contents);
    }

    private Sieve accounts(Set<String> accounts, Set<String> called) throws IOException {
        TreeMap<String, String> pseudonyms = new TreeMap<>();
        for (String account : accounts) {
            String name = tombstones.add(ACCOUNT, account);
            names.put(name, ACCOUNT);
            String id = AccountSieve.idOf(account);
            String domain = id.contains("@") ? id.substring(id.indexOf('@')) : "";
            pseudonyms.put(account, "erased." + name.substring(0, 12) + domain);
        }
        return new AccountSieve(pseudonyms, called, Blobs.open(folder));
    }

    /// What an erasure did.
    ///
    /// @param tombstones keyed digests that stand for what was erased, with what each is: source,
    ///   account or content
    /// @param erased rows that went, by table; of a source its files tell the rows
    /// @param changed rows of others that something was taken out of, by table
    /// @param files files of facts that were deleted; those with rows of others were written anew
    /// @param blobs sealed blobs that went; -1: all of a source
    /// @param generation of the catalog after it; 0 before its commit
    public record Outcome(
            SortedMap<String, String> tombstones,
            SortedMap<String, Long> erased,
            SortedMap<String, Long> changed,
            List<FactFile> files,
            long blobs,
            int generation) {
        /// Copies.
        public Outcome {
            tombstones = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(tombstones));
            erased = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(erased));
            changed = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(changed));
            files = List.copyOf(files);
        }

        /// Rows that went or were changed.
        public long rows() {
            return erased.values().stream().mapToLong(Long::longValue).sum()
                    + changed.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /// Hears how far an erasure is; what it throws stops it there.
    public interface Steps {
        /// Everything is counted and written; the catalog still holds what is erased.
        void counted(Outcome figures) throws IOException;

        /// The catalog does not hold it any more; files of it may still be there.
        default void committed() throws IOException {}
    }

    /// Looks at what is to be erased, and changes nothing.
    public static Erasure begin(CaseFolder folder, Erased what) throws IOException {
        Erasure erasure = new Erasure(folder, what);
        if (erasure.sieve != null) {
            Catalog base = Catalog.current(folder);
            for (FactTable<? extends Fact> table : erasure.sieve.first()) {
                look(base, table, erasure.sieve);
            }
        }
        return erasure;
    }

    /// Whether a text names what is erased, by whatever the store held of it when this began.
    public boolean mentions(String text) {
        return mentions.test(text);
    }

    /// Erases and commits the next generation; afterwards what is left must be linked anew. The
    /// case must be open for writing; after a crash, beginning the same again goes on. What was
    /// erased is noted by a keyed digest first, so that [#again] takes it out should it come back.
    public Outcome carryOut(Steps steps) throws IOException {
        tombstones.write(0);
        return what instanceof Erased.Source(Id id) ? source(id, steps) : sieve(steps);
    }

    private static Outcome erase(CaseFolder folder, Erased what) throws IOException {
        return begin(folder, what).carryOut(figures -> {});
    }

    /// Takes out again what was erased earlier and has come back with what was examined since;
    /// empty where nothing has. Cheap where nothing was ever erased.
    public static Optional<Outcome> again(CaseFolder folder) throws IOException {
        Erasure erasure = new Erasure(folder, Erased.Person.of(Set.of()));
        int now = Catalog.current(folder).generation();
        if (erasure.tombstones.isEmpty() || erasure.tombstones.checked() == now) {
            return Optional.empty();
        }
        Set<Digest> contents = erasure.comeBackContents();
        Set<String> accounts = erasure.comeBackAccounts();
        if (contents.isEmpty() && accounts.isEmpty()) {
            Catalog current = Catalog.current(folder);
            if (erasure.unfinished) {
                erasure.dropBlobs(current, current.sources().keySet());
            }
            erasure.sweep(current);
            return Optional.empty();
        }
        Outcome done = erase(folder, new Erased.Person(accounts, Set.of(), contents));
        return Optional.of(done).filter(outcome -> outcome.rows() > 0);
    }

    /// Notes that the current generation holds nothing that was erased, once everything is linked.
    public static void checked(CaseFolder folder) throws IOException {
        Tombstones tombstones = Tombstones.of(folder);
        if (!tombstones.isEmpty()) {
            tombstones.write(Catalog.current(folder).generation());
        }
    }

    /// Whether a source was erased from the case.
    static boolean erasedSource(CaseFolder folder, Id source) throws IOException {
        Tombstones tombstones = Tombstones.of(folder);
        return !tombstones.isEmpty() && tombstones.contains(SOURCE, source.toString());
    }

    private Outcome source(Id source, Steps steps) throws IOException {
        Durable.deleteTree(BlobPack.home(folder, source).resolve("key"));
        blobs = -1;
        Catalog base = Catalog.current(folder);
        CatalogChange change = Catalog.change(folder).withoutLinked();
        if (base.sources().containsKey(source)) {
            for (StoredFile file : base.manifest(source).files()) {
                deleted.add(file.file());
                erased.merge(file.file().table(), file.file().rows(), Long::sum);
            }
            change.withoutSource(source);
        }
        steps.counted(outcome(0));
        Catalog next = change.commit();
        steps.committed();
        folder.unregister(source);
        Durable.deleteTree(BlobPack.home(folder, source));
        for (Path table : Durable.list(folder.facts())) {
            Durable.deleteTree(table.resolve("source=" + source));
        }
        sweep(next);
        return outcome(next.generation());
    }

    private Outcome sieve(Steps steps) throws IOException {
        Catalog base = Catalog.current(folder);
        CatalogChange change = Catalog.change(folder).withoutLinked();
        Set<Id> rewritten = new HashSet<>();
        for (SourceManifest manifest : base.sources().values()) {
            SourceManifest next =
                    new SiftedSource(
                                    folder,
                                    manifest,
                                    java.util.Objects.requireNonNull(sieve),
                                    this::count)
                            .run();
            if (!next.equals(manifest)) {
                List<StoredFile> gone = new ArrayList<>(manifest.files());
                gone.removeAll(next.files());
                gone.forEach(file -> deleted.add(file.file()));
                change.source(next);
                rewritten.add(manifest.source());
            }
        }
        steps.counted(outcome(0));
        Catalog next = change.commit();
        steps.committed();
        // One that was stopped may have left blobs in any source.
        dropBlobs(next, unfinished ? base.sources().keySet() : rewritten);
        sweep(next);
        return outcome(next.generation());
    }

    /// Drops the blobs that no row of these sources cites.
    private void dropBlobs(Catalog catalog, Set<Id> sources) throws IOException {
        for (Id source : sources) {
            blobs += BlobPack.keep(folder, source, cited(catalog.manifest(source)));
        }
    }

    private void count(String table, boolean whole) {
        (whole ? erased : changed).merge(table, 1L, Long::sum);
    }

    private static <F extends Fact> void look(Catalog catalog, FactTable<F> table, Sieve sieve)
            throws IOException {
        for (SourceManifest manifest : catalog.sources().values()) {
            for (StoredFile stored : manifest.files()) {
                if (stored.file().table().equals(table.name())) {
                    try (FactReader<F> reader = FactReader.open(table, stored.file())) {
                        while (reader.next()) {
                            sieve.look(reader.row());
                        }
                    }
                }
            }
        }
    }

    /// The blobs that rows of a source cite.
    private Set<Digest> cited(SourceManifest manifest) throws IOException {
        Set<Digest> cited = new HashSet<>();
        for (FactTable<? extends Fact> table : FactTables.facts()) {
            cite(table, manifest, cited);
        }
        return cited;
    }

    private static <F extends Fact> void cite(
            FactTable<F> table, SourceManifest manifest, Set<Digest> cited) throws IOException {
        var columns = table.ownColumns().stream().filter(c -> c.name().endsWith("blob")).toList();
        if (columns.isEmpty()) {
            return;
        }
        for (StoredFile stored : manifest.files()) {
            if (stored.file().table().equals(table.name())) {
                try (FactReader<F> reader = FactReader.open(table, stored.file())) {
                    while (reader.next()) {
                        for (var column : columns) {
                            @Nullable Object blob = column.get().apply(reader.row());
                            if (blob instanceof Digest digest) {
                                cited.add(digest);
                            }
                        }
                    }
                }
            }
        }
    }

    /// Deletes every file that could hold what was erased and does not count.
    private void sweep(Catalog current) throws IOException {
        Set<Path> counting = new TreeSet<>(current.paths());
        for (Path table : Durable.list(folder.facts())) {
            for (Path source : Durable.list(table)) {
                for (Path author : Durable.list(source)) {
                    Parts.sweep(author, counting);
                }
            }
        }
        Durable.deleteTree(folder.linked());
        Durable.deleteTree(folder.staging());
        Durable.deleteTree(folder.path().resolve("index"));
        for (Path temporary : Durable.list(folder.scratch())) {
            Durable.deleteTree(temporary);
        }
        Catalog.withdraw(folder, current);
    }

    private Outcome outcome(int generation) {
        return new Outcome(names, erased, changed, deleted, blobs, generation);
    }

    private Set<Digest> comeBackContents() throws IOException {
        Set<Digest> found = new HashSet<>();
        if (tombstones.has(CONTENT)) {
            Set<Digest> all = new HashSet<>();
            look(
                    Catalog.current(folder),
                    Content.TABLE,
                    collecting(row -> {
                        if (row instanceof Content content) {
                            all.add(content.sha256());
                        }
                    }));
            for (Digest digest : all) {
                if (tombstones.contains(CONTENT, digest.toString())) {
                    found.add(digest);
                }
            }
        }
        return found;
    }

    private Set<String> comeBackAccounts() throws IOException {
        Set<String> found = new TreeSet<>();
        if (tombstones.has(ACCOUNT)) {
            Set<@Nullable String> all = new HashSet<>();
            Sieve accounts =
                    collecting(row -> {
                        switch (row) {
                            case Account a -> all.add(a.account());
                            case Contact c -> all.add(c.account());
                            case AccountEdge e -> {
                                all.add(e.account());
                                all.add(e.other());
                            }
                            case Message m -> all.add(m.sender());
                            case MembershipEvent e -> {
                                all.add(e.account());
                                all.add(e.actor());
                            }
                            default -> {}
                        }
                    });
            for (FactTable<? extends Fact> table :
                    List.of(
                            Account.TABLE,
                            Contact.TABLE,
                            AccountEdge.TABLE,
                            Message.TABLE,
                            MembershipEvent.TABLE)) {
                look(Catalog.current(folder), table, accounts);
            }
            for (@Nullable String account : all) {
                if (account != null && tombstones.contains(ACCOUNT, account)) {
                    found.add(account);
                }
            }
        }
        return found;
    }

    private static Sieve collecting(java.util.function.Consumer<Fact> collector) {
        return new Sieve() {
            @Override
            public List<FactTable<? extends Fact>> first() {
                return List.of();
            }

            @Override
            public void look(Fact row) {
                collector.accept(row);
            }

            @Override
            public <F extends Fact> F keep(FactTable<F> table, F row) {
                return row;
            }

            @Override
            public boolean mentions(String text) {
                return false;
            }
        };
    }
}
