package org.tutela.casebook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Links by which a person sets a password once. The casebook keeps the digest of a link's token
/// only, and for whom and until when it is good.
public final class PasswordLinks {
    private static final String PREFIX = "password-link:";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Connection connection;
    private final InstantSource clock;

    PasswordLinks(Connection connection, InstantSource clock) {
        this.connection = connection;
        this.clock = clock;
    }

    /// A token for an account, good for some time; tokens made before for the same account are good
    /// no more. It is text of letters, digits, `-` and `_`.
    public String make(String user, Duration good) throws IOException {
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        long until = clock.instant().plus(good).getEpochSecond();
        synchronized (connection) {
            try {
                forget(user);
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO state VALUES (?, ?)")) {
                    insert.setString(1, PREFIX + digest(token));
                    insert.setString(2, until + " " + user);
                    insert.executeUpdate();
                }
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
        return token;
    }

    /// The account that a token is good for; empty where it is not, or no more.
    public Optional<String> find(String token) throws IOException {
        synchronized (connection) {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT value FROM state WHERE name = ?")) {
                select.setString(1, PREFIX + digest(token));
                try (ResultSet row = select.executeQuery()) {
                    if (!row.next()) {
                        return Optional.empty();
                    }
                    String value = row.getString(1);
                    int space = value.indexOf(' ');
                    boolean good =
                            Long.parseLong(value.substring(0, space))
                                    > clock.instant().getEpochSecond();
                    return good ? Optional.of(value.substring(space + 1)) : Optional.empty();
                }
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    /// Makes every token of an account good no more.
    public void spend(String user) throws IOException {
        synchronized (connection) {
            try {
                forget(user);
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    private void forget(String user) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM state WHERE name LIKE ? AND substr(value, instr(value, ' ') + 1) = ?")) {
            delete.setString(1, PREFIX + "%");
            delete.setString(2, user);
            delete.executeUpdate();
        }
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
