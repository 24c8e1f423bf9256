package org.tutela.answers.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.work.Finding;

/// The findings that the viewer stated, the newest first: what a fact may be cited in without a
/// look around. Asked together with the question that is journalled.
public record OwnFindings() implements Question<List<Finding>> {
    private static final int MOST = 50;

    @Override
    public Right right() {
        return Right.WRITE;
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
    public List<Finding> answer(Desk desk) throws IOException {
        List<Finding> own = new ArrayList<>();
        for (Finding finding : desk.casebook().work().findings().list()) {
            if (own.size() < MOST
                    && finding.who().equals(desk.viewer().user())
                    && !desk.hides(finding.title(), finding.text())) {
                own.add(finding);
            }
        }
        return own;
    }
}
