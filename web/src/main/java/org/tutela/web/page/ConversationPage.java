package org.tutela.web.page;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.Row;
import org.tutela.answers.ask.Talk;
import org.tutela.answers.work.Beside;
import org.tutela.answers.work.OwnFindings;
import org.tutela.casebook.work.Finding;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;
import org.tutela.web.view.WrongParameter;

/// `/conversation`: what was said, and who still has it.
public final class ConversationPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public ConversationPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param asked the question
    /// @param answer its answer
    /// @param own findings of the viewer that messages may be cited in
    public record Shown(Talk asked, Talk.Answer answer, List<Finding> own) {
        /// The address of this conversation with what is chosen, ready for one more parameter.
        public String href(String encodedId) {
            return "/conversation?id="
                    + encodedId
                    + "&only="
                    + asked.only().name().toLowerCase(Locale.ROOT)
                    + "&";
        }

        /// Whether a message is the first of its day (UTC) on this page.
        public boolean startsDay(Row message) {
            int at = answer.messages().indexOf(message);
            return at == 0 || !day(answer.messages().get(at - 1)).equals(day(message));
        }

        private static Optional<LocalDate> day(Row message) {
            Instant sent = message.time("sent");
            return Optional.ofNullable(sent).map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC));
        }

        /// The exhibits that hold a message.
        public Set<String> holders(String linked) {
            Set<String> exhibits = new TreeSet<>();
            answer.held()
                    .getOrDefault(linked, List.of())
                    .forEach(row -> exhibits.add(row.text("exhibit")));
            return exhibits;
        }

        /// The exhibits on which a message was deleted or changed.
        public Set<String> changed(String linked) {
            Set<String> exhibits = new TreeSet<>();
            answer.held().getOrDefault(linked, List.of()).stream()
                    .filter(row -> !row.text("state").equals("LIVE"))
                    .forEach(row -> exhibits.add(row.text("exhibit")));
            return exhibits;
        }

        /// The number of a message in the whole conversation, as it stands on paper.
        public String number(String linked) {
            return String.valueOf(answer.numbers().getOrDefault(linked, 0L));
        }

        /// What the zone of a message's time rests on; empty where nothing is known.
        public String zone(String linked) {
            return answer.held().getOrDefault(linked, List.of()).stream()
                    .map(row -> row.text("zone"))
                    .findFirst()
                    .orElse("");
        }
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/conversation", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        Talk asked =
                new Talk(
                        visit.need("id"),
                        visit.choice("only", Talk.Only.ALL, Talk.Only.class),
                        from(visit));
        Talk.Answer answer = answers.ask(visit.viewer(), asked);
        String subject = answer.conversation().text("subject");
        String title =
                visit.say(
                        "talk.title",
                        "subject",
                        subject.isEmpty() ? visit.say("talk.direct") : subject);
        return screens.show(
                visit,
                "conversation",
                new Screens.Titled(
                        title,
                        new Shown(
                                asked,
                                answer,
                                Right.WRITE.heldBy(visit.viewer().role())
                                        ? answers.ask(visit.viewer(), new OwnFindings())
                                        : List.of())),
                answers.ask(visit.viewer(), new Beside("conversation:" + asked.conversation())));
    }

    /// `after` or `before` a key such as `1767225600000000.3679d893…`, or from a day on.
    private static Talk.From from(Visit visit) throws WrongParameter {
        String day = visit.text("day");
        if (!day.isEmpty()) {
            try {
                long second =
                        LocalDate.parse(day).toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC);
                return new Talk.From(second * 1_000_000, "", false);
            } catch (DateTimeException e) {
                throw new WrongParameter("day");
            }
        }
        boolean backwards = !visit.text("before").isEmpty();
        String name = backwards ? "before" : "after";
        String key = visit.text(name);
        if (key.isEmpty()) {
            return Talk.From.BEGINNING;
        }
        if (!key.matches("-?[0-9]{1,18}\\.[0-9a-f]{0,32}")) {
            throw new WrongParameter(name);
        }
        int dot = key.indexOf('.');
        return new Talk.From(
                Long.parseLong(key.substring(0, dot)), key.substring(dot + 1), backwards);
    }
}
