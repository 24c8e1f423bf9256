package org.tutela.answers.ask;

import java.io.IOException;

/// Something a person may ask of a case. Implementations are records that hold what is asked for.
///
/// @param <A> the answer
public interface Question<A> {

    /// What the viewer must hold.
    Right right();

    /// Whether the viewer must have chosen a task. What shows nothing of the case needs none.
    default boolean needsTask() {
        return right().needsTask() && !subject().isEmpty();
    }

    /// What the journal says was looked at, such as `conversation:whatsapp:…`; empty for what shows
    /// nothing of the case.
    String subject();

    /// What the journal keeps sealed beside the subject, such as the words that were looked for:
    /// one JSON object.
    default String details() {
        return "{}";
    }

    /// Answers from what lies on the desk. Throws [NotFound] where there is no such thing.
    A answer(Desk desk) throws IOException;
}
