package org.tutela.app;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.RowSink;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.work.Person;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Erased;
import org.tutela.facts.RegisteredSource;
import org.tutela.model.Digest;

/// What somebody asks to be erased.
///
/// @param kind what kind of thing
/// @param name its one name, such as the source's id, the content's SHA-256, the account's key
/// @param erased the thing, with all its names
/// @param words ids of the casebook that stand for it: of the person, of the person's documents
record ErasureTarget(Kind kind, String name, Erased erased, Set<String> words) {
    private static final Pattern PERSON = Pattern.compile("(?:person:)?([0-9a-f]{12})");

    ErasureTarget {
        words = Set.copyOf(words);
    }

    private ErasureTarget(Kind kind, String name, Erased erased) {
        this(kind, name, erased, Set.of());
    }

    /// What can be named.
    enum Kind {
        SOURCE,
        PERSON,
        CONTENT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What the journal calls it.
    String subject() {
        return "erasure-of:" + kind.word() + ":" + name;
    }

    /// Finds what `id` names. Throws [WrongUse] where it names nothing of that kind in the case.
    static ErasureTarget find(CaseFolder folder, Casebook casebook, Kind kind, String id)
            throws IOException {
        return switch (kind) {
            case SOURCE -> {
                RegisteredSource source = Place.source(folder, Place.parse(folder, id));
                yield new ErasureTarget(
                        kind, source.id().toString(), new Erased.Source(source.id()));
            }
            case CONTENT -> content(folder, id.toLowerCase(Locale.ROOT));
            case PERSON -> {
                Matcher decided = PERSON.matcher(id);
                yield decided.matches()
                        ? person(folder, casebook, decided.group(1))
                        : person(folder, id);
            }
        };
    }

    private static ErasureTarget content(CaseFolder folder, String id) throws IOException {
        if (!id.matches("[0-9a-f]{64}")) {
            throw new WrongUse(
                    "A content is named by its SHA-256, 64 hex digits; \"" + id + "\" is none.");
        }
        if (one(folder, "SELECT sha256 FROM content WHERE sha256 = ? LIMIT 1", id).isEmpty()) {
            throw new WrongUse("No file of the case has the content " + id + ".");
        }
        return new ErasureTarget(Kind.CONTENT, id, new Erased.Contents(Set.of(Digest.parse(id))));
    }

    /// A person as people decided: all accounts and documents that were joined, and the name.
    private static ErasureTarget person(CaseFolder folder, Casebook casebook, String id)
            throws IOException {
        Person person =
                casebook.work()
                        .persons()
                        .find(id)
                        .orElseThrow(() ->
                                new WrongUse("Nobody decided that there is a person " + id + "."));
        Set<String> accounts = new TreeSet<>();
        Set<Digest> contents = new TreeSet<>();
        Set<String> words = new TreeSet<>(Set.of(id));
        for (Person.Part part : person.parts()) {
            String of = part.subject().substring(part.subject().indexOf(':') + 1);
            if (part.subject().startsWith("account:")) {
                accounts.add(of);
                accounts.addAll(accounts(folder, of));
            } else {
                words.add(of);
                contents.add(document(folder, of));
            }
        }
        return new ErasureTarget(
                Kind.PERSON,
                id,
                new Erased.Person(accounts, Set.of(person.name()), contents),
                words);
    }

    private static Digest document(CaseFolder folder, String item) throws IOException {
        return one(folder, "SELECT sha256 FROM content WHERE item = ? LIMIT 1", item).stream()
                .map(Digest::parse)
                .findFirst()
                .orElseThrow(() ->
                        new WrongUse(
                                "Of the person's document "
                                        + item
                                        + " no digest is known: take it from the person, or examine"
                                        + " its source first. Nothing was erased."));
    }

    /// One account stands for all that are linked with it by hard edges.
    private static ErasureTarget person(CaseFolder folder, String id) throws IOException {
        Set<String> accounts = accounts(folder, id);
        if (accounts.isEmpty()) {
            throw new WrongUse(
                    "The case has no account "
                            + id
                            + "; an account is written as whatsapp:447700900123@s.whatsapp.net, a"
                            + " person of the casebook as person: and 12 hex digits.");
        }
        return new ErasureTarget(
                Kind.PERSON, accounts.iterator().next(), Erased.Person.of(accounts));
    }

    private static Set<String> accounts(CaseFolder folder, String id) throws IOException {
        Set<String> accounts = new TreeSet<>();
        for (String account :
                one(
                        folder,
                        """
                        SELECT account FROM linked_account WHERE account = ?
                        UNION SELECT account FROM account_alias WHERE alias = ?
                        """,
                        id,
                        id)) {
            accounts.add(account);
            accounts.addAll(
                    one(folder, "SELECT alias FROM account_alias WHERE account = ?", account));
        }
        return accounts;
    }

    private static Set<String> one(CaseFolder folder, String sql, Object... values)
            throws IOException {
        Set<String> found = new TreeSet<>();
        try (CaseQuery query = CaseQuery.open(folder)) {
            query.query(
                    sql,
                    List.of(values),
                    new RowSink() {
                        @Override
                        public void begin(List<String> names) {}

                        @Override
                        public void row(List<@Nullable Object> cells) {
                            found.add(String.valueOf(cells.getFirst()));
                        }

                        @Override
                        public void end() {}
                    });
        }
        return found;
    }
}
