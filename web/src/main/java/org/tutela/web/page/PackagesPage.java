package org.tutela.web.page;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Packages;
import org.tutela.answers.packages.DecidePackage;
import org.tutela.answers.packages.PackageDetail;
import org.tutela.answers.packages.PackageList;
import org.tutela.answers.packages.PackagePreview;
import org.tutela.answers.packages.ProposePackage;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;
import org.tutela.web.view.WrongParameter;

/// `/packages`: what leaves the house, and choosing it; `/package`: the second person decides.
public final class PackagesPage implements Page {
    private static final List<String> DECISIONS = List.of("agree", "back", "again");
    private static final List<String> TICKS = List.of("read", "lot", "belong");
    private static final String TOLD = "package.told.";
    private static final int LONGEST_SENTENCE = 500;
    private static final int LONGEST_RULES = 20_000;

    private final Answers answers;
    private final Screens screens;

    /// Asks and acts through `answers`.
    public PackagesPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the list shows.
    ///
    /// @param entries the packages, the newest first
    /// @param order what is in the form
    /// @param preview what it would hold; null where nobody asked, or it is none
    /// @param wrong why the order is none; empty where it is one
    public record Shown(
            List<Packages.Entry> entries,
            Packages.Order order,
            Packages.@Nullable Preview preview,
            String wrong) {
        /// How many wait for a second person.
        public long waiting() {
            return entries.stream().filter(e -> e.state() == Packages.State.PROPOSED).count();
        }
    }

    /// What one package shows.
    ///
    /// @param answer the package
    /// @param open whether a point was left open
    /// @param wrong why the decision was not taken; empty where it was, or none was tried
    public record One(PackageDetail.Answer answer, boolean open, String wrong) {
        /// The rules of what is held back, a line each.
        public List<String> rules() {
            return answer.detail().entry().order().terms().rules().lines().toList();
        }

        /// The number of a count as it is now.
        public long now(Packages.Count count) {
            return java.util.stream.Stream.concat(
                            answer.detail().now().in().stream(),
                            answer.detail().now().out().stream())
                    .filter(each -> each.key().equals(count.key()))
                    .mapToLong(Packages.Count::rows)
                    .findFirst()
                    .orElse(0);
        }
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/packages", this::list);
        routes.POST("/packages", this::propose);
        routes.GET("/package", this::show);
        routes.POST("/package", this::decide);
    }

    private ServerResponse list(ServerRequest request) throws IOException {
        return look(screens.visit(request), "");
    }

    /// What was chosen so far, and what the order in the form would hold. The form is posted to be
    /// looked at too, as rules name people, and an address is no place for them.
    private ServerResponse look(Visit visit, String refused) throws IOException {
        List<Packages.Entry> entries = answers.ask(visit.viewer(), new PackageList());
        Packages.Order order = order(visit);
        Packages.Preview preview = null;
        String wrong = refused;
        if (!order.country().isEmpty()) {
            try {
                preview = answers.ask(visit.viewer(), new PackagePreview(order));
            } catch (IllegalArgumentException e) {
                wrong = Objects.requireNonNullElse(e.getMessage(), "?");
            }
        }
        return screens.show(
                visit,
                "packages",
                visit.say("nav.packages"),
                new Shown(entries, order, preview, wrong));
    }

    private ServerResponse propose(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        if (visit.text("look").equals("yes")) {
            return look(visit, "");
        }
        try {
            String name = answers.act(visit.viewer(), new ProposePackage(order(visit)));
            return ServerResponse.seeOther(at(name, "")).build();
        } catch (IllegalArgumentException e) {
            // The form stays as it is filled in, and says why.
            return look(visit, Objects.requireNonNullElse(e.getMessage(), "?"));
        }
    }

    private static Packages.Order order(Visit visit) throws WrongParameter {
        String language = visit.text("language");
        String rules = visit.text("rules").strip();
        if (rules.length() > LONGEST_RULES) {
            rules = rules.substring(0, LONGEST_RULES) + "\n?";
        }
        return new Packages.Order(
                visit.text("country").strip().toUpperCase(Locale.ROOT),
                visit.text("addressee").strip(),
                visit.text("authority").strip(),
                visit.text("basis").strip(),
                visit.text("handling").strip(),
                visit.text("retain").strip(),
                language.isEmpty() ? "en" : language,
                new Packages.Terms(
                        visit.text("content").equals("yes"),
                        visit.text("victims").equals("yes"),
                        rules));
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        PackageDetail asked = new PackageDetail(visit.need("name"));
        PackageDetail.Answer answer = answers.ask(visit.viewer(), asked);
        boolean open = visit.text("open").equals("yes");
        return screens.show(
                visit, "package", asked.name(), new One(answer, open, told(visit, asked.name())));
    }

    private ServerResponse decide(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String name = visit.need("name");
        String sentence = visit.text("sentence").strip();
        boolean agreed = visit.text("decision").equals("agree");
        boolean again = visit.text("decision").equals("again");
        if (!DECISIONS.contains(visit.need("decision"))) {
            throw new WrongParameter("decision");
        }
        if (!waits(visit, name, again)) {
            return ServerResponse.seeOther(at(name, "")).build();
        }
        boolean ticked = true;
        for (String tick : TICKS) {
            ticked &= visit.text(tick).equals("yes");
        }
        if (!again
                && (sentence.isEmpty()
                        || sentence.length() > LONGEST_SENTENCE
                        || (agreed && !ticked))) {
            return ServerResponse.seeOther(at(name, "&open=yes")).build();
        }
        try {
            answers.act(
                    visit.viewer(),
                    new DecidePackage(name, agreed || again, again ? "again" : sentence));
        } catch (IllegalArgumentException e) {
            tell(visit, name, Objects.requireNonNullElse(e.getMessage(), "?"));
        }
        return ServerResponse.seeOther(at(name, "")).build();
    }

    /// Keeps a sentence for the next look at a package: an address could be made up by anybody.
    private static void tell(Visit visit, String name, String sentence) {
        visit.request().servletRequest().getSession().setAttribute(TOLD + name, sentence);
    }

    /// What was kept for this look; empty where nothing was.
    private static String told(Visit visit, String name) {
        HttpSession session = visit.request().servletRequest().getSession();
        Object sentence = session.getAttribute(TOLD + name);
        session.removeAttribute(TOLD + name);
        return sentence instanceof String text ? text : "";
    }

    /// Whether a package waits for this person: somebody may have decided meanwhile, and then its
    /// page says what became of it. One of that name that is not there waits for [NotFound].
    private boolean waits(Visit visit, String name, boolean again) throws IOException {
        Packages.State state = again ? Packages.State.NOT_SEALED : Packages.State.PROPOSED;
        for (Packages.Entry entry : answers.ask(visit.viewer(), new PackageList())) {
            if (entry.name().equals(name)) {
                return entry.state() == state && !entry.by().equals(visit.viewer().user());
            }
        }
        return true;
    }

    private static URI at(String name, String more) {
        return URI.create(
                "/package?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + more);
    }
}
