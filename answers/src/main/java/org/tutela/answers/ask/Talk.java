package org.tutela.answers.ask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What was said in a conversation, and who still has it. Pages go by the key of a message, so that
/// an address shows the same messages when others come in before.
///
/// @param conversation id of the conversation
/// @param only which messages
/// @param from where the page begins
public record Talk(String conversation, Only only, From from) implements Question<Talk.Answer> {
    /// Messages of a page.
    public static final int MESSAGES = 50;

    /// Which messages are shown.
    public enum Only {
        /// All.
        ALL(""),
        /// Those that one source holds and no other.
        ALONE(" AND devices = 1"),
        /// Those that a source should hold by its time and does not.
        MISSING(" AND missing_on <> ''"),
        /// Those that were changed or deleted somewhere.
        CHANGED(" AND state <> 'LIVE'");

        private final String condition;

        Only(String condition) {
            this.condition = condition;
        }
    }

    /// Where a page begins: after a message, before it, or at a time.
    ///
    /// @param micros when the message was sent, microseconds since 1970 UTC
    /// @param linked id of the linked message; empty: at the time
    /// @param backwards whether the page ends there instead
    public record From(long micros, String linked, boolean backwards) {
        /// The beginning of the conversation.
        public static final From BEGINNING = new From(Long.MIN_VALUE, "", false);
    }

