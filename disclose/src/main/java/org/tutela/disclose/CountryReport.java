package org.tutela.disclose;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The report for people who never saw the product: what is in, what is left out, who was where,
/// every message with its number, and where each statement comes from. HTML, printable, without
/// script and without anything from elsewhere. Messages stand on pages of their own, so that none
/// grows too long for a browser.
final class CountryReport {
    private static final int MESSAGES_A_PAGE = 1_000;

    private static final int MOST_CHARTS = 40;

    private final BagWriter bag;
    private final List<MessagePage> pages = new ArrayList<>();
    private final Map<String, ReportSection> sections = new LinkedHashMap<>();
    private final Map<String, String> subjects = new LinkedHashMap<>();
    private final Map<String, MembershipChart> charts = new LinkedHashMap<>();
    private final Leaving leaving;
    private final PackageDecision decision;
    private final Omissions omissions;
    private final ReportWords words;

    CountryReport(BagWriter bag, Leaving leaving, PackageDecision decision, Omissions omissions) {
        this.bag = bag;
        this.leaving = leaving;
        this.decision = decision;
        this.omissions = omissions;
        this.words = ReportWords.of(decision.order().language());
        for (String name : ReportSection.names()) {
            sections.put(name, new ReportSection(table(name), words));
        }
    }

    /// Takes a row of a table as it is written, so that every table is read once: messages go to
    /// their pages at once; of any other table what the report shows is kept until [#write]. Groups
    /// must come before memberships.
    void row(PackageTable table, List<@Nullable Object> row) throws IOException {
        switch (table.name()) {
            case "messages" -> message(table, row);
            case "groups" -> group(table, row);
            case "memberships" -> membership(table, row);
            default -> {}
        }
        ReportSection section = sections.get(table.name());
        if (section != null) {
            section.add(row);
        }
    }

    private void message(PackageTable table, List<@Nullable Object> row) throws IOException {
        if (pages.isEmpty() || pages.getLast().full()) {
            if (!pages.isEmpty()) {
                pages.getLast().close();
            }
            int number = pages.size() + 1;
            pages.add(new MessagePage(page("messages-" + number), number));
        }
        pages.getLast().add(table, row);
    }

    private void group(PackageTable table, List<@Nullable Object> row) {
        if (charts.size() < MOST_CHARTS && "GROUP".equals(value(table, row, "kind"))) {
            String conversation = text(table, row, "conversation");
            subjects.put(conversation, text(table, row, "subject"));
            charts.put(conversation, new MembershipChart(words));
        }
    }

    private void membership(PackageTable table, List<@Nullable Object> row) {
        MembershipChart chart = charts.get(text(table, row, "conversation"));
        if (chart != null) {
            chart.add(
                    new MembershipChart.Lane(
                            text(table, row, "account"),
                            end(table, row, "joined"),
                            end(table, row, "left")));
        }
    }

    /// Writes the report, after the last row of the last table.
    void write() throws IOException {
        if (!pages.isEmpty()) {
            pages.getLast().close();
        }
        try (Writer file = page("report")) {
            Html out = new Html(file);
            head(out);
            leftOut(out);
            map(out);
            charts(out);
            for (Map.Entry<String, ReportSection> section : sections.entrySet()) {
                if (section.getKey().equals("examinations")) {
                    pointer(out, pages.size());
                }
                section.getValue().write(out);
            }
            out.element("h2 id=\"check\"", words.get("check"));
            out.element("p", words.get("check.how"));
            out.end();
        }
    }

    private Writer page(String name) throws IOException {
        return new BufferedWriter(
                new OutputStreamWriter(
                        bag.create("data/report/" + name + ".html"), StandardCharsets.UTF_8),
                1 << 16);
    }

    private static PackageTable table(String name) {
        return PackageTable.all().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no table " + name));
    }

    private void head(Html out) throws IOException {
        PackageOrder order = decision.order();
        String title = words.get("title") + " " + decision.name();
        out.begin(order.language(), title);
        out.element("h1", title);
        if (decision.approvedBy() == null) {
            out.element("p class=\"draft\"", PackageDecision.DRAFT + " · " + words.get("draft"));
        }
        out.element("p", words.get("intro"));
        out.raw("<dl>");
        term(out, "country", countryName(order.country()));
        term(out, "addressee", order.addressee());
        term(out, "ordered", order.authority());
        term(out, "legal", order.basis());
        term(out, "handling", decision.handling());
        term(out, "retain", order.retainUntil());
        term(out, "proposed", decision.by());
        String second = decision.approvedBy();
        term(out, "approved", second == null ? words.get("nobody") : second);
        term(out, "decided", Html.shown(decision.at()) + " UTC");
        term(out, "generation", Integer.toString(leaving.scope().generation()));
        out.raw("</dl>\n");
        out.element(
                "p",
                words.say(
                        "in",
                        omissions.count("exhibits"),
                        omissions.count("accounts"),
                        omissions.count("conversations"),
                        omissions.count("messages"),
                        omissions.count("files")));
        out.element("p class=\"note\"", words.get("sure"));
    }

    private void term(Html out, String key, String value) throws IOException {
        if (!value.isEmpty()) {
            out.element("dt", words.get(key)).element("dd", value);
        }
    }

    private void leftOut(Html out) throws IOException {
        out.element("h2 id=\"left-out\"", words.get("omitted"));
        out.raw("<ul>");
        for (String sentence : omissions.sentences(words)) {
            out.element("li", sentence);
        }
        out.raw("</ul>\n");
        out.element("p class=\"note\"", words.get("rows") + " data/tables/omitted.csv");
    }

