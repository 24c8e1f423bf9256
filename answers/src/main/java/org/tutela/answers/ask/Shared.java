package org.tutela.answers.ask;

import java.util.List;

/// What a partner's package states that the case's own exhibits state too, counted by the services'
/// own ids. Statements over plain tables, with `{…}` where a [Desk] puts its own.
public final class Shared {
    /// Whether a source is a partner's package; one value: its id.
    public static final String IS_PACKAGE =
            "SELECT count(*) AS rows FROM {examined} WHERE source = ? AND examination = 'partner'";

    private static final String PACKAGES =
            "(SELECT source FROM {examined} WHERE examination = 'partner')";

    private Shared() {}

    /// What is compared, with the statement that counts: rows of `stated` and `both`; every `?` is
    /// the id of the package's source.
    ///
    /// @param what `accounts`, `conversations`, `messages`, `contents`, `files` or `matches`
    /// @param sql the statement
    /// @param values how many `?` it has
    public record Comparison(String what, String sql, int values) {}

    /// Everything that is compared, in the order of the page.
    public static List<Comparison> all() {
        return List.of(
                of(
                        "accounts",
                        "SELECT DISTINCT account AS key, source FROM {account} WHERE account IS NOT NULL"
                                + " UNION SELECT DISTINCT account, source FROM {contact}"
                                + " UNION SELECT DISTINCT sender, source FROM {message} WHERE sender IS NOT NULL"),
                of(
                        "conversations",
                        "SELECT DISTINCT conversation AS key, source FROM {conversation}"),
                of(
                        "messages",
                        "SELECT DISTINCT conversation || chr(10) || message_key AS key, source FROM {message}"),
                of(
                        "contents",
                        "SELECT DISTINCT sha256 AS key, source FROM {attachment} WHERE sha256 IS NOT NULL"
                                + " UNION SELECT DISTINCT sha256, source FROM {content}"),
                of(
                        "files",
                        "SELECT DISTINCT sha256 AS key, source FROM {stated_file} WHERE sha256 IS NOT NULL"
                                + " UNION SELECT DISTINCT sha256, source FROM {content} WHERE source NOT IN "
                                + PACKAGES),
                of(
                        "matches",
                        "SELECT DISTINCT f.sha256 AS key, f.source FROM {stated_file} f JOIN {stated_match} m"
                                + " ON m.source = f.source AND m.stated_item = f.stated_item WHERE f.sha256 IS NOT NULL"
                                + " UNION SELECT DISTINCT sha256, source FROM {content} WHERE source NOT IN "
                                + PACKAGES));
    }

    private static Comparison of(String what, String keys) {
        return new Comparison(
                what,
                "WITH k AS ("
                        + keys
                        + ") SELECT count(DISTINCT key) FILTER (source = ?) AS stated, count(DISTINCT key)"
                        + " FILTER (source = ? AND key IN (SELECT key FROM k WHERE source NOT IN "
                        + PACKAGES
                        + ")) AS both FROM k",
                2);
    }
}
