package org.tutela.answers.ask;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who an account is, seen from all exhibits.
///
/// @param account id of the linked account
public record AccountDetail(String account) implements Question<AccountDetail.Answer> {

    /// The account.
    ///
    /// @param account the row of the linked account, with `name`
    /// @param aliases rows of `alias`, `basis`, `linked`
    /// @param names under which names it is stored: rows of `exhibit`, `name`, `number`, `fact`
    /// @param groups rows of `conversation`, `subject`, `joined`, `joined_precision`, `left`,
    ///   `how`, `linked`
    /// @param talks conversations in which it wrote: rows of `conversation`, `kind`, `subject`,
    ///   `messages`, `first`, `last`
    /// @param others what the account at the other end of a direct chat is called, by conversation;
    ///   nothing for conversations with a subject
    /// @param owns exhibits of which it is the owner's account: rows of `exhibit`, `basis`,
    ///   `linked`
    /// @param changes rows of `account`, `successor`, `at`, `devices`, `linked`
    /// @param candidates rows of `person`, `basis`, `strength`, `linked`
    public record Answer(
            Row account,
            List<Row> aliases,
            List<Row> names,
            List<Row> groups,
            List<Row> talks,
            Map<String, String> others,
            List<Row> owns,
            List<Row> changes,
            List<Row> candidates) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "account:" + account;
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        List<Row> found =
                desk.rows(
                        "SELECT a.*, "
                                + Names.of("a", "a.account")
                                + " AS name FROM {linked_account} a WHERE account = ?",
                        account);
        if (found.isEmpty()) {
            throw new NotFound(account);
        }
        List<Row> aliases =
                desk.rows(
                        "SELECT alias, basis, linked FROM {account_alias} WHERE account = ? ORDER BY alias"
                                + " LIMIT 500",
                        account);
        List<Row> talks = talks(desk);
        return new Answer(
                found.getFirst(),
                aliases,
                desk.rows(
                        """
                        SELECT c.exhibit, c.display_name AS name, c.number, c.fact FROM {contact} c
                        WHERE c.account IN (SELECT alias FROM {account_alias} WHERE account = ?) OR c.account = ?
                        ORDER BY c.exhibit, name, c.fact LIMIT 500
                        """,
                        account,
                        account),
                groups(desk),
                talks,
                others(desk, talks, aliases),
                desk.rows(
                        """
                        SELECT e.exhibit, o.basis, o.linked FROM {device_owner} o JOIN {exhibits} e ON e.source = o.source
                        WHERE o.account = ? ORDER BY e.exhibit, o.linked LIMIT 500
                        """,
                        account),
                desk.rows(
                        "SELECT * FROM {succession} WHERE account = ? OR successor = ? ORDER BY \"at\", linked"
                                + " LIMIT 100",
                        account,
                        account),
                desk.rows(
                        "SELECT * FROM {person_candidate} WHERE account = ? ORDER BY strength, person, linked"
                                + " LIMIT 100",
                        account));
    }

    private List<Row> groups(Desk desk) throws IOException {
        return desk.rows(
                """
                SELECT m.conversation, c.subject, m.joined, m.joined_precision, m."left", m.left_precision, m.how, m.linked
                FROM {membership} m LEFT JOIN {linked_conversation} c ON c.conversation = m.conversation
                WHERE m.account = ? ORDER BY m.joined NULLS LAST, m.conversation LIMIT 1000
                """,
                account);
    }

    private List<Row> talks(Desk desk) throws IOException {
        return desk.rows(
                """
                SELECT w.conversation, c.kind, c.subject, w.messages, w.first, w.last
                FROM {wrote} w LEFT JOIN {linked_conversation} c ON c.conversation = w.conversation
                WHERE w.who = hash(?) AND w.sender = ? ORDER BY w.messages DESC, w.conversation LIMIT 1000
                """,
                account,
                account);
    }

    private Map<String, String> others(Desk desk, List<Row> talks, List<Row> aliases)
            throws IOException {
        Set<String> own = new HashSet<>(Set.of(account));
        aliases.forEach(row -> own.add(row.text("alias")));
        Map<String, String> ends = new LinkedHashMap<>();
        for (Row talk : talks) {
            List<String> both = Search.ends(talk.text("conversation"));
            if (talk.text("subject").isEmpty() && !both.isEmpty()) {
                ends.put(
                        talk.text("conversation"),
                        own.contains(both.getFirst()) ? both.getLast() : both.getFirst());
            }
        }
        Map<String, String> names = new HashMap<>();
        if (!ends.isEmpty()) {
            for (Row row :
                    desk.rows(
                            "SELECT l.alias, "
                                    + Names.of("a", "l.alias")
                                    + " AS name FROM {account_alias} l JOIN {linked_account} a"
                                    + " ON a.account = l.account WHERE l.alias IN (SELECT unnest(string_split(?, chr(10))))",
                            String.join("\n", ends.values()))) {
                names.put(row.text("alias"), row.text("name"));
            }
        }
        ends.replaceAll((conversation, end) -> names.getOrDefault(end, end));
        return ends;
    }
}
