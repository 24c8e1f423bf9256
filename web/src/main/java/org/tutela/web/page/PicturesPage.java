package org.tutela.web.page;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.PictureFilter;
import org.tutela.answers.pictures.AskToOpen;
import org.tutela.answers.pictures.Disagreements;
import org.tutela.answers.pictures.Gallery;
import org.tutela.answers.pictures.GradeStack;
import org.tutela.answers.pictures.LeaseActs;
import org.tutela.answers.pictures.PictureStack;
import org.tutela.answers.pictures.PictureState;
import org.tutela.answers.pictures.StackKey;
import org.tutela.answers.pictures.Team;
import org.tutela.casebook.review.Exposure;
import org.tutela.casebook.review.Scheme;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;
import org.tutela.web.view.WrongParameter;

/// `/pictures` and what lies under it: stacks to grade, one stack, disagreements, the team's
/// totals. Pixels are given by [PixelsPage].
public final class PicturesPage implements Page {
    /// Under this name a session keeps how pictures are shown.
    static final String FILTER = "tutela.filter";

    /// Under this name a session keeps that hard work was begun after the warning.
    private static final String BEGUN = "tutela.begun";

    private static final int STACKS_OF_A_LEASE = 40;

    private final Answers answers;
    private final Screens screens;

    /// Asks and acts through `answers`.
    public PicturesPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the gallery shows.
    ///
    /// @param asked the question
    /// @param answer its answer
    /// @param filter how pictures are shown
    /// @param said key of a sentence about what was just done; empty for none
    /// @param begun whether the viewer was warned of hard work and began it
    public record Shown(
            Gallery asked,
            Gallery.Answer answer,
            PictureFilter filter,
            String said,
            boolean begun) {
        /// How many stacks of this window are known to be hard: near a listed one, or graded by a
        /// colleague with a code that asks for two.
        public long hard() {
            return answer.desk().lease().second()
                    ? answer.tiles().size()
                    : answer.tiles().stream().filter(PicturesPage::near).count();
        }

        /// Whether the viewer is told of that before any picture of it is shown.
        public boolean warns() {
            boolean mine = asked.show() == Gallery.Show.MINE;
            return mine && !begun && hard() > 0 && !answer.desk().lease().contents().isEmpty();
        }

        /// The address of this window with what is chosen, ready for one more parameter.
        public String href() {
            return "/pictures?show="
                    + asked.show().name().toLowerCase(Locale.ROOT)
                    + "&state="
                    + asked.state().toLowerCase(Locale.ROOT)
                    + "&";
        }

        /// Whether another window follows.
        public boolean more() {
            return !answer.tiles().isEmpty()
                    && answer.first() + answer.tiles().size() <= answer.total();
        }

        /// Whether the viewer is to rest now.
        public boolean resting() {
            return answer.desk().today().restingUntil().getEpochSecond() > 0;
        }

        /// Whether a break is due.
        public boolean breakDue() {
            return !resting() && answer.desk().today().untilBreak() == 0;
        }

        /// What is good for a person.
        public Exposure.Budget budget() {
            return Exposure.Budget.USUAL;
        }
    }

    /// What the page of one stack shows.
    ///
    /// @param answer the stack
    /// @param filter how pictures are shown
    /// @param scheme codes
    /// @param lookFirst whether the viewer came here because of outliers
    public record OneStack(
            PictureStack.Answer answer, PictureFilter filter, Scheme scheme, boolean lookFirst) {}

