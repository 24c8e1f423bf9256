package org.tutela.web;

import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.web.page.AccountPage;
import org.tutela.web.page.AccountsPage;
import org.tutela.web.page.ActivityPage;
import org.tutela.web.page.AuditPage;
import org.tutela.web.page.BytesPage;
import org.tutela.web.page.ConversationPage;
import org.tutela.web.page.CountriesPage;
import org.tutela.web.page.CoveragePage;
import org.tutela.web.page.ExhibitPage;
import org.tutela.web.page.ExhibitsPage;
import org.tutela.web.page.FactsPage;
import org.tutela.web.page.FindingsPage;
import org.tutela.web.page.GroupPage;
import org.tutela.web.page.GroupsPage;
import org.tutela.web.page.HowPage;
import org.tutela.web.page.NetworkPage;
import org.tutela.web.page.OverviewPage;
import org.tutela.web.page.PackagesPage;
import org.tutela.web.page.Page;
import org.tutela.web.page.PasswordPage;
import org.tutela.web.page.PersonsPage;
import org.tutela.web.page.PicturesPage;
import org.tutela.web.page.PixelsPage;
import org.tutela.web.page.SearchPage;
import org.tutela.web.page.SettingsPage;
import org.tutela.web.page.SignInPage;
import org.tutela.web.page.TasksPage;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Templates;

/// Every object of the server, by constructor.
@Configuration(proxyBeanMethods = false)
class Wiring {

    /// Made by the server.
    Wiring() {}

    @Bean
    static RouterFunction<ServerResponse> routes(Answers answers, Settings settings) {
        Screens screens = screens(answers, settings);
        return Site.routes(pages(answers, screens), screens);
    }

    /// The page that says that something went wrong; Spring looks for it by its name.
    @Bean
    static View error(Answers answers, Settings settings) {
        return new ErrorView(screens(answers, settings));
    }

    /// The pages. A new page is a line here.
    static List<Page> pages(Answers answers, Screens screens) {
        return List.of(
                new SignInPage(screens),
                new PasswordPage(screens, answers.casebook()),
                new OverviewPage(answers, screens),
                new GroupsPage(answers, screens),
                new GroupPage(answers, screens),
                new AccountsPage(answers, screens),
                new AccountPage(answers, screens),
                new ConversationPage(answers, screens),
                new PicturesPage(answers, screens),
                new PixelsPage(answers, screens),
                new CountriesPage(answers, screens),
                new NetworkPage(answers, screens),
                new ExhibitsPage(answers, screens),
                new ExhibitPage(answers, screens),
                new PackagesPage(answers, screens),
                new SearchPage(answers, screens),
                new CoveragePage(answers, screens),
                new HowPage(answers, screens),
                new FactsPage(answers, screens),
                new TasksPage(answers, screens),
                new FindingsPage(answers, screens),
                new PersonsPage(answers, screens),
                new ActivityPage(answers, screens),
                new BytesPage(answers, screens),
                new AuditPage(answers, screens),
                new SettingsPage(screens));
    }

    private static Screens screens(Answers answers, Settings settings) {
        return new Screens(
                answers,
                new Templates(),
                String.valueOf(settings.caseFolder().toAbsolutePath().normalize().getFileName()),
                InstantSource.system());
    }
}
