package org.tutela.answers.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.work.Finding;

/// What people concluded; the newest first.
public record FindingList() implements Question<FindingList.Answer> {

    /// The findings.
    ///
    /// @param findings those that are the viewer's to see
    /// @param leftOut how many are not
    public record Answer(List<Statement> findings, long leftOut) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "findings";
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        List<Statement> shown = new ArrayList<>();
        long leftOut = 0;
        for (Finding finding : desk.casebook().work().findings().list()) {
            Optional<Statement> statement = Statement.of(desk, finding);
            statement.ifPresent(shown::add);
            leftOut += statement.isPresent() ? 0 : 1;
        }
        return new Answer(shown, leftOut);
    }
}
