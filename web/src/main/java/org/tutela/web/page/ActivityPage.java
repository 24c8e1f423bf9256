package org.tutela.web.page;

import java.io.IOException;
import java.util.List;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.work.Activity;
import org.tutela.answers.work.MarkActs;
import org.tutela.answers.work.MarkList;
import org.tutela.casebook.work.Mark;
import org.tutela.web.view.Screen;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/activity`: who did what; `/marks`: bookmarks, and what carries a tag; `/mark` puts and takes
/// back notes, tags and bookmarks beside a thing.
public final class ActivityPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks and acts through `answers`.
    public ActivityPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the list of marks shows.
    ///
    /// @param marks the newest first
    /// @param tag the tag; empty for the bookmarks
    public record Marked(List<Mark> marks, String tag) {}

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/activity", this::show);
        routes.GET("/marks", this::marks);
        routes.POST("/mark", this::put);
        routes.POST("/mark/take-back", this::takeBack);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        return screens.show(
                visit,
                "activity",
                visit.say("nav.activity"),
                answers.ask(visit.viewer(), new Activity(visit.number("before", 0))));
    }

    private ServerResponse marks(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String tag = visit.text("tag");
        return screens.show(
                visit,
                "marks",
                tag.isEmpty() ? visit.say("nav.bookmarks") : visit.say("marks.tagged", "tag", tag),
                new Marked(answers.ask(visit.viewer(), new MarkList(tag)), tag));
    }

    private ServerResponse put(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String about = visit.need("about");
        Mark.Kind kind = visit.choice("kind", Mark.Kind.NOTE, Mark.Kind.class);
        Deeds.perform(answers, visit, new MarkActs.Put(kind, about, visit.text("text")));
        return back(visit, about);
    }

    private ServerResponse takeBack(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        Deeds.perform(answers, visit, new MarkActs.TakeBack(visit.need("id")));
        return back(visit, visit.need("about"));
    }

    private static ServerResponse back(Visit visit, String about) throws IOException {
        String path = Screen.hrefOf(about);
        boolean talk = about.startsWith("conversation:") && visit.text("page").equals("talk");
        return Deeds.goOn(
                (talk ? path.replaceFirst("^/group", "/conversation") : path) + "#beside");
    }
}
