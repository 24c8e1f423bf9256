package org.tutela.web.page;

import java.io.IOException;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.JournalPage;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/audit`: who looked at what, and why.
public final class AuditPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public AuditPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/audit", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        return screens.show(
                visit,
                "audit",
                visit.say("nav.audit"),
                answers.ask(visit.viewer(), new JournalPage(visit.number("before", 0))));
    }
}
