package org.tutela.answers.pictures;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.tutela.answers.ask.Act;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.Row;
import org.tutela.casebook.review.Shown;

/// Grades a stack, or some contents of it, by one code: at most as many as the page of a stack
/// shows, so that nothing is graded that was not.
///
/// @param key the stack
/// @param only these contents of it; empty for all
/// @param code a code of the scheme
/// @param looked whether the viewer looked at the outliers; without, a stack that has some is not
///   graded as a whole
public record GradeStack(StackKey key, Set<String> only, String code, boolean looked)
        implements Act<GradeStack.Outcome> {
    /// A copy.
    public GradeStack {
        only = Set.copyOf(only);
    }

    /// What came of it.
    public enum Outcome {
        /// It is graded.
        GRADED,
        /// Some may be another picture: they are to be looked at first.
        LOOK_FIRST,
        /// The lease has ended, or the stack has grown since it was leased.
        NOT_HELD
    }

    @Override
    public Right right() {
        return Right.GRADE;
    }

    @Override
    public String subject() {
        return "stack:" + key.state();
    }

    /// Throws [NotFound] where the viewer has no such stack, [IllegalArgumentException] where the
    /// scheme has no such code.
    @Override
    public Outcome perform(Desk desk) throws IOException {
        PictureTables.prepare(desk);
        List<Shown.Member> members =
                desk
                        .rows(
                                "SELECT sha256, distance FROM {gallery_member} WHERE stack = ? AND state = ? AND"
                                        + " state <> 'LISTED' ORDER BY distance, sha256 LIMIT "
                                        + PictureStack.MOST,
                                key.stack(),
                                key.state().name())
                        .stream()
                        .map(GradeStack::member)
                        .filter(member -> only.isEmpty() || only.contains(member.content()))
                        .toList();
        if (members.isEmpty() || members.size() < only.size()) {
            throw new NotFound("stack " + key);
        }
        List<String> contents = members.stream().map(Shown.Member::content).toList();
        Set<String> held = desk.casebook().leases().held(desk.viewer().user(), contents);
        if (!held.containsAll(contents)) {
            return Outcome.NOT_HELD;
        }
        boolean alike =
                members.stream().allMatch(member -> member.distance() <= PictureStack.OUTLIER);
        if (only.isEmpty() && !alike && !looked) {
            return Outcome.LOOK_FIRST;
        }
        desk.casebook().grades().grade(desk.author(), code, new Shown(desk.generation(), members));
        return Outcome.GRADED;
    }

    private static Shown.Member member(Row row) {
        return new Shown.Member(row.text("sha256"), row.number("distance"));
    }
}
