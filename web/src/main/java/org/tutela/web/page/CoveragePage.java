package org.tutela.web.page;

import java.io.IOException;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Coverage;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/coverage`: what was examined, what not, and why.
public final class CoveragePage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public CoveragePage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/coverage", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        return screens.show(
                visit,
                "coverage",
                visit.say("nav.coverage"),
                answers.ask(visit.viewer(), new Coverage()));
    }
}
