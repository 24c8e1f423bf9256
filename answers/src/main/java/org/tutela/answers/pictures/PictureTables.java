package org.tutela.answers.pictures;

import java.io.IOException;
import org.tutela.answers.ask.Desk;

/// Two tables kept for a generation and a need to know: `gallery_member`, a row for each content
/// that is a picture, and `gallery_stack`, a row for each tile, in the order in which they are
/// worth looking at.
final class PictureTables {
    private static final String MEMBERS =
            """
            WITH pictures AS (
                SELECT source, item FROM {picture} UNION SELECT source, item FROM {thumbnail}),
            small AS (
                SELECT source, item, min(blob) AS blob FROM {thumbnail} GROUP BY ALL),
            copies AS (
                SELECT c.sha256, c.source, c.item, c.exhibit, s.blob FROM {content} c
                SEMI JOIN pictures p ON p.source = c.source AND p.item = c.item
                LEFT JOIN small s ON s.source = c.source AND s.item = c.item),
            matches AS (
                SELECT c.sha256, bool_or(k."match" = 'EXACT') AS exact,
                    min(k.distance) FILTER (k."match" = 'SIMILAR') AS nearest,
                    min(k.category) FILTER (k."match" = 'EXACT') AS category
                FROM {known_match} k JOIN copies c ON c.source = k.source AND c.item = k.item GROUP BY c.sha256),
            stacks AS (
                SELECT sha256, min(stack) AS stack, min(distance) AS distance FROM {stack} GROUP BY sha256)
            SELECT c.sha256, coalesce(any_value(s.stack), c.sha256) AS stack,
                coalesce(any_value(s.distance), 0)::BIGINT AS distance,
                CASE WHEN bool_or(m.exact) THEN 'LISTED' WHEN any_value(m.nearest) IS NOT NULL THEN 'NEAR'
                    ELSE 'UNKNOWN' END AS state,
                any_value(m.nearest)::BIGINT AS nearest, any_value(m.category) AS category,
                count(*)::BIGINT AS copies,
                string_agg(DISTINCT c.exhibit, ' ' ORDER BY c.exhibit) AS exhibits,
                min(c.source) FILTER (c.blob IS NOT NULL) AS source,
                arg_min(c.blob, c.source) FILTER (c.blob IS NOT NULL) AS blob
            FROM copies c LEFT JOIN matches m ON m.sha256 = c.sha256
            LEFT JOIN stacks s ON s.sha256 = c.sha256
            GROUP BY c.sha256
            """;

    /// Unknown before near before listed; then what lies on most exhibits, and in most copies.
    private static final String STACKS =
            """
            WITH tiles AS (
                SELECT stack, state, count(*)::BIGINT AS members, sum(copies)::BIGINT AS copies,
                    len(list_distinct(flatten(list(string_split(exhibits, ' ')))))::BIGINT AS exhibits,
                    min(nearest) AS nearest, min(category) AS category,
                    coalesce(min(sha256) FILTER (blob IS NOT NULL), min(sha256)) AS lead
                FROM {gallery_member} GROUP BY stack, state)
            SELECT *, row_number() OVER (ORDER BY CASE state WHEN 'UNKNOWN' THEN 0 WHEN 'NEAR' THEN 1 ELSE 2 END,
                exhibits DESC, copies DESC, stack)::BIGINT AS place FROM tiles ORDER BY place
            """;

    private PictureTables() {}

    /// Makes both where they are not there yet.
    static void prepare(Desk desk) throws IOException {
        desk.keep("gallery_member", MEMBERS);
        desk.keep("gallery_stack", STACKS);
    }
}
