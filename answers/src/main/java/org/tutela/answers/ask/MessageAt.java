package org.tutela.answers.ask;

import java.io.IOException;
import java.util.List;

/// Where a message stands in its conversation.
///
/// @param fact id of the fact of the message, 32 hex digits
public record MessageAt(String fact) implements Question<MessageAt.Answer> {

    /// The place.
    ///
    /// @param conversation the linked conversation
    /// @param linked the linked message; empty where the message is in none
    /// @param micros when it was sent, microseconds since 1970 UTC; 0 where that is not known
    public record Answer(String conversation, String linked, long micros) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "fact:" + fact;
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        if (!Desk.isId(fact)) {
            throw new NotFound(fact);
        }
        List<Row> found =
                desk.rows(
                        """
                        SELECT conversation, linked, micros FROM {said}
                        WHERE row_id IN (SELECT linked FROM {rests} WHERE row_id = unhex(?)) LIMIT 1
                        """,
                        fact);
        if (found.isEmpty()) {
            throw new NotFound(fact);
        }
        Row row = found.getFirst();
        return new Answer(row.text("conversation"), row.text("linked"), row.number("micros"));
    }
}
