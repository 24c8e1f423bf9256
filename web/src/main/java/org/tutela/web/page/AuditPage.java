package org.tutela.web.page;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.CheckChain;
import org.tutela.answers.ask.JournalPage;
import org.tutela.casebook.JournalFilter;
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
    public record Shown(
            JournalPage.Answer answer,
            String who,
            String what,
            String about,
            String from,
            String to) {
        /// The address of this page with its filter, ready for one more parameter.
        public String href() {
            StringBuilder href = new StringBuilder("/audit?");
            Map<String, String> chosen = new LinkedHashMap<>();
            chosen.put("who", who);
            chosen.put("what", what);
            chosen.put("about", about);
            chosen.put("from", from);
            chosen.put("to", to);
            chosen.forEach((name, value) -> {
                if (!value.isEmpty()) {
                    href.append(name).append('=').append(Deeds.url(value)).append('&');
                }
            });
            return href.toString();
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
        JournalPage.Answer answer =
                answers.ask(visit.viewer(), new JournalPage(filter, visit.number("before", 0)));
        return screens.show(
                visit,
                "audit",
                visit.say("nav.audit"),
                new Shown(answer, who, what, about, from, to));
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
