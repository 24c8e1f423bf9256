package org.tutela.web.page;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.tutela.answers.ask.Answers;
import org.tutela.answers.ask.KeepSearch;
import org.tutela.answers.ask.MessageAt;
import org.tutela.answers.ask.Search;
import org.tutela.answers.search.Found;
import org.tutela.answers.search.PlaceKind;
import org.tutela.answers.search.Wanted;
import org.tutela.model.Id;
import org.tutela.web.view.CsvTable;
import org.tutela.web.view.Screens;
import org.tutela.web.view.Visit;
import org.tutela.web.view.WrongParameter;

/// `/search`: where a word stands; `/search/message`: on to that message in its conversation.
public final class SearchPage implements Page {
    private final Answers answers;
    private final Screens screens;

    /// Asks `answers`.
    public SearchPage(Answers answers, Screens screens) {
        this.answers = answers;
        this.screens = screens;
    }

    /// What the template shows.
    ///
    /// @param asked the question
    /// @param answer its answer
    public record Shown(Search asked, Search.Answer answer) {
        private static final int LONGEST_PLAIN = 60;

        /// The address of this search, ready for one more parameter; `without` is left out of it.
        public String href(String without) {
            return Deeds.address(
                    "/search",
                    parameters().stream().filter(each -> !each.getKey().equals(without)).toList());
        }

        /// What is chosen, the page too, by the names of the parameters.
        public List<Map.Entry<String, String>> chosen() {
            List<Map.Entry<String, String>> all = parameters();
            all.add(Map.entry("page", String.valueOf(asked.page())));
            return all;
        }

        private List<Map.Entry<String, String>> parameters() {
            List<Map.Entry<String, String>> all = new ArrayList<>();
            all.add(Map.entry("q", asked.text()));
            Search.Narrow narrow = asked.narrow();
            narrow.kinds().stream()
                    .sorted()
                    .forEach(kind -> all.add(Map.entry("kind", word(kind))));
            narrow.exhibits().forEach(exhibit -> all.add(Map.entry("exhibit", exhibit)));
            narrow.conversations().forEach(group -> all.add(Map.entry("group", group)));
            all.add(Map.entry("account", narrow.account()));
            all.add(Map.entry("country", narrow.country()));
            LocalDate from = narrow.from();
            LocalDate until = narrow.until();
            all.add(Map.entry("from", from == null ? "" : from.toString()));
            all.add(Map.entry("until", until == null ? "" : until.toString()));
            all.add(Map.entry("sort", word(asked.order())));
            all.removeIf(each -> each.getValue().isEmpty());
            return all;
        }

        /// The beginning of what was found, without marks.
        public String plain(Found.Place place) {
            String text = place.text().stream().map(Found.Part::text).collect(Collectors.joining());
            return text.substring(
                    0,
                    text.offsetByCodePoints(
                            0, Math.min(LONGEST_PLAIN, text.codePointCount(0, text.length()))));
        }

        /// What follows the `?` of the address of this search.
        public String query() {
            return href("").substring("/search?".length());
        }

        /// A constant of an enum as a parameter says it.
        public String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }

        /// The kinds that there are.
        public List<PlaceKind> kinds() {
            return List.of(PlaceKind.values());
        }

        /// The orders that there are.
        public List<Wanted.Order> orders() {
            return List.of(Wanted.Order.values());
        }

        /// Where a place leads.
        public String href(Found.Place place) {
            return switch (place.kind()) {
                case MESSAGE -> "/search/message?fact=" + place.fact();
                case FILE, TEXT -> "/how?fact=" + place.fact();
                case NAME -> {
                    Search.Person person = answer.people().get(place.account());
                    yield person == null
                            ? "/how?fact=" + place.fact()
                            : "/account?id="
                                    + URLEncoder.encode(person.account(), StandardCharsets.UTF_8);
                }
                case GROUP ->
                        answer.subjects().containsKey(place.conversation())
                                ? "/group?id="
                                        + URLEncoder.encode(
                                                place.conversation(), StandardCharsets.UTF_8)
                                : "/how?fact=" + place.fact();
            };
        }

        /// Who wrote a place or whose name it is; empty where that is not known.
        public String name(Found.Place place) {
            String key = place.owner() ? place.source().toString() : place.account();
            Search.Person person = answer.people().get(key);
            return person == null ? place.account() : person.name();
        }

        /// When; null where that is not known.
        public @Nullable Instant time(Found.Place place) {
            Long micros = place.micros();
            return micros == null ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        }

        /// The exhibits that hold a place, sorted.
        public Set<String> exhibits(Found.Place place) {
            Set<String> exhibits = new TreeSet<>();
            for (Id source : place.sources()) {
                exhibits.add(answer.exhibits().getOrDefault(source, ""));
            }
            return exhibits;
        }

