package org.tutela.disclose;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.CaseQuery;

/// The report for people who never saw the product: one HTML page, printable, without script and
/// without anything from elsewhere.
final class CountryReport {
    private final CaseQuery query;
    private final Scope scope;
    private final Redactor redactor;
    private final PackageDecision decision;
    private final ReportWords words;

    CountryReport(CaseQuery query, Scope scope, Redactor redactor, PackageDecision decision) {
        this.query = query;
        this.scope = scope;
        this.redactor = redactor;
        this.decision = decision;
        this.words = ReportWords.of(decision.order().language());
    }

    void write(BagWriter bag) throws IOException {
        try (Writer out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                bag.create("data/report/report.html"), StandardCharsets.UTF_8),
                        1 << 16)) {
            head(out);
            out.append("<h2>").append(words.get("omitted")).append("</h2>\n<ul>");
            for (String sentence : Omissions.sentences(scope)) {
                out.append("<li>").append(escape(sentence)).append("</li>");
            }
            out.append("</ul>\n");
            for (PackageTable table : PackageTable.all()) {
                if (!table.name().equals("files") && !table.name().equals("attachments")) {
                    section(out, table);
                }
            }
            out.append("</main></body></html>\n");
        }
    }

    private void head(Writer out) throws IOException {
        PackageOrder order = decision.order();
        out.append("<!DOCTYPE html>\n<html lang=\"").append(order.language());
        out.append(
                "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>");
        out.append(escape(words.get("title") + " " + decision.name())).append("</title><style>");
        out.append(STYLE).append("</style></head><body><main>\n<h1>");
        out.append(escape(words.get("title") + " " + decision.name())).append("</h1>\n");
        if (decision.approvedBy() == null) {
            out.append("<p class=\"draft\"><strong>")
                    .append(PackageDecision.DRAFT)
                    .append("</strong></p>\n");
        }
        out.append("<p>").append(words.get("intro")).append("</p>\n<dl>");
        for (Map.Entry<String, String> line : Map.of("country", order.country()).entrySet()) {
            term(out, line.getKey(), line.getValue());
        }
        term(out, "addressee", order.addressee());
        term(out, "authority", order.authority());
        term(out, "basis", order.basis());
        term(out, "handling", decision.handling());
        term(out, "retain", order.retainUntil());
        term(out, "decided", decision.at().toString());
        out.append("</dl>\n");
    }

    private void term(Writer out, String key, String value) throws IOException {
        if (!value.isEmpty()) {
            out.append("<dt>").append(escape(words.get(key))).append("</dt><dd>");
            out.append(escape(value)).append("</dd>");
        }
    }

    private void section(Writer out, PackageTable table) throws IOException {
        out.append("<h2>").append(escape(words.get(table.name()))).append("</h2>\n<p>");
        out.append(words.get("source")).append(" data/tables/").append(table.name());
        out.append(".csv</p>\n<div class=\"wide\"><table><thead><tr>");
        for (PackageTable.Field field : table.columns()) {
            out.append("<th scope=\"col\">")
                    .append(escape(words.get(field.name())))
                    .append("</th>");
        }
        out.append("</tr></thead><tbody>\n");
        boolean messages = table.name().equals("messages");
        table.read(
                query,
                scope,
                redactor,
                row -> {
                    out.append(
                            messages ? "<tr id=\"m" + Rows.text(row.getFirst()) + "\">" : "<tr>");
                    cells(out, row);
                    out.append("</tr>\n");
                });
        out.append("</tbody></table></div>\n");
    }

    private static void cells(Writer out, List<@Nullable Object> row) throws IOException {
        for (Object value : row) {
            out.append("<td>").append(escape(Rows.text(value))).append("</td>");
        }
    }

    /// HTML text; characters that would turn the direction of what follows are shown as such.
    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    boolean turns =
                            (unit >= '\u202a' && unit <= '\u202e')
                                    || (unit >= '\u2066' && unit <= '\u2069');
                    boolean control = unit < ' ' && unit != '\n' && unit != '\t';
                    out.append(turns || control ? '\ufffd' : unit);
                }
            }
        }
        return out.toString();
    }

    private static final String STYLE =
            "body{font:15px/1.5 Georgia,serif;color:#111;background:#fff;margin:0}main{max-width:70rem;margin:0 auto;padding:1rem}"
                    + "table{border-collapse:collapse;font:13px/1.35 Arial,sans-serif;width:100%}"
                    + "th,td{border:1px solid #767676;padding:.2rem .4rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
                    + "th{background:#eee}dt{font-weight:bold}.draft{border:3px solid #a00;color:#900;padding:.5rem}"
                    + "@media print{main{max-width:none;padding:0}thead{display:table-header-group}tr{break-inside:avoid}h2{break-after:avoid}"
                    + "@page{size:A4 landscape;margin:12mm}}";
}