    private void map(Html out) throws IOException {
        Map<String, Long> numbers = new LinkedHashMap<>();
        long[] unknown = {0};
        leaving.readRaw(
                """
                SELECT coalesce(l.country, ''), count(*) FROM (SELECT account FROM acc UNION PEOPLE) p
                LEFT JOIN linked_account l ON l.account = p.account GROUP BY 1 ORDER BY 2 DESC, 1
                """,
                row -> {
                    long number = row.get(1) instanceof Number n ? n.longValue() : 0;
                    if (Rows.text(row.getFirst()).isEmpty()) {
                        unknown[0] = number;
                    } else {
                        numbers.put(Rows.text(row.getFirst()), number);
                    }
                });
        out.element("h2 id=\"map\"", words.get("map"));
        out.element("p", words.get("map.intro"));
        CountryMap.write(out, numbers, words);
        out.raw("<table><caption>").text(words.get("map.table")).raw("</caption><thead><tr>");
        out.raw("<th scope=\"col\">")
                .text(words.get("country"))
                .raw("</th><th scope=\"col\" class=\"n\">");
        out.text(words.get("accounts")).raw("</th></tr></thead><tbody>\n");
        for (Map.Entry<String, Long> one : numbers.entrySet()) {
            number(out, countryName(one.getKey()) + " (" + one.getKey() + ")", one.getValue());
        }
        if (unknown[0] > 0) {
            number(out, words.get("map.unknown"), unknown[0]);
        }
        out.raw("</tbody></table>\n");
    }

    private static void number(Html out, String what, long number) throws IOException {
        out.raw("<tr><th scope=\"row\">")
                .text(what)
                .raw("</th><td class=\"n\">" + number + "</td></tr>\n");
    }

    private String countryName(String code) {
        return Locale.of("", code).getDisplayCountry(Locale.of(decision.order().language()));
    }

    private void charts(Html out) throws IOException {
        out.element("h2 id=\"chart\"", words.get("chart"));
        out.element("p", words.get("chart.intro") + " " + words.get("chart.note"));
        int number = 0;
        for (Map.Entry<String, MembershipChart> chart : charts.entrySet()) {
            number++;
            String subject = subjects.getOrDefault(chart.getKey(), "");
            String title = subject.isEmpty() ? chart.getKey() : subject;
            out.raw("<h3>").text(title).raw(" <small class=\"note\">").text(chart.getKey());
            out.raw("</small></h3>\n");
            chart.getValue().write(out, title, number);
        }
        out.element("p class=\"note\"", words.get("rows") + " data/tables/memberships.csv");
    }

    private static MembershipChart.End end(
            PackageTable table, List<@Nullable Object> row, String name) {
        return new MembershipChart.End(
                value(table, row, name) instanceof Instant at ? at : null,
                "EXACT".equals(value(table, row, name + "_precision")));
    }

    private static @Nullable Object value(
            PackageTable table, List<@Nullable Object> row, String name) {
        return row.get(table.column(name));
    }

    private static String text(PackageTable table, List<@Nullable Object> row, String name) {
        return Rows.text(value(table, row, name));
    }

    private void pointer(Html out, int number) throws IOException {
        out.element("h2 id=\"messages\"", words.get("messages"));
        out.element("p", words.say("messages.intro", omissions.count("messages"), MESSAGES_A_PAGE));
        out.raw("<ul>");
        for (int page = 1; page <= number; page++) {
            out.raw("<li><a href=\"messages-" + page + ".html\">");
            out.text(words.get("messages") + " " + ((page - 1) * (long) MESSAGES_A_PAGE + 1));
            out.raw(" –</a></li>\n");
        }
        out.raw("</ul>\n");
    }

    /// One page of messages.
    private final class MessagePage {
        private final Writer file;
        private final Html out;
        private String conversation = "";
        private int rows;

        MessagePage(Writer file, int number) throws IOException {
            this.file = file;
            this.out = new Html(file);
            String title = words.get("messages") + " " + number + " · " + decision.name();
            out.begin(decision.order().language(), title);
            out.element("h1", title);
            out.raw("<p><a href=\"report.html\">").text(words.get("back")).raw("</a></p>\n");
        }

        boolean full() {
            return rows >= MESSAGES_A_PAGE;
        }

        void add(PackageTable table, List<@Nullable Object> row) throws IOException {
            String in = text(table, row, "conversation");
            if (!in.equals(conversation)) {
                if (!conversation.isEmpty()) {
                    out.raw("</tbody></table>\n");
                }
                conversation = in;
                out.element("h2", in);
                out.raw("<table><caption>").text(words.get("rows") + " data/tables/messages.csv");
                out.raw("</caption><thead><tr>");
                for (String column : List.of("number", "sent", "sender", "text", "source")) {
                    out.raw(
                            "<th scope=\"col\""
                                    + (column.equals("number") ? " class=\"n\">" : ">"));
                    out.text(words.get(column)).raw("</th>");
                }
                out.raw("</tr></thead><tbody>\n");
            }
            rows++;
            String number = text(table, row, "number");
            out.raw(
                    "<tr id=\"m"
                            + number
                            + "\"><td class=\"n\">"
                            + number
                            + "</td><td class=\"at\">");
            out.text(Html.shown(value(table, row, "sent"))).raw("</td><td>");
            out.text(text(table, row, "sender")).raw("</td><td>");
            String kind = text(table, row, "kind");
            if (!kind.equals("TEXT")) {
                out.text("[" + words.value(kind) + "] ");
            }
            out.text(text(table, row, "text")).raw("</td><td class=\"id\">");
            String source = text(table, row, "source");
            out.text(source.isEmpty() ? words.get("elsewhere") : source).raw("</td></tr>\n");
        }

        void close() throws IOException {
            out.raw("</tbody></table>\n");
            out.end();
            file.close();
        }
    }
}
