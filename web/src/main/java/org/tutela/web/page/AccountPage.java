package org.tutela.web.page;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.AccountDetail;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.work.Beside;
import org.tutela.answers.work.OnePerson;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/account`: who an account is, seen from all exhibits.
public final class AccountPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public AccountPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param detail the account
    /// @param suggested which accounts may be the same person's
    public record Shown(AccountDetail.Answer detail, List<OnePerson.Suggested> suggested) {}

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/account", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        AccountDetail.Answer answer =
                answers.ask(visit.viewer(), new AccountDetail(visit.need("id")));
        List<OnePerson.Suggested> suggested =
                answer.candidates().isEmpty()
                        ? List.of()
                        : answers.ask(
                                visit.viewer(),
                                new OnePerson(Set.of(answer.account().text("account"))));
        return screens.show(
                visit,
                "account",
                new Screens.Titled(answer.account().text("name"), new Shown(answer, suggested)),
                answers.ask(
                        visit.viewer(), new Beside("account:" + answer.account().text("account"))));
    }
}
