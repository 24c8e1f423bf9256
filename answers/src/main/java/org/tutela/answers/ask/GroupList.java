package org.tutela.answers.ask;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.Kept;

/// Which groups there are.
///
/// @param sort what they are ordered by
/// @param page number of the page, from 1
public record GroupList(Sort sort, int page) implements Question<GroupList.Answer> {
    /// Orders of the list.
    public enum Sort {
        /// Most messages first.
        MESSAGES("c.messages DESC"),
        /// By subject.
        SUBJECT("lower(c.subject)"),
        /// Most accounts first.
        ACCOUNTS("c.accounts DESC"),
        /// Most exhibits first.
        DEVICES("c.devices DESC"),
        /// Latest message first.
        LAST("c.last_message DESC NULLS LAST");

        private final String order;

        Sort(String order) {
            this.order = order;
        }
    }

    /// The list.
    ///
    /// @param page the groups
    /// @param from month of the first message of the case, as months since year 0; the sparks begin
    ///   here
    public record Answer(Page<Group> page, long from) {}

    /// One group.
    ///
    /// @param id its id
    /// @param subject its latest subject; empty where none is known
    /// @param members accounts that were ever in it
    /// @param byLink of these, how many came by link
    /// @param countries countries that their accounts point to
    /// @param messages linked messages
    /// @param devices sources that hold it
    /// @param onlyOnOne messages that only one source holds
    /// @param first when the first message was sent
    /// @param last when the last message was sent
    /// @param months messages by month, as months since year 0
    public record Group(
            String id,
            String subject,
            long members,
            long byLink,
            long countries,
            long messages,
            long devices,
            long onlyOnOne,
            @Nullable Instant first,
            @Nullable Instant last,
            Map<Long, Long> months) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "groups";
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        desk.keep(PEOPLE);
        long total =
                desk.row("SELECT count(*) AS n FROM {linked_conversation} WHERE kind = 'GROUP'")
                        .number("n");
        List<Row> rows =
                desk.rows(
                        """
                        WITH shown AS (SELECT * FROM {linked_conversation} c WHERE kind = 'GROUP'
                            ORDER BY %s, c.conversation LIMIT %d OFFSET %d),
                        lone AS (SELECT conversation, sum(alone)::BIGINT AS n FROM {months}
                            WHERE conversation IN (SELECT conversation FROM shown) GROUP BY conversation)
                        SELECT c.*, p.members, p.by_link, p.countries, l.n AS lone FROM shown c
                        LEFT JOIN {group_people} p ON p.conversation = c.conversation
                        LEFT JOIN lone l ON l.conversation = c.conversation ORDER BY %s, c.conversation
                        """
                                .formatted(sort.order, Page.ROWS, Page.offset(page), sort.order));
        Map<String, Map<Long, Long>> months = months(desk, rows);
        List<Group> groups = new ArrayList<>();
        for (Row row : rows) {
            groups.add(
                    new Group(
                            row.text("conversation"),
                            row.text("subject"),
                            row.number("members"),
                            row.number("by_link"),
                            row.number("countries"),
                            row.number("messages"),
                            row.number("devices"),
                            row.number("lone"),
                            row.time("first_message"),
                            row.time("last_message"),
                            months.getOrDefault(row.text("conversation"), Map.of())));
        }
        long from =
                months.values().stream()
                        .flatMap(by -> by.keySet().stream())
                        .mapToLong(Long::longValue)
                        .min()
                        .orElse(0);
        return new Answer(Page.of(groups, page, total), from);
    }

    private static Map<String, Map<Long, Long>> months(Desk desk, List<Row> shown)
            throws IOException {
        Map<String, Map<Long, Long>> months = new TreeMap<>();
        if (shown.isEmpty()) {
            return months;
        }
        Object[] ids = shown.stream().map(row -> row.text("conversation")).toArray();
        String marks = String.join(", ", java.util.Collections.nCopies(ids.length, "?"));
        for (Row row :
                desk.rows(
                        "SELECT conversation, month, messages AS n FROM {months} WHERE month IS NOT NULL AND"
                                + " conversation IN ("
                                + marks
                                + ")",
                        ids)) {
            months.computeIfAbsent(row.text("conversation"), any -> new TreeMap<>())
                    .put(row.number("month"), row.number("n"));
        }
        return months;
    }

    static final Kept PEOPLE =
            new Kept(
                    "group_people",
                    """
                    SELECT conversation, count(DISTINCT m.account) AS members,
                        count(DISTINCT m.account) FILTER (how = 'LINK') AS by_link, count(DISTINCT a.country) AS countries
                    FROM {membership} m LEFT JOIN {linked_account} a ON a.account = m.account GROUP BY conversation
                    """);
}