    /// A page of the conversation.
    ///
    /// @param conversation the row of the linked conversation
    /// @param messages rows of `linked`, `micros`, `sender`, `name`, `country`, `sent`, `kind`,
    ///   `text`, `missing_on`, `state`, in the order they were sent
    /// @param held per linked message, rows of `exhibit`, `fact`, `text`, `zone`, `forwarded`,
    ///   `state`
    /// @param files per linked message, rows of `name`, `mime`, `size`, `present`, `exhibits`
    /// @param numbers per linked message, its number in the whole conversation, from 1: the same
    ///   whichever messages are shown
    /// @param exhibits the exhibits that hold anything of the page, sorted
    /// @param earlier whether messages lie before
    /// @param later whether messages lie behind
    public record Answer(
            Row conversation,
            List<Row> messages,
            Map<String, List<Row>> held,
            Map<String, List<Row>> files,
            Map<String, Long> numbers,
            List<String> exhibits,
            boolean earlier,
            boolean later) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "conversation:" + conversation;
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        List<Row> found =
                desk.rows(
                        "SELECT * FROM {linked_conversation} WHERE conversation = ?", conversation);
        if (found.isEmpty()) {
            throw new NotFound(conversation);
        }
        List<Row> messages = new ArrayList<>(messages(desk));
        boolean more = messages.size() > MESSAGES;
        if (more) {
            messages.removeLast();
        }
        if (from.backwards()) {
            Collections.reverse(messages);
        }
        Map<String, List<Row>> held = new TreeMap<>();
        Map<String, List<Row>> files = new TreeMap<>();
        if (!messages.isEmpty()) {
            Object[] page = page(messages);
            desk.rows(HELD, page)
                    .forEach(row ->
                            held.computeIfAbsent(row.text("linked"), any -> new ArrayList<>())
                                    .add(row));
            desk.rows(FILES, Arrays.copyOf(page, FILES_VALUES))
                    .forEach(row ->
                            files.computeIfAbsent(row.text("linked"), any -> new ArrayList<>())
                                    .add(row));
        }
        List<String> exhibits =
                held.values().stream()
                        .flatMap(List::stream)
                        .map(row -> row.text("exhibit"))
                        .distinct()
                        .sorted()
                        .toList();
        boolean started = from.equals(From.BEGINNING);
        return new Answer(
                found.getFirst(),
                messages,
                held,
                files,
                numbers(desk, messages),
                exhibits,
                from.backwards() ? more : !started,
                from.backwards() || more);
    }

    private List<Row> messages(Desk desk) throws IOException {
        String beyond = from.backwards() ? "<" : ">";
        String order = from.backwards() ? "DESC" : "ASC";
        String sql =
                """
                SELECT l.* EXCLUDE (talk, row_id), %s AS name, a.country FROM (SELECT * FROM {said}
                    WHERE talk = hash(?) AND conversation = ?%s AND micros %s= ? AND (micros, linked) %s (?, ?)
                    ORDER BY micros %s, linked %s LIMIT %d) l
                LEFT JOIN {linked_account} a ON a.account = l.sender ORDER BY l.micros %s, l.linked %s
                """
                        .formatted(
                                Names.of("a", "l.sender"),
                                only.condition,
                                beyond,
                                beyond,
                                order,
                                order,
                                MESSAGES + 1,
                                order,
                                order);
        return desk.rows(
                sql, conversation, conversation, from.micros(), from.micros(), from.linked());
    }

    /// Messages of a page follow each other where all are shown, so that the first one's number is
    /// enough; otherwise each is looked for among all.
    private Map<String, Long> numbers(Desk desk, List<Row> messages) throws IOException {
        Map<String, Long> numbers = new TreeMap<>();
        if (messages.isEmpty()) {
            return numbers;
        }
        if (only == Only.ALL) {
            long number = before(desk, messages.getFirst());
            for (Row message : messages) {
                numbers.put(message.text("linked"), ++number);
            }
            return numbers;
        }
        desk.rows(
                        NUMBERS,
                        conversation,
                        conversation,
                        messages.getLast().number("micros"),
                        messages.stream()
                                .map(row -> row.text("linked"))
                                .collect(Collectors.joining(" ")))
                .forEach(row -> numbers.put(row.text("linked"), row.number("n")));
        return numbers;
    }

    private long before(Desk desk, Row first) throws IOException {
        if (from.equals(From.BEGINNING)) {
            return 0;
        }
        long micros = first.number("micros");
        return desk.row(BEFORE, conversation, conversation, micros, micros, first.text("linked"))
                .number("n");
    }

    /// What to ask of the messages of a page: their ids, the conversation, and between which times
    /// they lie.
    private Object[] page(List<Row> messages) {
        LongSummaryStatistics micros =
                messages.stream().mapToLong(row -> row.number("micros")).summaryStatistics();
        return new Object[] {
            messages.stream().map(row -> row.text("linked")).collect(Collectors.joining(" ")),
            conversation,
            conversation,
            micros.getMin(),
            micros.getMax()
        };
    }

    private static final String BEFORE =
            "SELECT count(*) AS n FROM {said} WHERE talk = hash(?) AND conversation = ? AND (micros < ? OR"
                    + " (micros = ? AND linked < ?))";

    private static final String NUMBERS =
            """
            SELECT linked, n FROM (
                SELECT linked, row_number() OVER (ORDER BY micros, linked) AS n FROM {said}
                WHERE talk = hash(?) AND conversation = ? AND micros <= ?)
            WHERE linked IN (SELECT unnest(string_split(?, ' ')))
            """;

    private static final String IDS =
            "WITH ids AS (SELECT unhex(unnest(string_split(?, ' '))) AS id) ";

    private static final String HELD =
            IDS
                    + """
                    SELECT lower(hex(row_id)) AS linked, exhibit, fact, text, zone, forwarded, state FROM {held}
                    WHERE talk = hash(?) AND conversation = ? AND micros BETWEEN ? AND ?
                        AND row_id IN (SELECT id FROM ids) ORDER BY exhibit, fact
                    """;

    private static final int FILES_VALUES = 3;

    private static final String FILES =
            IDS
                    + """
                    SELECT lower(hex(row_id)) AS linked, name, mime, max(size) AS size, bool_or(present) AS present,
                        string_agg(DISTINCT exhibit, ' ' ORDER BY exhibit) AS exhibits, min(fact) AS fact FROM {carried}
                    WHERE talk = hash(?) AND conversation = ? AND row_id IN (SELECT id FROM ids)
                    GROUP BY row_id, name, mime ORDER BY linked, name
                    """;
}
