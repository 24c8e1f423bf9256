package org.tutela.web.page;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.How;
import org.tutela.answers.ask.Right;
import org.tutela.answers.work.Beside;
import org.tutela.answers.work.OwnFindings;
import org.tutela.casebook.work.Finding;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/how`: what a statement rests on, down to the place in the evidence.
public final class HowPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public HowPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/how", this::show);
    }

    /// What the template shows.
    ///
    /// @param answer the ground
    /// @param own findings of the viewer that it may be cited in
    /// @param beside what people put beside it; empty where nothing can stand there
    public record Shown(How.Answer answer, List<Finding> own, Optional<Beside.Answer> beside) {}

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        boolean linked = !visit.text("linked").isEmpty();
        String id = visit.id(linked ? "linked" : "fact");
        How.Answer answer =
                answers.ask(
                        visit.viewer(),
                        new How(visit.text("table"), id, visit.text("address"), linked));
        String about =
                switch (answer.table()) {
                    case "linked_message" -> "message:" + id;
                    case "content" -> "content:" + answer.row().text("sha256");
                    case "item", "document_text" -> "document:" + answer.row().text("item");
                    default -> "";
                };
        boolean writes = Right.WRITE.heldBy(visit.viewer().role());
        return screens.show(
                visit,
                "how",
                visit.say("how.title"),
                new Shown(
                        answer,
                        writes ? answers.ask(visit.viewer(), new OwnFindings()) : List.of(),
                        about.isEmpty()
                                ? Optional.empty()
                                : Optional.of(answers.ask(visit.viewer(), new Beside(about)))));
    }
}
