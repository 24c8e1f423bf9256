package org.tutela.web.page;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.Network;
import org.tutela.answers.ask.Row;
import org.tutela.answers.work.OnePerson;
import org.tutela.web.view.CsvTable;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;

/// `/network`: who bridges two groups, who brought whom in. A question first, then a list, and a
/// drawing of few.
public final class NetworkPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public NetworkPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param asked the question
    /// @param answer its answer
    /// @param suggested which of the accounts may be one person's
    public record Shown(Network asked, Network.Answer answer, List<OnePerson.Suggested> suggested) {
        /// The address of this answer, ready for one more parameter.
        public String href() {
            return "/network?ask="
                    + word(asked.about())
                    + "&first="
                    + Deeds.url(asked.first())
                    + "&second="
                    + Deeds.url(asked.second())
                    + "&when="
                    + (asked.sameTime() ? "same" : "any");
        }

        /// The memberships that a drawn answer rests on, by their ids; none where pairs are shown.
        public List<String> memberships() {
            Stream<String> drawnFrom =
                    switch (about()) {
                        case SHARED -> Stream.empty();
                        case BRIDGES ->
                                drawn().stream()
                                        .flatMap(row ->
                                                Stream.of(
                                                        row.text("first_linked"),
                                                        row.text("second_linked")));
                        case BROUGHT -> answer.brought().stream().map(row -> row.text("linked"));
                    };
            return drawnFrom.filter(id -> !id.isEmpty()).distinct().limit(KEPT).toList();
        }

        /// Of an answer as many facts are kept for the report as one form may bring.
        private static final int KEPT = 100;

        private static final int ROW = 52;
        private static final int LONGEST = 22;
        private static final int LONGEST_TITLE = 300;
        private static final double THICKEST = 9;
        private static final double THINNEST = 1.5;

        /// What can be asked.
        public List<Network.About> abouts() {
            return List.of(Network.About.values());
        }

        /// What is answered: two groups are needed for who bridges them.
        public Network.About about() {
            boolean both = !asked.first().isEmpty() && !asked.second().isEmpty();
            return asked.about() == Network.About.BRIDGES && !both
                    ? Network.About.SHARED
                    : asked.about();
        }

        /// A constant of an enum as a parameter says it.
        public String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }

        /// The accounts that are drawn.
        public List<Row> drawn() {
            return answer.people().stream().limit(Network.DRAWN).toList();
        }

        /// Subject of a group; its id where it is none of those offered.
        public String subject(String group) {
            return answer.groups().stream()
                    .filter(row -> row.text("conversation").equals(group))
                    .map(row -> row.text("subject"))
                    .findFirst()
                    .orElse(group);
        }

        /// Height of a drawing with so many rows.
        public int height(int rows) {
            return Math.max(3, rows) * ROW + 20;
        }

        /// The middle of a row of so many, in a drawing of `all` rows.
        public int middle(int row, int rows, int all) {
            int room = Math.max(3, all) * ROW;
            return 16 + (int) ((row + 0.5) * room / rows);
        }

        /// Thickness of the line of a count.
        public String thick(long count, long most) {
            double share = Math.sqrt((double) count / Math.max(1, most));
            return String.format(
                    Locale.ROOT, "%.1f", THINNEST + (THICKEST - THINNEST) * Math.min(1, share));
        }

        /// A name cut to what fits a box; the whole stands in the title beside it.
        public String cut(String name) {
            if (name.codePointCount(0, name.length()) <= LONGEST) {
                return name;
            }
            return name.substring(0, name.offsetByCodePoints(0, LONGEST - 1)) + "…";
        }

        /// What a finding is called that keeps this answer: the question, and the groups it names.
        public String cutTitle(String question, String first, String second) {
            String groups =
                    second.isEmpty()
                            ? (asked.first().isEmpty() ? "" : first)
                            : first + " – " + second;
            String whole = groups.isEmpty() ? question : question + " " + groups;
            return whole.substring(0, Math.min(whole.length(), LONGEST_TITLE));
        }

        /// The tint of a cell: 1 to 3, the stronger the more.
        public int tint(long count) {
            double share = (double) count / answer.matrix().most();
            return share > 0.5 ? 3 : share > 0.15 ? 2 : 1;
        }

        /// The largest count that is drawn as a line.
        public long most() {
            return Math.max(
                    1,
                    drawn().stream()
                            .mapToLong(row ->
                                    Math.max(row.number("first_wrote"), row.number("second_wrote")))
                            .max()
                            .orElse(1));
        }

        /// Of the accounts listed, how many own no exhibit.
        public long withoutExhibit() {
            return answer.people().stream().filter(row -> row.text("owns").isEmpty()).count();
        }

        /// Of the accounts listed, how many wrote in both groups.
        public long wroteInBoth() {
            return answer.people().stream()
                    .filter(row -> row.number("first_wrote") > 0 && row.number("second_wrote") > 0)
                    .count();
        }
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/network", this::show);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        boolean asTable = visit.asTable();
        Network asked =
                new Network(
                        visit.choice("ask", Network.About.SHARED, Network.About.class),
                        visit.text("first"),
                        visit.text("second"),
                        visit.text("when").equals("same"));
        Network.Answer answer = answers.ask(visit.viewer(), asked);
        Shown shown =
                new Shown(
                        asked,
                        answer,
                        answers.ask(visit.viewer(), new OnePerson(accounts(answer))));
        if (asTable) {
            return screens.table(visit, "network", table(shown));
        }
        return screens.show(visit, "network", visit.say("network.title." + shown.about()), shown);
    }

    /// The accounts that an answer lists; none where it lists pairs of groups.
    private static Set<String> accounts(Network.Answer answer) {
        Set<String> accounts = new TreeSet<>();
        answer.people().forEach(row -> accounts.add(row.text("account")));
        answer.brought()
                .forEach(row -> accounts.addAll(List.of(row.text("actor"), row.text("account"))));
        return accounts;
    }

    private static CsvTable table(Shown shown) {
        return switch (shown.about()) {
            case SHARED ->
                    CsvTable.of(
                            List.of(
                                    "first",
                                    "first_subject",
                                    "second",
                                    "second_subject",
                                    "shared",
                                    "first_members",
                                    "second_members"),
                            shown.answer().pairs());
            case BRIDGES ->
                    CsvTable.of(
                            List.of(
                                    "account",
                                    "name",
                                    "country",
                                    "owns",
                                    "first_joined",
                                    "first_how",
                                    "first_wrote",
                                    "second_joined",
                                    "second_how",
                                    "second_wrote",
                                    "together"),
                            shown.answer().people());
            case BROUGHT ->
                    CsvTable.of(
                            List.of(
                                    "actor",
                                    "actor_name",
                                    "account",
                                    "name",
                                    "conversation",
                                    "subject",
                                    "joined",
                                    "how",
                                    "linked"),
                            shown.answer().brought());
        };
    }
}
