package org.tutela.answers.ask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;

/// How we know something: the facts that a linked fact rests on, or what a fact says and what rests
/// on it.
///
/// @param id id of a fact or linked fact, 32 hex digits
/// @param linked whether it is a linked fact
public record How(String id, boolean linked) implements Question<How.Answer> {
    private static final int MOST = 500;

    /// The ground of a statement.
    ///
    /// @param table its table
    /// @param row every column of it
    /// @param facts for a linked fact the facts it rests on: rows of `table`, `exhibit`, `address`,
    ///   `examination`, `version`, `fact`
    /// @param resting for a fact the linked facts that rest on it: rows of `table`, `step`,
    ///   `version`, `linked`
    public record Answer(String table, Row row, List<Row> facts, List<Row> resting) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return (linked ? "linked:" : "fact:") + id;
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        for (FactTable<?> table : linked ? FactTables.linked() : FactTables.facts()) {
            if (table.name().equals("cites")) {
                continue;
            }
            List<Row> found =
                    desk.rows(
                            "SELECT * FROM {%s} WHERE %s = ? LIMIT 1"
                                    .formatted(table.name(), linked ? "linked" : "fact"),
                            id);
            if (!found.isEmpty()) {
                return new Answer(
                        table.name(),
                        found.getFirst(),
                        linked ? facts(desk) : List.of(),
                        linked ? List.of() : resting(desk));
            }
        }
        throw new NotFound(id);
    }

    private List<Row> facts(Desk desk) throws IOException {
        String all =
                FactTables.facts().stream()
                        .map(table ->
                                "SELECT '%s' AS \"table\", exhibit, address, examination, version, fact FROM {%s} WHERE fact IN (SELECT fact FROM asked)"
                                        .formatted(table.name(), table.name()))
                        .collect(Collectors.joining(" UNION ALL "));
        return desk.rows(
                "WITH asked AS (SELECT fact FROM {cites} WHERE linked = ?) "
                        + all
                        + " ORDER BY exhibit, address, fact LIMIT "
                        + MOST,
                id);
    }

    private List<Row> resting(Desk desk) throws IOException {
        List<String> parts = new ArrayList<>();
        for (FactTable<?> table : FactTables.linked()) {
            if (!table.name().equals("cites")) {
                parts.add(
                        "SELECT '%s' AS \"table\", step, version, linked FROM {%s} WHERE linked IN (SELECT linked FROM asked)"
                                .formatted(table.name(), table.name()));
            }
        }
        return desk.rows(
                "WITH asked AS (SELECT linked FROM {cites} WHERE fact = ?) "
                        + String.join(" UNION ALL ", parts)
                        + " ORDER BY \"table\", linked LIMIT "
                        + MOST,
                id);
    }
}
