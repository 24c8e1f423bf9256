package org.tutela.casebook;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// Statements on the tables of the casebook, the same for every part of it.
public final class Statements {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Connection connection;

    /// On an open casebook.
    public Statements(Connection connection) {
        this.connection = connection;
    }

    /// Makes something of a row.
    @FunctionalInterface
    public interface Reader<T> {
        /// Reads one row.
        T read(ResultSet row) throws SQLException;
    }

    /// The rows of a statement with values for its `?`.
    public <T> List<T> list(String sql, Reader<T> reader, Object... values) throws IOException {
        synchronized (connection) {
            try (PreparedStatement statement = filled(sql, values);
                    ResultSet rows = statement.executeQuery()) {
                List<T> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(reader.read(rows));
                }
                return all;
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    /// Changes rows; to be called within the transaction of a journal entry. Returns how many.
    public int change(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = filled(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /// Changes rows by themselves, for what no entry of the journal is about.
    public void put(String sql, Object... values) throws IOException {
        synchronized (connection) {
            try {
                change(sql, values);
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    /// Texts as JSON, for `json_each(?)`: one value for a list of any length. The texts hold
    /// neither quotes nor control characters.
    public static String list(Collection<String> texts) {
        return texts.stream()
                .map(text -> '"' + text + '"')
                .collect(Collectors.joining(",", "[", "]"));
    }

    private PreparedStatement filled(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /// An id that nobody can guess and that says nothing: 12 hex digits.
    public static String newId() {
        byte[] random = new byte[6];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /// Microseconds since 1970 UTC, as times are stored here.
    public static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    /// The time of stored microseconds.
    public static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /// A text of people, without white space at its ends; throws [IllegalArgumentException] with a
    /// sentence where it is empty or longer than `most` characters.
    public static String checked(String what, String text, int most) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > most || stripped.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    what
                            + " is a text of 1 to "
                            + most
                            + " characters, not of "
                            + stripped.length());
        }
        return stripped;
    }
}
