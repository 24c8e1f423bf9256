package org.tutela.web.page;

import java.io.IOException;
import java.util.Set;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.work.FindingActs;
import org.tutela.answers.work.FindingDetail;
import org.tutela.answers.work.FindingList;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;
import org.tutela.web.view.WrongParameter;

/// `/findings` and `/finding?id=…`: what people concluded, and the facts it rests on; `/cite` adds
/// facts to one.
public final class FindingsPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks and acts through `answers`.
    public FindingsPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/findings", this::show);
        routes.POST("/findings", this::state);
        routes.GET("/finding", this::one);
        routes.POST("/finding", this::takeBack);
        routes.POST("/cite", this::cite);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        return screens.show(
                visit,
                "findings",
                visit.say("nav.findings"),
                answers.ask(visit.viewer(), new FindingList()));
    }

    private ServerResponse one(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        var statement = answers.ask(visit.viewer(), new FindingDetail(visit.need("id")));
        return screens.show(visit, "finding", statement.finding().title(), statement);
    }

    private ServerResponse state(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String id =
                Deeds.perform(
                        answers,
                        visit,
                        new FindingActs.State(visit.need("title"), visit.text("text")));
        return Deeds.goOn("/finding?id=" + id);
    }

    private ServerResponse takeBack(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String id = visit.need("id");
        String fact = visit.text("fact");
        Deeds.perform(answers, visit, new FindingActs.TakeBack(id, fact));
        return Deeds.goOn(fact.isEmpty() ? "/findings" : "/finding?id=" + Deeds.url(id));
    }

    /// Into a finding that is there, or into a new one.
    private ServerResponse cite(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String table = visit.need("table");
        Set<String> facts = visit.texts("fact");
        if (facts.isEmpty() || !facts.stream().allMatch(Desk::isId)) {
            throw new WrongParameter("fact");
        }
        String title = visit.text("title");
        String id =
                title.isBlank()
                        ? visit.need("id")
                        : Deeds.perform(answers, visit, new FindingActs.State(title, ""));
        for (String fact : facts) {
            Deeds.perform(answers, visit, new FindingActs.Cite(id, table, fact));
        }
        return Deeds.goOn("/finding?id=" + Deeds.url(id));
    }
}
