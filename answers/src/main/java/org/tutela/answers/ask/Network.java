package org.tutela.answers.ask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Questions between accounts and groups. Each is answered by a list; what is drawn of it are
/// [#DRAWN] accounts at most.
///
/// @param about what is asked
/// @param first id of a group; empty where none is chosen
/// @param second id of another group; empty where none is chosen
/// @param sameTime only who was in both at one time; for [About#BRIDGES]
public record Network(About about, String first, String second, boolean sameTime)
        implements Question<Network.Answer> {
    /// The most accounts that are drawn and stand in the matrix.
    public static final int DRAWN = 30;

    /// The most rows of a list.
    public static final int LISTED = 200;

    private static final int GROUPS_OFFERED = 300;
    private static final int PAIRS = 32;
    private static final int COLUMNS = 8;

    /// What can be asked.
    public enum About {
        /// Which groups share most accounts.
        SHARED,
        /// Who is in both of two groups.
        BRIDGES,
        /// Who brought whom in, into one group or into all.
        BROUGHT
    }

    /// The answer; what was not asked is empty.
    ///
    /// @param groups groups to choose from, those with most messages: rows of `conversation`,
    ///   `subject`
    /// @param pairs for [About#SHARED], rows of `first`, `first_subject`, `second`,
    ///   `second_subject`, `shared`, `first_members`, `second_members`
    /// @param people for [About#BRIDGES], rows of `account`, `name`, `country`, `owns`,
    ///   `first_joined`, `first_how`, `first_linked`, `second_joined`, `second_how`,
    ///   `second_linked`, `first_wrote`, `second_wrote`, `together`, those first who wrote most in
    ///   both
    /// @param brought for [About#BROUGHT], rows of `actor`, `actor_name`, `account`, `name`,
    ///   `conversation`, `subject`, `joined`, `how`, `linked`
    /// @param total how many there are in all, of whatever is listed
    /// @param matrix accounts against groups: messages sent, or how many were brought in
    public record Answer(
            List<Row> groups,
            List<Row> pairs,
            List<Row> people,
            List<Row> brought,
            long total,
            Matrix matrix) {}

    /// Accounts against groups.
    ///
    /// @param accounts names of the accounts, by id, in their order
    /// @param groups subjects of the groups, by id, in their order
    /// @param cells counts, by account and group; what is missing is 0
    public record Matrix(
            Map<String, String> accounts, Map<String, String> groups, Map<Cell, Long> cells) {
        /// With nothing in it.
        static final Matrix EMPTY = new Matrix(Map.of(), Map.of(), Map.of());

        /// A cell.
        public record Cell(String account, String group) {}

        /// The count of a cell.
        public long count(String account, String group) {
            return cells.getOrDefault(new Cell(account, group), 0L);
        }

        /// The largest count; 1 where all are 0.
        public long most() {
            return Math.max(1, cells.values().stream().mapToLong(Long::longValue).max().orElse(1));
        }
    }

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "network" + (first.isEmpty() ? "" : ":" + first);
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        List<Row> groups =
                desk.rows(
                        """
                        SELECT conversation, coalesce(nullif(subject, ''), conversation) AS subject FROM {linked_conversation}
                        WHERE kind = 'GROUP' ORDER BY conversation IN (?, ?) DESC, messages DESC, conversation LIMIT %d
                        """
                                .formatted(GROUPS_OFFERED),
                        first,
                        second);
        return switch (about) {
            case SHARED -> shared(desk, groups);
            case BRIDGES ->
                    first.isEmpty() || second.isEmpty()
                            ? shared(desk, groups)
                            : bridges(desk, groups);
            case BROUGHT -> brought(desk, groups);
        };
    }

    private Answer shared(Desk desk, List<Row> groups) throws IOException {
        String all =
                """
                WITH inside AS (SELECT DISTINCT m.account, m.conversation FROM {membership} m
                    JOIN {linked_conversation} c ON c.conversation = m.conversation AND c.kind = 'GROUP'),
                size AS (SELECT conversation, count(*) AS n FROM inside GROUP BY conversation),
                pair AS (SELECT a.conversation AS first, b.conversation AS second, count(*) AS shared FROM inside a
                    JOIN inside b ON b.account = a.account AND b.conversation > a.conversation
                    WHERE ? = '' OR a.conversation = ? OR b.conversation = ? GROUP BY ALL)
                """;
        List<Row> pairs =
                desk.rows(
                        all
                                + """
                                SELECT p.first, coalesce(nullif(c.subject, ''), p.first) AS first_subject, p.second,
                                    coalesce(nullif(d.subject, ''), p.second) AS second_subject, p.shared,
                                    x.n AS first_members, y.n AS second_members, count(*) OVER () AS total
                                FROM pair p JOIN {linked_conversation} c ON c.conversation = p.first
                                JOIN {linked_conversation} d ON d.conversation = p.second
                                JOIN size x ON x.conversation = p.first JOIN size y ON y.conversation = p.second
                                ORDER BY p.shared DESC, first_subject, second_subject, p.first, p.second LIMIT %d
                                """
                                        .formatted(PAIRS),
                        first,
                        first,
                        first);
        return new Answer(groups, pairs, List.of(), List.of(), total(pairs), Matrix.EMPTY);
    }

    private Answer bridges(Desk desk, List<Row> groups) throws IOException {
        List<Row> people =
                desk.rows(
                        """
                        WITH a AS (SELECT * FROM {membership} WHERE conversation = ?),
                        b AS (SELECT * FROM {membership} WHERE conversation = ?),
                        inside AS (SELECT a.account,
                                min(a.joined) AS first_joined, arg_min(a.how, coalesce(a.joined, '9999-01-01'::TIMESTAMPTZ)) AS first_how,
                                arg_min(a.linked, coalesce(a.joined, '9999-01-01'::TIMESTAMPTZ)) AS first_linked,
                                min(b.joined) AS second_joined, arg_min(b.how, coalesce(b.joined, '9999-01-01'::TIMESTAMPTZ)) AS second_how,
                                arg_min(b.linked, coalesce(b.joined, '9999-01-01'::TIMESTAMPTZ)) AS second_linked,
                                bool_or((a."left" IS NULL OR b.joined IS NULL OR b.joined <= a."left")
                                    AND (b."left" IS NULL OR a.joined IS NULL OR a.joined <= b."left")) AS together
                            FROM a JOIN b ON b.account = a.account GROUP BY a.account),
                        wrote AS (SELECT sender, sum(messages) FILTER (conversation = ?)::BIGINT AS n,
                                sum(messages) FILTER (conversation = ?)::BIGINT AS m
                            FROM {wrote} WHERE conversation IN (?, ?) GROUP BY sender),
                        owned AS (SELECT o.account, string_agg(DISTINCT e.exhibit, ' ' ORDER BY e.exhibit) AS owns
                            FROM {device_owner} o JOIN {exhibits} e ON e.source = o.source GROUP BY o.account)
                        SELECT inside.*, %s AS name, l.country, o.owns, coalesce(w.n, 0) AS first_wrote,
                            coalesce(w.m, 0) AS second_wrote, count(*) OVER () AS total
                        FROM inside LEFT JOIN {linked_account} l ON l.account = inside.account
                        LEFT JOIN wrote w ON w.sender = inside.account LEFT JOIN owned o ON o.account = inside.account
                        WHERE NOT ? OR together
                        ORDER BY least(first_wrote, second_wrote) DESC, first_wrote + second_wrote DESC, inside.account LIMIT %d
                        """
                                .formatted(Names.of("l", "inside.account"), LISTED),
                        first,
                        second,
                        first,
                        second,
                        first,
                        second,
                        sameTime);
        Map<String, String> accounts = new LinkedHashMap<>();
        people.stream()
                .limit(DRAWN)
                .forEach(row -> accounts.put(row.text("account"), row.text("name")));
        return new Answer(
                groups, List.of(), people, List.of(), total(people), wrote(desk, accounts));
    }

    /// Who of these wrote how much, in the two groups and in those others where they wrote most.
    private Matrix wrote(Desk desk, Map<String, String> accounts) throws IOException {
        if (accounts.isEmpty()) {
            return Matrix.EMPTY;
        }
        List<Object> values = new ArrayList<>(accounts.keySet());
        values.addAll(List.of(first, second));
        List<Row> rows =
                desk.rows(
                        """
                        WITH wrote AS (SELECT w.sender AS account, w.conversation, w.messages AS n FROM {wrote} w
                            WHERE w.sender IN (%s)),
                        most AS (SELECT w.conversation, any_value(coalesce(nullif(c.subject, ''), c.conversation)) AS subject,
                                sum(w.n) AS n FROM wrote w
                            JOIN {linked_conversation} c ON c.conversation = w.conversation AND c.kind = 'GROUP'
                            GROUP BY w.conversation
                            ORDER BY w.conversation IN (?, ?) DESC, n DESC, w.conversation LIMIT %d)
                        SELECT w.account, w.conversation, most.subject, w.n FROM wrote w
                        JOIN most ON most.conversation = w.conversation ORDER BY most.n DESC, w.conversation, w.account
                        """
                                .formatted(marks(accounts.size()), COLUMNS),
                        values.toArray());
        Map<String, String> columns = new LinkedHashMap<>();
        for (String group : List.of(first, second)) {
            rows.stream()
                    .filter(row -> row.text("conversation").equals(group))
                    .findFirst()
                    .ifPresent(row -> columns.put(group, row.text("subject")));
        }
        return matrix(accounts, columns, rows);
    }

    private Answer brought(Desk desk, List<Row> groups) throws IOException {
        List<Row> rows =
                desk.rows(
                        """
                        SELECT m.actor, %s AS actor_name, m.account, %s AS name, m.conversation,
                            coalesce(nullif(c.subject, ''), m.conversation) AS subject, m.joined, m.how, m.linked,
                            count(*) OVER () AS total, count(*) OVER (PARTITION BY m.actor) AS n
                        FROM {membership} m JOIN {linked_conversation} c ON c.conversation = m.conversation
                        LEFT JOIN {linked_account} a ON a.account = m.actor
                        LEFT JOIN {linked_account} b ON b.account = m.account
                        WHERE m.actor IS NOT NULL AND m.actor <> m.account AND (? = '' OR m.conversation = ?)
                        ORDER BY n DESC, m.actor, m.joined NULLS LAST, m.linked LIMIT %d
                        """
                                .formatted(
                                        Names.of("a", "m.actor"),
                                        Names.of("b", "m.account"),
                                        LISTED),
                        first,
                        first);
        List<Row> counts =
                desk.rows(
                        """
                        WITH brought AS (SELECT m.actor AS account, m.conversation, count(*) AS n FROM {membership} m
                            WHERE m.actor IS NOT NULL AND m.actor <> m.account AND (? = '' OR m.conversation = ?) GROUP BY ALL),
                        most AS (SELECT conversation, sum(n) AS n FROM brought GROUP BY conversation
                            ORDER BY n DESC, conversation LIMIT %d),
                        actor AS (SELECT account, sum(n) AS n FROM brought GROUP BY account ORDER BY n DESC, account LIMIT %d)
                        SELECT b.account, %s AS name, b.conversation, coalesce(nullif(c.subject, ''), c.conversation) AS subject, b.n
                        FROM brought b JOIN actor x ON x.account = b.account JOIN most y ON y.conversation = b.conversation
                        JOIN {linked_conversation} c ON c.conversation = b.conversation
                        LEFT JOIN {linked_account} a ON a.account = b.account
                        ORDER BY x.n DESC, b.account, y.n DESC, b.conversation
                        """
                                .formatted(COLUMNS, DRAWN, Names.of("a", "b.account")),
                        first,
                        first);
        Map<String, String> accounts = new LinkedHashMap<>();
        counts.forEach(row -> accounts.put(row.text("account"), row.text("name")));
        return new Answer(
                groups,
                List.of(),
                List.of(),
                rows,
                total(rows),
                matrix(accounts, new LinkedHashMap<>(), counts));
    }

    private static Matrix matrix(
            Map<String, String> accounts, Map<String, String> columns, List<Row> rows) {
        Map<Matrix.Cell, Long> cells = new HashMap<>();
        for (Row row : rows) {
            columns.putIfAbsent(row.text("conversation"), row.text("subject"));
            cells.put(
                    new Matrix.Cell(row.text("account"), row.text("conversation")),
                    row.number("n"));
        }
        return new Matrix(accounts, columns, cells);
    }

    private static long total(List<Row> rows) {
        return rows.isEmpty() ? 0 : rows.getFirst().number("total");
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
