package org.tutela.answers.pictures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Question;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.Row;
import org.tutela.casebook.review.Exposure;
import org.tutela.casebook.review.Grades;
import org.tutela.casebook.review.Leases;
import org.tutela.casebook.review.Scheme;

/// A window of stacks, those worth looking at first.
///
/// @param show whose
/// @param state only of this state; empty for all
/// @param exhibit only what lies on this exhibit; empty for all
/// @param page number of the window, from 1
/// @param size tiles of a window, 1 to 200
public record Gallery(Show show, String state, String exhibit, int page, int size)
        implements Question<Gallery.Answer> {
    /// The most tiles of a window.
    public static final int MOST = 200;

    /// Which stacks.
    public enum Show {
        /// Those that the viewer holds a lease on.
        MINE,
        /// All.
        ALL
    }

    /// A window.
    ///
    /// @param tiles the stacks
    /// @param first number of the first tile, from 1; 0 where there is none
    /// @param total how many tiles there are in all
    /// @param counts pictures by state, for all exhibits that the viewer needs to know
    /// @param desk what the viewer holds and has seen
    public record Answer(
            List<Tile> tiles, long first, long total, Map<PictureState, Long> counts, Own desk) {}

    /// What is the viewer's own.
    ///
    /// @param lease what they hold
    /// @param left leased tiles that are not graded by them
    /// @param today where they stand today
    /// @param scheme codes of the case
    public record Own(Leases.Lease lease, long left, Exposure.Today today, Scheme scheme) {}

    /// One stack, or the part of it that is in one state.
    ///
    /// @param key its name
    /// @param members contents in it
    /// @param copies files with these contents
    /// @param exhibits on how many exhibits they lie
    /// @param nearest bits to the nearest entry of a list, -1 where none is near
    /// @param category of the list, where listed; empty otherwise
    /// @param lead a content to show; empty where the viewer may see none
    /// @param code what the viewer graded it by; empty where they did not, `*` where by several
    /// @param held whether the viewer holds the lease
    public record Tile(
            StackKey key,
            long members,
            long copies,
            long exhibits,
            long nearest,
            String category,
            String lead,
            String code,
            boolean held) {}

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return "pictures";
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        PictureTables.prepare(desk);
        String who = desk.viewer().user();
        boolean grades = Right.GRADE.heldBy(desk.viewer().role());
        Leases.Lease lease = grades ? desk.casebook().leases().held(who) : Leases.Lease.NONE;
        List<Object> values = new ArrayList<>();
        String where = where(desk, lease, values);
        long total =
                desk.row(
                                "SELECT count(*) AS n FROM {gallery_stack} s WHERE " + where,
                                values.toArray())
                        .number("n");
        long offset = (long) (page - 1) * size;
        // Of all stacks, the place itself says which ones a window shows.
        String window =
                values.isEmpty()
                        ? " AND place > "
                                + offset
                                + " AND place <= "
                                + (offset + size)
                                + " ORDER BY place"
                        : " ORDER BY place LIMIT " + size + " OFFSET " + offset;
        List<Row> rows =
                desk.rows(
                        "SELECT * FROM {gallery_stack} s WHERE " + where + window,
                        values.toArray());
        List<Tile> tiles = tiles(desk, rows, lease);
        return new Answer(
                tiles,
                tiles.isEmpty() ? 0 : offset + 1,
                total,
                counts(desk),
                new Own(
                        lease,
                        tiles.stream().filter(tile -> tile.held() && tile.code().isEmpty()).count(),
                        desk.casebook().exposure().today(who),
                        desk.casebook().grades().scheme()));
    }

    private String where(Desk desk, Leases.Lease lease, List<Object> values) throws IOException {
        List<String> parts = new ArrayList<>(List.of("true"));
        if (show == Show.MINE) {
            List<Row> mine =
                    desk.rows(
                            "SELECT DISTINCT place FROM {gallery_content} WHERE spot IN"
                                    + " (SELECT hash(unnest(string_split(?, ' ')))) ORDER BY place",
                            String.join(" ", lease.contents()));
            if (mine.isEmpty()) {
                parts.add("false");
            } else {
                // Whoever takes stacks takes neighbours: between the ends lies little else.
                parts.add("state <> 'LISTED' AND place BETWEEN ? AND ?");
                values.add(mine.getFirst().number("place"));
                values.add(mine.getLast().number("place"));
                parts.add("place IN (SELECT unnest(string_split(?, ' '))::BIGINT)");
                values.add(
                        mine.stream()
                                .map(row -> Long.toString(row.number("place")))
                                .collect(Collectors.joining(" ")));
            }
        }
        if (!state.isEmpty()) {
            parts.add("state = ?");
            values.add(state);
        }
        if (!exhibit.isEmpty()) {
            parts.add("list_contains(string_split(names, chr(31)), ?)");
            values.add(exhibit);
        }
        return String.join(" AND ", parts);
    }

    private static List<Tile> tiles(Desk desk, List<Row> rows, Leases.Lease lease)
            throws IOException {
        Map<String, List<Grades.Verdict>> verdicts =
                desk.casebook()
                        .grades()
                        .verdicts(rows.stream().flatMap(row -> contents(row).stream()).toList());
        List<Tile> tiles = new ArrayList<>();
        for (Row row : rows) {
            StackKey key = new StackKey(row.text("stack"), PictureState.valueOf(row.text("state")));
            List<String> contents = contents(row);
            boolean held =
                    key.state() != PictureState.LISTED && lease.contents().containsAll(contents);
            tiles.add(
                    new Tile(
                            key,
                            row.number("members"),
                            row.number("copies"),
                            row.number("exhibits"),
                            row.value("nearest") == null ? -1 : row.number("nearest"),
                            row.text("category"),
                            held ? row.text("lead") : "",
                            own(contents, verdicts, desk.viewer().user()),
                            held));
        }
        return tiles;
    }

    /// The viewer's own word on all of these; a colleague's is not shown, so that a second look is
    /// a look of one's own.
    private static String own(
            List<String> contents, Map<String, List<Grades.Verdict>> verdicts, String who) {
        Set<String> codes = new TreeSet<>();
        for (String content : contents) {
            codes.add(
                    verdicts.getOrDefault(content, List.of()).stream()
                            .filter(verdict -> verdict.who().equals(who))
                            .map(Grades.Verdict::code)
                            .findFirst()
                            .orElse(""));
        }
        if (codes.size() == 1) {
            return codes.iterator().next();
        }
        return codes.contains("") ? "" : "*";
    }

    /// The contents of a row of `gallery_stack`.
    static List<String> contents(Row tile) {
        return List.of(tile.text("contents").split(" "));
    }

    private static Map<PictureState, Long> counts(Desk desk) throws IOException {
        Map<PictureState, Long> counts = new LinkedHashMap<>();
        for (PictureState each : PictureState.values()) {
            counts.put(each, 0L);
        }
        for (Row row : desk.rows("SELECT state, n FROM {gallery_count}")) {
            counts.put(PictureState.valueOf(row.text("state")), row.number("n"));
        }
        return counts;
    }
}
