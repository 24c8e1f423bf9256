package org.tutela.answers.ask;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.Kept;

/// What to look at first, and why.
public record Overview() implements Question<Overview.Answer> {
    /// Days in which growth is counted.
    public static final int GROWTH_DAYS = 8;

    /// The most that is shown.
    public static final int MOST = 6;

    /// Counts above this bring no more points.
    public static final int COUNTED = 20;

    /// The start of a day's work.
    ///
    /// @param first what to look at first: most points first, what was looked at behind the rest;
    ///   at most [#MOST]
    /// @param groups groups with most messages
    /// @param countries countries with most accounts
    /// @param sources sources registered
    /// @param examined sources with at least one item examined
    /// @param problems problems in the evidence
    public record Answer(
            List<Entry> first,
            GroupList.Answer groups,
            List<CountryCount> countries,
            long sources,
            long examined,
            long problems) {}

    /// Why something deserves a look, and what that is worth.
    public enum Reason {
        /// A group grew fast: for each account that joined.
        GROWTH(3, true),
        /// A link leads to a group that no exhibit holds: for each time it was posted.
        UNKNOWN_GROUP(4, true),
        /// An account is in many groups: for each group.
        BRIDGE(2, true),
        /// An account is continued under another number.
        NUMBER_CHANGE(10, false),
        /// Only one exhibit holds messages of a group.
        SOLE_COPY(8, false),
        /// Evidence that could not be read in full.
        PROBLEMS(6, false);

        private final int weight;
        private final boolean each;

        Reason(int weight, boolean each) {
            this.weight = weight;
            this.each = each;
        }

        /// Points that it brings.
        public int weight() {
            return weight;
        }

        /// Whether it brings them for each that it counts, up to [#COUNTED].
        public boolean each() {
            return each;
        }

        long points(long count) {
            return each ? weight * Math.min(count, COUNTED) : weight;
        }
    }

    /// One thing to look at.
    ///
    /// @param reason why
    /// @param key id of the group, account or exhibit that it leads to
    /// @param name its name
    /// @param other a second name; empty where there is none
    /// @param count how many
    /// @param of out of how many; 0 where that means nothing
    /// @param at when; null where that means nothing
    /// @param look the last look that anybody took at it; null where nobody has looked yet
    public record Entry(
            Reason reason,
            String key,
            String name,
            String other,
            long count,
            long of,
            @Nullable Instant at,
            @Nullable Look look) {
        /// What it is worth by the rules, looked at or not.
        public long points() {
            return reason.points(count);
        }
    }

    /// A look that somebody took.
    ///
    /// @param who user name
    /// @param at when
    public record Look(String who, Instant at) {}

