package org.tutela.disclose;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;
import org.tutela.answers.CsvSink;
import org.tutela.answers.RowSink;

/// A table of the package: which rows, and what happens to each column before it leaves. The rules
/// of minimisation are these lists and nothing else.
///
/// @param name of the file
/// @param meaning one sentence for the data dictionary
/// @param columns in order
/// @param select rows; may use `acc` and `conv`, and `SOURCES` for the list of sources
record PackageTable(String name, String meaning, List<Field> columns, String select) {

    /// A column.
    record Field(String name, Treatment treatment, String meaning) {}

    PackageTable {
        columns = List.copyOf(columns);
    }

    private static Field keep(String name, String meaning) {
        return new Field(name, Treatment.KEEP, meaning);
    }

    private static Field account(String name, String meaning) {
        return new Field(name, Treatment.ACCOUNT, meaning);
    }

    private static Field text(String name, String meaning) {
        return new Field(name, Treatment.TEXT, meaning);
    }

    private static Field path(String name, String meaning) {
        return new Field(name, Treatment.PATH, meaning);
    }

    private static Field place() {
        return new Field("conversation", Treatment.PLACE, "id of the conversation, or a pseudonym");
    }

    /// Every table, in order.
    static List<PackageTable> all() {
        return List.of(
                exhibits(),
                accounts(),
                groups(),
                memberships(),
                messages(),
                attachments(),
                files(),
                matches(),
                runs(),
                problems());
    }

    private static PackageTable exhibits() {
        return new PackageTable(
                "exhibits",
                "The exhibits of the country and how each copy was verified.",
                List.of(
                        text("exhibit", "reference of the exhibit"),
                        keep("source", "id of the copy as it was opened"),
                        text("kind", "what was seized"),
                        text("holder", "from whom"),
                        text("seized", "when"),
                        text("authority", "by which authority"),
                        keep("format", "container of the copy"),
                        keep("size", "bytes"),
                        keep("sha256", "digest of the medium, as computed"),
                        keep("stored_sha1", "digest that the container holds"),
                        keep("verdict", "whether both agree")),
                """
                SELECT s.exhibit, s.source, e.kind, e.holder, e.seized, e.authority, s.format, s.size,
                    s.sha256, s.stored_sha1, s.verdict
                FROM source s LEFT JOIN exhibits e ON e.source = s.source
                WHERE s.source IN SOURCES ORDER BY s.exhibit, s.source
                """);
    }

    private static PackageTable accounts() {
        return new PackageTable(
                "accounts",
                "Accounts that concern the country, and pseudonyms of those they were in touch with.",
                List.of(
                        account("account", "service and stable id, or a pseudonym"),
                        keep("service", "messenger"),
                        keep("inside", "whether the account concerns the country"),
                        keep("handle", "what the service shows; only where inside"),
                        keep("display_name", "name seen on most devices; only where inside"),
                        keep("country", "where the number is issued; only where inside"),
                        keep("country_basis", "what that rests on; only where inside"),
                        keep("devices", "exhibits of the case that hold it; only where inside")),
                """
                SELECT p.account, l.service, p.account IN (SELECT account FROM acc) AS inside,
                    CASE WHEN p.account IN (SELECT account FROM acc) THEN l.handle END,
                    CASE WHEN p.account IN (SELECT account FROM acc) THEN l.display_name END,
                    CASE WHEN p.account IN (SELECT account FROM acc) THEN l.country END,
                    CASE WHEN p.account IN (SELECT account FROM acc) THEN l.country_basis END,
                    CASE WHEN p.account IN (SELECT account FROM acc) THEN l.devices END
                FROM (SELECT account FROM acc UNION PEOPLE) p
                LEFT JOIN linked_account l ON l.account = p.account ORDER BY p.account
                """);
    }

