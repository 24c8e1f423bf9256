package org.tutela.answers.packages;

import java.io.IOException;
import org.tutela.answers.ask.Act;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Packages;
import org.tutela.answers.ask.Right;

/// Somebody chooses what is to leave; nothing leaves before a second person agrees.
///
/// @param order what was chosen
public record ProposePackage(Packages.Order order) implements Act<String> {
    @Override
    public Right right() {
        return Right.DISCLOSE;
    }

    @Override
    public String subject() {
        return "packages";
    }

    /// Returns the package's name.
    @Override
    public String perform(Desk desk) throws IOException {
        return desk.packages().propose(desk.author(), order);
    }
}
