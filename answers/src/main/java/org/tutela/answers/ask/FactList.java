package org.tutela.answers.ask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The rows that a number counts: where every count of every page leads to. Each row is a fact or a
/// linked fact that [How] explains.
///
/// @param of which rows
/// @param only values by the name of what must equal them, those of [Of#filters]; may be empty
/// @param page number of the page, from 1
public record FactList(Of of, Map<String, String> only, int page) implements Question<Page<Row>> {
    /// An account whose country is not known, as a value of `country`.
    public static final String NO_COUNTRY = "none";

    /// Whether the account `a` points to a country, or to none.
    static final String COUNTRY = "coalesce(nullif(a.country, ''), '" + NO_COUNTRY + "') = ?";

    private static final String GROUP =
            " LEFT JOIN {linked_conversation} g ON g.conversation = t.conversation";
    private static final String SUBJECT = "coalesce(nullif(g.subject, ''), t.conversation)";
    private static final String HELD =
            "t.linked IN (SELECT c.linked FROM {cites} c JOIN {message} m ON m.fact = c.fact WHERE m.exhibit = ?)";

    /// Kinds of rows that are counted.
    public enum Of {
        /// Items that an examination looked at.
        EXAMINED(
                "{examined} t",
                "t.exhibit, t.examination, t.version, t.outcome, t.bytes, t.address, t.fact",
                "t.exhibit, t.address, t.fact",
                Map.of(
                        "exhibit", "t.exhibit = ?",
                        "examination", "t.examination = ?",
                        "outcome", "t.outcome = ?")),
        /// Items of the evidence.
        ITEM(
                "{item} t",
                "t.exhibit, t.path, t.size, t.kind, t.address, t.fact",
                "t.exhibit, t.address, t.fact",
                Map.of("exhibit", "t.exhibit = ?", "kind", "t.kind = ?")),
        /// Problems in the evidence.
        PROBLEM(
                "{problem} t",
                "t.exhibit, t.code, t.detail, t.address, t.fact",
                "t.exhibit, t.code, t.address, t.fact",
                Map.of("exhibit", "t.exhibit = ?", "code", "t.code = ?")),
        /// Sources.
        SOURCE(
                "{source} t JOIN {exhibits} e ON e.source = t.source",
                "t.exhibit, t.name, t.format, t.size, t.address, t.fact",
                "t.exhibit, t.name, t.fact",
                Map.of(
                        "exhibit",
                        "t.exhibit = ?",
                        "country",
                        "e.country = ?",
                        "examination",
                        "t.source IN (SELECT x.source FROM {examined} x WHERE x.examination = ?)")),
        /// Sightings of messages.
        MESSAGE(
                "{message} t",
                "t.exhibit, t.sent, t.sender, t.conversation, left(t.text, 300) AS text, t.address, t.fact",
                "t.exhibit, t.conversation, t.sent, t.fact",
                Map.of("exhibit", "t.exhibit = ?", "conversation", "t.conversation = ?")),
        /// Messages, each counted once.
        LINKED_MESSAGE(
                "{linked_message} t LEFT JOIN {linked_account} a ON a.account = t.sender" + GROUP,
                "t.sent, "
                        + Names.of("a", "t.sender")
                        + " AS name, "
                        + SUBJECT
                        + " AS subject, left(t.text, 300) AS text, t.linked",
                "t.sent, t.linked",
                Map.of(
                        "conversation",
                        "t.conversation = ?",
                        "account",
                        "t.kind <> 'SYSTEM' AND t.sender = ?",
                        "country",
                        "t.kind <> 'SYSTEM' AND " + COUNTRY,
                        "exhibit",
                        HELD,
                        "alone",
                        "t.devices = 1 AND " + HELD,
                        "missing",
                        "list_contains(string_split(t.missing_on, ' '), ?)")),
        /// Intervals of accounts in groups.
        MEMBERSHIP(
                "{membership} t LEFT JOIN {linked_account} a ON a.account = t.account" + GROUP,
                Names.of("a", "t.account")
                        + " AS name, "
                        + SUBJECT
                        + " AS subject, t.joined, t.how, t.linked",
                "name, t.joined, t.linked",
                Map.of(
                        "conversation", "t.conversation = ?",
                        "account", "t.account = ?",
                        "country", COUNTRY,
                        "how", "t.how = ?")),
        /// Accounts of devices.
        DEVICE_OWNER(
                "{device_owner} t JOIN {exhibits} e ON e.source = t.source JOIN {linked_account} a ON a.account ="
                        + " t.account",
                "e.exhibit, "
                        + Names.of("a", "t.account")
                        + " AS name, e.country, t.basis, t.linked",
                "e.exhibit, name, t.linked",
                Map.of(
                        "there", "e.country = a.country AND a.country = ?",
                        "elsewhere", "e.country NOT IN ('', a.country) AND a.country = ?"));

        private final String from;
        private final String columns;
        private final String order;

        // An immutable copy, which the checker does not see.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Map<String, String> conditions;

        Of(String from, String columns, String order, Map<String, String> conditions) {
            this.from = from;
            this.columns = columns;
            this.order = order;
            this.conditions = Map.copyOf(conditions);
        }

        /// Name of the table of the rows.
        public String table() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Names of what the rows can be narrowed by, sorted.
        public List<String> filters() {
            return conditions.keySet().stream().sorted().toList();
        }
    }

    /// A copy. Throws [IllegalArgumentException] where `of` cannot be narrowed by one of `only`.
    public FactList {
        only = Map.copyOf(only);
        if (!of.conditions.keySet().containsAll(only.keySet())) {
            throw new IllegalArgumentException(of + " is not narrowed by " + only.keySet());
        }
    }

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "facts:" + of.table();
    }

    /// Rows of the columns of the kind, with `fact` and `address` or `linked` as the last.
    @Override
    public Page<Row> answer(Desk desk) throws IOException {
        List<String> where = new ArrayList<>(List.of("TRUE"));
        List<Object> values = new ArrayList<>();
        new TreeMap<>(only)
                .forEach((name, value) -> {
                    where.add("(" + of.conditions.get(name) + ")");
                    values.add(value);
                });
        String rows = " FROM " + of.from + " WHERE " + String.join(" AND ", where);
        long total = desk.row("SELECT count(*) AS n" + rows, values.toArray()).number("n");
        return Page.of(
                desk.rows(
                        "SELECT %s%s ORDER BY %s LIMIT %d OFFSET %d"
                                .formatted(
                                        of.columns, rows, of.order, Page.ROWS, Page.offset(page)),
                        values.toArray()),
                page,
                total);
    }
}
