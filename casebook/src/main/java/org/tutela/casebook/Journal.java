package org.tutela.casebook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The append-only record of everything that people did: consultations, decisions, exports,
/// changes.
///
/// Entries are chained: the hash of an entry is SHA-256 over the hash of the one before, its
/// number, time and open fields, and the SHA-256 of its sealed payload. Payloads are sealed under a
/// key per subject, and an entry names its subject by a digest under that key; throwing the key
/// away erases what the journal says of the subject and which subject it was, and the chain still
/// holds.
public final class Journal {
    private static final String NONE = "0".repeat(64);
    private static final String CHECKED = "journal.checked";
    private static final int CHECKED_AT_ONCE = 2_000;

    private final Connection connection;
    private final InstantSource clock;

    Journal(Connection connection, InstantSource clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /// Writes a deed down. When this returns, the entry is on the disk.
    public JournalEntry append(Deed deed) throws IOException {
        return append(List.of(deed), first -> {});
    }

    /// Writes deeds down together with what they change: all of it is on the disk when this
    /// returns, or nothing. For the parts of the casebook. `deeds` is not empty; the entry returned
    /// and given to `change` is that of the first.
    public JournalEntry append(List<Deed> deeds, Change change) throws IOException {
        synchronized (connection) {
            try {
                connection.setAutoCommit(false);
                try {
                    JournalEntry first = insert(deeds);
                    change.make(first);
                    connection.commit();
                    return first;
                } catch (SQLException e) {
                    connection.rollback();
                    throw e;
                } finally {
                    connection.setAutoCommit(true);
                }
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    /// What a deed changes in the tables of the casebook.
    @FunctionalInterface
    public interface Change {
        /// Makes it, in the transaction of the entries, of which `first` is the first.
        void make(JournalEntry first) throws SQLException;
    }

    /// The entries from `first` on (1 is the oldest), at most `limit`, in order.
    public List<JournalEntry> list(long first, int limit) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        select(
                "SELECT * FROM entry WHERE number >= ? ORDER BY number LIMIT ?",
                List.of(first, limit),
                entries::add);
        return entries;
    }

    /// The entries about a subject, in order.
    public List<JournalEntry> listAbout(String subject) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        select(
                """
                SELECT * FROM entry WHERE subject = ?
                    OR subject IN (SELECT name FROM subject_name WHERE subject = ?) ORDER BY number
                """,
                List.of(subject, subject),
                entries::add);
        return entries;
    }

    /// The last look at a subject; empty where nobody has looked yet.
    public Optional<JournalEntry> findLastLook(String subject) throws IOException {
        List<JournalEntry> last = new ArrayList<>();
        // The plus keeps the database to the index of subjects: looks are most of all entries.
        select(
                """
                SELECT * FROM entry WHERE number = (SELECT max(number) FROM entry WHERE +what = 'LOOKED_AT'
                    AND subject IN (SELECT ? UNION ALL SELECT name FROM subject_name WHERE subject = ?))
                """,
                List.of(subject, subject),
                last::add);
        return last.stream().findFirst();
    }

    /// The entries of a kind, in order, given one by one.
    public void readKind(String what, Consumer<JournalEntry> reader) throws IOException {
        select("SELECT * FROM entry WHERE what = ? ORDER BY number", List.of(what), reader);
    }

    /// Every entry, in order, given one by one.
    public void readAll(Consumer<JournalEntry> reader) throws IOException {
        select("SELECT * FROM entry ORDER BY number", List.of(), reader);
    }

    /// The last entry.
    public Optional<JournalEntry> findLast() throws IOException {
        List<JournalEntry> last = new ArrayList<>();
        select("SELECT * FROM entry ORDER BY number DESC LIMIT 1", List.of(), last::add);
        return last.stream().findFirst();
    }

    /// The entries that a filter lets through and whose number is lower than `before`, the latest
    /// first, at most `limit`.
    public List<JournalEntry> listLatest(JournalFilter filter, long before, int limit)
            throws IOException {
        List<Object> values = new ArrayList<>();
        values.add(before);
        String conditions = filter.sql(values);
        values.add(limit);
        List<JournalEntry> entries = new ArrayList<>();
        select(
                "SELECT * FROM entry WHERE number < ?"
                        + conditions
                        + " ORDER BY number DESC LIMIT ?",
                values,
                entries::add);
        return entries;
    }

    /// Every kind of deed that the journal has, sorted.
    public List<String> listKinds() throws IOException {
        // Steps from kind to kind along the index: a kind costs one look-up, not all its entries.
        String sql =
                """
                WITH RECURSIVE kind(what) AS (SELECT min(what) FROM entry UNION ALL
                    SELECT (SELECT min(what) FROM entry WHERE what > kind.what) FROM kind WHERE kind.what IS NOT NULL)
                SELECT what FROM kind WHERE what IS NOT NULL
                """;
        List<String> kinds = new ArrayList<>();
        synchronized (connection) {
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    kinds.add(rows.getString(1));
                }
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
        return kinds;
    }

    /// Checks every link of the chain, and that every payload whose key is there can be opened.
    /// Goes in pieces, so that others can write meanwhile; what they write is checked too.
    public JournalEntry.Proof verify() throws IOException {
        Chain chain = new Chain();
        boolean more = true;
        while (more && chain.broken == null) {
            long before = chain.count;
            synchronized (connection) {
                try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT * FROM entry WHERE number > ? ORDER BY number LIMIT ?")) {
                    statement.setLong(1, before == 0 ? Long.MIN_VALUE : before);
                    statement.setInt(2, CHECKED_AT_ONCE);
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next() && chain.broken == null) {
                            chain.check(rows, findErased(rows.getLong("number")), keyOf(rows));
                        }
                    }
                } catch (SQLException e) {
                    throw Casebook.failed(e);
                }
            }
            more = chain.count > before;
        }
        return new JournalEntry.Proof(chain.count, chain.head, chain.broken);
    }

    /// Checks the whole chain, remembers what came of it, and writes down that it was done. The
    /// memory is a comfort for people who look at the journal; whoever doubts checks anew.
    public JournalEntry.Checked check(Author by) throws IOException {
        JournalEntry.Proof proof = verify();
        long broken = proof.broken() == null ? 0 : proof.broken().number();
        String payload = "{\"entries\":%d,\"broken\":%d}".formatted(proof.entries(), broken);
        JournalEntry entry =
                append(
                        List.of(by.deed("CHAIN_CHECKED", "journal", payload)),
                        first -> {
                            try (PreparedStatement statement =
                                    connection.prepareStatement(
                                            "INSERT OR REPLACE INTO state VALUES (?, ?)")) {
                                statement.setString(1, CHECKED);
                                statement.setString(
                                        2,
                                        proof.entries()
                                                + " "
                                                + proof.head()
                                                + " "
                                                + broken
                                                + " "
                                                + first.at());
                                statement.executeUpdate();
                            }
                        });
        return new JournalEntry.Checked(proof.entries(), proof.head(), broken, entry.at());
    }

    /// What the last [#check] gave; empty where there was none yet.
    public Optional<JournalEntry.Checked> findCheck() throws IOException {
        synchronized (connection) {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT value FROM state WHERE name = ?")) {
                select.setString(1, CHECKED);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    String[] parts = row.getString(1).split(" ", -1);
                    return Optional.of(
                            new JournalEntry.Checked(
                                    Long.parseLong(parts[0]),
                                    parts[1],
                                    Long.parseLong(parts[2]),
                                    Instant.parse(parts[3])));
                }
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    /// Throws the key of a subject away: what the journal says of it can never be read again, nor
    /// which subject it was. Returns whether there was one.
    public boolean eraseSubject(String subject) throws IOException {
        return erase(subject::equals, text -> false, counts -> {}).subjects() > 0;
    }

    /// Throws away the keys of all subjects that `subjects` names, and the payloads of whatever
    /// else `texts` finds in them; deletes the rows of every other table of the casebook in which
    /// it finds something. `counted` hears the figures before anything is gone.
    public JournalErasure.Counts erase(
            Predicate<String> subjects, Predicate<String> texts, JournalErasure.Counted counted)
            throws IOException {
        return new JournalErasure(connection).erase(subjects, texts, counted);
    }

    /// The fields that the hash of an entry is over, each closed by a zero byte: hash of the one
    /// before, number, microseconds since 1970, who, what, name of the subject, task, from, SHA-256
    /// of the sealed payload. Throws [IOException] where there is no such entry.
    public List<String> hashedFields(long number) throws IOException {
        synchronized (connection) {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT * FROM entry WHERE number = ?")) {
                select.setLong(1, number);
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        throw new IOException("the journal has no entry " + number);
                    }
                    return fields(
                            row.getString("previous"),
                            number,
                            row.getLong("at"),
                            stored(row),
                            payloadDigest(row.getBytes("sealed"), findErased(number)));
                }
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    /// Writes entries and returns the first. Many come at once when a stack is graded, so what they
    /// are written by is prepared once.
    private JournalEntry insert(List<Deed> deeds) throws SQLException {
        try (PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
                Naming naming = new Naming()) {
            Head head = head();
            List<JournalEntry> entries = new ArrayList<>();
            for (Deed deed : deeds) {
                long number = head.number() + 1;
                // A clock that was set back must not make the journal run backwards.
                long at =
                        Math.max(
                                head.at(),
                                ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
                Named subject = naming.nameOrNew(deed.subject());
                byte[] sealed = Seal.close(subject.key(), deed.payload());
                Deed named =
                        new Deed(
                                deed.who(),
                                deed.what(),
                                subject.name(),
                                deed.task(),
                                deed.from(),
                                "");
                String hash =
                        hash(fields(head.hash(), number, at, named, payloadDigest(sealed, "")));
                insert.setLong(1, number);
                insert.setLong(2, at);
                insert.setString(3, deed.who());
                insert.setString(4, deed.what());
                insert.setString(5, subject.name());
                insert.setString(6, deed.task());
                insert.setString(7, deed.from());
                insert.setBytes(8, sealed);
                insert.setString(9, head.hash());
                insert.setString(10, hash);
                insert.executeUpdate();
                Instant moment = Instant.EPOCH.plus(at, ChronoUnit.MICROS);
                entries.add(new JournalEntry(number, moment, deed, true, head.hash(), hash));
                head = new Head(number, at, hash);
            }
            return entries.getFirst();
        }
    }

    /// The end of the chain.
    ///
    /// @param number of the last entry, 0 where there is none
    /// @param at when it was written, microseconds since 1970
    /// @param hash its hash
    private record Head(long number, long at, String hash) {}

    private Head head() throws SQLException {
        try (PreparedStatement last =
                        connection.prepareStatement(
                                "SELECT number, at, hash FROM entry ORDER BY number DESC LIMIT 1");
                ResultSet row = last.executeQuery()) {
            return row.next()
                    ? new Head(row.getLong(1), row.getLong(2), row.getString(3))
                    : new Head(0, Long.MIN_VALUE, NONE);
        }
    }

    private void select(String sql, List<?> parameters, Consumer<JournalEntry> reader)
            throws IOException {
        synchronized (connection) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setObject(i + 1, parameters.get(i));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        reader.accept(entry(rows));
                    }
                }
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    private JournalEntry entry(ResultSet rows) throws SQLException {
        Optional<Named> subject = keyOf(rows);
        Optional<String> payload = subject.flatMap(known -> open(rows, known.key()));
        Deed stored = stored(rows);
        Deed deed =
                new Deed(
                        stored.who(),
                        stored.what(),
                        subject.map(Named::subject).orElse(stored.subject()),
                        stored.task(),
                        stored.from(),
                        payload.orElse(""));
        return new JournalEntry(
                rows.getLong("number"),
                Instant.EPOCH.plus(rows.getLong("at"), ChronoUnit.MICROS),
                deed,
                payload.isPresent(),
                rows.getString("previous"),
                rows.getString("hash"));
    }

    private static Optional<String> open(ResultSet rows, byte[] key) {
        try {
            return Seal.open(key, rows.getBytes("sealed"));
        } catch (SQLException e) {
            throw new IllegalStateException("a row that was read cannot be read", e);
        }
    }

    /// The entry as it is hashed: with the name of its subject, without its payload.
    private static Deed stored(ResultSet rows) throws SQLException {
        return new Deed(
                rows.getString("who"),
                rows.getString("what"),
                rows.getString("subject"),
                rows.getString("task"),
                rows.getString("origin"),
                "");
    }

    /// The subject of an entry; empty where its key was thrown away.
    private Optional<Named> keyOf(ResultSet rows) throws SQLException {
        return named(
                """
                SELECT k.subject, coalesce(n.name, k.subject), k.key FROM subject_key k
                LEFT JOIN subject_name n ON n.subject = k.subject
                WHERE k.subject = coalesce((SELECT subject FROM subject_name WHERE name = ?1), ?1)
                """,
                rows.getString("subject"));
    }

    private Optional<Named> named(String sql, String value) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            return named(select, value);
        }
    }

    private static Optional<Named> named(PreparedStatement select, String value)
            throws SQLException {
        select.setString(1, value);
        try (ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Named(row.getString(1), row.getString(2), row.getBytes(3)))
                    : Optional.empty();
        }
    }

    /// Finds or makes the names of subjects.
    private final class Naming implements AutoCloseable {
        private final PreparedStatement known =
                connection.prepareStatement(
                        "SELECT subject, coalesce(name, ''), key FROM subject_key LEFT JOIN subject_name USING (subject)"
                                + " WHERE subject = ?1");
        private final PreparedStatement key =
                connection.prepareStatement("INSERT OR IGNORE INTO subject_key VALUES (?, ?)");
        private final PreparedStatement name =
                connection.prepareStatement("INSERT INTO subject_name VALUES (?, ?)");

        Naming() throws SQLException {}

        Named nameOrNew(String subject) throws SQLException {
            Named found =
                    named(known, subject).orElseGet(() -> new Named(subject, "", Seal.newKey()));
            if (!found.name().isEmpty()) {
                return found;
            }
            Named named = new Named(subject, name(found), found.key());
            key.setString(1, subject);
            key.setBytes(2, named.key());
            key.executeUpdate();
            name.setString(1, subject);
            name.setString(2, named.name());
            name.executeUpdate();
            return named;
        }

        @Override
        public void close() throws SQLException {
            known.close();
            key.close();
            name.close();
        }
    }

    /// What stands in the entry for its subject: tells nothing once the key is gone.
    private static String name(Named subject) {
        MessageDigest digest = sha256();
        digest.update(subject.key());
        digest.update(subject.subject().getBytes(StandardCharsets.UTF_8));
        return "about:" + HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    /// SHA-256 of a payload that was erased by itself; empty where it was not.
    private String findErased(long number) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT sealed_sha256 FROM payload_erased WHERE number = ?")) {
            select.setLong(1, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    /// SHA-256 of a sealed payload; of one that was erased, what was noted of it then.
    static String payloadDigest(byte[] sealed, String erased) {
        return sealed.length == 0 && !erased.isEmpty()
                ? erased
                : HexFormat.of().formatHex(sha256().digest(sealed));
    }

    private static List<String> fields(
            String previous, long number, long at, Deed stored, String payload) {
        return List.of(
                previous,
                Long.toString(number),
                Long.toString(at),
                stored.who(),
                stored.what(),
                stored.subject(),
                stored.task(),
                stored.from(),
                payload);
    }

    /// The hash of an entry. Fields are closed by a zero byte, so that none can run into the next.
    private static String hash(List<String> fields) {
        MessageDigest digest = sha256();
        for (String field : fields) {
            digest.update(field.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The chain as far as it was checked.
    private static final class Chain {
        private long count;
        private String head = NONE;
        private JournalEntry.@org.jspecify.annotations.Nullable BrokenLink broken;

        void check(ResultSet rows, String erased, Optional<Named> subject) throws SQLException {
            count++;
            long number = rows.getLong("number");
            byte[] sealed = rows.getBytes("sealed");
            String hash =
                    hash(
                            fields(
                                    head,
                                    number,
                                    rows.getLong("at"),
                                    stored(rows),
                                    payloadDigest(sealed, erased)));
            if (number != count) {
                broken =
                        new JournalEntry.BrokenLink(
                                count, "entry " + count + " is missing; the next one is " + number);
            } else if (!rows.getString("previous").equals(head)) {
                broken =
                        new JournalEntry.BrokenLink(
                                number, "entry " + number + " does not follow the one before it");
            } else if (!rows.getString("hash").equals(hash)) {
                broken =
                        new JournalEntry.BrokenLink(
                                number, "entry " + number + " was changed after it was written");
            } else if (sealed.length > 0
                    && subject.isPresent()
                    && Seal.open(subject.get().key(), sealed).isEmpty()) {
                broken =
                        new JournalEntry.BrokenLink(
                                number,
                                "the payload of entry "
                                        + number
                                        + " cannot be opened with its key");
            } else if (subject.isPresent()
                    && !subject.get().name().equals(subject.get().subject())
                    && !subject.get().name().equals(name(subject.get()))) {
                broken =
                        new JournalEntry.BrokenLink(
                                number, "entry " + number + " is said to be about something else");
            } else {
                head = hash;
            }
        }
    }
}
