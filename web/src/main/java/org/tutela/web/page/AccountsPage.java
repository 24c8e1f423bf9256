package org.tutela.web.page;

import java.io.IOException;
import java.util.List;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.AccountList;
import org.tutela.answers.ask.Answers;
import org.tutela.web.view.CsvTable;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/accounts`: which accounts there are.
public final class AccountsPage implements Page {
    private static final List<String> COLUMNS =
            List.of(
                    "account",
                    "name",
                    "handle",
                    "service",
                    "country",
                    "country_basis",
                    "groups",
                    "devices",
                    "owns");

    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public AccountsPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param asked the question
    /// @param page its answer
    public record Shown(
            AccountList asked, org.tutela.answers.ask.Page<org.tutela.answers.ask.Row> page) {}

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/accounts", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        boolean asTable = visit.asTable();
        AccountList asked =
                new AccountList(
                        visit.choice("sort", AccountList.Sort.GROUPS, AccountList.Sort.class),
                        visit.text("country"),
                        visit.page());
        Shown shown = new Shown(asked, answers.ask(visit.viewer(), asked));
        if (asTable) {
            return screens.table(visit, "accounts", CsvTable.of(COLUMNS, shown.page().rows()));
        }
        return screens.show(visit, "accounts", visit.say("nav.accounts"), shown);
    }
}
