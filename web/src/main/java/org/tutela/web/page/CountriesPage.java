package org.tutela.web.page;

import java.io.IOException;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Countries;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/countries`: where accounts point to.
public final class CountriesPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public CountriesPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/countries", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        return screens.show(
                visit,
                "countries",
                visit.say("nav.countries"),
                answers.ask(visit.viewer(), new Countries()));
    }
}
