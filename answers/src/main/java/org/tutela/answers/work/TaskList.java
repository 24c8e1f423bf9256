package org.tutela.answers.work;

import java.io.IOException;
import java.util.List;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.User;
import org.tutela.casebook.work.Task;

/// What work is done for. Whoever may make tasks sees all, others those that are open to them.
public record TaskList() implements Question<TaskList.Answer> {

    /// The tasks.
    ///
    /// @param open those the viewer may choose
    /// @param others the rest, where the viewer may make tasks
    /// @param people user names to whom a task can be assigned; empty where the viewer may not
    public record Answer(List<Task> open, List<Task> others, List<String> people) {}

    @Override
    public Right right() {
        return Right.ENTER;
    }

    @Override
    public String subject() {
        return "tasks";
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        var tasks = desk.casebook().work().tasks();
        List<Task> open = tasks.listOpenTo(desk.viewer().user());
        if (!Right.WRITE.heldBy(desk.viewer().role())) {
            return new Answer(open, List.of(), List.of());
        }
        return new Answer(
                open,
                tasks.list().stream().filter(task -> !open.contains(task)).toList(),
                desk.casebook().users().list().stream()
                        .filter(user -> !user.disabled())
                        .map(User::name)
                        .toList());
    }
}
