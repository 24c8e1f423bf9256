package org.tutela.answers.ask;

import java.io.IOException;

/// Something a person does to a case: a decision, a note, a task. Implementations are records that
/// hold what was chosen. Whoever performs it through [Answers#act] has the right, and the parts of
/// the casebook that it changes write the journal in the same transaction.
///
/// @param <R> what comes of it
public interface Act<R> {

    /// What the viewer must hold.
    Right right();

    /// Whether the viewer must have chosen a task.
    default boolean needsTask() {
        return right().needsTask();
    }

    /// What it concerns, such as `content:<sha256>` or `group:<key>`; never empty.
    String subject();

    /// Does it. Throws [NotFound] where what it concerns is not there for the viewer.
    R perform(Desk desk) throws IOException;
}