    /// What the page of one picture shows.
    ///
    /// @param content SHA-256, hex
    /// @param key the stack to go back to
    /// @param filter how it is shown
    public record OnePicture(String content, StackKey key, PictureFilter filter) {}

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/pictures", this::show);
        routes.GET("/pictures/stack", this::stack);
        routes.GET("/pictures/one", this::one);
        routes.GET("/pictures/disagreements", this::disagreements);
        routes.GET("/pictures/team", this::team);
        routes.POST("/pictures/lease", this::take);
        routes.POST("/pictures/ask", this::askToOpen);
        routes.POST("/pictures/begin", this::begin);
        routes.POST("/pictures/do", this::change);
        routes.POST("/pictures/give-back", this::giveBack);
        routes.POST("/pictures/grade", this::grade);
        routes.POST("/pictures/grades", this::gradeMarked);
        routes.POST("/pictures/shown", this::keepFilter);
        routes.POST("/pictures/team", this::supervise);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String state =
                visit.text("state").isEmpty()
                        ? ""
                        : visit.choice("state", PictureState.UNKNOWN, PictureState.class).name();
        Gallery.Show wanted = visit.choice("show", Gallery.Show.MINE, Gallery.Show.class);
        Gallery asked =
                new Gallery(wanted, state, visit.text("exhibit"), visit.page(), Gallery.MOST);
        Gallery.Answer answer = answers.ask(visit.viewer(), asked);
        if (wanted == Gallery.Show.MINE && !answer.desk().lease().contents().isEmpty()) {
            answers.casebook().exposure().look(visit.viewer().user());
        }
        return screens.show(
                visit,
                "pictures",
                visit.say("pics.title"),
                new Shown(
                        asked,
                        answer,
                        filter(visit),
                        visit.choice("said", Said.NOTHING, Said.class).key(),
                        kept(request).getAttribute(BEGUN) != null));
    }

    /// Sentences about what was just done.
    private enum Said {
        NOTHING,
        GRADED,
        TAKEN,
        NONE_LEFT,
        TAKEN_BACK,
        NOT_HELD,
        PUT_OFF;

        String key() {
            return this == NOTHING ? "" : "pics.said." + name();
        }
    }

    private ServerResponse stack(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        PictureStack.Answer answer = answers.ask(visit.viewer(), new PictureStack(key(visit)));
        return screens.show(
                visit,
                "stack",
                visit.say("pics.stack", "n", answer.members().size()),
                new OneStack(
                        answer,
                        filter(visit),
                        answers.casebook().grades().scheme(),
                        visit.text("look").equals("first")));
    }

    private ServerResponse one(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        PictureStack.Answer answer = answers.ask(visit.viewer(), new PictureStack(key(visit)));
        String content = visit.need("content");
        if (answer.members().stream().noneMatch(member -> member.content().equals(content))) {
            throw new WrongParameter("content");
        }
        return screens.show(
                visit,
                "picture",
                visit.say("pics.one"),
                new OnePicture(
                        content,
                        answer.key(),
                        visit.choice("filter", filter(visit), PictureFilter.class)));
    }

    private ServerResponse disagreements(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        List<Disagreements.Disagreement> found = answers.ask(visit.viewer(), new Disagreements());
        return screens.show(visit, "disagreements", visit.say("pics.disagreements"), found);
    }

    private ServerResponse team(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        return screens.show(
                visit, "team", visit.say("pics.team"), answers.ask(visit.viewer(), new Team()));
    }

    private ServerResponse take(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        int taken =
                answers.act(
                        visit.viewer(),
                        new LeaseActs.Take(STACKS_OF_A_LEASE, visit.text("second").equals("yes")));
        kept(request).removeAttribute(BEGUN);
        return back(taken == 0 ? Said.NONE_LEFT : Said.TAKEN);
    }

    /// From a message to the picture that hangs at it; where it cannot be seen, to its stack, which
    /// says why.
    private ServerResponse askToOpen(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        AskToOpen.Answer answer = answers.act(visit.viewer(), new AskToOpen(visit.id("fact")));
        answers.casebook().exposure().look(visit.viewer().user());
        return Deeds.goOn(
                answer.held()
                        ? "/pictures/one?key=" + answer.key() + "&content=" + answer.content()
                        : "/pictures/stack?key=" + answer.key());
    }

    private static boolean near(Gallery.Tile tile) {
        return tile.key().state() == PictureState.NEAR;
    }

    private static HttpSession kept(ServerRequest request) {
        return request.servletRequest().getSession();
    }

    /// What one does with hard work after the warning.
    private enum Hard {
        /// Look at it now.
        BEGIN,
        /// Leave it for later.
        LATER,
        /// Leave it to somebody else.
        HAND_OVER
    }

    private ServerResponse begin(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        Hard how = visit.choice("how", Hard.LATER, Hard.class);
        if (how == Hard.BEGIN) {
            kept(request).setAttribute(BEGUN, true);
            return back(Said.NOTHING);
        }
        Gallery mine = new Gallery(Gallery.Show.MINE, "", "", 1, Gallery.MOST);
        Gallery.Answer held = answers.ask(visit.viewer(), mine);
        for (Gallery.Tile tile : held.tiles()) {
            if (held.desk().lease().second() || near(tile)) {
                answers.act(
                        visit.viewer(), new LeaseActs.GiveBack(tile.key(), how == Hard.HAND_OVER));
            }
        }
        return back(Said.PUT_OFF);
    }

    private ServerResponse change(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        LeaseActs.Change.What what =
                visit.choice("what", LeaseActs.Change.What.PROLONG, LeaseActs.Change.What.class);
        boolean done = answers.act(visit.viewer(), new LeaseActs.Change(what));
        return back(
                what == LeaseActs.Change.What.TAKE_BACK && done ? Said.TAKEN_BACK : Said.NOTHING);
    }

    private ServerResponse giveBack(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        answers.act(
                visit.viewer(),
                new LeaseActs.GiveBack(key(visit), visit.text("hand-over").equals("yes")));
        return back(Said.PUT_OFF);
    }

    /// One stack by key: 204 where it is graded, 409 with the outcome where it is not.
    private ServerResponse grade(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        GradeStack.Outcome outcome = grade(visit, key(visit), visit.need("code"));
        answers.casebook().exposure().look(visit.viewer().user());
        return outcome == GradeStack.Outcome.GRADED
                ? ServerResponse.noContent().build()
                : ServerResponse.status(HttpStatus.CONFLICT).body(outcome.name());
    }

    /// All stacks of a page that are marked, or marked contents of one stack.
    private ServerResponse gradeMarked(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        Map<String, String> marked = new TreeMap<>();
        request.params()
                .forEach((name, values) -> {
                    if (name.startsWith("g.")) {
                        marked.put(name.substring(2), values.getFirst());
                    }
                });
        if (marked.isEmpty()) {
            marked.put(visit.need("key"), visit.need("code"));
        }
        for (Map.Entry<String, String> each : marked.entrySet()) {
            GradeStack.Outcome outcome = grade(visit, key(each.getKey()), each.getValue());
            if (outcome == GradeStack.Outcome.NOT_HELD) {
                return back(Said.NOT_HELD);
            }
            if (outcome == GradeStack.Outcome.LOOK_FIRST) {
                return ServerResponse.seeOther(
                                URI.create("/pictures/stack?look=first&key=" + each.getKey()))
                        .build();
            }
        }
        return back(Said.GRADED);
    }

    private GradeStack.Outcome grade(Visit visit, StackKey key, String code) throws IOException {
        Set<String> only = new TreeSet<>(visit.request().params().getOrDefault("only", List.of()));
        try {
            return answers.act(
                    visit.viewer(),
                    new GradeStack(key, only, code, visit.text("looked").equals("yes")));
        } catch (IllegalArgumentException e) {
            throw new WrongParameter("code");
        }
    }

    private ServerResponse keepFilter(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        kept(request)
                .setAttribute(
                        FILTER,
                        visit.choice("filter", PictureFilter.LINES, PictureFilter.class).name());
        return back(Said.NOTHING);
    }

    private ServerResponse supervise(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String who = visit.text("end");
        try {
            if (who.isEmpty()) {
                answers.act(visit.viewer(), new LeaseActs.ChooseScheme(visit.need("scheme")));
            } else {
                answers.act(visit.viewer(), new LeaseActs.EndFor(who));
            }
        } catch (IllegalArgumentException e) {
            throw new WrongParameter("scheme");
        }
        return ServerResponse.seeOther(URI.create("/pictures/team")).build();
    }

    private static ServerResponse back(Said said) {
        return ServerResponse.seeOther(
                        URI.create(
                                said == Said.NOTHING
                                        ? "/pictures"
                                        : "/pictures?said=" + said.name().toLowerCase(Locale.ROOT)))
                .build();
    }

    /// How this person has pictures shown; lines until they choose. Unfiltered is never a habit: it
    /// is asked for each time.
    static PictureFilter filter(Visit visit) {
        Object kept = visit.request().servletRequest().getSession().getAttribute(FILTER);
        PictureFilter filter =
                kept instanceof String name ? PictureFilter.valueOf(name) : PictureFilter.LINES;
        return filter == PictureFilter.NONE ? PictureFilter.LINES : filter;
    }

    private static StackKey key(Visit visit) throws WrongParameter {
        return key(visit.need("key"));
    }

    private static StackKey key(String text) throws WrongParameter {
        try {
            return StackKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new WrongParameter("key");
        }
    }
}
