package org.tutela.disclose;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tutela.answers.CaseQuery;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RegisteredSource;

/// What concerns a country: its exhibits, the accounts of its numbers and of the owners of its
/// exhibits, the conversations that those accounts took part in or those exhibits hold, and the
/// messages in them.
public final class Scope {
    /// Why something is in, for the journal and the package.
    static final String REASON =
            "exhibits seized in the country; accounts whose number is issued there or that own such"
                    + " an exhibit; conversations of such accounts or on such exhibits; their messages";

    private final CaseQuery query;
    private final String with;
    private final Set<String> sources;
    private final Set<String> accounts = new TreeSet<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();

    private Scope(CaseQuery query, String with, Set<String> sources) {
        this.query = query;
        this.with = with;
        this.sources = sources;
    }

    /// Computes it from the facts that count now.
    public static Scope of(CaseFolder folder, CaseQuery query, String country) throws IOException {
        if (!country.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("no country: " + country);
        }
        Set<String> own =
                folder.sources().stream()
                        .filter(source -> country.equals(source.custody().get("country")))
                        .map(RegisteredSource::id)
                        .map(Object::toString)
                        .collect(Collectors.toCollection(TreeSet::new));
        String list = own.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", "));
        String sources = list.isEmpty() ? "(SELECT '' WHERE false)" : "(" + list + ")";
        String with =
                """
                WITH acc AS (
                    SELECT account FROM linked_account WHERE country = '%s'
                    UNION SELECT coalesce(a.account, o.account) FROM device_owner o
                        LEFT JOIN account_alias a ON a.alias = o.account WHERE o.source IN %s),
                conv AS (
                    SELECT conversation FROM membership WHERE account IN (SELECT account FROM acc)
                    UNION SELECT conversation FROM linked_message WHERE sender IN (SELECT account FROM acc)
                    UNION SELECT conversation FROM presence WHERE source IN %s)
                """
                        .formatted(country, sources, sources);
        Scope scope = new Scope(query, with, own);
        Rows.read(
                query,
                with + "SELECT account FROM acc ORDER BY account",
                row -> scope.accounts.add(Rows.text(row.getFirst())));
        scope.count(folder);
        return scope;
    }

    private void count(CaseFolder folder) throws IOException {
        counts.put("exhibits", (long) sources.size());
        counts.put("exhibits_outside", (long) (folder.sources().size() - sources.size()));
        counts.put("accounts", (long) accounts.size());
        counts.put(
                "accounts_outside",
                number(
                        "SELECT count(*) FROM linked_account WHERE account NOT IN (SELECT account FROM acc)"));
        counts.put(
                "accounts_pseudonymised",
                number(
                        "SELECT count(*) FROM ("
                                + PEOPLE
                                + ") WHERE account NOT IN (SELECT account FROM acc)"));
        counts.put("conversations", number("SELECT count(*) FROM conv"));
        counts.put(
                "conversations_outside",
                number(
                        "SELECT count(*) FROM linked_conversation WHERE conversation NOT IN (SELECT conversation FROM conv)"));
        counts.put(
                "messages",
                number(
                        "SELECT count(*) FROM linked_message WHERE conversation IN (SELECT conversation FROM conv)"));
        counts.put(
                "messages_outside",
                number(
                        "SELECT count(*) FROM linked_message WHERE conversation NOT IN (SELECT conversation FROM conv)"));
        counts.put(
                "senders_outside",
                number(
                        "SELECT count(DISTINCT sender) FROM linked_message WHERE conversation NOT IN (SELECT conversation FROM conv)"));
    }

    /// Whoever took part in a conversation that is in.
    static final String PEOPLE =
            """
            SELECT account FROM membership WHERE conversation IN (SELECT conversation FROM conv)
            UNION SELECT sender FROM linked_message WHERE conversation IN (SELECT conversation FROM conv) AND sender IS NOT NULL
            UNION SELECT actor FROM membership WHERE conversation IN (SELECT conversation FROM conv) AND actor IS NOT NULL
            """;

    /// How many of what is in and outside.
    public Map<String, Long> counts() {
        return java.util.Collections.unmodifiableMap(counts);
    }

    /// Generation of the catalog that it was computed from.
    public int generation() {
        return query.generation();
    }

    /// Whether nothing in the case concerns the country.
    public boolean empty() {
        return accounts.isEmpty() && sources.isEmpty();
    }

    /// Linked accounts that are in.
    Set<String> accounts() {
        return accounts;
    }

    /// Ids of the sources that are in.
    Set<String> sources() {
        return sources;
    }

    /// The sources that are in, as a list for `IN`.
    String sourceList() {
        List<String> quoted = sources.stream().map(id -> "'" + id + "'").toList();
        return quoted.isEmpty() ? "(SELECT '' WHERE false)" : "(" + String.join(", ", quoted) + ")";
    }

    /// The statement with `acc(account)` and `conv(conversation)` before it.
    String sql(String select) {
        return with + select;
    }

    private long number(String select) throws IOException {
        return Rows.number(query, sql(select));
    }
}
