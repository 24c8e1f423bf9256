package org.tutela.web.page;

import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.work.TaskActs;
import org.tutela.answers.work.TaskList;
import org.tutela.casebook.work.Task;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;
import org.tutela.web.view.WrongParameter;

/// `/tasks`: what work is done for, and choosing one; `/task`: making and changing one.
public final class TasksPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks and acts through `answers`.
    public TasksPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the list shows.
    ///
    /// @param list the tasks
    /// @param next where to go on once a task is chosen
    public record All(TaskList.Answer list, String next) {}

    /// What the form shows.
    ///
    /// @param task the task to be changed; null for a new one
    /// @param people to whom it can be assigned
    public record One(@Nullable Task task, List<String> people) {}

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/tasks", this::show);
        routes.POST("/tasks", this::choose);
        routes.GET("/task", this::form);
        routes.POST("/task", this::put);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        return screens.show(
                visit,
                "tasks",
                visit.say("tasks.title"),
                new All(answers.ask(visit.viewer(), new TaskList()), next(visit)));
    }

    private ServerResponse choose(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String title = visit.need("title");
        Deeds.perform(answers, visit, new TaskActs.Choose(title));
        HttpSession session = request.servletRequest().getSession();
        session.setAttribute(Screens.TASK, title);
        return Deeds.goOn(next(visit));
    }

    private ServerResponse form(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        TaskList.Answer list = answers.ask(visit.viewer(), new TaskList());
        String title = visit.text("title");
        Task known =
                answers.casebook().work().tasks().list().stream()
                        .filter(task -> list.open().contains(task) || list.others().contains(task))
                        .filter(task -> task.title().equals(title))
                        .findFirst()
                        .orElse(null);
        if (known == null && !title.isEmpty()) {
            throw new org.tutela.answers.ask.NotFound(title);
        }
        return screens.show(
                visit,
                "task",
                known == null ? visit.say("tasks.make") : known.title(),
                new One(known, list.people()));
    }

    private ServerResponse put(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String until = visit.text("until");
        LocalDate day;
        try {
            day = until.isEmpty() ? null : LocalDate.parse(until);
        } catch (DateTimeException e) {
            throw new WrongParameter("until");
        }
        Task task =
                new Task(
                        visit.need("title").strip(),
                        visit.need("purpose"),
                        visit.need("authority"),
                        day,
                        visit.text("assigned"),
                        visit.choice("state", Task.State.OPEN, Task.State.class),
                        visit.viewer().user());
        Deeds.perform(answers, visit, new TaskActs.Put(task));
        return Deeds.goOn("/tasks");
    }

    /// A page of ours; `/` for whatever else is asked.
    private static String next(Visit visit) throws WrongParameter {
        String next = visit.text("next");
        boolean ours = next.matches("/[A-Za-z0-9][A-Za-z0-9/-]*(\\?[\\x21-\\x7e]*)?");
        return ours && next.indexOf('\\') < 0 ? next : "/";
    }
}
