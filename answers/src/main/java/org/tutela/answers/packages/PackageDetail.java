package org.tutela.answers.packages;

import java.io.IOException;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Packages;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;

/// What leaves in a package, and who agrees.
///
/// @param name of the package
public record PackageDetail(String name) implements Question<PackageDetail.Answer> {

    /// The package, and what the viewer may do with it.
    ///
    /// @param detail the package
    /// @param own whether the viewer chose it, and so never decides on it
    /// @param decides whether the viewer may be the second person
    public record Answer(Packages.Detail detail, boolean own, boolean decides) {}

    @Override
    public Right right() {
        return Right.DISCLOSE;
    }

    @Override
    public String subject() {
        return "package:" + name;
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        Packages.Detail detail =
                desk.packages().find(name).orElseThrow(() -> new NotFound("package " + name));
        boolean own = detail.entry().by().equals(desk.viewer().user());
        boolean open = detail.entry().state() == Packages.State.PROPOSED;
        boolean entitled = !detail.entry().order().terms().victims() || desk.viewer().victims();
        return new Answer(entitled ? detail : detail.withoutLot(), own, open && !own && entitled);
    }
}
