package org.tutela.answers.work;

import java.io.IOException;
import org.tutela.answers.ask.Act;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.Author;
import org.tutela.casebook.work.Task;
import org.tutela.casebook.work.Tasks;

/// What people do with tasks. None of it needs a task: it is how one comes to have one.
public final class TaskActs {
    private TaskActs() {}

    /// Makes a task, or changes the one of that title.
    ///
    /// @param task the task
    public record Put(Task task) implements Act<Void> {
        @Override
        public Right right() {
            return Right.WRITE;
        }

        @Override
        public boolean needsTask() {
            return false;
        }

        @Override
        public String subject() {
            return Tasks.subject(task.title());
        }

        /// Throws [IllegalArgumentException] with a sentence where a text is empty or too long.
        @Override
        public Void perform(Desk desk) throws IOException {
            if (!task.assigned().isEmpty()
                    && desk.casebook().users().find(task.assigned()).isEmpty()) {
                throw new IllegalArgumentException("Nobody here is called " + task.assigned());
            }
            desk.casebook().work().tasks().put(desk.author(), task);
            return null;
        }
    }

    /// Begins to work for a task.
    ///
    /// @param title its title
    public record Choose(String title) implements Act<Void> {
        @Override
        public Right right() {
            return Right.ENTER;
        }

        @Override
        public String subject() {
            return Tasks.subject(title);
        }

        /// Throws [NotFound] where no such task is open to the viewer.
        @Override
        public Void perform(Desk desk) throws IOException {
            if (desk.casebook().work().tasks().listOpenTo(desk.viewer().user()).stream()
                    .noneMatch(task -> task.title().equals(title))) {
                throw new NotFound(subject());
            }
            Author author = new Author(desk.viewer().user(), title, desk.viewer().from());
            desk.casebook().journal().append(author.deed("TASK_CHOSEN", subject(), "{}"));
            return null;
        }
    }
}
