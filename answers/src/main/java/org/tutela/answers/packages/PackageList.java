package org.tutela.answers.packages;

import java.io.IOException;
import java.util.List;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Packages;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;

/// Which packages there are, the newest first.
public record PackageList() implements Question<List<Packages.Entry>> {
    @Override
    public Right right() {
        return Right.DISCLOSE;
    }

    @Override
    public String subject() {
        return "packages";
    }

    @Override
    public List<Packages.Entry> answer(Desk desk) throws IOException {
        return desk.packages().list();
    }
}
