package org.tutela.answers.ask;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.Kept;
import org.tutela.answers.search.Found;
import org.tutela.answers.search.PlaceKind;
import org.tutela.answers.search.Wanted;
import org.tutela.casebook.work.SavedSearches.SavedSearch;
import org.tutela.model.Id;

/// Where a word stands: in messages, files, texts, names and groups.
///
/// @param text what is looked for, as [Wanted#text] reads it; empty: nothing yet
/// @param narrow where
/// @param order order of the places
/// @param page number of the page, from 1
public record Search(String text, Narrow narrow, Wanted.Order order, int page)
        implements Question<Search.Answer> {
    /// The most that is offered of conversations and exhibits to choose from.
    public static final int MOST_OFFERED = 12;

    private static final int MOST_KEPT = 100;
    private static final long MICROS = 1_000_000;

    /// Where it is looked for; what is empty narrows nothing.
    ///
    /// @param kinds in these kinds
    /// @param exhibits on these exhibits
    /// @param conversations in these conversations
    /// @param account by or of this linked account
    /// @param country by or of accounts that point to this country, ISO 3166-1 alpha-2
    /// @param from on this day (UTC) or later
    /// @param until on this day (UTC) or earlier
    public record Narrow(
            Set<PlaceKind> kinds,
            Set<String> exhibits,
            Set<String> conversations,
            String account,
            String country,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        /// Nowhere in particular.
        public static final Narrow NONE =
                new Narrow(Set.of(), Set.of(), Set.of(), "", "", null, null);

        /// A copy.
        public Narrow {
            kinds = Set.copyOf(kinds);
            exhibits = Collections.unmodifiableSet(new TreeSet<>(exhibits));
            conversations = Collections.unmodifiableSet(new TreeSet<>(conversations));
        }
    }

    /// What was found.
    ///
    /// @param found places and counts
    /// @param exhibits reference of the exhibit of each source that the viewer needs to know
    /// @param subjects subjects of conversations, by id; those of no subject are left out
    /// @param people who the accounts of the places are, by account as the device states it, or by
    ///   source for what its owner wrote
    /// @param byConversation conversations with most places, at most [#MOST_OFFERED], and those
    ///   chosen
    /// @param byExhibit exhibits with most sightings, at most [#MOST_OFFERED], and those chosen
    /// @param countries countries that accounts point to
    /// @param kept searches that the viewer keeps, by name
    /// @param gap what was not looked through
    public record Answer(
            Found found,
            Map<Id, String> exhibits,
            Map<String, String> subjects,
            Map<String, Person> people,
            List<Count> byConversation,
            List<Count> byExhibit,
            List<String> countries,
            List<SavedSearch> kept,
            Gap gap) {}

    /// Who an account is.
    ///
    /// @param account its linked account
    /// @param name its name
    public record Person(String account, String name) {}

    /// How much there is of something.
    ///
    /// @param key what
    /// @param count how much
    public record Count(String key, long count) {}

    /// What was not looked through.
    ///
    /// @param examined exhibits that were looked through
    /// @param waiting exhibits with facts that are not in the index yet
    /// @param unexamined exhibits without facts
    /// @param problems problems in the evidence
    public record Gap(long examined, List<String> waiting, long unexamined, long problems) {}

    /// Words anywhere.
    public static Search of(String text) {
        return new Search(text, Narrow.NONE, Wanted.Order.CLOSEST, 1);
    }

    @Override
    public Right right() {
        return Right.READ;
    }

    @Override
    public String subject() {
        return text.isEmpty() ? "" : "search";
    }

    @Override
    public String details() {
        return "{\"text\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsString(text))
                + "\"}";
    }

    @Override
    public Answer answer(Desk desk) throws IOException {
        Map<Id, String> exhibits = new TreeMap<>();
        for (Row row : desk.rows("SELECT source, exhibit FROM {exhibits}")) {
            exhibits.put(Id.parse(row.text("source")), row.text("exhibit"));
        }
        List<String> countries =
                desk
                        .rows(
                                "SELECT DISTINCT country FROM {linked_account} WHERE country <> ''"
                                        + " ORDER BY country LIMIT 300")
                        .stream()
                        .map(row -> row.text("country"))
                        .toList();
        Set<Id> chosen = new TreeSet<>();
        exhibits.forEach((source, exhibit) -> {
            if (narrow.exhibits().contains(exhibit)) {
                chosen.add(source);
            }
        });
        boolean nothing = text.isEmpty() || (!narrow.exhibits().isEmpty() && chosen.isEmpty());
        Found found =
                nothing
                        ? desk.find(Wanted.of(""), Set.of(), Set.of())
                        : desk.find(wanted(desk), exhibits.keySet(), chosen);
        List<Count> byConversation = most(found.conversations(), narrow.conversations());
        return new Answer(
                found,
                exhibits,
                subjects(desk, found, byConversation),
                people(desk, found, byConversation),
                byConversation,
                most(byExhibit(found, exhibits), narrow.exhibits()),
                countries,
                kept(desk),
                gap(desk, exhibits));
    }

    private Wanted wanted(Desk desk) throws IOException {
        LocalDate from = narrow.from();
        LocalDate until = narrow.until();
        return new Wanted(
                text,
                narrow.kinds(),
                narrow.conversations(),
                people(desk),
                from == null ? Long.MIN_VALUE : micros(from),
                until == null ? Long.MAX_VALUE : micros(until.plusDays(1)),
                order,
                page);
    }

    private static long micros(LocalDate day) {
        return day.toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC) * MICROS;
    }

    /// All names of the accounts that are asked for, and the sources they own.
    private Wanted.@Nullable People people(Desk desk) throws IOException {
        if (narrow.account().isEmpty() && narrow.country().isEmpty()) {
            return null;
        }
        String of = "(? = '' OR a.account = ?) AND (? = '' OR a.country = ?)";
        Object[] values = {narrow.account(), narrow.account(), narrow.country(), narrow.country()};
        Row names =
                desk.row(
                        """
                        SELECT string_agg(name, chr(10)) AS names FROM (
                            SELECT a.account AS name FROM {linked_account} a WHERE %s
                            UNION SELECT l.alias FROM {linked_account} a JOIN {account_alias} l ON l.account = a.account
                            WHERE %s)
                        """
                                .formatted(of, of),
                        concat(values, values));
        Row owned =
                desk.row(
                        """
                        SELECT string_agg(DISTINCT o.source, chr(10)) AS sources
                        FROM {device_owner} o JOIN {linked_account} a ON a.account = o.account WHERE o.place = 1 AND %s
                        """
                                .formatted(of),
                        values);
        return new Wanted.People(lines(names.text("names")), lines(owned.text("sources")));
    }

    private static Object[] concat(Object[] one, Object[] other) {
        List<Object> all = new ArrayList<>(List.of(one));
        all.addAll(List.of(other));
        return all.toArray();
    }

    private static Set<String> lines(String text) {
        Set<String> lines = new TreeSet<>();
        text.lines().filter(line -> !line.isEmpty()).forEach(lines::add);
        return lines;
    }

    private static Map<String, Long> byExhibit(Found found, Map<Id, String> exhibits) {
        Map<String, Long> counts = new TreeMap<>();
        found.sources()
                .forEach((source, count) ->
                        counts.merge(exhibits.getOrDefault(source, ""), count, Long::sum));
        return counts;
    }

    /// The largest counts, and those chosen whatever their size.
    private static List<Count> most(Map<String, Long> counts, Set<String> chosen) {
        Map<String, Long> shown = new LinkedHashMap<>();
        chosen.forEach(key -> shown.put(key, counts.getOrDefault(key, 0L)));
        counts.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_OFFERED)
                .forEach(entry -> shown.putIfAbsent(entry.getKey(), entry.getValue()));
        return shown.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Map<String, String> subjects(Desk desk, Found found, List<Count> offered)
            throws IOException {
        Set<String> ids = new TreeSet<>();
        found.places().forEach(place -> ids.add(place.conversation()));
        offered.forEach(count -> ids.add(count.key()));
        ids.remove("");
        Map<String, String> subjects = new HashMap<>();
        if (!ids.isEmpty()) {
            for (Row row :
                    desk.rows(
                            "SELECT conversation, subject FROM {linked_conversation} WHERE subject <> ''"
                                    + " AND conversation IN ("
                                    + marks(ids)
                                    + ")",
                            ids.toArray())) {
                subjects.put(row.text("conversation"), row.text("subject"));
            }
        }
        return subjects;
    }

    /// The accounts at both ends of a direct chat, which its id names: `service:one+other`; empty
    /// for everything else.
    public static List<String> ends(String conversation) {
        int colon = conversation.indexOf(':');
        int plus = conversation.indexOf('+', colon + 2);
        return colon < 0 || plus < 0
                ? List.of()
                : List.of(
                        conversation.substring(0, plus),
                        conversation.substring(0, colon + 1) + conversation.substring(plus + 1));
    }

    private static Map<String, Person> people(Desk desk, Found found, List<Count> offered)
            throws IOException {
        Map<String, Person> people = new HashMap<>();
        Set<String> accounts = new TreeSet<>();
        Set<String> sources = new TreeSet<>();
        for (Found.Place place : found.places()) {
            accounts.add(place.account());
            accounts.addAll(ends(place.conversation()));
            if (place.owner()) {
                sources.add(place.source().toString());
            }
        }
        offered.forEach(count -> accounts.addAll(ends(count.key())));
        accounts.remove("");
        String name = Names.of("a", "a.account");
        if (!accounts.isEmpty()) {
            for (Row row :
                    desk.rows(
                            """
                            SELECT l.alias AS key, a.account, %s AS name FROM {account_alias} l
                            JOIN {linked_account} a ON a.account = l.account WHERE l.alias IN (%s)
                            UNION SELECT a.account, a.account, %s FROM {linked_account} a WHERE a.account IN (%s)
                            """
                                    .formatted(name, marks(accounts), name, marks(accounts)),
                            concat(accounts.toArray(), accounts.toArray()))) {
                people.put(row.text("key"), new Person(row.text("account"), row.text("name")));
            }
        }
        if (!sources.isEmpty()) {
            for (Row row :
                    desk.rows(
                            """
                            SELECT o.source AS key, a.account, %s AS name FROM {device_owner} o
                            JOIN {linked_account} a ON a.account = o.account
                            WHERE o.place = 1 AND o.source IN (%s) ORDER BY o.linked
                            """
                                    .formatted(name, marks(sources)),
                            sources.toArray())) {
                people.putIfAbsent(
                        row.text("key"), new Person(row.text("account"), row.text("name")));
            }
        }
        return people;
    }

    private static List<SavedSearch> kept(Desk desk) throws IOException {
        String user = desk.viewer().user();
        return desk.casebook().savedSearches().list(user).stream()
                .filter(search -> search.owner().equals(user))
                .limit(MOST_KEPT)
                .toList();
    }

    private static String marks(Set<String> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }

    private static Gap gap(Desk desk, Map<Id, String> exhibits) throws IOException {
        Set<String> waiting = new TreeSet<>();
        desk.notIndexed(exhibits.keySet())
                .forEach(source -> waiting.add(exhibits.getOrDefault(source, "")));
        desk.keep(GAP);
        Row row = desk.row("SELECT * FROM {search_gap}");
        long examined = row.number("examined");
        return new Gap(
                Math.max(0, examined - waiting.size()),
                List.copyOf(waiting),
                row.number("exhibits") - examined,
                row.number("problems"));
    }

    static final Kept GAP =
            new Kept(
                    "search_gap",
                    """
                    SELECT (SELECT count(DISTINCT exhibit) FROM {exhibits}) AS exhibits,
                        (SELECT count(DISTINCT exhibit) FROM {examined}) AS examined,
                        (SELECT count(*) FROM {problem}) AS problems
                    """);
}