    /// How many accounts point to a country.
    ///
    /// @param country ISO 3166-1 alpha-2
    /// @param accounts how many accounts
    public record CountryCount(String country, long accounts) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "overview";
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        desk.keep(FIRST);
        desk.keep(COVER);
        List<Entry> first = new ArrayList<>();
        for (Row row : desk.rows("SELECT * FROM {overview_first} ORDER BY reason, place")) {
            Reason reason = Reason.valueOf(row.text("reason"));
            first.add(
                    new Entry(
                            reason,
                            row.text("key"),
                            row.text("name"),
                            row.text("other"),
                            row.number("count"),
                            row.number("of"),
                            row.time("at"),
                            look(desk, reason, row.text("key"))));
        }
        // A look sinks an entry and never hides it from those who look further.
        first.sort(
                Comparator.comparing((Entry entry) -> entry.look() != null)
                        .thenComparing(Comparator.comparingLong(Entry::points).reversed())
                        .thenComparing(Entry::reason)
                        .thenComparing(Entry::key));
        List<CountryCount> countries = new ArrayList<>();
        desk.keep(COUNTRIES);
        for (Row row : desk.rows("SELECT * FROM {overview_country} ORDER BY n DESC, country")) {
            countries.add(new CountryCount(row.text("country"), row.number("n")));
        }
        Row cover = desk.row("SELECT * FROM {overview_cover}");
        return new Answer(
                first.subList(0, Math.min(MOST, first.size())),
                new GroupList(GroupList.Sort.MESSAGES, 1).answer(desk),
                countries,
                cover.number("sources"),
                cover.number("examined"),
                cover.number("problems"));
    }

    private static String first() {
        List<String> parts = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            parts.add(
                    "SELECT '"
                            + reason
                            + "' AS reason, row_number() OVER ()::BIGINT AS place, key::VARCHAR AS key,"
                            + " name::VARCHAR AS name, other::VARCHAR AS other, \"count\"::BIGINT AS \"count\","
                            + " \"of\"::BIGINT AS \"of\", \"at\"::TIMESTAMPTZ AS \"at\" FROM ("
                            + sql(reason)
                            + ")");
        }
        return String.join(" UNION ALL ", parts);
    }

    private static String sql(Reason reason) {
        return switch (reason) {
            case GROWTH -> growth();
            case UNKNOWN_GROUP -> UNKNOWN_GROUP;
            case BRIDGE -> BRIDGE;
            case SOLE_COPY -> SOLE_COPY;
            case NUMBER_CHANGE -> NUMBER_CHANGE;
            case PROBLEMS -> PROBLEMS;
        };
    }

    private static @Nullable Look look(Desk desk, Reason reason, String key) throws IOException {
        String subject =
                switch (reason) {
                    case GROWTH, SOLE_COPY -> "conversation:" + key;
                    case BRIDGE, NUMBER_CHANGE -> "account:" + key;
                    case PROBLEMS -> "exhibit:" + key;
                    case UNKNOWN_GROUP -> "";
                };
        return desk.casebook()
                .journal()
                .findLastLook(subject)
                .map(entry -> new Look(entry.deed().who(), entry.at()))
                .orElse(null);
    }

    /// The group that most accounts joined within [#GROWTH_DAYS] days.
    private static String growth() {
        return """
        SELECT m.conversation AS key, any_value(c.subject) AS name, '' AS other, max(m.n) AS count,
            (SELECT count(DISTINCT account) FROM {membership} x WHERE x.conversation = m.conversation) AS of,
            arg_max(m.joined, m.n) AS at
        FROM (SELECT conversation, joined, count(*) OVER (PARTITION BY conversation ORDER BY joined
                RANGE BETWEEN CURRENT ROW AND INTERVAL %d DAY FOLLOWING) AS n
            FROM {membership} WHERE joined IS NOT NULL AND joined_precision = 'EXACT') m
        JOIN {linked_conversation} c ON c.conversation = m.conversation AND c.kind = 'GROUP'
        GROUP BY m.conversation HAVING max(m.n) >= 3 ORDER BY count DESC, key LIMIT 3
        """
                .formatted(GROWTH_DAYS);
    }

    private static final String UNKNOWN_GROUP =
            """
            SELECT l.invite AS key, l.invite AS name, any_value(c.subject) AS other, count(*) AS count, 0 AS of,
                min(l.posted_at) AS at
            FROM {lead} l LEFT JOIN {linked_conversation} c ON c.conversation = l.posted_in
            WHERE l.conversation IS NULL GROUP BY l.invite ORDER BY count DESC, key LIMIT 2
            """;

    private static final String BRIDGE =
            """
            SELECT m.account AS key, any_value(%s) AS name, '' AS other, count(DISTINCT m.conversation) AS count,
                (SELECT count(*) FROM {linked_conversation} WHERE kind = 'GROUP') AS of, NULL AS at
            FROM {membership} m LEFT JOIN {linked_account} a ON a.account = m.account
            GROUP BY m.account HAVING count > 1 ORDER BY count DESC, key LIMIT 2
            """
                    .formatted(Names.of("a", "m.account"));

    private static final String SOLE_COPY =
            """
            WITH lone AS (SELECT row_id FROM {said} WHERE devices = 1 AND kind <> 'SYSTEM')
            SELECT h.conversation AS key, any_value(g.subject) AS name, h.exhibit AS other, count(*) AS count,
                any_value(g.messages) AS of, NULL AS at
            FROM {held} h JOIN {linked_conversation} g ON g.conversation = h.conversation AND g.kind = 'GROUP'
            WHERE h.row_id IN (SELECT row_id FROM lone)
            GROUP BY h.conversation, h.exhibit ORDER BY count DESC, key, other LIMIT 1
            """;

    private static final String NUMBER_CHANGE =
            """
            SELECT s.account AS key, %s AS name, s.successor AS other, s.devices AS count, 0 AS of, s.at
            FROM {succession} s LEFT JOIN {linked_account} a ON a.account = s.account ORDER BY s.at, s.linked LIMIT 2
            """
                    .formatted(Names.of("a", "s.account"));

    private static final String PROBLEMS =
            """
            SELECT exhibit AS key, exhibit AS name, string_agg(DISTINCT code, ', ' ORDER BY code) AS other,
                count(*) AS count, 0 AS of, NULL AS at
            FROM {problem} GROUP BY exhibit ORDER BY count DESC, key LIMIT 1
            """;

    /// What to look at first: it is asked far more often than a generation of the catalog comes,
    /// and looks through everything.
    static final Kept FIRST = new Kept("overview_first", first());

    static final Kept COUNTRIES =
            new Kept(
                    "overview_country",
                    "SELECT country, count(*) AS n FROM {linked_account} WHERE country <> ''"
                            + " GROUP BY country ORDER BY n DESC, country LIMIT 10");

    static final Kept COVER =
            new Kept(
                    "overview_cover",
                    """
                    SELECT (SELECT count(*) FROM {exhibits}) AS sources,
                        (SELECT count(DISTINCT source) FROM {examined}) AS examined,
                        (SELECT count(*) FROM {problem}) AS problems
                    """);
}
