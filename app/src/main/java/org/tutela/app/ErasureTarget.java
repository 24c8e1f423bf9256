package org.tutela.app;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.RowSink;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.Erased;
import org.tutela.facts.RegisteredSource;
import org.tutela.model.Digest;

/// What somebody asks to be erased.
///
/// @param kind what kind of thing
/// @param name its one name, such as the source's id, the content's SHA-256, the account's key
/// @param erased the thing, with all its names
record ErasureTarget(Kind kind, String name, Erased erased) {

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
    static ErasureTarget find(CaseFolder folder, Kind kind, String id) throws IOException {
        return switch (kind) {
            case SOURCE -> {
                RegisteredSource source = Place.source(folder, Place.parse(folder, id));
                yield new ErasureTarget(
                        kind, source.id().toString(), new Erased.Source(source.id()));
            }
            case CONTENT -> content(folder, id.toLowerCase(Locale.ROOT));
            case PERSON -> person(folder, id);
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

    /// One account stands for all that are linked with it by hard edges.
    private static ErasureTarget person(CaseFolder folder, String id) throws IOException {
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
        if (accounts.isEmpty()) {
            throw new WrongUse(
                    "The case has no account "
                            + id
                            + "; an account is written as whatsapp:447700900123@s.whatsapp.net.");
        }
        return new ErasureTarget(
                Kind.PERSON, accounts.iterator().next(), new Erased.Accounts(accounts));
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
