package org.tutela.answers.packages;

import java.io.IOException;
import org.tutela.answers.ask.Act;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Packages;
import org.tutela.answers.ask.Right;

/// A second person agrees that a package leaves, or sends it back. Agreeing once more starts the
/// writing again where it failed.
///
/// @param name of the package
/// @param agreed whether the person agrees
/// @param sentence why; never empty
public record DecidePackage(String name, boolean agreed, String sentence) implements Act<Boolean> {

    /// Throws [IllegalArgumentException] where there is no sentence.
    public DecidePackage {
        if (sentence.isBlank()) {
            throw new IllegalArgumentException("a decision has a reason");
        }
    }

    @Override
    public Right right() {
        return Right.DISCLOSE;
    }

    @Override
    public String subject() {
        return "package:" + name;
    }

    /// Returns whether the package leaves.
    @Override
    public Boolean perform(Desk desk) throws IOException {
        Packages packages = desk.packages();
        Packages.Detail detail =
                packages.find(name).orElseThrow(() -> new NotFound("package " + name));
        if (detail.entry().by().equals(desk.viewer().user())) {
            throw new NotFound("a package that another person chose");
        }
        if (agreed) {
            packages.approve(desk.author(), name, sentence);
        } else {
            packages.sendBack(desk.author(), name, sentence);
        }
        return agreed;
    }
}
