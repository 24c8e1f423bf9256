package org.tutela.answers.pictures;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tutela.answers.Kept;
import org.tutela.answers.ask.Desk;
import org.tutela.answers.ask.Row;

/// Tables kept for a generation and a need to know: `gallery_file`, a row for each file that is a
/// picture, `gallery_member`, a row for each content, stack by stack, `gallery_stack`, a row for
/// each tile, in the order in which they are worth looking at, `gallery_content`, where a content
/// stands in these two, and `gallery_count`, contents by state.
public final class PictureTables {
    /// Between the references of exhibits: it stands in no reference.
    static final char BETWEEN = '\u001F';

    private static final String FILES =
            """
            WITH small AS (
                SELECT item, min(blob) AS blob FROM {thumbnail} GROUP BY item),
            camera AS (
                SELECT item, any_value(concat_ws(' ', make, model)) AS camera FROM {picture} GROUP BY item),
            matches AS (
                SELECT item, bool_or("match" = 'EXACT') AS exact,
                    min(distance) FILTER ("match" = 'SIMILAR')::BIGINT AS nearest,
                    min(category) FILTER ("match" = 'EXACT') AS category
                FROM {known_match} GROUP BY item)
            SELECT row_number() OVER () AS place, f.* FROM (
                SELECT c.sha256, c.exhibit, c.source, c.address, c.fact, s.blob, k.camera, m.exact, m.nearest, m.category
                FROM {content} c LEFT JOIN small s ON s.item = c.item LEFT JOIN camera k ON k.item = c.item
                LEFT JOIN matches m ON m.item = c.item
                WHERE s.item IS NOT NULL OR k.item IS NOT NULL ORDER BY c.sha256, c.address, c.fact) f
            """;

    /// Grouped in a step of its own, and the place of a content taken from its first file: so
    /// little has to be held at once that much memory is never needed.
    private static final String MEMBERS =
            """
            WITH contents AS (
                SELECT sha256, count(*)::BIGINT AS copies,
                    array_to_string(list_sort(list_distinct(list(exhibit))), chr(31)) AS exhibits,
                    min(source) FILTER (blob IS NOT NULL) AS source,
                    arg_min(blob, source) FILTER (blob IS NOT NULL) AS blob, min(place) AS place,
                    bool_or(exact) AS exact, min(nearest) AS nearest, min(category) AS category
                FROM {gallery_file} GROUP BY sha256),
            stacks AS (
                SELECT sha256, min(stack) AS stack, min(distance)::BIGINT AS distance FROM {stack} GROUP BY sha256)
            SELECT row_number() OVER () AS member, m.* FROM (
                SELECT c.* EXCLUDE (exact, place), f.address, f.fact, f.camera,
                    coalesce(s.stack, c.sha256) AS stack, coalesce(s.distance, 0) AS distance,
                    CASE WHEN c.exact THEN 'LISTED' WHEN c.nearest IS NOT NULL THEN 'NEAR' ELSE 'UNKNOWN' END AS state
                FROM contents c JOIN {gallery_file} f ON f.place = c.place LEFT JOIN stacks s ON s.sha256 = c.sha256
                ORDER BY stack, state, distance, c.sha256) m
            """;

    /// Unknown before near before listed; then what lies on most exhibits, and in most copies. What
    /// a window needs is in the row, so that it asks for nothing else.
    private static final String STACKS =
            """
            WITH tiles AS (
                SELECT stack, state, count(*)::BIGINT AS members, sum(copies)::BIGINT AS copies,
                    list_distinct(flatten(list(string_split(exhibits, chr(31))))) AS on_exhibits,
                    min(nearest) AS nearest, min(category) AS category,
                    coalesce(min(sha256) FILTER (blob IS NOT NULL), min(sha256)) AS lead,
                    string_agg(sha256, ' ' ORDER BY sha256) AS contents
                FROM {gallery_member} GROUP BY stack, state)
            SELECT * EXCLUDE (on_exhibits), len(on_exhibits)::BIGINT AS exhibits,
                array_to_string(on_exhibits, chr(31)) AS names,
                row_number() OVER (ORDER BY CASE state WHEN 'UNKNOWN' THEN 0 WHEN 'NEAR' THEN 1 ELSE 2 END,
                    len(on_exhibits) DESC, copies DESC, stack)::BIGINT AS place
            FROM tiles ORDER BY place
            """;

    /// By a number made of the content, for the database finds a number by what it knows of the
    /// parts of a table.
    private static final String CONTENTS =
            """
            SELECT hash(m.sha256) AS spot, m.sha256, m.member, s.place
            FROM {gallery_member} m JOIN {gallery_stack} s ON s.stack = m.stack AND s.state = m.state ORDER BY spot
            """;

    private static final Kept FILE = new Kept("gallery_file", FILES);
    private static final Kept MEMBER = new Kept("gallery_member", MEMBERS);
    private static final Kept STACK = new Kept("gallery_stack", STACKS);
    private static final Kept CONTENT = new Kept("gallery_content", CONTENTS);

    private static final Kept COUNT =
            new Kept(
                    "gallery_count",
                    "SELECT state, sum(members)::BIGINT AS n FROM {gallery_stack} GROUP BY state");

    private PictureTables() {}

    /// All of them, in the order in which they are made.
    public static List<Kept> all() {
        return List.of(FILE, MEMBER, STACK, CONTENT, COUNT);
    }

    /// Makes them where they are not there yet.
    static void prepare(Desk desk) throws IOException {
        for (Kept each : all()) {
            desk.keep(each);
        }
    }

    /// The row of a content; empty where the viewer has no such picture.
    static Optional<Row> find(Desk desk, String content) throws IOException {
        return desk
                .rows(
                        "SELECT m.* FROM {gallery_content} c JOIN {gallery_member} m ON m.member = c.member"
                                + " WHERE c.spot = hash(?) AND c.sha256 = ?",
                        content,
                        content)
                .stream()
                .findFirst();
    }

    /// The contents of a stack, SHA-256 in hex, sorted; empty where the viewer has no such stack.
    static List<String> contents(Desk desk, StackKey key) throws IOException {
        return desk
                .rows(
                        "SELECT sha256 FROM {gallery_member} WHERE stack = ? AND state = ? ORDER BY sha256",
                        key.stack(),
                        key.state().name())
                .stream()
                .map(row -> row.text("sha256"))
                .toList();
    }
}
