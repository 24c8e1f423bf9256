package org.tutela.web.page;

import java.io.IOException;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.BytesAt;
import org.tutela.web.view.Hex;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/bytes`: the bytes of a place, as they are.
public final class BytesPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public BytesPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param asked the question
    /// @param answer its answer
    /// @param hex the bytes as lines of text
    public record Shown(BytesAt asked, BytesAt.Answer answer, String hex) {}

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/bytes", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        BytesAt asked = new BytesAt(visit.need("address"), visit.number("offset", 0));
        BytesAt.Answer answer = answers.ask(visit.viewer(), asked);
        return screens.show(
                visit,
                "bytes",
                visit.say("bytes.title"),
                new Shown(asked, answer, Hex.of(answer.window())));
    }
}
