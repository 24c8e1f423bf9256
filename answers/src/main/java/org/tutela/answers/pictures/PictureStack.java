package org.tutela.answers.pictures;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.NotFound;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.Row;
import org.tutela.casebook.review.Grades;

/// One stack: what lies in it, how alike, and where.
///
/// @param key the stack
public record PictureStack(StackKey key) implements Question<PictureStack.Answer> {
    /// A member whose nearest neighbour is farther than this many of 256 bits is an outlier: it may
    /// be another picture, and is looked at before a grade is given to the whole stack.
    public static final long OUTLIER = 16;

    /// The most contents of a stack that are shown, and so graded, at once: the closest ones.
    static final int MOST = 2_000;

    /// A stack.
    ///
    /// @param key its name
    /// @param members its contents, the closest first, at most 2,000
    /// @param outliers how many of them are outliers
    /// @param held whether the viewer holds the lease on all of them
    /// @param holder who holds the lease; empty where nobody does
    /// @param first when the first message that carried one was sent; null where none is known
    public record Answer(
            StackKey key,
            List<Member> members,
            long outliers,
            boolean held,
            String holder,
            @Nullable Instant first) {
        /// A copy.
        public Answer {
            members = List.copyOf(members);
        }
    }

    /// One content.
    ///
    /// @param content SHA-256, hex
    /// @param distance bits to the nearest other content of the stack
    /// @param nearest bits to the nearest entry of a list, -1 where none is near
    /// @param copies files with this content
    /// @param exhibits where they lie, commas between
    /// @param address of one of them
    /// @param fact that states this content there
    /// @param camera maker and model as the file says; empty where it says nothing
    /// @param code the viewer's own grade; empty where there is none
    public record Member(
            String content,
            long distance,
            long nearest,
            long copies,
            String exhibits,
            String address,
            String fact,
            String camera,
            String code) {
        /// Whether it may be another picture than the rest.
        public boolean outlier() {
            return distance > OUTLIER;
        }
    }

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "stack:" + key.state();
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        PictureTables.prepare(desk);
        List<Row> rows =
                desk.rows(
                        "SELECT * FROM {gallery_member} WHERE stack = ? AND state = ? ORDER BY distance, sha256 LIMIT "
                                + MOST,
                        key.stack(),
                        key.state().name());
        if (rows.isEmpty()) {
            throw new NotFound("stack " + key);
        }
        List<String> contents = rows.stream().map(row -> row.text("sha256")).toList();
        boolean held =
                key.state() != PictureState.LISTED
                        && Right.GRADE.heldBy(desk.viewer().role())
                        && desk.casebook()
                                .leases()
                                .held(desk.viewer().user(), contents)
                                .containsAll(contents);
        Map<String, List<Grades.Verdict>> verdicts = desk.casebook().grades().verdicts(contents);
        List<Member> members = new ArrayList<>();
        for (Row row : rows) {
            members.add(member(row, verdicts, desk.viewer().user()));
        }
        return new Answer(
                key,
                members,
                members.stream().filter(Member::outlier).count(),
                held,
                desk.casebook().leases().holder(contents.getFirst()).orElse(""),
                first(desk, contents));
    }

    private static Member member(Row row, Map<String, List<Grades.Verdict>> verdicts, String who) {
        return new Member(
                row.text("sha256"),
                row.number("distance"),
                row.value("nearest") == null ? -1 : row.number("nearest"),
                row.number("copies"),
                row.text("exhibits").replace(String.valueOf(PictureTables.BETWEEN), ", "),
                row.text("address"),
                row.text("fact"),
                row.text("camera").strip(),
                verdicts.getOrDefault(row.text("sha256"), List.of()).stream()
                        .filter(verdict -> verdict.who().equals(who))
                        .map(Grades.Verdict::code)
                        .findFirst()
                        .orElse(""));
    }

    private static @Nullable Instant first(Desk desk, List<String> contents) throws IOException {
        return desk.row(
                        "SELECT min(sent) AS first FROM {spread} WHERE sha256 IN (SELECT"
                                + " unnest(string_split(?, ' ')))",
                        String.join(" ", contents))
                .time("first");
    }
}