    private static PackageTable groups() {
        return new PackageTable(
                "conversations",
                "Conversations that an account of the country took part in or an exhibit of it holds.",
                List.of(
                        place(),
                        keep("service", "messenger"),
                        keep("kind", "group, direct, channel or broadcast"),
                        text("subject", "its latest name"),
                        keep("first_message", "when the first message was sent, UTC"),
                        keep("last_message", "when the last message was sent, UTC"),
                        keep("devices", "exhibits that hold it"),
                        keep("accounts", "accounts that wrote or were members"),
                        keep("messages", "messages")),
                """
                SELECT conversation, service, kind, subject, first_message, last_message, devices,
                    accounts, messages
                FROM linked_conversation WHERE conversation IN (SELECT conversation FROM conv)
                ORDER BY conversation
                """);
    }

    private static PackageTable memberships() {
        return new PackageTable(
                "memberships",
                "Who was in which of these conversations from when to when.",
                List.of(
                        place(),
                        account("account", "the member, or a pseudonym"),
                        keep("joined", "UTC"),
                        keep("joined_precision", "how sure"),
                        keep("left", "UTC; empty: no end was seen"),
                        keep("left_precision", "how sure"),
                        keep("how", "how it joined"),
                        account("actor", "who added it, or a pseudonym")),
                """
                SELECT conversation, account, joined, joined_precision, "left", left_precision, how, actor
                FROM membership WHERE conversation IN (SELECT conversation FROM conv)
                ORDER BY conversation, joined, account, linked
                """);
    }

    static PackageTable messages() {
        return new PackageTable(
                "messages",
                "Messages of these conversations, numbered as in the report.",
                List.of(
                        keep("number", "number in the report"),
                        place(),
                        keep("message_key", "the service's own id"),
                        account("sender", "account, or a pseudonym"),
                        keep("sent", "UTC"),
                        keep("kind", "what kind"),
                        text("text", "body or caption; identifiers of others replaced"),
                        keep("devices", "exhibits that hold it"),
                        keep("observations", "facts it rests on"),
                        keep("state", "what happened to it on which devices"),
                        keep("linked", "id of the linked fact, to ask for its sources")),
                """
                SELECT row_number() OVER (ORDER BY conversation, sent, message_key, linked),
                    conversation, message_key, sender, sent, kind, text, devices, observations,
                    state, linked
                FROM linked_message WHERE conversation IN (SELECT conversation FROM conv)
                ORDER BY conversation, sent, message_key, linked
                """);
    }

    private static PackageTable attachments() {
        return new PackageTable(
                "attachments",
                "What was sent with these messages.",
                List.of(
                        place(),
                        keep("message_key", "which message"),
                        path("name", "file name as stated"),
                        keep("mime", "media type as stated"),
                        keep("size", "bytes as stated"),
                        keep("sha256", "of the content, as stated by the messenger")),
                """
                SELECT DISTINCT conversation, message_key, name, mime, size, sha256 FROM attachment
                WHERE conversation IN (SELECT conversation FROM conv)
                ORDER BY conversation, message_key, name, mime, size, sha256
                """);
    }

    private static PackageTable files() {
        return new PackageTable(
                "files",
                "Files on the exhibits of the country.",
                List.of(
                        text("exhibit", "reference of the exhibit"),
                        keep("item", "id of the file"),
                        path("path", "where it lies"),
                        keep("origin", "listed, deleted, carved or derived"),
                        keep("size", "bytes"),
                        keep("modified", "UTC, where the file system says so"),
                        keep("mime", "media type"),
                        keep("md5", "of the content"),
                        keep("sha1", "of the content"),
                        keep("sha256", "of the content")),
                """
                SELECT i.exhibit, i.item, i.path, i.origin, i.size, i.modified, t.mime, c.md5, c.sha1, c.sha256
                FROM item i
                LEFT JOIN (SELECT item, min(mime) AS mime FROM file_type GROUP BY item) t ON t.item = i.item
                LEFT JOIN (SELECT item, min(md5) AS md5, min(sha1) AS sha1, min(sha256) AS sha256 FROM content GROUP BY item) c ON c.item = i.item
                WHERE i.kind IN ('FILE', 'STREAM') AND i.source IN SOURCES
                ORDER BY i.exhibit, i.path, i.item
                """);
    }

