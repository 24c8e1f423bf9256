package org.tutela.web.page;

import java.io.IOException;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Search;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/search`: where a word stands.
public final class SearchPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public SearchPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param asked the question
    /// @param answer its answer
    public record Shown(Search asked, Search.Answer answer) {}

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/search", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        Search asked = new Search(visit.text("q").strip());
        return screens.show(
                visit,
                "search",
                visit.say("nav.search"),
                new Shown(asked, answers.ask(visit.viewer(), asked)));
    }
}
