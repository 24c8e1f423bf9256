package org.tutela.answers.ask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.tutela.model.FactTable;
import org.tutela.model.FactTables;

/// How we know something: the facts that a linked fact rests on, or what a fact says and what rests
/// on it. Found by what the address of the page says of it; nothing is looked for where it cannot
/// be.
///
/// @param table its table; empty: any, which takes longer
/// @param id id of a fact or linked fact, 32 hex digits
/// @param address of a fact, the place it was seen; empty: any
/// @param linked whether it is a linked fact
public record How(String table, String id, String address, boolean linked)
        implements Question<How.Answer> {
    private static final int MOST = 500;

    /// Where what belongs to a table is found most often; the others are looked through only while
    /// something is missing.
    private static final Map<String, List<String>> NEAR =
            Map.ofEntries(
                    Map.entry("linked_message", List.of("message")),
                    Map.entry("presence", List.of("message")),
                    Map.entry("membership", List.of("membership_event", "conversation", "message")),
                    Map.entry("linked_conversation", List.of("conversation", "message")),
                    Map.entry("linked_account", List.of("account", "contact", "account_edge")),
                    Map.entry("account_alias", List.of("account", "account_edge", "contact")),
                    Map.entry("account_tie", List.of("account_edge", "account")),
                    Map.entry("device_owner", List.of("account", "message")),
                    Map.entry("lead", List.of("mention", "message", "membership_event")),
                    Map.entry("invite_posting", List.of("mention", "message")),
                    Map.entry("spread", List.of("attachment", "message", "content")),
                    Map.entry("stack", List.of("visual_hash", "content")),
                    Map.entry("picture_hash", List.of("visual_hash", "content")),
                    Map.entry("person_candidate", List.of("contact", "account")),
                    Map.entry("message", List.of("linked_message", "presence")),
                    Map.entry("contact", List.of("linked_account", "account_alias")),
                    Map.entry("membership_event", List.of("membership", "lead")));

    /// Any table, any place.
    public How(String id, boolean linked) {
        this("", id, "", linked);
    }

    /// The ground of a statement.
    ///
    /// @param table its table
    /// @param row every column of it
    /// @param facts for a linked fact the facts it rests on: rows of `table`, `exhibit`, `address`,
    ///   `examination`, `version`, `fact`
    /// @param resting for a fact the linked facts that rest on it: rows of `table`, `step`,
    ///   `version`, `linked`
    /// @param more whether there are more than are listed
    public record Answer(String table, Row row, List<Row> facts, List<Row> resting, boolean more) {}

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
        for (String each : tables(linked)) {
            if (!table.isEmpty() && !table.equals(each)) {
                continue;
            }
            List<Row> found = row(desk, each);
            if (!found.isEmpty()) {
                List<String> ids =
                        desk
                                .rows(
                                        linked
                                                ? "SELECT fact AS id FROM {cites} WHERE linked = ? ORDER BY fact LIMIT "
                                                        + (MOST + 1)
                                                : "SELECT linked AS id FROM {cites} WHERE fact = ? ORDER BY linked LIMIT "
                                                        + (MOST + 1),
                                        id)
                                .stream()
                                .map(row -> row.text("id"))
                                .toList();
                List<Row> others = others(desk, each, ids);
                return new Answer(
                        each,
                        found.getFirst(),
                        linked ? others : List.of(),
                        linked ? List.of() : others,
                        ids.size() > MOST);
            }
        }
        throw new NotFound(id);
    }

    private List<Row> row(Desk desk, String each) throws IOException {
        if (linked) {
            return desk.rows("SELECT * FROM {%s} WHERE linked = ? LIMIT 1".formatted(each), id);
        }
        // Rows lie in the order of their addresses: a place leads past all that lies elsewhere.
        return address.isEmpty()
                ? desk.rows("SELECT * FROM {%s} WHERE fact = ? LIMIT 1".formatted(each), id)
                : desk.rows(
                        "SELECT * FROM {%s} WHERE address = ? AND fact = ? LIMIT 1".formatted(each),
                        address,
                        id);
    }

    /// The rows of these ids on the other side, the likely tables first.
    private List<Row> others(Desk desk, String mine, List<String> ids) throws IOException {
        Set<String> missing = new HashSet<>(ids.subList(0, Math.min(MOST, ids.size())));
        List<String> likely = NEAR.getOrDefault(mine, List.of());
        List<String> order =
                Stream.concat(likely.stream(), tables(!linked).stream()).distinct().toList();
        String columns =
                linked ? "exhibit, address, examination, version, fact" : "step, version, linked";
        String key = linked ? "fact" : "linked";
        List<Row> all = new ArrayList<>();
        for (String each : order) {
            if (missing.isEmpty()) {
                break;
            }
            List<Row> found =
                    desk.rows(
                            "SELECT '%s' AS \"table\", %s FROM {%s} WHERE %s IN (%s)"
                                    .formatted(
                                            each,
                                            columns,
                                            each,
                                            key,
                                            String.join(
                                                    ", ",
                                                    Collections.nCopies(missing.size(), "?"))),
                            missing.toArray());
            found.forEach(row -> missing.remove(row.text(key)));
            all.addAll(found);
        }
        all.sort(
                java.util.Comparator.comparing(
                                (Row row) -> linked ? row.text("exhibit") : row.text("table"))
                        .thenComparing(row -> linked ? row.text("address") : "")
                        .thenComparing(row -> row.text(key)));
        return all;
    }

    private static List<String> tables(boolean linked) {
        return (linked ? FactTables.linked() : FactTables.facts())
                .stream().map(FactTable::name).filter(name -> !name.equals("cites")).toList();
    }
}
