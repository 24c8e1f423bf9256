package org.tutela.web.view;

import com.ibm.icu.text.NumberFormat;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tutela.answers.ask.FactList;
import org.tutela.answers.ask.Frame;
import org.tutela.answers.ask.Overview;
import org.tutela.answers.ask.Right;
import org.tutela.answers.ask.Viewer;
import org.tutela.casebook.work.Task;

/// What every template knows: who reads, in which words, and the frame around the page.
///
/// @param words in the reader's language
/// @param title heading of the page
/// @param path path of the page, such as `/groups`
/// @param caseName name of the case
/// @param viewer who reads; null on the pages before sign-in
/// @param counts counts of the frame
/// @param csrf what a form must bring back
/// @param theme `light`, `dark`, `dim`, or empty for the system's choice
/// @param letters `off` where single letters are no keys, otherwise empty
/// @param work the task that the reader works for; null where none was chosen
/// @param now when the page was made
public record Screen(
        Words words,
        String title,
        String path,
        String caseName,
        @Nullable Viewer viewer,
        Frame.Counts counts,
        Csrf csrf,
        String theme,
        String letters,
        @Nullable Task work,
        Instant now) {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// The name and the value of the hidden field of a form.
    ///
    /// @param name name of the field
    /// @param value its value
    public record Csrf(String name, String value) {}

    /// The words of a key, with names and values of its arguments in turn.
    public String say(String key, Object... arguments) {
        return words.say(key, arguments);
    }

    /// The words for a constant of an enum or a word of the store: `key.VALUE`, or the value itself
    /// where there are none.
    public String word(String key, Object value) {
        String whole = key + "." + value;
        return words.has(whole) ? words.say(whole) : value.toString();
    }

    /// How an account joined, and through whom; an empty name is left out.
    public String how(String how, String actor) {
        return say("how." + how, "named", actor.isEmpty() ? "no" : "yes", "actor", actor);
    }

    /// A whole number, grouped.
    public String number(long value) {
        return NumberFormat.getIntegerInstance(words.locale()).format(value);
    }

    /// Such as `2026-03-02 19:05:12`, UTC; a dash where there is none.
    public String second(@Nullable Instant time) {
        return time == null ? "–" : SECOND.format(time);
    }

    /// Such as `2026-03-02`, UTC; a dash where there is none.
    public String day(@Nullable Instant time) {
        return time == null ? "–" : DAY.format(time);
    }

    /// The name of a country; the code where it has none.
    public String country(String code) {
        return code.isEmpty() || code.equals(FactList.NO_COUNTRY)
                ? say("unknown")
                : Locale.of("", code).getDisplayCountry(words.locale());
    }

    /// A value for a query of an address.
    public String url(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /// Where an entry of the overview leads.
    public String href(Overview.Entry entry) {
        return switch (entry.reason()) {
            case GROWTH -> "/group?id=" + url(entry.key());
            case SOLE_COPY -> "/conversation?only=alone&id=" + url(entry.key());
            case NUMBER_CHANGE, BRIDGE -> "/account?id=" + url(entry.key());
            case UNKNOWN_GROUP ->
                    "/search?q=" + url(entry.key().substring(entry.key().indexOf(':') + 1));
            case PROBLEMS -> "/exhibit?id=" + url(entry.key());
        };
    }

    /// Where the page of a thing is that marks stand beside, such as `account:…`; the overview for
    /// what has none.
    public static String hrefOf(String about) {
        int colon = about.indexOf(':');
        String key = URLEncoder.encode(about.substring(colon + 1), StandardCharsets.UTF_8);
        return switch (colon < 0 ? "" : about.substring(0, colon)) {
            case "conversation" -> "/group?id=" + key;
            case "account" -> "/account?id=" + key;
            case "exhibit" -> "/exhibit?id=" + key;
            case "message" -> "/how?table=linked_message&linked=" + key;
            case "person" -> "/person?id=" + key;
            case "finding" -> "/finding?id=" + key;
            case "task" -> "/task?title=" + key;
            default -> "/";
        };
    }

    /// Whether a column holds a value as it was stored, or says how to read one.
    public static boolean raw(String column) {
        return column.endsWith("_raw")
                || column.endsWith("_encoding")
                || column.endsWith("_precision")
                || column.endsWith("_zone_basis")
                || column.equals("raw")
                || column.equals("code_table");
    }

    /// The address of the rows that a number counts: their table, then names and values of what
    /// narrows them in turn, where an empty value narrows nothing.
    public String facts(String table, String... only) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i + 1 < only.length; i += 2) {
            if (!only[i + 1].isEmpty()) {
                named.put(only[i], only[i + 1]);
            }
        }
        return factsOf(table, named);
    }

    /// The same, of a map.
    public static String factsOf(String table, Map<String, String> only) {
        StringBuilder href = new StringBuilder("/facts?of=").append(table);
        new TreeMap<>(only)
                .forEach((name, value) ->
                        href.append('&')
                                .append(name)
                                .append('=')
                                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return href.toString();
    }

    /// A value of a column or filter of such rows in words; itself where there are none.
    public String factValue(String column, String value) {
        return switch (column) {
            case "country", "there", "elsewhere" -> country(value);
            case "how" -> how(value, "");
            case "outcome" -> word("outcome", value);
            default -> value;
        };
    }

    /// The address of the ground of a linked fact.
    public String howLinked(String table, String linked) {
        return "/how?table=" + table + "&linked=" + linked;
    }

    /// The address of a fact: its table, id and place, by which it is found without a search. A
    /// place too long for a parameter is left out.
    public String howFact(String table, String fact, String address) {
        return factOf("/how", table, fact)
                + (address.isEmpty() || address.length() > Visit.LONGEST
                        ? ""
                        : "&address=" + url(address));
    }

    /// The address of the bytes of a place, named by a fact that lies there where the place is too
    /// long for a parameter.
    public String bytesOf(String table, String fact, String address) {
        return address.length() > Visit.LONGEST
                ? factOf("/bytes", table, fact)
                : "/bytes?address=" + url(address);
    }

    private static String factOf(String page, String table, String fact) {
        return page + "?table=" + table + "&fact=" + fact;
    }

    /// Whether the reader may write notes, findings and decisions.
    public boolean writes() {
        return may(Right.WRITE);
    }

    /// `true` where the page with this path is shown or stands under it.
    public boolean at(String here) {
        return path.equals(here) || (!here.equals("/") && path.startsWith(here + "/"));
    }

    /// Whether the reader holds a right.
    public boolean may(Right right) {
        Viewer reader = viewer;
        return reader != null && right.heldBy(reader.role());
    }

    /// The reader's name; empty before sign-in.
    public String user() {
        Viewer reader = viewer;
        return reader == null ? "" : reader.user();
    }

    /// The reader's role in words; empty before sign-in.
    public String role() {
        Viewer reader = viewer;
        return reader == null ? "" : word("role", reader.role());
    }

    /// The reader's task; empty where none was chosen.
    public String task() {
        Viewer reader = viewer;
        return reader == null ? "" : reader.task();
    }

    /// The right to read facts, for templates.
    public boolean reads() {
        return may(Right.READ);
    }

    /// The right to read the journal, for templates.
    public boolean readsJournal() {
        return may(Right.READ_JOURNAL);
    }
}
