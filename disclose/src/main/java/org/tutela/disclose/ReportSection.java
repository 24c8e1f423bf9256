package org.tutela.disclose;

import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The section of a report about one table: its rows are taken as the table is written, and kept as
/// markup, a bounded number of them, until the report is.
final class ReportSection {
    /// Who needs more rows reads the table itself.
    private static final int MOST_ROWS = 3_000;

    private static final Set<String> IDS = Set.of("source", "linked", "item", "sha256");

    /// What the report shows of each table, in its order. The first column is what a row is about.
    private static final Map<String, List<String>> SHOWN = new LinkedHashMap<>();

    static {
        SHOWN.put(
                "exhibits",
                List.of(
                        "exhibit",
                        "kind",
                        "holder",
                        "seized",
                        "authority",
                        "format",
                        "sha256",
                        "verdict",
                        "source"));
        SHOWN.put("custody", List.of("exhibit", "event", "at", "by", "detail", "source"));
        SHOWN.put(
                "persons",
                List.of("person", "account", "category", "status", "basis", "strength", "linked"));
        SHOWN.put(
                "accounts",
                List.of(
                        "account",
                        "display_name",
                        "handle",
                        "country",
                        "country_basis",
                        "why",
                        "source"));
        SHOWN.put(
                "groups",
                List.of(
                        "conversation",
                        "subject",
                        "kind",
                        "first_message",
                        "last_message",
                        "messages",
                        "why",
                        "source"));
        SHOWN.put(
                "memberships",
                List.of(
                        "conversation",
                        "account",
                        "joined",
                        "joined_precision",
                        "left",
                        "left_precision",
                        "how",
                        "actor",
                        "source"));
        SHOWN.put(
                "matches",
                List.of(
                        "exhibit",
                        "item",
                        "list",
                        "match",
                        "distance",
                        "category",
                        "scheme",
                        "matched_by"));
        SHOWN.put(
                "examinations",
                List.of(
                        "exhibit",
                        "examination",
                        "version",
                        "listed",
                        "items",
                        "partly",
                        "failed"));
        SHOWN.put(
                "not-examined",
                List.of("exhibit", "examination", "code", "kind", "number", "example"));
    }

    private final PackageTable table;
    private final ReportWords words;
    private final List<String> shown;
    private final StringWriter kept = new StringWriter();
    private final Html markup = new Html(kept);
    private long rows;

    /// Throws [IllegalArgumentException] where the report has no section about the table.
    ReportSection(PackageTable table, ReportWords words) {
        List<String> columns = SHOWN.get(table.name());
        if (columns == null) {
            throw new IllegalArgumentException("no section about " + table.name());
        }
        this.table = table;
        this.words = words;
        this.shown = columns;
    }

    /// The tables that have a section, in order.
    static Set<String> names() {
        return SHOWN.keySet();
    }

    /// Takes a row as it leaves; of accounts only those that are named.
    void add(List<@Nullable Object> row) throws IOException {
        if (table.name().equals("accounts")
                && !Boolean.TRUE.equals(row.get(table.column("inside")))) {
            return;
        }
        rows++;
        if (rows > MOST_ROWS) {
            return;
        }
        markup.raw("<tr>");
        for (String column : shown) {
            markup.raw(IDS.contains(column) ? "<td class=\"id\">" : "<td>");
            String value = words.value(Html.shown(row.get(table.column(column))));
            boolean elsewhere = column.equals("source") && value.isEmpty();
            markup.text(elsewhere ? words.get("elsewhere") : value).raw("</td>");
        }
        markup.raw("</tr>\n");
    }

    /// Writes the section, after the last row.
    void write(Html out) throws IOException {
        out.element("h2 id=\"" + table.name() + "\"", words.get(table.name()));
        if (words.has(table.name() + ".intro")) {
            out.element("p", words.get(table.name() + ".intro"));
        }
        out.raw("<table class=\"wide\"><caption>").text(words.get("rows") + " data/tables/");
        out.raw(table.name() + ".csv</caption><thead><tr>");
        for (String column : shown) {
            // A place on an exhibit is the longest of all, and the last.
            out.raw(
                    column.equals("source")
                            ? "<th scope=\"col\" class=\"place\">"
                            : "<th scope=\"col\">");
            out.text(words.get(column)).raw("</th>");
        }
        out.raw("</tr></thead><tbody>\n").raw(kept.toString()).raw("</tbody></table>\n");
        if (rows == 0) {
            out.element("p", words.get("none"));
        } else if (rows > MOST_ROWS) {
            out.element("p", words.say("more", rows - MOST_ROWS));
        }
    }
}
