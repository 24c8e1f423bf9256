package org.tutela.answers.work;

import java.io.IOException;
import org.tutela.answers.ask.Act;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.work.Mark;

/// What people do with notes, tags and bookmarks.
public final class MarkActs {
    private MarkActs() {}

    /// Puts a mark beside a thing.
    ///
    /// @param kind note, tag or bookmark
    /// @param about the thing, such as `account:…`
    /// @param text of a note or tag
    public record Put(Mark.Kind kind, String about, String text) implements Act<Mark> {
        @Override
        public Right right() {
            return Right.WRITE;
        }

        @Override
        public String subject() {
            return "mark";
        }

        /// Throws [NotFound] where the viewer has no such thing, [IllegalArgumentException] with a
        /// sentence where the text is empty or too long.
        @Override
        public Mark perform(Desk desk) throws IOException {
            Subjects.demand(desk, about);
            return desk.casebook().work().marks().put(desk.author(), kind, about, text);
        }
    }

    /// Takes back a mark that the viewer put.
    ///
    /// @param id of the mark
    public record TakeBack(String id) implements Act<Void> {
        @Override
        public Right right() {
            return Right.WRITE;
        }

        @Override
        public String subject() {
            return "mark";
        }

        /// Throws [NotFound] where there is no such mark of the viewer's.
        @Override
        public Void perform(Desk desk) throws IOException {
            var marks = desk.casebook().work().marks();
            Mark mark =
                    marks.find(id)
                            .filter(found -> found.who().equals(desk.viewer().user()))
                            .orElseThrow(() -> new NotFound("mark " + id));
            marks.takeBack(desk.author(), mark);
            return null;
        }
    }
}
