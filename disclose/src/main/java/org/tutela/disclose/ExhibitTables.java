package org.tutela.disclose;

import java.util.List;

/// The tables about exhibits, their files, and what was done with them.
final class ExhibitTables {
    private ExhibitTables() {}

    static PackageTable exhibits() {
        return new PackageTable(
                "exhibits",
                "The exhibits of the country and how each copy was verified.",
                List.of(
                        Field.text("exhibit", "reference of the exhibit"),
                        Field.keep("source", "id of the copy as it was opened"),
                        Field.keep("why", "why it is in"),
                        Field.text("kind", "what was seized"),
                        Field.text("holder", "from whom"),
                        Field.text("seized", "when"),
                        Field.text("authority", "by which authority"),
                        Field.keep("format", "container of the copy"),
                        Field.number("size", "bytes"),
                        Field.keep("sha256", "digest of the medium, as computed"),
                        Field.keep("stored_sha1", "digest that the container holds"),
                        Field.keep("verdict", "whether both agree")),
                """
                SELECT e.exhibit, e.source, '%s', e.kind, e.holder, e.seized, e.authority, e.format, e.size,
                    s.sha256, s.stored_sha1, s.verdict
                FROM exhibits e LEFT JOIN source s ON s.source = e.source
                WHERE e.source IN SOURCES ORDER BY e.exhibit, e.source
                """
                        .formatted(Scope.SEIZED));
    }

    static PackageTable files() {
        return new PackageTable(
                "files",
                "Files on the exhibits of the country.",
                List.of(
                        Field.text("exhibit", "reference of the exhibit"),
                        Field.keep("item", "id of the file"),
                        Field.keep("why", "why it is in"),
                        Field.path("path", "where it lies"),
                        Field.keep("origin", "listed, deleted, carved or derived"),
                        Field.number("size", "bytes"),
                        Field.time("modified", "UTC, where the file system says so"),
                        Field.keep("mime", "media type"),
                        Field.keep("md5", "of the content"),
                        Field.keep("sha1", "of the content"),
                        Field.keep("sha256", "of the content")),
                """
                SELECT i.exhibit, i.item, '%s', i.path, i.origin, i.size, i.modified, t.mime, c.md5, c.sha1, c.sha256
                FROM item i
                LEFT JOIN (SELECT item, min(mime) AS mime FROM file_type GROUP BY item) t ON t.item = i.item
                LEFT JOIN (SELECT item, min(md5) AS md5, min(sha1) AS sha1, min(sha256) AS sha256 FROM content GROUP BY item) c ON c.item = i.item
                WHERE i.kind IN ('FILE', 'STREAM') AND i.source IN SOURCES AND i.item NOT IN (SELECT item FROM held_file)
                ORDER BY i.exhibit, i.path, i.item
                """
                        .formatted(Scope.LIES));
    }

    static PackageTable matches() {
        return new PackageTable(
                "matches",
                "Matches of these files with known-file lists; a match is a reason to look, not a"
                        + " finding.",
                List.of(
                        Field.text("exhibit", "reference of the exhibit"),
                        Field.keep("item", "id of the file"),
                        Field.keep("list", "name of the list"),
                        Field.keep("match", "exact or similar"),
                        Field.number("distance", "bits; 0 for exact"),
                        Field.keep("category", "the list's category"),
                        Field.keep("scheme", "which scheme the category belongs to"),
                        Field.keep("matched_by", "which digest")),
                """
                SELECT exhibit, item, list, match, distance, category, scheme, matched_by FROM known_match
                WHERE source IN SOURCES AND item NOT IN (SELECT item FROM held_file)
                ORDER BY exhibit, item, list, entry, match
                """);
    }

    static PackageTable custody() {
        return new PackageTable(
                "custody",
                "What happened to each exhibit and its copy, as it was recorded; what people did"
                        + " afterwards stands in actions.",
                List.of(
                        Field.text("exhibit", "reference of the exhibit"),
                        Field.keep("source", "id of the copy"),
                        Field.number("step", "order within the exhibit"),
                        Field.keep("event", "SEIZED, COPY_REGISTERED or COPY_VERIFIED"),
                        Field.text("at", "when, as recorded; empty: not recorded"),
                        Field.text("by", "who or by which authority, as recorded"),
                        Field.path("detail", "from whom; which container; which digest")),
                """
                SELECT exhibit, source, step, event, at_text, by_text, detail FROM (
                    SELECT exhibit, source, 1 AS step, 'SEIZED' AS event, seized AS at_text, authority AS by_text,
                        coalesce('from ' || holder, '') AS detail FROM exhibits
                    UNION ALL SELECT exhibit, source, 2, 'COPY_REGISTERED', '', '',
                        coalesce(format, '') || ', ' || coalesce(size, 0) || ' bytes' FROM exhibits
                    UNION ALL SELECT exhibit, source, 3, 'COPY_VERIFIED', '', '',
                        coalesce(verdict, '') || coalesce(', SHA-256 of the medium ' || sha256, '') FROM source)
                WHERE source IN SOURCES ORDER BY exhibit, source, step
                """);
    }

    /// Rows of the journal's excerpt, see [JournalProof].
    static PackageTable actions() {
        return new PackageTable(
                "actions",
                "What people decided and did about this package and these exhibits: an excerpt of"
                        + " the journal, proven by ../custody/journal-proof.txt.",
                List.of(
                        Field.number("entry", "number in the journal"),
                        Field.time("at", "UTC"),
                        Field.keep("who", "account of the person"),
                        Field.keep("what", "what was done"),
                        Field.text("subject", "what it concerns"),
                        Field.keep("hash", "hash of the entry")),
                "");
    }

    static PackageTable examinations() {
        return new PackageTable(
                "examinations",
                "What was examined by which version of which examination; what an examination does"
                        + " not read is no omission.",
                List.of(
                        Field.text("exhibit", "reference of the exhibit"),
                        Field.keep("examination", "name"),
                        Field.number("version", "version"),
                        Field.number("listed", "files on the exhibit"),
                        Field.number("items", "of these, files examined"),
                        Field.number("bytes", "bytes examined"),
                        Field.number("partly", "files that could be read in part only"),
                        Field.number("failed", "files on which the examination failed")),
                """
                SELECT x.exhibit, x.examination, x.version, any_value(l.n), count(*), sum(x.bytes)::BIGINT,
                    count(*) FILTER (x.outcome = 'PARTLY'), count(*) FILTER (x.outcome = 'FAILED')
                FROM examined x LEFT JOIN (SELECT source, count(*) AS n FROM item WHERE kind IN ('FILE', 'STREAM') GROUP BY source) l
                    ON l.source = x.source
                WHERE x.source IN SOURCES GROUP BY x.exhibit, x.examination, x.version
                ORDER BY x.exhibit, x.examination, x.version
                """);
    }

    static PackageTable problems() {
        return new PackageTable(
                "not-examined",
                "What could not be read or examined, and why.",
                List.of(
                        Field.text("exhibit", "reference of the exhibit"),
                        Field.keep("examination", "name"),
                        Field.keep("code", "stable code of the problem"),
                        Field.keep("kind", "what kind"),
                        Field.number("number", "how often"),
                        Field.path("example", "one of them, as a sentence")),
                """
                SELECT exhibit, examination, code, kind, count(*), min(detail) FROM problem
                WHERE source IN SOURCES GROUP BY exhibit, examination, code, kind
                ORDER BY exhibit, examination, code, kind
                """);
    }
}
