package org.tutela.web.page;

import java.io.IOException;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Overview;
import org.tutela.answers.ask.Right;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/`: what to look at first, and why.
public final class OverviewPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public OverviewPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        if (!Right.READ.heldBy(visit.viewer().role())) {
            return screens.show(visit, "welcome", visit.say("welcome.title"), visit.viewer());
        }
        Overview.Answer answer = answers.ask(visit.viewer(), new Overview());
        return screens.show(visit, "overview", visit.say("overview.title"), answer);
    }
}
