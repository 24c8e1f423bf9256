package org.tutela.answers.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.work.Person;

/// Who is who, as people decided; by name.
public record PersonList() implements Question<PersonList.Answer> {

    /// The persons.
    ///
    /// @param persons those that are the viewer's to see
    /// @param leftOut how many are not
    public record Answer(List<Shown> persons, long leftOut) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "persons";
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        List<Shown> shown = new ArrayList<>();
        long leftOut = 0;
        for (Person person : desk.casebook().work().persons().list()) {
            Optional<Shown> cut = Shown.of(desk, person);
            cut.ifPresent(shown::add);
            leftOut += cut.isPresent() ? 0 : 1;
        }
        return new Answer(shown, leftOut);
    }
}
