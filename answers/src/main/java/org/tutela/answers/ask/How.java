package org.tutela.answers.ask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
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

    private static final Pattern SOURCE = Pattern.compile("source:([0-9a-f]{32})::");

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
        if (!Desk.isId(id)) {
            throw new NotFound(id);
        }
        for (String each : tables(linked)) {
            if (!table.isEmpty() && !table.equals(each)) {
                continue;
            }
            List<Row> found = row(desk, each);
            if (!found.isEmpty()) {
                Grounds grounds = grounds(desk, each, found.getFirst());
                List<Row> others = others(desk, each, found.getFirst(), grounds);
                return new Answer(
                        each,
                        found.getFirst(),
                        linked ? others : List.of(),
                        linked ? List.of() : others,
                        grounds.ids().size() > MOST);
            }
        }
        throw new NotFound(id);
    }

    /// What is on the other side.
    ///
    /// @param ids its ids, sorted; one more than [#MOST] where there are more
    /// @param sources of facts, the sources that they lie in, where these are known; else empty
    private record Grounds(List<String> ids, Set<String> sources) {}

    private List<Row> row(Desk desk, String each) throws IOException {
        String sql =
                linked
                        ? "SELECT * EXCLUDE (row_id) FROM {%s_by_id} WHERE row_id = unhex(?)"
                        : "SELECT * EXCLUDE (row_id, row_source) FROM {%s_by_id} WHERE row_id = unhex(?)";
        Matcher source = SOURCE.matcher(address);
        if (linked || !source.lookingAt()) {
            return desk.rows(sql.formatted(each) + " LIMIT 1", id);
        }
        // A place names its source, and so leads past the files of all others.
        return desk.rows(
                sql.formatted(each) + " AND row_source = unhex(?) AND address = ? LIMIT 1",
                id,
                source.group(1),
                address);
    }

    private Grounds grounds(Desk desk, String each, Row row) throws IOException {
        String sql =
                linked
                        ? "SELECT lower(hex(fact)) AS id FROM {ground} WHERE row_id = unhex(?) ORDER BY id LIMIT "
                        : "SELECT lower(hex(linked)) AS id FROM {rests} WHERE row_id = unhex(?) ORDER BY id LIMIT ";
        Set<String> ids = new TreeSet<>();
        Set<String> sources = new TreeSet<>();
        if (each.equals("linked_message")) {
            for (Row held :
                    desk.rows(
                            "SELECT fact, source FROM {held} WHERE talk = hash(?) AND conversation = ?"
                                    + " AND row_id = unhex(?) ORDER BY fact LIMIT "
                                    + (MOST + 1),
                            row.text("conversation"),
                            row.text("conversation"),
                            id)) {
                ids.add(held.text("fact"));
                sources.add(held.text("source"));
            }
        }
        for (Row other : desk.rows(sql + (MOST + 1), id)) {
            if (ids.add(other.text("id"))) {
                // Where this one lies is not known.
                sources.clear();
            }
        }
        return new Grounds(List.copyOf(ids), sources);
    }

    /// The rows of these ids on the other side, the likely tables first.
    private List<Row> others(Desk desk, String of, Row mine, Grounds grounds) throws IOException {
        List<String> ids = grounds.ids();
        Set<String> missing = new TreeSet<>(ids.subList(0, Math.min(MOST, ids.size())));
        List<String> likely = NEAR.getOrDefault(of, List.of());
        List<String> order =
                Stream.concat(likely.stream(), tables(!linked).stream()).distinct().toList();
        List<Row> all = new ArrayList<>();
        for (String each : order) {
            Set<String> sources = grounds.sources();
            Set<String> looked = missing;
            if (linked && each.equals("message") && sources.isEmpty() && !missing.isEmpty()) {
                // By far the longest table: most of what is in it is known to be in some sources.
                List<Row> held = held(desk, mine, missing);
                looked = held.stream().map(row -> row.text("fact")).collect(toTreeSet());
                sources = held.stream().map(row -> row.text("source")).collect(toTreeSet());
            }
            all.addAll(find(desk, each, looked, sources));
            all.forEach(row -> missing.remove(row.text(linked ? "fact" : "linked")));
        }
        if (linked) {
            all.addAll(find(desk, "message", missing, Set.of()));
        }
        all.sort(
                Comparator.comparing((Row row) -> linked ? row.text("exhibit") : row.text("table"))
                        .thenComparing(row -> linked ? row.text("address") : "")
                        .thenComparing(row -> row.text(linked ? "fact" : "linked")));
        return all;
    }

    /// Where messages lie that are among these facts and in a conversation: rows of `fact`,
    /// `source`.
    private static List<Row> held(Desk desk, Row mine, Set<String> facts) throws IOException {
        List<Object> values = new ArrayList<>();
        String where;
        if (mine.columns().contains("conversation")) {
            // What is said of a conversation rests on messages of it.
            where = "talk = hash(?) AND conversation = ?";
            values.addAll(Collections.nCopies(2, mine.text("conversation")));
        } else {
            where = "row_id IN (SELECT linked FROM {rests} WHERE row_id IN (" + ids(facts) + "))";
            values.addAll(facts);
        }
        values.addAll(facts);
        return desk.rows(
                "SELECT fact, source FROM {held} WHERE "
                        + where
                        + " AND fact IN ("
                        + String.join(", ", Collections.nCopies(facts.size(), "?"))
                        + ")",
                values.toArray());
    }

    /// The rows of a table with these ids, in these sources; no sources: in any.
    private List<Row> find(Desk desk, String each, Set<String> ids, Set<String> sources)
            throws IOException {
        if (ids.isEmpty()) {
            return List.of();
        }
        String columns =
                linked ? "exhibit, address, examination, version, fact" : "step, version, linked";
        String within =
                linked && !sources.isEmpty() ? " AND row_source IN (" + ids(sources) + ")" : "";
        List<Object> values = new ArrayList<>(ids);
        if (!within.isEmpty()) {
            values.addAll(sources);
        }
        return desk.rows(
                "SELECT '%s' AS \"table\", %s FROM {%s_by_id} WHERE row_id IN (%s)%s"
                        .formatted(each, columns, each, ids(ids), within),
                values.toArray());
    }

    private static Collector<String, ?, Set<String>> toTreeSet() {
        return Collectors.toCollection(TreeSet::new);
    }

    private static String ids(Set<String> values) {
        return String.join(", ", Collections.nCopies(values.size(), "unhex(?)"));
    }

    private static List<String> tables(boolean linked) {
        return (linked ? FactTables.linked() : FactTables.facts())
                .stream().map(FactTable::name).filter(name -> !name.equals("cites")).toList();
    }
}
