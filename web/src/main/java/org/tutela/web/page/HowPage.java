package org.tutela.web.page;

import java.io.IOException;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.How;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;
import org.tutela.web.view.WrongParameter;

/// `/how`: what a statement rests on, down to the place in the evidence.
public final class HowPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public HowPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/how", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        boolean linked = !visit.text("linked").isEmpty();
        String id = visit.need(linked ? "linked" : "fact");
        if (!id.matches("[0-9a-f]{32}")) {
            throw new WrongParameter(linked ? "linked" : "fact");
        }
        return screens.show(
                visit,
                "how",
                visit.say("how.title"),
                answers.ask(visit.viewer(), new How(id, linked)));
    }
}
