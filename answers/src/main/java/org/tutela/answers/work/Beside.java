package org.tutela.answers.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.work.Mark;
import org.tutela.casebook.work.Person;

/// What people put beside a thing of the case: notes, tags, the viewer's bookmark, and who it was
/// decided to be. Asked together with the question about that thing, and journalled by that one.
///
/// @param about the thing, such as `account:…`
public record Beside(String about) implements Question<Beside.Answer> {

    /// What stands there.
    ///
    /// @param about the thing
    /// @param notes the oldest first
    /// @param tags the oldest first
    /// @param bookmark the viewer's own; empty where there is none
    /// @param persons persons that it was decided to be of
    public record Answer(
            String about,
            List<Mark> notes,
            List<Mark> tags,
            Optional<Mark> bookmark,
            List<Shown> persons) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "";
    }

    @Override
    public boolean needsTask() {
        return true;
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        Subjects.demand(desk, about);
        List<Mark> marks = new ArrayList<>();
        for (Mark mark : desk.casebook().work().marks().listAbout(about, desk.viewer().user())) {
            if (!desk.hides(mark.text())) {
                marks.add(mark);
            }
        }
        List<Shown> persons = new ArrayList<>();
        for (Person person : desk.casebook().work().persons().listOf(about)) {
            Shown.of(desk, person).ifPresent(persons::add);
        }
        return new Answer(
                about,
                of(marks, Mark.Kind.NOTE),
                of(marks, Mark.Kind.TAG),
                of(marks, Mark.Kind.BOOKMARK).stream().findFirst(),
                persons);
    }

    private static List<Mark> of(List<Mark> marks, Mark.Kind kind) {
        return marks.stream().filter(mark -> mark.kind() == kind).toList();
    }
}
