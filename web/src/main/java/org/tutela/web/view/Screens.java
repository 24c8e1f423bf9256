package org.tutela.web.view;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Frame;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.SaveTable;
import org.tutela.answers.ask.Viewer;
import org.tutela.answers.work.Beside;
import org.tutela.casebook.User;
import org.tutela.casebook.work.Task;

/// Makes visits out of requests, and pages out of answers.
public final class Screens {
    /// Under this name a session keeps the task.
    public static final String TASK = "tutela.task";

    /// Under this name a session keeps the language.
    public static final String LANGUAGE = "tutela.language";

    /// Under this name a session keeps the theme.
    public static final String THEME = "tutela.theme";

    /// Under this name a session keeps that single letters are no keys: `off`.
    public static final String LETTERS = "tutela.letters";

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private final Answers answers;
    private final Templates templates;
    private final String caseName;
    private final InstantSource clock;

    /// Of the case of that name.
    public Screens(Answers answers, Templates templates, String caseName, InstantSource clock) {
        this.answers = answers;
        this.templates = templates;
        this.caseName = caseName;
        this.clock = clock;
    }

    /// The visit that a request is. The account is read anew each time, so that a right that was
    /// taken away is gone with the next request.
    public Visit visit(ServerRequest request) throws IOException {
        HttpServletRequest servlet = request.servletRequest();
        Viewer viewer = viewer(servlet);
        if (viewer == null) {
            throw new IllegalStateException("a page behind the sign-in was reached without it");
        }
        return new Visit(request, viewer, words(servlet));
    }

    /// The page of a template for a signed-in person.
    public ServerResponse show(Visit visit, String template, String title, Object it)
            throws IOException {
        return page(
                HttpStatus.OK, visit.request().servletRequest(), template, title, Map.of("it", it));
    }

    /// The same with what people put beside the thing that the page is about.
    public ServerResponse show(Visit visit, String template, Titled titled, Beside.Answer beside)
            throws IOException {
        return page(
                HttpStatus.OK,
                visit.request().servletRequest(),
                template,
                titled.title(),
                Map.of("it", titled.it(), "beside", beside));
    }

    /// What a template shows, and the heading of its page.
    ///
    /// @param title the heading
    /// @param it what the template knows as `it`
    public record Titled(String title, Object it) {}

    /// A table as a file of CSV. That it was saved is written down before it leaves the house.
    public ServerResponse table(Visit visit, String name, CsvTable table) throws IOException {
        return table(visit, name, Right.READ, table);
    }

    /// The same of a page that needs another right than to read facts.
    public ServerResponse table(Visit visit, String name, Right right, CsvTable table)
            throws IOException {
        answers.act(visit.viewer(), new SaveTable(name, right));
        return ServerResponse.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"")
                .body(table.toBytes());
    }

    /// The page of a template for anybody; its title stands under `NAME.title`.
    public ServerResponse open(ServerRequest request, String template, Map<String, Object> values)
            throws IOException {
        HttpServletRequest servlet = request.servletRequest();
        return page(
                HttpStatus.OK, servlet, template, words(servlet).say(template + ".title"), values);
    }

    /// A page that says why there is no answer; its words stand under `problem.KEY`.
    public ServerResponse problem(ServerRequest request, HttpStatus status, String key) {
        HttpServletRequest servlet = request.servletRequest();
        Words words = words(servlet);
        String known = words.has("problem." + key) ? key : "failed";
        try {
            return page(
                    status,
                    servlet,
                    "problem",
                    words.say("problem.title." + status.value()),
                    Map.of("what", words.say("problem." + known)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same without the frame, for where no route was found.
    public String bareProblem(HttpServletRequest request, String key) throws IOException {
        Words words = words(request);
        Map<String, Object> values = new HashMap<>();
        values.put("what", words.say("problem." + key));
        values.put("screen", screen(request, words.say("problem.title." + number(key))));
        return new String(templates.render("problem", values), StandardCharsets.UTF_8);
    }

    private static int number(String key) {
        return switch (key) {
            case "not-found" -> 404;
            case "refused" -> 403;
            case "wrong-parameter" -> 400;
            default -> 500;
        };
    }

    private ServerResponse page(
            HttpStatus status,
            HttpServletRequest request,
            String template,
            String title,
            Map<String, Object> values)
            throws IOException {
        Map<String, Object> all = new HashMap<>(values);
        all.put("screen", screen(request, title));
        return ServerResponse.status(status)
                .contentType(HTML)
                .body(templates.render(template, all));
    }

    private Screen screen(HttpServletRequest request, String title) throws IOException {
        Viewer viewer = viewer(request);
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        Frame.Counts counts =
                viewer != null && Right.READ.heldBy(viewer.role())
                        ? answers.ask(viewer, new Frame())
                        : Frame.Counts.NONE;
        return new Screen(
                words(request),
                title,
                request.getRequestURI(),
                caseName,
                viewer,
                counts,
                token == null
                        ? new Screen.Csrf("_csrf", "")
                        : new Screen.Csrf(token.getParameterName(), token.getToken()),
                kept(request, THEME),
                kept(request, LETTERS),
                viewer == null
                        ? null
                        : answers.casebook().work().tasks().find(viewer.task()).orElse(null),
                clock.instant());
    }

    private @Nullable Viewer viewer(HttpServletRequest request) throws IOException {
        Principal principal = request.getUserPrincipal();
        if (principal == null) {
            return null;
        }
        Optional<User> user = answers.casebook().users().find(principal.getName());
        if (user.isEmpty()) {
            return null;
        }
        return Viewer.of(user.get(), task(request, user.get().name()), request.getRemoteAddr());
    }

    /// The task that was chosen, as long as it is open to the person; where only one is, there is
    /// nothing to choose.
    private String task(HttpServletRequest request, String user) throws IOException {
        List<Task> open = answers.casebook().work().tasks().listOpenTo(user);
        String chosen = kept(request, TASK);
        if (open.stream().anyMatch(task -> task.title().equals(chosen))) {
            return chosen;
        }
        return open.size() == 1 ? open.getFirst().title() : "";
    }

    private static Words words(HttpServletRequest request) {
        String chosen = kept(request, LANGUAGE);
        if (!chosen.isEmpty()) {
            return Words.of(chosen);
        }
        var locales = request.getLocales();
        while (locales.hasMoreElements()) {
            Locale wanted = locales.nextElement();
            if (Words.LANGUAGES.contains(wanted.getLanguage())) {
                return Words.of(wanted.getLanguage());
            }
        }
        return Words.of("en");
    }

    private static String kept(HttpServletRequest request, String name) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(name) instanceof String text ? text : "";
    }
}
