package org.tutela.answers.ask;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tutela.casebook.JournalEntry;
import org.tutela.casebook.JournalFilter;
import org.tutela.casebook.User;

/// Who looked at what, and why. Says what the last check of the chain gave; [CheckChain] makes a
/// new one.
///
/// @param filter which entries
/// @param before entries before this number; 0: the latest
public record JournalPage(JournalFilter filter, long before)
        implements Question<JournalPage.Answer> {
    /// Entries of a page.
    public static final int ENTRIES = 100;

    /// Every entry.
    public JournalPage(long before) {
        this(JournalFilter.ALL, before);
    }

    /// A page of the journal.
    ///
    /// @param entries the latest first
    /// @param next number to ask before for the next page; 0 where there is none
    /// @param last number of the last entry of the journal
    /// @param checked what the last check of the whole chain gave; empty where there was none
    /// @param people user names, for the filter
    /// @param kinds kinds of deeds, for the filter
    public record Answer(
            List<JournalEntry> entries,
            long next,
            long last,
            Optional<JournalEntry.Checked> checked,
            List<String> people,
            List<String> kinds) {}

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
        var journal = desk.casebook().journal();
        List<JournalEntry> entries =
                journal.listLatest(filter, before == 0 ? Long.MAX_VALUE : before, ENTRIES + 1);
        boolean more = entries.size() > ENTRIES;
        List<JournalEntry> shown = more ? entries.subList(0, ENTRIES) : entries;
        return new Answer(
                List.copyOf(shown),
                more ? shown.getLast().number() : 0,
                journal.findLast().map(JournalEntry::number).orElse(0L),
                journal.findCheck(),
                desk.casebook().users().list().stream().map(User::name).toList(),
                journal.listKinds());
    }
}