    private static PackageTable matches() {
        return new PackageTable(
                "matches",
                "Matches of these files with known-file lists; a match is a reason to look, not a finding.",
                List.of(
                        text("exhibit", "reference of the exhibit"),
                        keep("item", "id of the file"),
                        keep("list", "name of the list"),
                        keep("match", "exact or similar"),
                        keep("distance", "bits; 0 for exact"),
                        keep("category", "the list's category"),
                        keep("scheme", "which scheme the category belongs to"),
                        keep("matched_by", "which digest")),
                """
                SELECT exhibit, item, list, match, distance, category, scheme, matched_by FROM known_match
                WHERE source IN SOURCES ORDER BY exhibit, item, list, entry, match
                """);
    }

    private static PackageTable runs() {
        return new PackageTable(
                "examinations",
                "What was examined by which version of which examination.",
                List.of(
                        text("exhibit", "reference of the exhibit"),
                        keep("examination", "name"),
                        keep("version", "version"),
                        keep("items", "files examined"),
                        keep("partly", "of these, files that could be read in part only"),
                        keep("failed", "of these, files on which the examination failed")),
                """
                SELECT exhibit, examination, version, count(*), count(*) FILTER (outcome = 'PARTLY'),
                    count(*) FILTER (outcome = 'FAILED')
                FROM examined WHERE source IN SOURCES GROUP BY ALL ORDER BY exhibit, examination, version
                """);
    }

    private static PackageTable problems() {
        return new PackageTable(
                "not-examined",
                "What could not be read or examined, and why.",
                List.of(
                        text("exhibit", "reference of the exhibit"),
                        keep("examination", "name"),
                        keep("code", "stable code of the problem"),
                        keep("kind", "what kind"),
                        keep("number", "how often"),
                        path("example", "one of them, as a sentence")),
                """
                SELECT exhibit, examination, code, kind, count(*), min(detail) FROM problem
                WHERE source IN SOURCES GROUP BY exhibit, examination, code, kind
                ORDER BY exhibit, examination, code, kind
                """);
    }

    /// The whole statement for a scope.
    String sql(Scope scope) {
        return scope.sql(
                select.replace("SOURCES", scope.sourceList()).replace("PEOPLE", Scope.PEOPLE));
    }

    /// Writes it as CSV (RFC 4180), UTF-8, and gives every row that leaves to `also`. Returns the
    /// number of rows.
    long write(CaseQuery query, Scope scope, Redactor redactor, OutputStream out)
            throws IOException {
        long[] rows = {0};
        try (Writer writer =
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16)) {
            CsvSink csv = new CsvSink(writer);
            csv.begin(columns.stream().map(Field::name).toList());
            read(
                    query,
                    scope,
                    redactor,
                    values -> {
                        csv.row(values);
                        rows[0]++;
                    });
            csv.end();
        }
        return rows[0];
    }

    /// Gives every row as it leaves.
    void read(CaseQuery query, Scope scope, Redactor redactor, Rows rows) throws IOException {
        query.query(
                sql(scope),
                new RowSink() {
                    @Override
                    public void begin(List<String> names) {
                        if (names.size() != columns.size()) {
                            throw new IllegalStateException(name + " has other columns");
                        }
                    }

                    @Override
                    public void row(List<@Nullable Object> values) throws IOException {
                        List<@Nullable Object> left = new ArrayList<>(values.size());
                        for (int i = 0; i < values.size(); i++) {
                            Object value = values.get(i);
                            left.add(
                                    value instanceof String text
                                            ? columns.get(i).treatment().apply(redactor, text)
                                            : value);
                        }
                        rows.row(left);
                    }

                    @Override
                    public void end() {}
                });
    }
}
