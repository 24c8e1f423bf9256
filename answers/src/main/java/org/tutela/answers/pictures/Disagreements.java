package org.tutela.answers.pictures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.Row;
import org.tutela.casebook.review.Grades;

/// Contents that people graded by different codes, among those the viewer needs to know.
public record Disagreements() implements Question<List<Disagreements.Disagreement>> {
    private static final int MOST = 500;

    /// One content.
    ///
    /// @param content SHA-256, hex
    /// @param key the stack in which it is shown now
    /// @param words everybody's word
    public record Disagreement(String content, StackKey key, List<Grades.Verdict> words) {}

    @Override
    public Right right() {
        return Right.GRADE;
    }

    @Override
    public String subject() {
        return "disagreements";
    }

    @Override
    public List<Disagreement> answer(Desk desk) throws IOException {
        PictureTables.prepare(desk);
        Map<String, List<Grades.Verdict>> words = new LinkedHashMap<>();
        for (Grades.Verdict verdict : desk.casebook().grades().disagreements(MOST)) {
            words.computeIfAbsent(verdict.content(), any -> new ArrayList<>()).add(verdict);
        }
        List<Disagreement> found = new ArrayList<>();
        if (words.isEmpty()) {
            return found;
        }
        for (Row row :
                desk.rows(
                        "SELECT sha256, stack, state FROM {gallery_member} WHERE sha256 IN (SELECT"
                                + " unnest(string_split(?, ' '))) ORDER BY sha256",
                        String.join(" ", words.keySet()))) {
            found.add(
                    new Disagreement(
                            row.text("sha256"),
                            new StackKey(
                                    row.text("stack"), PictureState.valueOf(row.text("state"))),
                            words.getOrDefault(row.text("sha256"), List.of())));
        }
        return found;
    }
}
