package org.tutela.answers.ask;

import java.io.IOException;
import org.tutela.casebook.JournalEntry;

/// Checks the whole chain of the journal, which takes a while in a long one, and writes down what
/// came of it.
public record CheckChain() implements Act<JournalEntry.Checked> {

    @Override
    public Right right() {
        return Right.READ_JOURNAL;
    }

    @Override
    public String subject() {
        return "journal";
    }

    @Override
    public JournalEntry.Checked perform(Desk desk) throws IOException {
        return desk.casebook().journal().check(desk.author());
    }
}
