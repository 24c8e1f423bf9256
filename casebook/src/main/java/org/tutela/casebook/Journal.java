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

/// The append-only record of everything that people did: consultations, decisions, exports,
/// changes.
///
/// Entries are chained: the hash of an entry is SHA-256 over the hash of the one before, its
/// number, time and open fields, and the SHA-256 of its sealed payload. Payloads are sealed under a
/// key per subject; throwing a key away erases what the journal says of the subject, and the chain
/// still holds.
public final class Journal {
    private static final String NONE = "0".repeat(64);

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
                    JournalEntry first = insert(deeds.getFirst());
                    for (Deed deed : deeds.subList(1, deeds.size())) {
                        insert(deed);
                    }
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

    /// How the journal names a content, whose SHA-256 is given in hex: keyed, so that after erasure
    /// the name tells nothing to whoever has not the content itself and this casebook.
    public String contentSubject(String sha256) throws IOException {
        synchronized (connection) {
            try (PreparedStatement select =
                            connection.prepareStatement(
                                    "SELECT value FROM state WHERE name = 'journal.names'");
                    ResultSet row = select.executeQuery()) {
                String key = row.next() ? row.getString(1) : newNameKey();
                MessageDigest digest = sha256();
                digest.update(key.getBytes(StandardCharsets.UTF_8));
                digest.update(sha256.getBytes(StandardCharsets.UTF_8));
                return "content:" + HexFormat.of().formatHex(digest.digest(), 0, 16);
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    private String newNameKey() throws SQLException {
        String key = HexFormat.of().formatHex(Seal.newKey());
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO state VALUES ('journal.names', ?)")) {
            insert.setString(1, key);
            insert.executeUpdate();
        }
        return key;
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
                "SELECT * FROM entry WHERE subject = ? ORDER BY number",
                List.of(subject),
                entries::add);
        return entries;
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

    /// Checks every link of the chain, and that every payload whose key is there can be opened.
    public JournalEntry.Proof verify() throws IOException {
        Chain chain = new Chain();
        synchronized (connection) {
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT * FROM entry ORDER BY number");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next() && chain.broken == null) {
                    chain.check(rows, key(rows.getString("subject")));
                }
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
        return new JournalEntry.Proof(chain.count, chain.head, chain.broken);
    }

    /// Throws the key of a subject away: what the journal says of it can never be read again.
    /// Returns whether there was one.
    public boolean eraseSubject(String subject) throws IOException {
        synchronized (connection) {
            try (PreparedStatement statement =
                    connection.prepareStatement("DELETE FROM subject_key WHERE subject = ?")) {
                statement.setString(1, subject);
                boolean erased = statement.executeUpdate() > 0;
                // The write-ahead log may still hold the page: fold it in and cut it off.
                try (var checkpoint = connection.createStatement()) {
                    checkpoint.execute("PRAGMA wal_checkpoint(TRUNCATE)");
                }
                return erased;
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    private JournalEntry insert(Deed deed) throws SQLException {
        long number = 1;
        String previous = NONE;
        long lastAt = Long.MIN_VALUE;
        try (PreparedStatement last =
                        connection.prepareStatement(
                                "SELECT number, at, hash FROM entry ORDER BY number DESC LIMIT 1");
                ResultSet row = last.executeQuery()) {
            if (row.next()) {
                number = row.getLong(1) + 1;
                lastAt = row.getLong(2);
                previous = row.getString(3);
            }
        }
        // A clock that was set back must not make the journal run backwards.
        long at = Math.max(lastAt, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
        byte[] sealed = Seal.close(keyOrNew(deed.subject()), deed.payload());
        String hash = hash(previous, number, at, deed, sealed);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, number);
            insert.setLong(2, at);
            insert.setString(3, deed.who());
            insert.setString(4, deed.what());
            insert.setString(5, deed.subject());
            insert.setString(6, deed.task());
            insert.setString(7, deed.from());
            insert.setBytes(8, sealed);
            insert.setString(9, previous);
            insert.setString(10, hash);
            insert.executeUpdate();
        }
        return new JournalEntry(
                number, Instant.EPOCH.plus(at, ChronoUnit.MICROS), deed, true, previous, hash);
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
        Optional<String> payload = key(rows.getString("subject")).flatMap(key -> open(rows, key));
        Deed deed = deed(rows, payload.orElse(""));
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

    private static Deed deed(ResultSet rows, String payload) throws SQLException {
        return new Deed(
                rows.getString("who"),
                rows.getString("what"),
                rows.getString("subject"),
                rows.getString("task"),
                rows.getString("origin"),
                payload);
    }

    private Optional<byte[]> key(String subject) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT key FROM subject_key WHERE subject = ?")) {
            select.setString(1, subject);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    private byte[] keyOrNew(String subject) throws SQLException {
        Optional<byte[]> known = key(subject);
        if (known.isPresent()) {
            return known.get();
        }
        byte[] key = Seal.newKey();
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO subject_key VALUES (?, ?)")) {
            insert.setString(1, subject);
            insert.setBytes(2, key);
            insert.executeUpdate();
        }
        return key;
    }

    /// The hash of an entry. Fields are closed by a zero byte, so that none can run into the next.
    private static String hash(String previous, long number, long at, Deed deed, byte[] sealed) {
        MessageDigest digest = sha256();
        byte[] payload = sha256().digest(sealed);
        for (String field :
                List.of(
                        previous,
                        Long.toString(number),
                        Long.toString(at),
                        deed.who(),
                        deed.what(),
                        deed.subject(),
                        deed.task(),
                        deed.from(),
                        HexFormat.of().formatHex(payload))) {
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

        void check(ResultSet rows, Optional<byte[]> key) throws SQLException {
            count++;
            long number = rows.getLong("number");
            byte[] sealed = rows.getBytes("sealed");
            String hash = hash(head, number, rows.getLong("at"), deed(rows, ""), sealed);
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
            } else if (key.isPresent() && Seal.open(key.get(), sealed).isEmpty()) {
                broken =
                        new JournalEntry.BrokenLink(
                                number,
                                "the payload of entry "
                                        + number
                                        + " cannot be opened with its key");
            } else {
                head = hash;
            }
        }
    }
}
