package org.tutela.casebook;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

/// The accounts of a case. Every change is journalled by the same call.
public final class Users {
    /// A password has at least so many characters (NIST SP 800-63B, 5.1.1.2 asks for 8 or more).
    public static final int SHORTEST_PASSWORD = 12;

    private final Connection connection;
    private final Journal journal;
    private final PasswordEncoder encoder = Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();

    Users(Connection connection, Journal journal) {
        this.connection = connection;
        this.journal = journal;
    }

    /// Adds an account, or changes one of the same name; an empty password leaves the old one.
    /// Throws [IllegalArgumentException] with a sentence when the password is too short.
    public void put(String by, User user, String password) throws IOException {
        boolean known = find(user.name()).isPresent();
        if ((!known || !password.isEmpty()) && password.length() < SHORTEST_PASSWORD) {
            throw new IllegalArgumentException(
                    "a password has at least " + SHORTEST_PASSWORD + " characters");
        }
        journal.append(
                new Deed(
                        by,
                        known ? "USER_CHANGED" : "USER_ADDED",
                        "user:" + user.name(),
                        "",
                        "",
                        describe(user)));
        String sql =
                """
                INSERT INTO user VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET role = excluded.role,
                    exhibits = excluded.exhibits, victims = excluded.victims, disabled = excluded.disabled,
                    password = CASE excluded.password WHEN '' THEN password ELSE excluded.password END
                """;
        synchronized (connection) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, user.name());
                statement.setString(2, user.role().name());
                statement.setString(3, String.join("\n", user.exhibits()));
                statement.setBoolean(4, user.victims());
                statement.setBoolean(5, user.disabled());
                statement.setString(6, password.isEmpty() ? "" : encoder.encode(password));
                statement.executeUpdate();
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    /// The account of that name.
    public Optional<User> find(String name) throws IOException {
        return list().stream().filter(user -> user.name().equals(name)).findFirst();
    }

    /// All accounts, by name.
    public List<User> list() throws IOException {
        synchronized (connection) {
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT * FROM user ORDER BY name");
                    ResultSet rows = statement.executeQuery()) {
                List<User> users = new ArrayList<>();
                while (rows.next()) {
                    String exhibits = rows.getString("exhibits");
                    Set<String> known =
                            exhibits.isEmpty()
                                    ? Set.of()
                                    : new TreeSet<>(List.of(exhibits.split("\n", -1)));
                    users.add(
                            new User(
                                    rows.getString("name"),
                                    Role.valueOf(rows.getString("role")),
                                    known,
                                    rows.getBoolean("victims"),
                                    rows.getBoolean("disabled")));
                }
                return users;
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    /// The stored form of a password, for the sign-in to compare with; empty where there is no such
    /// account or it is disabled.
    public Optional<String> findPassword(String name) throws IOException {
        synchronized (connection) {
            try (PreparedStatement statement =
                    connection.prepareStatement(
                            "SELECT password FROM user WHERE name = ? AND disabled = 0")) {
                statement.setString(1, name);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                }
            } catch (SQLException e) {
                throw Casebook.failed(e);
            }
        }
    }

    /// Whether that is the password of an account that may sign in.
    public boolean knowsPassword(String name, String password) throws IOException {
        Optional<String> stored = findPassword(name);
        return stored.isPresent() && encoder.matches(password, stored.get());
    }

    /// How passwords are stored and compared.
    public PasswordEncoder encoder() {
        return encoder;
    }

    private static String describe(User user) {
        return "{\"role\":\"%s\",\"exhibits\":%d,\"victims\":%b,\"disabled\":%b}"
                .formatted(user.role(), user.exhibits().size(), user.victims(), user.disabled());
    }
}
