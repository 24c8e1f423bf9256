package org.tutela.answers.ask;

import java.io.IOException;
import java.util.List;
import org.tutela.casebook.JournalEntry;

/// Who looked at what, and why.
///
/// @param before entries before this number; 0: the latest
public record JournalPage(long before) implements Question<JournalPage.Answer> {
    /// Entries of a page.
    public static final int ENTRIES = 100;

    /// A page of the journal.
    ///
    /// @param entries the latest first
    /// @param proof what a check of the whole chain gave
    public record Answer(List<JournalEntry> entries, JournalEntry.Proof proof) {}

    @Override
    public Right right() {
        return Right.READ_JOURNAL;
    }

    @Override
    public String subject() {
        return "journal";
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        JournalEntry.Proof proof = desk.casebook().journal().verify();
        long last = before == 0 ? proof.entries() : Math.min(before - 1, proof.entries());
        long first = Math.max(1, last - ENTRIES + 1);
        List<JournalEntry> entries =
                desk.casebook().journal().list(first, (int) Math.max(0, last - first + 1));
        return new Answer(entries.reversed(), proof);
    }
}
