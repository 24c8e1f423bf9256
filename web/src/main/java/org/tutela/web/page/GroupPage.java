package org.tutela.web.page;

import java.io.IOException;
import java.util.List;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.GroupDetail;
import org.tutela.answers.work.Beside;
import org.tutela.web.view.CsvTable;
import org.tutela.web.view.Lanes;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/group?id=…`: who was in a group, when, and through whom.
public final class GroupPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public GroupPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param group the group
    /// @param lanes its members, drawn
    public record Shown(GroupDetail.Answer group, Lanes lanes) {}

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/group", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        boolean asTable = visit.asTable();
        GroupDetail.Answer group = answers.ask(visit.viewer(), new GroupDetail(visit.need("id")));
        if (asTable) {
            return screens.table(visit, "members", table(group));
        }
        String title = group.subject().isEmpty() ? group.id() : group.subject();
        return screens.show(
                visit,
                "group",
                new Screens.Titled(title, new Shown(group, Lanes.of(group))),
                answers.ask(visit.viewer(), new Beside("conversation:" + group.id())));
    }

    private static CsvTable table(GroupDetail.Answer group) {
        CsvTable table =
                new CsvTable(
                        List.of(
                                "conversation",
                                "account",
                                "name",
                                "country",
                                "joined",
                                "joined_precision",
                                "left",
                                "left_precision",
                                "how",
                                "actor",
                                "conflict",
                                "wrote",
                                "linked"));
        for (GroupDetail.Member member : group.members()) {
            table.row(
                    List.of(
                            group.id(),
                            member.account(),
                            member.name(),
                            member.country(),
                            CsvTable.time(member.joined()),
                            member.joinedPrecision(),
                            CsvTable.time(member.left()),
                            member.leftPrecision(),
                            member.how(),
                            member.actor(),
                            member.conflict(),
                            member.wrote(),
                            member.linked()));
        }
        return table;
    }
}
