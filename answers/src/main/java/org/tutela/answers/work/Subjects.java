package org.tutela.answers.work;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.casebook.work.Finding;
import org.tutela.casebook.work.Person;

/// What marks and decisions stand beside, as text: `conversation:…`, `account:…`, `exhibit:…`,
/// `message:<linked>`, `content:<sha256>`, `document:<item>`, `person:<id>`, `finding:<id>`.
final class Subjects {
    private static final int LONGEST = 600;

    private static final Map<String, String> ROWS =
            Map.of(
                    "conversation",
                    "SELECT 1 AS one FROM {linked_conversation} WHERE conversation = ? LIMIT 1",
                    "account",
                    "SELECT 1 AS one FROM {linked_account} WHERE account = ? LIMIT 1",
                    "exhibit",
                    "SELECT 1 AS one FROM {exhibits} WHERE exhibit = ? LIMIT 1",
                    "message",
                    "SELECT 1 AS one FROM {linked_message_by_id} WHERE row_id = unhex(?) LIMIT 1",
                    "content",
                    "SELECT 1 AS one FROM {content} WHERE sha256 = ? LIMIT 1",
                    "document",
                    "SELECT 1 AS one FROM {item} WHERE item = ? LIMIT 1");

    private Subjects() {}

    /// Whether the viewer has it.
    static boolean has(Desk desk, String subject) throws IOException {
        int colon = subject.indexOf(':');
        if (colon < 1 || subject.length() > LONGEST) {
            return false;
        }
        String kind = subject.substring(0, colon);
        String key = subject.substring(colon + 1);
        String sql = ROWS.get(kind);
        if (sql != null) {
            if (kind.equals("message") && !Desk.isId(key)) {
                return false;
            }
            return !desk.rows(sql, key).isEmpty();
        }
        if (kind.equals("person")) {
            Optional<Person> person = desk.casebook().work().persons().find(key);
            return person.isPresent() && Shown.of(desk, person.get()).isPresent();
        }
        if (kind.equals("finding")) {
            Optional<Finding> finding = desk.casebook().work().findings().find(key);
            return finding.isPresent() && Statement.of(desk, finding.get()).isPresent();
        }
        return false;
    }

    /// Throws [NotFound] where the viewer has no such thing.
    static void demand(Desk desk, String subject) throws IOException {
        if (!has(desk, subject)) {
            throw new NotFound(subject);
        }
    }
}
