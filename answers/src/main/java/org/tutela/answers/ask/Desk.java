package org.tutela.answers.ask;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.Kept;
import org.tutela.answers.RowSink;
import org.tutela.answers.search.Found;
import org.tutela.answers.search.PlaceKind;
import org.tutela.answers.search.TextIndex;
import org.tutela.answers.search.Wanted;
import org.tutela.casebook.Author;
import org.tutela.casebook.Casebook;
import org.tutela.casebook.work.Victims;
import org.tutela.facts.CaseFolder;
import org.tutela.facts.RunNote;
import org.tutela.model.Id;

/// What a question can lay hands on, cut to what the viewer needs to know.
public final class Desk {
    /// The most rows that one statement may give.
    public static final int MOST_ROWS = 20_000;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final Viewer viewer;
    private final CaseQuery query;
    private final Victims victims;
    private final String schema;
    private final Casebook casebook;
    private final Doors doors;

    /// Ways to what is no table.
    ///
    /// @param contents to bytes
    /// @param index to words
    /// @param packages to what leaves the house
    /// @param folder to the folder of the case
    record Doors(Contents contents, TextIndex index, Packages packages, CaseFolder folder) {}

    Desk(Viewer viewer, CaseQuery query, Casebook casebook, Doors doors) throws IOException {
        this.viewer = viewer;
        this.query = query;
        this.victims = viewer.victims() ? Victims.NONE : casebook.work().persons().victims();
        this.schema = query.schema(viewer.exhibits(), victims);
        this.casebook = casebook;
        this.doors = doors;
    }

    /// Whether a text from outside can be the id of a fact or linked fact.
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /// Who asks.
    public Viewer viewer() {
        return viewer;
    }

    /// Generation of the catalog that is asked.
    public int generation() {
        return query.generation();
    }

    /// What people own.
    public Casebook casebook() {
        return casebook;
    }

    /// The door to what leaves the house, for who knows every exhibit. Throws [NotFound] for
    /// others.
    public Packages packages() throws NotFound {
        if (!viewer.knows(org.tutela.casebook.User.ALL_EXHIBITS)) {
            throw new NotFound("packages, for who knows some exhibits only");
        }
        return doors.packages();
    }

    /// The viewer as whoever does something.
    public Author author() {
        return new Author(viewer.user(), viewer.task(), viewer.from());
    }

    /// The door to bytes. The place must have been found in a row of this desk first.
    public Contents contents() {
        return doors.contents();
    }

    /// How the run gets on that is at the case now; empty where there is none.
    Optional<RunNote> run() throws IOException {
        return RunNote.find(doors.folder());
    }

    /// Looks for words in the sources that the viewer needs to know, by their ids; `chosen` are
    /// those of them of which places are shown, empty: all.
    Found find(Wanted wanted, Set<Id> sources, Set<Id> chosen) throws IOException {
        Found found = doors.index().find(wanted, sources, chosen);
        if (victims.isEmpty()) {
            return found;
        }
        // The index knows names that the tables of this desk leave out.
        List<Found.Place> shown = new ArrayList<>();
        for (Found.Place place : found.places()) {
            boolean words = place.kind() == PlaceKind.MESSAGE;
            String text = place.text().stream().map(Found.Part::text).collect(Collectors.joining());
            boolean mine = hidesPart("account:" + place.account());
            if (words || !(mine || hides(text, place.path()))) {
                shown.add(place);
            }
        }
        return found.with(shown);
    }

    /// Of some sources, those that are not in the index of words.
    Set<Id> notIndexed(Set<Id> sources) {
        Set<Id> waiting = new TreeSet<>(doors.index().waiting());
        waiting.retainAll(sources);
        return waiting;
    }

    /// Rows of a statement with values for its `?`. Tables stand in braces, as in `FROM {message}`,
    /// and mean those that the viewer needs to know. Throws [IllegalStateException] beyond
    /// [#MOST_ROWS].
    public List<Row> rows(String sql, Object... values) throws IOException {
        List<Row> rows = new ArrayList<>();
        query.query(
                Kept.in(schema, sql),
                List.of(values),
                new RowSink() {
                    private List<String> columns = List.of();

                    @Override
                    public void begin(List<String> names) {
                        columns = List.copyOf(names);
                    }

                    @Override
                    public void row(List<@Nullable Object> cells) {
                        if (rows.size() == MOST_ROWS) {
                            throw new IllegalStateException("a question asks for too many rows");
                        }
                        rows.add(new Row(columns, new ArrayList<>(cells)));
                    }

                    @Override
                    public void end() {}
                });
        return rows;
    }

    /// Whether words of people name a victim whom the viewer does not need to know.
    public boolean hides(String... texts) throws IOException {
        if (victims.isEmpty()) {
            return false;
        }
        return row(
                                "SELECT count(*) AS n FROM {hidden_name} h WHERE contains(strip_accents(lower(?)), h.name)",
                                String.join("\n", texts))
                        .number("n")
                > 0;
    }

    /// Whether an account or document (`account:…`, `document:…`) is a victim's whom the viewer
    /// does not need to know.
    public boolean hidesPart(String part) {
        return victims.parts().contains(part);
    }

    /// SHA-256 of a row as the case has it, in hex: what a citation remembers of it. The reference
    /// of the exhibit and the version of what read it are left out, for both may change where the
    /// fact does not. Empty where the viewer has no such row.
    public Optional<String> digest(String table, String id, boolean linked) throws IOException {
        String where = "\"" + table + "_by_id\" WHERE row_id = unhex(?)";
        if (!isId(id) || rows("SELECT 1 AS one FROM " + schema + "." + where, id).isEmpty()) {
            return Optional.empty();
        }
        String stored = linked ? "row_id" : "row_id, row_source";
        List<Row> whole = rows("SELECT * EXCLUDE (" + stored + ") FROM main." + where, id);
        return whole.isEmpty() ? Optional.empty() : Optional.of(RowDigest.of(whole.getFirst()));
    }

    /// Keeps a table for this generation and what this viewer needs to know; asked later as
    /// `{name}`.
    public void keep(Kept table) throws IOException {
        query.keep(schema, table);
    }

    /// The one row of a statement that always gives one.
    public Row row(String sql, Object... values) throws IOException {
        return rows(sql, values).getFirst();
    }
}
