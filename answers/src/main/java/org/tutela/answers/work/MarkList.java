package org.tutela.answers.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.work.Mark;

/// The viewer's bookmarks, or everything that carries a tag; the newest first.
///
/// @param tag the tag; empty: the bookmarks
public record MarkList(String tag) implements Question<List<Mark>> {

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return tag.isEmpty() ? "bookmarks" : "tag";
    }

    @Override
    public List<Mark> answer(Desk desk) throws IOException {
        if (desk.hides(tag)) {
            return List.of();
        }
        var marks = desk.casebook().work().marks();
        List<Mark> shown = new ArrayList<>();
        for (Mark mark :
                tag.isEmpty() ? marks.listBookmarks(desk.viewer().user()) : marks.listTagged(tag)) {
            if (Subjects.has(desk, mark.subject())) {
                shown.add(mark);
            }
        }
        return shown;
    }
}
