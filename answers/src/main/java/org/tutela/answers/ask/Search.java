package org.tutela.answers.ask;

import java.io.IOException;
import java.util.List;

/// Where a word stands: in messages, names and paths. Case and accents make no difference.
///
/// @param text what is looked for; empty: nothing yet
public record Search(String text) implements Question<Search.Answer> {
    /// The most that is shown of each kind.
    public static final int MOST = 50;

    /// What was found.
    ///
    /// @param messages rows of `conversation`, `subject`, `sent`, `name`, `text`, `linked`,
    ///   `micros`
    /// @param accounts rows of `account`, `name`, `handle`
    /// @param groups rows of `conversation`, `subject`
    /// @param items rows of `exhibit`, `path`, `address`, `fact`
    /// @param examined sources with messages or items
    /// @param sources sources registered
    public record Answer(
            List<Row> messages,
            List<Row> accounts,
            List<Row> groups,
            List<Row> items,
            long examined,
            long sources) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        // What is looked for stands in the sealed part only by way of the address of the request.
        return text.isEmpty() ? "" : "search";
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        Row cover =
                desk.row(
                        "SELECT (SELECT count(DISTINCT source) FROM {item}) AS examined, (SELECT count(*) FROM"
                                + " {exhibits}) AS sources");
        long examined = cover.number("examined");
        long sources = cover.number("sources");
        if (text.isEmpty()) {
            return new Answer(List.of(), List.of(), List.of(), List.of(), examined, sources);
        }
        return new Answer(
                desk.rows(
                        """
                        SELECT l.conversation, c.subject, l.sent, %s AS name, l.text, l.linked,
                            coalesce(epoch_us(l.sent), 0) AS micros
                        FROM {linked_message} l LEFT JOIN {linked_conversation} c ON c.conversation = l.conversation
                        LEFT JOIN {linked_account} a ON a.account = l.sender
                        WHERE %s ORDER BY l.sent DESC NULLS LAST, l.linked LIMIT %d
                        """
                                .formatted(Names.of("a", "l.sender"), holds("l.text"), MOST),
                        text),
                desk.rows(
                        "SELECT a.account, %s AS name, a.handle FROM {linked_account} a WHERE %s ORDER BY name LIMIT %d"
                                .formatted(
                                        Names.of("a", "a.account"),
                                        holds(
                                                "concat_ws(' ', a.display_name, a.handle, a.account)"),
                                        MOST),
                        text),
                desk.rows(
                        "SELECT conversation, subject FROM {linked_conversation} WHERE %s ORDER BY subject LIMIT %d"
                                .formatted(holds("subject"), MOST),
                        text),
                desk.rows(
                        "SELECT exhibit, path, address, fact FROM {item} WHERE %s ORDER BY exhibit, path, address LIMIT %d"
                                .formatted(holds("path"), MOST),
                        text),
                examined,
                sources);
    }

    private static String holds(String column) {
        return "contains(strip_accents(lower(" + column + ")), strip_accents(lower(?)))";
    }
}
