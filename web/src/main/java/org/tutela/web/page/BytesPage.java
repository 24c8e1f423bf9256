package org.tutela.web.page;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.BytesAt;
import org.tutela.answers.ask.How;
import org.tutela.web.view.Hex;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/bytes`: the bytes of a place, which its address names or a fact that lies there.
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
    /// @param here the address of the page, but for the offset
    public record Shown(BytesAt asked, BytesAt.Answer answer, String hex, String here) {}

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/bytes", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String place = visit.text("address");
        String here = "/bytes?address=" + URLEncoder.encode(place, StandardCharsets.UTF_8);
        if (place.isEmpty()) {
            String table = visit.need("table");
            String fact = visit.id("fact");
            place =
                    answers.ask(visit.viewer(), new How(table, fact, "", false))
                            .row()
                            .text("address");
            here =
                    "/bytes?table="
                            + URLEncoder.encode(table, StandardCharsets.UTF_8)
                            + "&fact="
                            + fact;
        }
        BytesAt asked = new BytesAt(place, visit.number("offset", 0));
        BytesAt.Answer answer = answers.ask(visit.viewer(), asked);
        return screens.show(
                visit,
                "bytes",
                visit.say("bytes.title"),
                new Shown(asked, answer, Hex.of(answer.window()), here));
    }
}
