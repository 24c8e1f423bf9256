package org.tutela.web.page;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.ExhibitList;
import org.tutela.answers.ask.Row;
import org.tutela.web.view.CsvTable;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/exhibits`: which exhibits there are.
public final class ExhibitsPage implements Page {
    private static final List<String> COLUMNS =
            List.of(
                    "exhibit",
                    "kind",
                    "holder",
                    "country",
                    "seized",
                    "sources",
                    "size",
                    "items",
                    "messages",
                    "problems");

    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public ExhibitsPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param asked the question
    /// @param page its answer
    public record Shown(ExhibitList asked, org.tutela.answers.ask.Page<Row> page) {
        /// Name of the order, as the parameter says it.
        public String sort() {
            return asked.sort().name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/exhibits", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        boolean asTable = visit.asTable();
        ExhibitList asked =
                new ExhibitList(
                        visit.choice("sort", ExhibitList.Sort.EXHIBIT, ExhibitList.Sort.class),
                        visit.page());
        Shown shown = new Shown(asked, answers.ask(visit.viewer(), asked));
        if (asTable) {
            return screens.table(visit, "exhibits", CsvTable.of(COLUMNS, shown.page().rows()));
        }
        return screens.show(visit, "exhibits", visit.say("nav.exhibits"), shown);
    }
}