        /// The name of a conversation; empty where it has none.
        public String subject(String conversation) {
            return answer.subjects().getOrDefault(conversation, "");
        }

        /// The names of the accounts at both ends of a direct chat; empty where it is none.
        public String ends(String conversation) {
            return Search.ends(conversation).stream()
                    .map(account -> {
                        Search.Person person = answer.people().get(account);
                        return person == null ? account : person.name();
                    })
                    .collect(Collectors.joining(" – "));
        }

        /// Number of the first place of this page; 0 where there is none.
        public long first() {
            return answer.found().places().isEmpty() ? 0 : (asked.page() - 1L) * Wanted.PLACES + 1;
        }

        /// Number of the last place of this page.
        public long last() {
            return Math.max(0, first() + answer.found().places().size() - 1);
        }

        /// Whether another page follows.
        public boolean more() {
            return answer.found().places().size() == Wanted.PLACES
                    && (last() < answer.found().total() || !answer.found().whole())
                    && asked.page() < Wanted.LAST_PAGE;
        }

        /// Whether anything narrows the search.
        public boolean narrowed() {
            return !asked.narrow().equals(Search.Narrow.NONE);
        }
    }

    @Override
    public void addTo(RouterFunctions.Builder routes) {
        routes.GET("/search", this::show);
        routes.GET("/search/message", this::open);
        routes.POST("/search/kept", this::keep);
    }

    private ServerResponse show(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        boolean asTable = visit.asTable();
        Search asked = asked(visit);
        Shown shown = new Shown(asked, answers.ask(visit.viewer(), asked));
        if (asTable) {
            return screens.table(visit, "search", table(shown, visit.texts("row")));
        }
        return screens.show(visit, "search", visit.say("nav.search"), shown);
    }

    /// All places of the page, or those that are marked.
    private static CsvTable table(Shown shown, Set<String> marked) {
        CsvTable table =
                new CsvTable(
                        List.of(
                                "kind",
                                "time",
                                "conversation",
                                "name",
                                "exhibits",
                                "path",
                                "text",
                                "fact"));
        for (Found.Place place : shown.answer().found().places()) {
            if (marked.isEmpty() || marked.contains(place.fact().toString())) {
                table.row(
                        List.of(
                                place.kind(),
                                CsvTable.time(shown.time(place)),
                                place.conversation(),
                                shown.name(place),
                                String.join(" ", shown.exhibits(place)),
                                place.path(),
                                place.text().stream()
                                        .map(Found.Part::text)
                                        .collect(Collectors.joining()),
                                place.fact()));
            }
        }
        return table;
    }

    private ServerResponse keep(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String query = visit.text("query");
        if (!query.matches("[A-Za-z0-9=&%+._*-]{0,2000}")) {
            throw new WrongParameter("query");
        }
        try {
            answers.act(visit.viewer(), new KeepSearch(visit.need("name").strip(), query));
        } catch (IllegalArgumentException e) {
            throw new WrongParameter("name");
        }
        return ServerResponse.seeOther(URI.create("/search?" + query)).build();
    }

    private static Search asked(Visit visit) throws WrongParameter {
        Set<PlaceKind> kinds = EnumSet.noneOf(PlaceKind.class);
        Map<String, PlaceKind> known = new LinkedHashMap<>();
        for (PlaceKind kind : PlaceKind.values()) {
            known.put(kind.name().toLowerCase(Locale.ROOT), kind);
        }
        for (String kind : visit.texts("kind")) {
            PlaceKind found = known.get(kind);
            if (found == null) {
                throw new WrongParameter("kind");
            }
            kinds.add(found);
        }
        int page = visit.page();
        if (page > Wanted.LAST_PAGE) {
            throw new WrongParameter("page");
        }
        return new Search(
                visit.text("q").strip(),
                new Search.Narrow(
                        kinds,
                        visit.texts("exhibit"),
                        visit.texts("group"),
                        visit.text("account"),
                        visit.text("country"),
                        visit.day("from"),
                        visit.day("until")),
                visit.choice("sort", Wanted.Order.CLOSEST, Wanted.Order.class),
                page);
    }

    private ServerResponse open(ServerRequest request) throws IOException {
        Visit visit = screens.visit(request);
        String fact = visit.id("fact");
        MessageAt.Answer at = answers.ask(visit.viewer(), new MessageAt(fact));
        String place =
                "/conversation?id="
                        + URLEncoder.encode(at.conversation(), StandardCharsets.UTF_8)
                        + "&after="
                        + (at.micros() - 1)
                        + ".#m-"
                        + at.linked();
        return ServerResponse.seeOther(URI.create(place)).build();
    }
}
