package org.tutela.answers.pictures;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.review.Exposure;
import org.tutela.casebook.review.Scheme;

/// How the work among pictures stands, for who supervises it: totals of the team, never one
/// person's.
public record Team() implements Question<Team.Answer> {
    /// Where the work stands.
    ///
    /// @param today totals of the day
    /// @param holders who holds a lease
    /// @param graded contents by their latest code
    /// @param scheme codes of the case
    public record Answer(
            Exposure.Totals today, List<String> holders, Map<String, Long> graded, Scheme scheme) {}

    @Override
    public Right right() {
        return Right.SUPERVISE;
    }

    @Override
    public String subject() {
        return "exposure:totals";
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        return new Answer(
                desk.casebook().exposure().totals(),
                desk.casebook().leases().holders(),
                desk.casebook().grades().countByCode(),
                desk.casebook().grades().scheme());
    }
}
