package org.tutela.web.page;

import java.io.IOException;
import java.util.Optional;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Overview;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.RunNow;
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

    /// What the template shows.
    ///
    /// @param answer what to look at first
    /// @param run the run that is at the case now; empty where there is none
    public record Shown(Overview.Answer answer, Optional<RunNow.Answer> run) {}

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/", this::show);
        routes.GET("/run", this::run);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        if (!Right.READ.heldBy(visit.viewer().role())) {
            return screens.show(visit, "welcome", visit.say("welcome.title"), visit.viewer());
        }
        Shown shown =
                new Shown(
                        answers.ask(visit.viewer(), new Overview()),
                        answers.ask(visit.viewer(), new RunNow()));
        return screens.show(visit, "overview", visit.say("overview.title"), shown);
    }

    /// The part of the page that a script asks for again and again.
    private ServerResponse run(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        return screens.show(
                visit, "run", visit.say("run.title"), answers.ask(visit.viewer(), new RunNow()));
    }
}
