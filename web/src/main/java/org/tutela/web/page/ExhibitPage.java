package org.tutela.web.page;

import java.io.IOException;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.ExhibitDetail;
import org.tutela.answers.work.Beside;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/exhibit`: what an exhibit is, and whether one can rely on it.
public final class ExhibitPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public ExhibitPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/exhibit", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        ExhibitDetail asked = new ExhibitDetail(visit.need("id"));
        return screens.show(
                visit,
                "exhibit",
                new Screens.Titled(asked.exhibit(), answers.ask(visit.viewer(), asked)),
                answers.ask(visit.viewer(), new Beside("exhibit:" + asked.exhibit())));
    }
}
