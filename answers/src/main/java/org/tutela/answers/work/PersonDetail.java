package org.tutela.answers.work;

import java.io.IOException;
import java.util.List;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.Row;
import org.tutela.casebook.JournalEntry;
import org.tutela.casebook.JournalFilter;
import org.tutela.casebook.work.Persons;

/// One person: what was decided, by whom and why, and every decision that came before.
///
/// @param id of the person
public record PersonDetail(String id) implements Question<PersonDetail.Answer> {
    private static final int MOST = 200;

    /// The person.
    ///
    /// @param shown as far as the viewer needs to know
    /// @param decisions entries of the journal about the person, the oldest first; without those
    ///   that only looked, and none where something is left out
    /// @param candidates suggestions for the person's accounts: rows of `person`, `account`,
    ///   `basis`, `strength`, `linked`
    public record Answer(Shown shown, List<JournalEntry> decisions, List<Row> candidates) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return Persons.subject(id);
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        Shown shown = get(desk, id);
        List<JournalEntry> decisions =
                shown.leftOut() > 0
                        ? List.of()
                        : desk.casebook()
                                .journal()
                                .listLatest(
                                        new JournalFilter(
                                                "", Activity.KINDS, subject(), null, null),
                                        Long.MAX_VALUE,
                                        MOST)
                                .reversed();
        return new Answer(
                shown,
                decisions,
                desk.rows(
                        "SELECT * FROM {person_candidate} WHERE lower(person) = lower(?) ORDER BY strength, account,"
                                + " linked LIMIT 100",
                        shown.person().name()));
    }

    /// The person of an id for the viewer; throws [NotFound] where they have none.
    static Shown get(Desk desk, String id) throws IOException {
        var found = desk.casebook().work().persons().find(id);
        if (found.isEmpty()) {
            throw new NotFound(Persons.subject(id));
        }
        return Shown.of(desk, found.get()).orElseThrow(() -> new NotFound(Persons.subject(id)));
    }
}
