package org.tutela.web.page;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.GroupList;
import org.tutela.web.view.CsvTable;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/groups`: which groups there are.
public final class GroupsPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public GroupsPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param asked the question
    /// @param answer its answer
    public record Shown(GroupList asked, GroupList.Answer answer) {}

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/groups", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        boolean asTable = visit.asTable();
        GroupList asked =
                new GroupList(
                        visit.choice("sort", GroupList.Sort.MESSAGES, GroupList.Sort.class),
                        visit.page());
        Shown shown = new Shown(asked, answers.ask(visit.viewer(), asked));
        if (asTable) {
            return screens.table(visit, "groups", table(shown.answer(), visit.texts("row")));
        }
        return screens.show(visit, "groups", visit.say("groups.title"), shown);
    }

    /// All rows of the page, or those that are marked.
    private static CsvTable table(GroupList.Answer answer, Set<String> marked) {
        CsvTable table =
                new CsvTable(
                        List.of(
                                "conversation",
                                "subject",
                                "members",
                                "by_link",
                                "countries",
                                "messages",
                                "devices",
                                "only_on_one",
                                "first",
                                "last"));
        for (GroupList.Group group : answer.page().rows()) {
            if (!marked.isEmpty() && !marked.contains(group.id())) {
                continue;
            }
            table.row(
                    List.of(
                            group.id(),
                            group.subject(),
                            group.members(),
                            group.byLink(),
                            group.countries(),
                            group.messages(),
                            group.devices(),
                            group.onlyOnOne(),
                            CsvTable.time(group.first()),
                            CsvTable.time(group.last())));
        }
        return table;
    }
}
