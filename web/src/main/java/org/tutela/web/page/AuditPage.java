package org.tutela.web.page;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.CheckChain;
import org.tutela.answers.ask.JournalPage;
import org.tutela.answers.ask.Right;
import org.tutela.casebook.JournalEntry;
import org.tutela.casebook.JournalFilter;
import org.tutela.web.view.CsvTable;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;
import org.tutela.web.view.WrongParameter;

/// `/audit`: who looked at what, and why; `/audit/check` checks the chain.
public final class AuditPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public AuditPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param answer the page of the journal
    /// @param who the chosen person; empty for all
    /// @param what the chosen kind; empty for all
    /// @param about how the subject begins
    /// @param from the first day; empty for none
    /// @param to the last day; empty for none
    /// @param before entries before this number; 0 for the latest
    public record Shown(
            JournalPage.Answer answer,
            String who,
            String what,
            String about,
            String from,
            String to,
            long before) {
        /// What is chosen, by the names of the parameters.
        public List<Map.Entry<String, String>> chosen() {
            Map<String, String> chosen = filter();
            if (before > 0) {
                chosen.put("before", String.valueOf(before));
            }
            return List.copyOf(chosen.entrySet());
        }

        /// The address of this very page, ready for one more parameter.
        public String here() {
            return Deeds.address("/audit", chosen());
        }

        /// The address of this page with its filter, ready for one more parameter.
        public String href() {
            return Deeds.address("/audit", filter().entrySet());
        }

        private Map<String, String> filter() {
            Map<String, String> chosen = new LinkedHashMap<>();
            chosen.put("who", who);
            chosen.put("what", what);
            chosen.put("about", about);
            chosen.put("from", from);
            chosen.put("to", to);
            chosen.values().removeIf(String::isEmpty);
            return chosen;
        }
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/audit", this::show);
        routes.POST("/audit/check", this::check);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String who = visit.text("who");
        String what = visit.text("what");
        String about = visit.text("about");
        String from = visit.text("from");
        String to = visit.text("to");
        JournalFilter filter =
                new JournalFilter(
                        who,
                        what.isEmpty() ? Set.of() : Set.of(what),
                        about,
                        midnight(from, 0),
                        midnight(to, 1));
        boolean asTable = visit.asTable();
        long before = visit.number("before", 0);
        JournalPage.Answer answer = answers.ask(visit.viewer(), new JournalPage(filter, before));
        if (asTable) {
            return screens.table(
                    visit, "audit", Right.READ_JOURNAL, table(answer, visit.texts("row")));
        }
        return screens.show(
                visit,
                "audit",
                visit.say("nav.audit"),
                new Shown(answer, who, what, about, from, to, before));
    }

    /// All entries of the page, or those that are marked.
    private static CsvTable table(JournalPage.Answer answer, Set<String> marked) {
        CsvTable table =
                new CsvTable(
                        List.of("number", "at", "who", "what", "subject", "task", "from", "hash"));
        for (JournalEntry entry : answer.entries()) {
            if (marked.isEmpty() || marked.contains(String.valueOf(entry.number()))) {
                table.row(
                        List.of(
                                entry.number(),
                                CsvTable.time(entry.at()),
                                entry.deed().who(),
                                entry.deed().what(),
                                entry.deed().subject(),
                                entry.deed().task(),
                                entry.deed().from(),
                                entry.hash()));
            }
        }
        return table;
    }

    private ServerResponse check(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        Deeds.perform(answers, visit, new CheckChain());
        return Deeds.goOn("/audit");
    }

    /// The beginning of a day, or of one after it, UTC; null where no day is given.
    private static @Nullable Instant midnight(String day, long after) throws WrongParameter {
        try {
            return day.isEmpty()
                    ? null
                    : LocalDate.parse(day).plusDays(after).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new WrongParameter("day");
        }
    }
}
