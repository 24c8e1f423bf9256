package org.tutela.answers.work;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.JournalEntry;
import org.tutela.casebook.JournalFilter;

/// Who did what in the case, the newest first: decisions and work, not looks. What a deed was about
/// is told where the viewer has that thing; what it said never is.
///
/// @param before entries before this number; 0: the latest
public record Activity(long before) implements Question<Activity.Answer> {
    /// Deeds of a page.
    public static final int DEEDS = 50;

    /// The kinds of deeds that are work.
    static final Set<String> KINDS =
            Set.of(
                    "TASK_MADE",
                    "TASK_CHANGED",
                    "NOTE_PUT",
                    "NOTE_TAKEN_BACK",
                    "TAG_PUT",
                    "TAG_TAKEN_BACK",
                    "FINDING_STATED",
                    "FINDING_TAKEN_BACK",
                    "FACT_CITED",
                    "CITATION_TAKEN_BACK",
                    "PERSON_DECIDED",
                    "PERSON_TAKEN_BACK",
                    "IDENTITY_DECIDED",
                    "IDENTITY_TAKEN_BACK",
                    "GRADED",
                    "TAKEN_BACK",
                    "SCHEME_CHOSEN",
                    "PACKAGE_PROPOSED",
                    "PACKAGE_APPROVED",
                    "PACKAGE_SEALED",
                    "ERASED");

    /// One thing that was done.
    ///
    /// @param number of its entry
    /// @param at when
    /// @param who user name
    /// @param what kind of deed
    /// @param about what it was about; empty where the viewer need not know
    /// @param task for which task
    public record Done(
            long number, Instant at, String who, String what, String about, String task) {}

    /// A page of it.
    ///
    /// @param done the newest first
    /// @param next number to ask before for the next page; 0 where there is none
    public record Answer(List<Done> done, long next) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "activity";
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        List<JournalEntry> entries =
                desk.casebook()
                        .journal()
                        .listLatest(
                                JournalFilter.of(KINDS),
                                before == 0 ? Long.MAX_VALUE : before,
                                DEEDS + 1);
        boolean more = entries.size() > DEEDS;
        Map<String, Boolean> known = new HashMap<>();
        List<Done> done = new ArrayList<>();
        for (JournalEntry entry : more ? entries.subList(0, DEEDS) : entries) {
            String about = entry.deed().subject();
            Boolean shown = known.get(about);
            if (shown == null) {
                shown = about.startsWith("task:") || Subjects.has(desk, about);
                known.put(about, shown);
            }
            done.add(
                    new Done(
                            entry.number(),
                            entry.at(),
                            entry.deed().who(),
                            entry.deed().what(),
                            shown ? about : "",
                            desk.hides(entry.deed().task()) ? "" : entry.deed().task()));
        }
        return new Answer(done, more ? done.getLast().number() : 0);
    }
}
