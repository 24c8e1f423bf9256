package org.tutela.answers.work;

import java.io.IOException;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.work.Findings;

/// One finding, the facts it cites, and whether they changed since.
///
/// @param id of the finding
public record FindingDetail(String id) implements Question<Statement> {

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return Findings.subject(id);
    }

    @Override
    public Statement answer(Desk desk) throws IOException {
        return get(desk, id);
    }

    /// The finding of an id for the viewer; throws [NotFound] where they have none.
    static Statement get(Desk desk, String id) throws IOException {
        var found = desk.casebook().work().findings().find(id);
        if (found.isEmpty()) {
            throw new NotFound(Findings.subject(id));
        }
        return Statement.of(desk, found.get())
                .orElseThrow(() -> new NotFound(Findings.subject(id)));
    }
}
