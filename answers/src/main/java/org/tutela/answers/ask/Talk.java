package org.tutela.answers.ask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    /// @param exhibits the exhibits that hold anything of the page, sorted
    /// @param earlier whether messages lie before
    /// @param later whether messages lie behind
    public record Answer(
            Row conversation,
            List<Row> messages,
            Map<String, List<Row>> held,
            Map<String, List<Row>> files,
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
            Object[] ids = messages.stream().map(row -> row.text("linked")).toArray();
            String marks = String.join(", ", Collections.nCopies(ids.length, "?"));
            desk.rows(held(marks), ids)
                    .forEach(row ->
                            held.computeIfAbsent(row.text("linked"), any -> new ArrayList<>())
                                    .add(row));
            desk.rows(files(marks), ids)
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
                exhibits,
                from.backwards() ? more : !started,
                from.backwards() || more);
    }

    private List<Row> messages(Desk desk) throws IOException {
        String sql =
                """
                SELECT l.*, %s AS name, a.country FROM (SELECT *, coalesce(epoch_us(sent), 0) AS micros FROM {linked_message}
                    WHERE conversation = ?%s) l LEFT JOIN {linked_account} a ON a.account = l.sender
                WHERE (l.micros, l.linked) %s (?, ?) ORDER BY l.micros %s, l.linked %s LIMIT %d
                """
                        .formatted(
                                Names.of("a", "l.sender"),
                                only.condition,
                                from.backwards() ? "<" : ">",
                                from.backwards() ? "DESC" : "ASC",
                                from.backwards() ? "DESC" : "ASC",
                                MESSAGES + 1);
        return desk.rows(sql, conversation, from.micros(), from.linked());
    }

    private static String held(String marks) {
        return """
        SELECT c.linked, m.exhibit, m.fact, m.text, m.sent_zone_basis AS zone, m.forwarded, m.state
        FROM {cites} c JOIN {message} m ON m.fact = c.fact WHERE c.linked IN (%s) ORDER BY m.exhibit, m.fact
        """
                .formatted(marks);
    }

    private static String files(String marks) {
        return """
        SELECT c.linked, a.name, a.mime, max(a.size) AS size, bool_or(a.present) AS present,
            string_agg(DISTINCT a.exhibit, ' ' ORDER BY a.exhibit) AS exhibits, min(a.fact) AS fact
        FROM {cites} c JOIN {message} m ON m.fact = c.fact
        JOIN {attachment} a ON a.source = m.source AND a.conversation = m.conversation AND a.message_key = m.message_key
        WHERE c.linked IN (%s) GROUP BY c.linked, a.name, a.mime ORDER BY c.linked, a.name
        """
                .formatted(marks);
    }
}
